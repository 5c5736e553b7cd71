import { createHash } from 'node:crypto'
import { bigint, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { idColumn, instantColumn } from './columns.js'
import { sqlState, type Tx } from './database.js'
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
 * order of fields and the way a text was composed do not matter; of a file, its own digest.
 */
export function requestHash(
	operation: string,
	asked: { params: unknown; query: unknown; body: unknown; file?: string | undefined },
): string {
	return createHash('sha256')
		.update(`${operation}\n${JSON.stringify(asked)}`)
		.digest('base64url')
}

type Keyed = { readonly key: string; readonly trail: Trail }

/**
 * Runs a command under its key, once. The same key and request gets the first answer again; the same key with another
 * request is refused; a key whose command is still running is a conflict. All in the command's own transaction.
 */
export async function answerOnce(tx: Tx, key: string, trail: Trail, run: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
	const [known] = await answersByKey(tx, [{ key, trail }])
	if (known instanceof PlatformProblem) throw known
	if (known !== null && known !== undefined) return { ...known, replayed: true }
	const fresh = await run()
	await recordRequest(tx, key, trail, fresh)
	return { ...fresh, replayed: false }
}

/**
 * Takes the keys of some requests for this transaction. Answers for each the answer it was given before, the problem
 * that stands in its way, or null where it is new.
 */
export async function answersByKey(tx: Tx, asked: readonly Keyed[]): Promise<readonly (Answer | PlatformProblem | null)[]> {
	const found = await tx.$client.query<{ free: boolean; status: number | null; hash: string | null; answer: string | null }>({
		name: 'requests-by-key',
		text: `select pg_try_advisory_xact_lock(hashtextextended(g.user_id::text || ':' || g.key, 0)) as free, r.status, r.request_hash as hash, r.answer
			from unnest($1::bigint[], $2::text[]) with ordinality as g (user_id, key, n)
			left join requests r on r.user_id = g.user_id and r.idempotency_key = g.key order by g.n`,
		values: [asked.map(({ trail }) => trail.userId), asked.map(({ key }) => key)],
	})
	const taken = new Set<string>()
	return asked.map(({ key, trail }, index) => {
		const first = found.rows[index]
		const name = `${trail.userId}:${key}`
		// A lock may be taken twice by its own transaction: of two equal keys in one gathering the second waits its turn.
		if (first === undefined || !first.free || taken.has(name)) return new PlatformProblem('idempotency.in-progress')
		taken.add(name)
		if (first.status === null) return null
		if (first.hash !== trail.hash) return new PlatformProblem('idempotency.different-request')
		return { status: first.status, text: first.answer }
	})
}

/** Keeps what was asked and answered; a key that another transaction has just taken is a conflict, and nothing is done. */
export async function recordRequest(tx: Tx, key: string | null, trail: Trail, given: Answer): Promise<void> {
	await recordAll(tx, [{ key, trail, answer: given }])
}

/** Keeps what was asked and answered, many at once. */
export async function recordAll(
	tx: Tx,
	given: readonly { readonly key: string | null; readonly trail: Trail; readonly answer: Answer }[],
): Promise<void> {
	if (given.length === 0) return
	const kept = tx.$client.query({
		name: 'requests-record',
		text: `insert into requests (at, user_id, operation, path, address, agent, idempotency_key, request_hash, status, answer)
			select clock_timestamp(), * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[])`,
		values: [
			given.map(({ trail }) => trail.userId),
			given.map(({ trail }) => trail.operation),
			given.map(({ trail }) => trail.path),
			given.map(({ trail }) => trail.origin.address),
			given.map(({ trail }) => trail.origin.agent),
			given.map(({ key }) => key),
			given.map(({ trail }) => trail.hash),
			given.map(({ answer }) => answer.status),
			given.map(({ key, answer }) => (key === null ? null : answer.text)),
		],
	})
	try {
		await kept
	} catch (error) {
		throw sqlState(error) === '23505' ? new PlatformProblem('idempotency.in-progress') : error
	}
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
