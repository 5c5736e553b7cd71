import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from './columns.js'
import type { JobStatus } from './jobs.js'

/** Work on many things: what was asked, how far it is, and who is at it. What it finds is in the tables of its kind. */
export const jobs = pgTable(
	'jobs',
	{
		id: identityColumn(),
		kind: text().notNull(),
		asOf: dayColumn('as_of').notNull(),
		arguments: jsonColumn<Record<string, unknown>>().notNull(),
		status: unionColumn<JobStatus>().notNull(),
		done: integer().notNull(),
		total: integer(),
		/** Where the next chunk goes on; written in the transaction of the chunk before it. */
		checkpoint: jsonColumn<unknown>(),
		knownAt: instantColumn('known_at'),
		requestedBy: idColumn('requested_by').notNull(),
		requestedAt: instantColumn('requested_at').notNull(),
		startedAt: instantColumn('started_at'),
		finishedAt: instantColumn('finished_at'),
		/** The worker that is at it, and its last sign of life. */
		worker: text(),
		heartbeatAt: instantColumn('heartbeat_at'),
		/** How often it was taken up since it last got on: work that kills its worker is not tried for ever. */
		attempts: integer().notNull(),
		error: text(),
	},
	(table) => [
		check('jobs_status', sql`${table.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
		index('jobs_question').on(table.kind, table.asOf),
		// Of one question at most one job is under way.
		uniqueIndex('jobs_unfinished').on(table.kind, table.asOf, sql`md5(arguments::text)`).where(sql`status in ('queued', 'running')`),
	],
)
