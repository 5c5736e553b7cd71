import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { type AppDoor, type Asker, programAsker } from '../access/asker.js'
import { idSchema } from '../kernel/wire.js'
import type { Database } from '../platform/database.js'
import { findOpening, openingWithin } from './actions.js'

/** How long one stream goes on, and how often it looks; in milliseconds. Whoever still waits then is reconnected by her browser. */
const [streamMs, lookMs] = [60_000, 500]

/** How far the work on a list is, said whenever it has gone on: server-sent events, as a browser's EventSource reads them. */
export function openingProgressRoutes(door: AppDoor, database: Database): void {
	door.operation({
		id: 'readOpeningProgress',
		method: 'GET',
		path: '/openings/:id/progress',
		tag: 'openings',
		summary: 'How far the work on a list is, said whenever it has gone on, until it has ended (server-sent events)',
		params: z.strictObject({ id: idSchema }),
		media: ['text/event-stream'],
		refusals: ['opening.not-found'],
		handle: async ({ tx, params: { id }, asker, reply }) => {
			await openingWithin(tx, id, asker)
			// It goes on after this transaction: whoever looks for a minute holds no connection meanwhile.
			reply.hijack()
			void follow(database, reply, id, asker)
			return reply.sent
		},
	})
}

async function follow(database: Database, reply: FastifyReply, id: string, asker: Asker): Promise<void> {
	const { raw } = reply
	raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
	let last = ''
	try {
		for (let waited = 0; waited < streamMs && !raw.destroyed; waited += lookMs) {
			const { status, job, counts } = await database.reading((tx) => findOpening(tx, id, { ...programAsker, scope: asker.scope }))
			const said = JSON.stringify({ status, progress: job.progress, counts })
			if (said !== last) raw.write(`event: progress\ndata: ${said}\n\n`)
			last = said
			if (status !== 'queued' && status !== 'running') break
			await wait(lookMs)
		}
	} catch {
		// The stream breaks off, and the reader asks again.
	}
	raw.end()
}
