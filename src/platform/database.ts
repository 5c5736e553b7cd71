import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { SQL } from 'drizzle-orm'
import pg from 'pg'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Log } from './log.js'

/** One open transaction: drizzle over one connection. `$client` is that connection, for prepared statements. */
export type Tx = NodePgDatabase & { readonly $client: pg.PoolClient }

export type Database = {
	/** One transaction, committed when the work is done and rolled back when it throws; retried after a deadlock. */
	readonly transaction: <T>(
		work: (tx: Tx) => Promise<T>,
		options?: {
			readonly rollback?: boolean
			/** One last statement, which travels with the commit: nobody may need its answer, and where it fails nothing is committed. */
			readonly lastly?: (tx: Tx, result: T) => Promise<unknown>
		},
	) => Promise<T>
	/** One read-only transaction that sees one snapshot from beginning to end. */
	readonly reading: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
	/**
	 * The moment up to which everything that was recorded is visible to a read that begins after this answer. A
	 * recording takes its `recordedAt` shortly before it commits; this waits for those that were about to.
	 */
	readonly knowledgeNow: () => Promise<Instant>
	/** Whether the database answers. */
	readonly answers: () => Promise<boolean>
	readonly close: () => Promise<void>
}

/** The role of the running program: it may insert and read facts, never change or delete them (see the migrations). */
export const programRole = 'soquy_app'

const identity = (text: string): string => text
/** Dates, timestamps and numerics stay text: nothing becomes a Date or a number on the way. */
const asText = new Set([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ, pg.types.builtins.NUMERIC, pg.types.builtins.INT8])
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid, format): unknown => (asText.has(oid) ? identity : pg.types.getTypeParser(oid, format)),
}

/**
 * A writer has its number before it can ask what time it is, so that `knowledgeNow` sees everyone whose `recordedAt` may
 * lie before its own moment. Both in one round trip.
 */
const beginWriting = 'begin; select pg_current_xact_id()'

const beginReading = 'begin isolation level repeatable read, read only'

const drizzled = new WeakMap<pg.PoolClient, Tx>()

/**
 * Opens the pool. `asProgram` takes the program's role on every connection; the migrations and the archive work as
 * the owner instead.
 */
export function openDatabase(
	url: string,
	options: { readonly log: Log; readonly connections?: number; readonly asProgram?: boolean },
): Database {
	const role = options.asProgram === false ? '' : ` -c role=${programRole}`
	const pool = new pg.Pool({
		connectionString: url,
		max: options.connections ?? 20,
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 30_000,
		keepAlive: true,
		pipeline: true,
		types,
		options: `-c timezone=UTC -c datestyle=ISO -c jit=off -c lock_timeout=20s -c statement_timeout=120s -c idle_in_transaction_session_timeout=300s${role}`,
	})
	// An idle connection that breaks is replaced by the pool; without a listener it would end the program.
	pool.on('error', (error) => options.log.warn({ error: error.message }, 'an idle database connection broke'))
	// Nor may one that breaks while a transaction thinks between two statements; its next statement then fails.
	pool.on('connect', (client) => client.on('error', () => undefined))

	return {
		transaction: (work, { rollback = false, lastly } = {}) =>
			withRetries(() => inTransaction(pool, [beginWriting, rollback ? 'rollback' : 'commit'], work, lastly)),
		reading: (work) => inTransaction(pool, [beginReading, 'commit'], work),
		knowledgeNow: () => knowledgeNow(pool),
		answers: async () => {
			try {
				await pool.query('select 1')
				return true
			} catch {
				return false
			}
		},
		close: () => pool.end(),
	}
}

/**
 * Whether an error means that the database is away, lets nobody in or has run out of something (and not that we asked
 * it for something wrong).
 */
export function databaseIsAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false
	const code = (error as { code?: string }).code ?? ''
	return (
		/^(08|28|3D|53|55000|57P0|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)/.test(code) ||
		/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/.test(
			error.message,
		) ||
		(error.cause !== undefined && databaseIsAway(error.cause))
	)
}

/** The SQLSTATE of an error, through drizzle's wrapping, or null. */
export function sqlState(error: unknown): string | null {
	if (!(error instanceof Error)) return null
	const code = (error as { code?: unknown }).code
	if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
	return error.cause === undefined ? null : sqlState(error.cause)
}

/**
 * One transaction of the owner's on a connection of its own, without the limits of time that requests have; reading, it
 * sees one snapshot. COPY streams through it, for which a pipelined connection would not do.
 */
export async function asOwnerOf<T>(url: string, kind: 'reading' | 'writing', work: (tx: Tx) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true, types })
	// A connection that breaks fails the statement that it carries, or the next one.
	client.on('error', () => undefined)
	await client.connect()
	try {
		await client.query(ownersSettings)
		await client.query(kind === 'reading' ? beginReading : 'begin')
		const result = await work(drizzle({ client }) as unknown as Tx)
		await client.query('commit')
		return result
	} finally {
		// Without its commit the transaction ends with the connection, undone.
		await client.end()
	}
}

/** Nothing is left out unsaid; dates, numbers and bytes are written in the one way that every version of PostgreSQL reads. */
const ownersSettings = `set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set jit = off; set row_security = off;
	set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set bytea_output = 'hex'; set client_encoding = 'UTF8'`

/** Tells PostgreSQL what its tables now hold, after a load that it has not seen coming; as the owner. */
export async function vacuum(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		await client.query('vacuum analyze')
	} finally {
		await client.end()
	}
}

const dialect = new PgDialect()

/**
 * Runs a query as a prepared statement: PostgreSQL plans it once a connection. The name stands for the text; one name,
 * one text.
 */
export async function runPrepared<Row extends pg.QueryResultRow>(tx: Tx, name: string, query: SQL): Promise<readonly Row[]> {
	const { sql: text, params } = dialect.sqlToQuery(query)
	return (await tx.$client.query<Row>({ name, text, values: params })).rows
}

/** Does a part of a transaction's work; where it throws, what it wrote is undone and the transaction goes on. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
	await tx.$client.query('savepoint attempt')
	try {
		const result = await work()
		await tx.$client.query('release savepoint attempt')
		return result
	} catch (error) {
		await tx.$client.query('rollback to savepoint attempt; release savepoint attempt')
		throw error
	}
}

async function inTransaction<T>(
	pool: pg.Pool,
	[begin, end]: readonly [string, string],
	work: (tx: Tx) => Promise<T>,
	lastly?: (tx: Tx, result: T) => Promise<unknown>,
): Promise<T> {
	const client = await pool.connect()
	let broken: Error | undefined
	try {
		// The connection is pipelined: the first statement of the work travels with the begin, the last with the end.
		const begun = client.query(begin)
		begun.catch(() => undefined)
		const tx = txOf(client)
		const result = await work(tx)
		await begun
		// What fails here makes a rollback of the commit behind it.
		await Promise.all([lastly?.(tx, result), client.query(end)])
		return result
	} catch (error) {
		try {
			await client.query('rollback')
		} catch (failure) {
			broken = failure as Error
		}
		throw error
	} finally {
		client.release(broken)
	}
}

function txOf(client: pg.PoolClient): Tx {
	const seen = drizzled.get(client)
	if (seen !== undefined) return seen
	const tx = drizzle({ client }) as Tx
	drizzled.set(client, tx)
	return tx
}

/** Work below the door is pure but for its transaction, so a deadlock or a lost race for a serial order is simply run again. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await run()
		} catch (error) {
			const state = sqlState(error)
			if (attempt >= 4 || (state !== '40P01' && state !== '40001')) throw error
		}
	}
}

async function knowledgeNow(pool: pg.Pool): Promise<Instant> {
	// statement_timestamp() is older than the look at who is writing: who has no number yet records later than it. (The
	// snapshot itself would not do: it does not list writers younger than the last one that ended.)
	const first = await pool.query<{ moment: string; writing: string[] | null }>({
		name: 'knowledge-now',
		text: `select statement_timestamp() as moment, (select array_agg(backend_xid::text) from pg_stat_activity where ${writing}) as writing`,
	})
	const [row] = first.rows
	if (row === undefined) throw new Error('the clock of the database did not answer')
	const writers = row.writing ?? []
	for (let waited = 0; writers.length > 0 && waited < knowledgeWaitMs; waited += 5) {
		const left = await pool.query({
			name: 'knowledge-wait',
			text: `select 1 from pg_stat_activity where ${writing} and backend_xid::text = any($1::text[]) limit 1`,
			values: [writers],
		})
		if (left.rowCount === 0) break
		await new Promise((resolve) => setTimeout(resolve, 5))
	}
	return instantFromDatabase(row.moment)
}

/** Longer than any command takes; a mass import that writes for minutes is not waited for. */
const knowledgeWaitMs = 1_000
/** Of the columns of pg_stat_activity these are shown to every role. */
const writing = `datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`
