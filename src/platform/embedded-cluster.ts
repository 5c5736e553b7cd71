import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Place } from './embedded-place.js'
import { commandOf, endServer } from './embedded-process.js'

/** A cluster is one folder of PostgreSQL and what it takes to run it. */
export type Cluster = Place & {
	readonly logFile: string
	readonly password: string
	/** False gives up safety for speed: for tests, whose data nobody will miss. */
	readonly fsync: boolean
}

/** Makes the cluster when there is none yet. A half-made one, left by a crash, is thrown away and made again. */
export function initialise(cluster: Cluster): void {
	const { account, programs, home, password } = cluster
	if (existsSync(join(home, 'cluster'))) return
	const draft = join(home, 'cluster.draft')
	const passwordFile = join(home, 'cluster.draft-password')
	rmSync(draft, { recursive: true, force: true })
	rmSync(passwordFile, { force: true })
	mkdirSync(draft, { mode: 0o700 })
	writeFileSync(passwordFile, password, { mode: 0o600 })
	if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid)
	const made = spawnSync(
		join(programs, 'bin', 'initdb'),
		[
			`--pgdata=${draft}`,
			'--username=postgres',
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			// Sorts by code point on every machine, like locale C, yet knows that the small Đ is đ.
			'--locale=C',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--no-instructions',
			...(cluster.fsync ? [] : ['--no-sync']),
		],
		{ ...account, cwd: '/', env: environment, encoding: 'utf8' },
	)
	rmSync(passwordFile, { force: true })
	if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
	renameSync(draft, join(home, 'cluster'))
}

/**
 * Starts PostgreSQL on `port` of 127.0.0.1, in a session of its own: a Ctrl-C in the terminal reaches only us, and we
 * close the doors before the cellar. It writes to a file, not to us, so that it survives us with its output intact.
 */
export function spawnServer(cluster: Cluster, port: number): ChildProcess {
	const { account, programs, home, fsync } = cluster
	const settings = fsync ? safeSettings : { ...safeSettings, ...unsafeSettings }
	const log = openSync(cluster.logFile, 'a', 0o600)
	try {
		const child = spawn(
			join(programs, 'bin', 'postgres'),
			['-D', join(home, 'cluster'), '-p', String(port)].concat(
				Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
			),
			{ ...account, cwd: '/', env: environment, detached: true, stdio: ['ignore', log, log] },
		)
		child.on('error', () => {
			// A program that could not be started has no pid, which untilReady reports.
		})
		child.unref()
		return child
	} finally {
		closeSync(log)
	}
}

/**
 * Waits until the server answers and returns a connection to its `postgres` database, to be ended by the caller. A
 * server that repairs itself after a crash is waited for as long as it says so. Throws, with the end of its log, when
 * it stops instead; asking is surer than reading its log for a certain line.
 */
export async function untilReady(cluster: Cluster, child: ChildProcess, port: number): Promise<Client> {
	let limit = Date.now() + 60_000
	for (;;) {
		if (child.pid === undefined || hasEnded(child)) throw new Error(`PostgreSQL: ${lastWords(cluster.logFile)}`)
		const client = new Client({
			host: '127.0.0.1',
			port,
			user: 'postgres',
			database: 'postgres',
			password: cluster.password,
			connectionTimeoutMillis: 5_000,
		})
		client.on('error', () => {
			// The server died under an idle connection; whoever uses it next is told.
		})
		try {
			await client.connect()
			return client
		} catch (error) {
			await client.end().catch(() => undefined)
			const { code } = error as { code?: string }
			if (code === '57P03') limit = Date.now() + 60_000
			else if (code?.startsWith('28') || Date.now() > limit) {
				// A stranger on our port answers before our server has noticed and gone; give it the time to go.
				await sleep(500)
				if (!hasEnded(child)) throw error
			}
		}
		await sleep(10)
	}
}

export function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null
}

/** Ends the PostgreSQL that an owner killed before us left running on this cluster, if there is one. */
export async function endOrphan(cluster: Cluster): Promise<boolean> {
	const folder = join(cluster.home, 'cluster')
	const lock = join(folder, 'postmaster.pid')
	if (!existsSync(lock)) return false
	const pid = Number.parseInt(readFileSync(lock, 'latin1'), 10)
	if (!(pid > 0) || !commandOf(pid).includes(folder)) return false
	await endServer(pid)
	return true
}

/**
 * A port of 127.0.0.1 that nobody holds just now. It lies below those that systems hand to outgoing connections:
 * clients that knock while the server is away could otherwise be given the very port, and keep the server out.
 */
export async function freePort(): Promise<number> {
	for (let attempt = 0; attempt < 50; attempt++) {
		const port = randomInt(20_000, 32_000)
		if (await isFree(port)) return port
	}
	throw new Error('Không còn cổng nào trống. / No free port between 20000 and 32000.')
}

export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.once('error', () => resolve(false))
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
	})
}

/** Nothing of ours leaks in: no PGDATA, no language in which messages would differ. */
const environment = { LC_ALL: 'C', PATH: process.env.PATH ?? '' }

const safeSettings = {
	listen_addresses: '127.0.0.1',
	// The path of a socket is limited to about a hundred bytes, which a data folder's path soon exceeds.
	unix_socket_directories: '',
	shared_buffers: '256MB',
	max_connections: '60',
	wal_compression: 'off',
	fsync: 'on',
	synchronous_commit: 'on',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_checkpoints: 'off',
	// Failed statements come back to us anyway; in the log they would leave names and numbers of members.
	log_min_messages: 'log',
}

const unsafeSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

function lastWords(logFile: string): string {
	const size = statSync(logFile).size
	return size === 0 ? 'could not be started' : readFileSync(logFile, 'utf8').slice(-2_000).trim()
}
