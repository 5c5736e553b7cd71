import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, type ClientBase } from 'pg'

/** The database and this program do not tell the same history; nothing was changed. */
export class MigrationRefused extends Error {
	override readonly name = 'MigrationRefused'

	constructor(
		readonly code: 'migration-changed' | 'schema-unknown',
		readonly migration: string,
		sentence: string,
	) {
		super(sentence)
	}
}

/**
 * Brings the database at `url` to the schema of `folder` (drizzle-kit's layout: `0000_name.sql` in the order of
 * `meta/_journal.json`). Every migration is applied once, in a transaction of its own; of two that start together one
 * waits. Throws `MigrationRefused` when an applied migration was edited since, or when the database has one that the
 * folder does not have at that place: a newer program has been here.
 *
 * drizzle-orm's own migrator looks only at the date of the last applied one: it would run on a newer schema, would
 * overlook an edited file, and takes no lock. Hence this one.
 */
export async function migrate(url: string, folder: string, log: { info(message: string): void }): Promise<{ applied: string[] }> {
	const known = await readMigrations(folder)
	const client = new Client({ connectionString: url })
	client.on('error', () => {
		// A connection lost between two statements fails the next one, which reports it.
	})
	await client.connect()
	try {
		// A role's time limit is meant for requests; neither waiting for another starter nor a long migration is one.
		await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0')
		await client.query('select pg_advisory_lock($1)', [migrationLock])
		await client.query(makeRecord)
		const done = await appliedMigrations(client)
		compare(known, done)
		const waiting = known.slice(done.length)
		for (const migration of waiting) {
			await applyAlone(client, migration)
			log.info(`Applied migration ${migration.name}.`)
		}
		return { applied: waiting.map(({ name }) => name) }
	} finally {
		await client.end()
	}
}

/** Applies some migrations, in order, to a database that had those before them, in the transaction that is open: all or nothing. */
export async function migrateWithin(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
	await client.query('select pg_advisory_xact_lock($1)', [migrationLock])
	await client.query(makeRecord)
	for (const migration of migrations) await apply(client, migration)
}

/** What was applied to a database, in order; it must have been migrated before. */
export async function appliedMigrations(client: ClientBase): Promise<readonly AppliedMigration[]> {
	return (await client.query<AppliedMigration>('select name, sha256 from soquy_migrations order by place')).rows
}

export type Migration = AppliedMigration & {
	readonly place: number
	readonly statements: readonly string[]
}

export type AppliedMigration = {
	readonly name: string
	/** Of its text. */
	readonly sha256: string
}

/** Any number will do, so long as nothing else in the database takes the same lock. */
const migrationLock = 7_364_918_250

const makeRecord = `create table if not exists soquy_migrations (
  place      integer primary key,
  name       text not null unique,
  sha256     text not null,
  applied_at timestamptz not null default now()
)`

/** The migrations of a folder in the order of its journal. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
	const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as {
		entries: readonly { tag: string }[]
	}
	return Promise.all(
		journal.entries.map(async ({ tag }, place) => {
			// A checkout on Windows may turn line ends; that is no edit.
			const content = (await readFile(join(folder, `${tag}.sql`), 'utf8')).replaceAll('\r\n', '\n')
			const statements = content.split('--> statement-breakpoint').filter((statement) => statement.trim() !== '')
			return { place, name: tag, sha256: createHash('sha256').update(content).digest('hex'), statements }
		}),
	)
}

/** What was applied must be the beginning of what is known: same names, same contents, same order. */
function compare(known: readonly Migration[], done: readonly AppliedMigration[]): void {
	for (const [place, { name, sha256 }] of done.entries()) {
		const mine = known[place]
		if (mine?.name !== name) {
			throw new MigrationRefused(
				'schema-unknown',
				name,
				`Cơ sở dữ liệu có bước "${name}" mà phiên bản này không biết: hãy dùng phiên bản mới hơn. / ` +
					`The database has migration "${name}", unknown to this version: use a newer one.`,
			)
		}
		if (mine.sha256 !== sha256) {
			throw new MigrationRefused(
				'migration-changed',
				name,
				`Bước "${name}" đã áp dụng nhưng nội dung tệp đã bị sửa. / Migration "${name}" was edited after it had been applied.`,
			)
		}
	}
}

async function applyAlone(client: Client, migration: Migration): Promise<void> {
	try {
		await client.query('begin')
		await apply(client, migration)
		await client.query('commit')
	} catch (error) {
		await client.query('rollback').catch(() => undefined)
		throw error
	}
}

async function apply(client: ClientBase, { place, name, sha256, statements }: Migration): Promise<void> {
	try {
		for (const statement of statements) await client.query(statement)
		await client.query('insert into soquy_migrations (place, name, sha256) values ($1, $2, $3)', [place, name, sha256])
	} catch (cause) {
		throw new Error(`Bước "${name}" không áp dụng được. / Migration "${name}" failed: ${(cause as Error).message}`, {
			cause,
		})
	}
}
