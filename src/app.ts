import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { createGuard } from './access/guard.js'
import { assertComplete, permissions } from './access/permissions.js'
import { accessRefusals } from './access/refusals.js'
import { accessRoutes } from './access/routes.js'
import { assert } from './kernel/assert.js'
import type { RefusalCatalogue } from './kernel/refusal.js'
import type { Clock } from './platform/clock.js'
import type { Database } from './platform/database.js'
import { createDoor } from './platform/door.js'
import type { Log } from './platform/log.js'
import { platformProblems } from './platform/problem.js'
import { createServer } from './platform/server.js'
import { unitRefusals } from './units/refusals.js'
import { unitRoutes } from './units/routes.js'

/** Every capability's "no", by its code. */
const refusals = [accessRefusals, unitRefusals]

/** The program's version, of its package. */
export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version

/** The table of contents: every capability's operations behind one door. */
export async function createApp(house: { database: Database; clock: Clock; log: Log }): Promise<FastifyInstance> {
	const { database, clock, log } = house
	const catalogue = oneCatalogue(refusals)
	const server = await createServer({ log, catalogue, version, database })
	const guard = createGuard(database)
	const door = createDoor(server, { database, clock, guard, catalogue })

	accessRoutes(door, guard.forget)
	unitRoutes(door)

	assertComplete(door.registered, permissions)
	await server.ready()
	return server
}

/** One catalogue of many; a code that two capabilities claim is our mistake. */
export function oneCatalogue(parts: readonly RefusalCatalogue[]): RefusalCatalogue {
	const entries = parts.flatMap((part) => Object.entries(part))
	const codes = new Set<string>(Object.keys(platformProblems))
	for (const [code] of entries) {
		assert(!codes.has(code), `the refusal ${code} is declared once`)
		codes.add(code)
	}
	return Object.fromEntries(entries)
}
