import type { FastifyInstance } from 'fastify'
import type { Language, RefusalCatalogue } from '../../src/kernel/refusal.js'
import type { Clock } from '../../src/platform/clock.js'
import type { Database } from '../../src/platform/database.js'
import { createDoor, type Door, type DoorAsker, type Guard } from '../../src/platform/door.js'
import type { Log } from '../../src/platform/log.js'
import { PlatformProblem } from '../../src/platform/problem.js'
import { createServer, type Patience } from '../../src/platform/server.js'
import { clockAt, testLog } from './harness.js'

/** A trade of its own for trying the machinery: one refusal, and a guard that takes a bearer's word for who she is. */

export const tinyRefusals = {
	'tiny.no': { status: 422, vi: 'Không được: {why}', en: 'That may not be: {why}' },
	'tiny.kept': { status: 401, vi: 'Không, và đã ghi lại', en: 'No, and it was noted' },
} as const satisfies RefusalCatalogue

export const tinyGuard: Guard<DoorAsker> = {
	identify: async ({ bearer, language }: { bearer: string | null; language: Language }) =>
		bearer === null ? null : { userId: bearer, language },
	isOpen: (operation) => operation.startsWith('open'),
	denies: (operation, asker) => {
		if (operation.startsWith('open')) return null
		if (asker === null) return new PlatformProblem('request.unauthenticated')
		return operation.startsWith('closed') ? new PlatformProblem('request.forbidden') : null
	},
}

/** A server with the operations that `register` makes. */
export async function tinyServer(
	database: Database,
	register: (door: Door<DoorAsker>) => void,
	options: { clock?: Clock; patience?: Partial<Patience>; log?: Log } = {},
): Promise<FastifyInstance> {
	const server = await createServer({
		log: options.log ?? testLog,
		catalogue: tinyRefusals,
		version: '0.0.0',
		database,
		...(options.patience === undefined ? {} : { patience: options.patience }),
	})
	register(createDoor(server, { database, clock: options.clock ?? clockAt('2023-06-15'), guard: tinyGuard, catalogue: tinyRefusals }))
	await server.ready()
	return server
}
