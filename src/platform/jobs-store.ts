import { type SQL, sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from './database.js'
import type { Chunk, Job, JobQuestion, JobStatus } from './jobs.js'
import type { PageWish } from './page.js'
import { texts } from './sql-lists.js'

/** Moments are those of the database: of two workers on two machines, neither can be wrong about the other's silence. */

/** The database's own moment, by which all of a job is told. */
export async function readMoment(tx: Tx): Promise<Instant> {
	const read = await tx.execute<{ now: string }>(sql`select clock_timestamp() as now`)
	return instantFromDatabase(must(read.rows[0], 'the moment').now)
}

/** Queues a job. Null where one of the same question is under way already. */
export async function insertJob(
	tx: Tx,
	asked: JobQuestion & { readonly requestedBy: string; readonly knownAt: Instant | null },
): Promise<Job | null> {
	const [made] = await jobsOf(
		tx,
		sql`insert into jobs as j (kind, as_of, arguments, status, done, known_at, requested_by, requested_at, attempts)
			values (${asked.kind}, ${asked.asOf}::date, ${JSON.stringify(asked.arguments)}::jsonb, 'queued', 0, ${asked.knownAt}::timestamptz,
				${asked.requestedBy}::bigint, clock_timestamp(), 0)
			on conflict do nothing returning ${columns}`,
	)
	return made ?? null
}

/** The latest job of a question that was not called off, or null. */
export async function latestJob(tx: Tx, asked: JobQuestion): Promise<Job | null> {
	const [found] = await jobsOf(
		tx,
		sql`select ${columns} from jobs j where j.kind = ${asked.kind} and j.as_of = ${asked.asOf}::date
			and j.arguments = ${JSON.stringify(asked.arguments)}::jsonb and j.status <> 'cancelled' order by j.id desc limit 1`,
	)
	return found ?? null
}

/** A job that the condition on `j` lets through, or null. */
export async function readJob(tx: Tx, id: string, visible: SQL): Promise<Job | null> {
	const [found] = await jobsOf(tx, sql`select ${columns} from jobs j where j.id = ${id}::bigint and ${visible}`)
	return found ?? null
}

/** Jobs that the condition on `j` lets through, the latest first; one more than the limit. */
export function listJobs(
	tx: Tx,
	wanted: { readonly kind?: string | undefined; readonly status?: JobStatus | undefined },
	visible: SQL,
	{ limit, after }: PageWish,
): Promise<readonly Job[]> {
	const conditions = [
		visible,
		...(wanted.kind === undefined ? [] : [sql`j.kind = ${wanted.kind}`]),
		...(wanted.status === undefined ? [] : [sql`j.status = ${wanted.status}`]),
		...(after === null ? [] : [sql`j.id < ${after[0]}::bigint`]),
	]
	return jobsOf(tx, sql`select ${columns} from jobs j where ${sql.join(conditions, sql` and `)} order by j.id desc limit ${limit + 1}`)
}

/** Lets a job that failed or was called off go on where it stood. Null where it is neither. */
export async function resumeJob(tx: Tx, id: string): Promise<Job | null> {
	const [resumed] = await jobsOf(
		tx,
		sql`update jobs j set status = 'queued', worker = null, attempts = 0, error = null, finished_at = null
			where j.id = ${id}::bigint and j.status in ('failed', 'cancelled') returning ${columns}`,
	)
	return resumed ?? null
}

/** Calls a job off: the chunk that is under way is not kept. Null where it has ended. */
export async function cancelJob(tx: Tx, id: string): Promise<Job | null> {
	const [cancelled] = await jobsOf(
		tx,
		sql`update jobs j set status = 'cancelled', finished_at = clock_timestamp()
			where j.id = ${id}::bigint and j.status in ('queued', 'running') returning ${columns}`,
	)
	return cancelled ?? null
}

/** A job that a worker has taken up, with where it goes on. */
export type TakenJob = Job & { readonly checkpoint: unknown }

/**
 * Takes up the next job: one that is queued, one whose worker has been silent for so many seconds, or one that this
 * worker itself left lying. One that was taken up `attemptsMax` times without getting on has failed.
 */
export async function takeJob(
	tx: Tx,
	by: { readonly worker: string; readonly kinds: readonly string[]; readonly silentSeconds: number; readonly attemptsMax: number },
): Promise<TakenJob | null> {
	const mine = sql`j.kind = any(${texts(by.kinds)})`
	const abandoned = sql`j.status = 'running' and (j.worker = ${by.worker} or j.heartbeat_at < clock_timestamp() - make_interval(secs => ${by.silentSeconds}::float8))`
	await tx.execute(sql`update jobs j set status = 'failed', error = 'job.given-up', finished_at = clock_timestamp()
		where ${mine} and ${abandoned} and j.attempts >= ${by.attemptsMax}::int`)
	const [taken] = await jobsOf<TakenJob>(
		tx,
		sql`update jobs j set status = 'running', worker = ${by.worker}, attempts = j.attempts + 1, heartbeat_at = clock_timestamp(),
				started_at = coalesce(j.started_at, clock_timestamp())
			where j.id = (select j.id from jobs j where ${mine} and (j.status = 'queued' or ${abandoned}) order by j.id limit 1 for update skip locked)
			returning ${columns}, j.checkpoint`,
	)
	return taken ?? null
}

/** Keeps what a chunk did. False where the job is no longer this worker's: then nothing of the chunk may be kept. */
export async function advanceJob(
	tx: Tx,
	at: { readonly id: string; readonly worker: string; readonly knownAt: Instant; readonly total: number },
	{ done, checkpoint, finished }: Chunk,
): Promise<boolean> {
	const kept =
		await tx.execute(sql`update jobs set done = done + ${done}::int, total = ${at.total}::int, known_at = ${at.knownAt}::timestamptz,
			checkpoint = ${JSON.stringify(checkpoint)}::jsonb, attempts = 0, heartbeat_at = clock_timestamp(),
			status = ${finished ? 'done' : 'running'}, finished_at = case when ${finished} then clock_timestamp() end
		where id = ${at.id}::bigint and worker = ${at.worker} and status = 'running' returning 1`)
	return kept.rows.length > 0
}

/** A sign of life of the worker that is at a job. */
export async function noteHeartbeat(tx: Tx, id: string, worker: string): Promise<void> {
	await tx.execute(
		sql`update jobs set heartbeat_at = clock_timestamp() where id = ${id}::bigint and worker = ${worker} and status = 'running'`,
	)
}

/** Puts a job back for the next worker, who goes on where it stood. */
export async function putBackJob(tx: Tx, id: string, worker: string): Promise<void> {
	await tx.execute(
		sql`update jobs set status = 'queued', worker = null, attempts = 0 where id = ${id}::bigint and worker = ${worker} and status = 'running'`,
	)
}

/** Ends a job that something went wrong with. */
export async function failJob(tx: Tx, id: string, worker: string, error: string): Promise<void> {
	await tx.execute(sql`update jobs set status = 'failed', error = ${error}, finished_at = clock_timestamp()
		where id = ${id}::bigint and worker = ${worker} and status = 'running'`)
}

const columns = sql`j.id, j.kind, j.as_of as "asOf", j.arguments, j.status, j.done, j.total, j.known_at as "knownAt", j.requested_by as "requestedBy",
	j.requested_at as "requestedAt", j.started_at as "startedAt", j.finished_at as "finishedAt", j.error`

type Moments = 'knownAt' | 'requestedAt' | 'startedAt' | 'finishedAt'
type Row = Omit<TakenJob, Moments> & { readonly asOf: CalendarDate } & Readonly<Record<Moments, string | null>>

async function jobsOf<T extends Job = Job>(tx: Tx, query: SQL): Promise<readonly T[]> {
	const found = await tx.execute<Row & Record<string, unknown>>(query)
	const moment = (text: string | null): Instant | null => (text === null ? null : instantFromDatabase(text))
	return found.rows.map(
		(row) =>
			({
				...row,
				knownAt: moment(row.knownAt),
				requestedAt: moment(row.requestedAt),
				startedAt: moment(row.startedAt),
				finishedAt: moment(row.finishedAt),
			}) as unknown as T,
	)
}
