import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recognise } from '../../src/access/actions.js'
import { createGuard } from '../../src/access/guard.js'
import { permissions } from '../../src/access/permissions.js'
import { accessRefusals } from '../../src/access/refusals.js'
import { accessRoutes } from '../../src/access/routes.js'
import { createDoor } from '../../src/platform/door.js'
import { createServer } from '../../src/platform/server.js'
import { type Call, callOf, clockAt, cookieOf, createTestDatabase, type TestDatabase, testLog } from '../platform/harness.js'

export type AccessApp = {
	readonly store: TestDatabase
	readonly app: FastifyInstance
	readonly call: Call
	readonly asUser: (username: string, password?: string) => Promise<Call>
	readonly close: () => Promise<void>
}

/** Signing in and all that belongs to it, with one empty operation for each other row of the permission table. */
export async function createAccessApp(options: { everyOperation?: boolean } = {}): Promise<AccessApp> {
	const store = await createTestDatabase({ seeded: true, connections: 20 })
	const { database } = store
	const app = await createServer({ log: testLog, catalogue: accessRefusals, version: '0.0.0', database })
	const guard = createGuard((hash) => database.transaction((tx) => recognise(tx, hash)))
	const door = createDoor(app, { database, clock: clockAt('2023-06-15'), guard, catalogue: accessRefusals })
	accessRoutes(door, guard.forget)
	if (options.everyOperation) {
		for (const id of Object.keys(permissions).filter((operation) => !door.registered.includes(operation))) {
			door.operation({
				id,
				method: 'POST',
				path: `/try/${id}`,
				tag: 'try',
				summary: 'nothing',
				handle: () => ({ done: id }),
				answer: z.unknown(),
			})
		}
	}
	await app.ready()
	const call = callOf(app)
	return {
		store,
		app,
		call,
		asUser: async (username, password = 'soquy-demo') => {
			const answer = await call('POST', '/sessions', { username, password })
			if (answer.status !== 201) throw new Error(`${username} was not signed in: ${JSON.stringify(answer.body)}`)
			return callOf(app, { cookie: cookieOf(answer) })
		},
		close: async () => {
			await app.close()
			await store.close()
		},
	}
}
