import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/platform/database.js'
import { startEmbeddedServer } from '../../src/platform/embedded-server.js'
import { createLog, type Log } from '../../src/platform/log.js'
import { migrate } from '../../src/platform/migrations.js'
import { emptyTemplate, migrationsFolder, seededTemplate, urlOf } from '../platform/cluster.js'
import { seed } from '../platform/seed.js'

declare module 'vitest' {
	interface ProvidedContext {
		/** The cluster of this run. */
		clusterUrl: string
	}
}

/**
 * One real PostgreSQL for the whole run, without fsync, and two databases to clone: one with nothing but the schema,
 * and one with Cao Bằng, the catalogue and a user of each kind.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'soquy-test-'))
	// As root, PostgreSQL runs as another account; what it may enter it keeps here, where it is removed with the rest.
	chmodSync(dataFolder, 0o711)
	const log = createLog('error')
	const server = await startEmbeddedServer({ dataFolder, log: quiet(log), fsync: false })
	const tearDown = async () => {
		await server.stop()
		rmSync(dataFolder, { recursive: true, force: true })
	}
	try {
		await makeTemplates(server.url, log)
	} catch (error) {
		await tearDown()
		throw error
	}
	project.provide('clusterUrl', server.url)
	return tearDown
}

async function makeTemplates(clusterUrl: string, log: Log): Promise<void> {
	await inCluster(clusterUrl, `create database ${emptyTemplate}`)
	await migrate(urlOf(clusterUrl, emptyTemplate), migrationsFolder, { info: () => undefined })
	await inCluster(clusterUrl, `create database ${seededTemplate} template ${emptyTemplate}`)
	const database = openDatabase(urlOf(clusterUrl, seededTemplate), { log, connections: 2 })
	await database.transaction(seed)
	await database.close()
}

async function inCluster(url: string, statement: string): Promise<void> {
	const client = new Client({ connectionString: url })
	await client.connect()
	await client.query(statement)
	await client.end()
}

function quiet(log: { error(message: string): void }) {
	return { info: () => undefined, warn: () => undefined, error: (message: string) => log.error(message) }
}
