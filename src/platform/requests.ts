import { createHash } from 'node:crypto'
import { bigint, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { idColumn, instantColumn } from './columns.js'
import type { Tx } from './database.js'
import { PlatformProblem } from './problem.js'

/**
 * Every command that was answered: who asked what, from where, and what was said. It is the trail for the auditor, and
 * it is how the same Idempotency-Key gets the same answer again.
 */
export const requests = pgTable(
	'requests',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
		at: instantColumn().notNull(),
		userId: idColumn('user_id'),
		operation: text().notNull(),
		path: text().notNull(),
		address: text().notNull(),
		agent: text().notNull(),
		idempotencyKey: text('idempotency_key'),
		requestHash: text('request_hash'),
		status: integer().notNull(),
		answer: text(),
	},
	(table) => [uniqueIndex('requests_key').on(table.userId, table.idempotencyKey), index('requests_at').on(table.at)],
)

export type Trail = {
	readonly userId: string | null
	readonly operation: string
	readonly path: string
	readonly origin: { readonly address: string; readonly agent: string }
	readonly hash: string | null
}

export type Answer = { readonly status: number; readonly text: string | null }

/**
 * A digest of what was asked, so that one key cannot stand for two requests. Taken of the decoded input, so that the
 * order of fields and the way a text was composed do not matter.
 */
export function requestHash(operation: string, asked: { params: unknown; query: unknown; body: unknown }): string {
	return createHash('sha256')
		.update(`${operation}\n${JSON.stringify(asked)}`)
		.digest('base64url')
}

/**
 * Runs a command under its key, once. The same key and request gets the first answer again; the same key with another
 * request is refused; a key whose command is still running is a conflict. All in the command's own transaction.
 */
export async function answerOnce(tx: Tx, key: string, trail: Trail, run: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
	const found = await tx.$client.query<{ free: boolean; status: number | null; hash: string | null; answer: string | null }>({
		name: 'request-by-key',
		text: `select pg_try_advisory_xact_lock(hashtextextended($1::text || ':' || $2::text, 0)) as free, r.status, r.request_hash as hash, r.answer
			from (select 1) one left join requests r on r.user_id = $1::bigint and r.idempotency_key = $2::text`,
		values: [trail.userId, key],
	})
	const [first] = found.rows
	if (first === undefined || !first.free) throw new PlatformProblem('idempotency.in-progress')
	if (first.status !== null) {
		if (first.hash !== trail.hash) throw new PlatformProblem('idempotency.different-request')
		return { status: first.status, text: first.answer, replayed: true }
	}
	const fresh = await run()
	await recordRequest(tx, key, trail, fresh)
	return { ...fresh, replayed: false }
}

/** Keeps what was asked and answered; a key that another transaction has just taken is a conflict, and nothing is done. */
export async function recordRequest(tx: Tx, key: string | null, trail: Trail, given: Answer): Promise<void> {
	const kept = await tx.$client.query({
		name: 'request-record',
		text: `insert into requests (at, user_id, operation, path, address, agent, idempotency_key, request_hash, status, answer)
			values (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (user_id, idempotency_key) do nothing`,
		values: [
			trail.userId,
			trail.operation,
			trail.path,
			trail.origin.address,
			trail.origin.agent,
			key,
			trail.hash,
			given.status,
			key === null ? null : given.text,
		],
	})
	if (kept.rowCount === 0) throw new PlatformProblem('idempotency.in-progress')
}

/** Answers under a key that name an entry which is not in the book: an acknowledgement without its deed. */
export async function checkAcknowledged(tx: Tx): Promise<readonly { readonly id: string; readonly what: string }[]> {
	const found = await tx.$client.query<{ id: string; what: string }>(`
		select r.id, 'the answer names entry ' || (r.answer::jsonb ->> 'entryId') as what from requests r
		where r.idempotency_key is not null and r.answer is not null and r.answer::jsonb ->> 'entryId' is not null
			and not exists (select from entries e where e.id = (r.answer::jsonb ->> 'entryId')::bigint)
		union all
		select min(r.id), 'key used ' || count(*) || ' times' from requests r
		where r.idempotency_key is not null group by r.user_id, r.idempotency_key having count(*) > 1
		limit 1000`)
	return found.rows
}
