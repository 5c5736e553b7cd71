import { pipeline, Readable } from 'node:stream'
import { escapeIdentifier } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { must } from '../kernel/assert.js'
import type { Instant } from '../kernel/instant.js'
import { type ArchivedTable, type Manifest, manifestName, pathOf } from './archive.js'
import { type Sealed, writeArchive } from './archive-file.js'
import { Measuring } from './measuring.js'
import { readSequences, readTables, type SchemaTable } from './archive-schema.js'
import { asOwnerOf, type Tx } from './database.js'
import { appliedMigrations } from './migrations.js'

export type Taking = {
	/** Of the database, as its owner. */
	readonly url: string
	/** Where the archive is to be; there must be nothing yet. */
	readonly file: string
	/** The version of the program. */
	readonly program: string
	readonly takenAt: Instant
	/** Up to when everything that was recorded is visible by now. */
	readonly knownAt: Instant
	/** What the archive's content is known again by, asked in the archive's own snapshot. */
	readonly control: (tx: Tx) => Promise<Manifest['control']>
	readonly progress: (share: number, table: string) => void
}

/**
 * Archives every table of the schema as it is at one moment, whatever is being recorded meanwhile: one read-only snapshot
 * and COPY, straight into the file. Throws `ArchiveRefused` where the file is there already.
 */
export async function takeArchive(taking: Taking): Promise<Sealed & { readonly manifest: Manifest }> {
	const { url, file, program, takenAt, knownAt, control, progress } = taking
	return asOwnerOf(url, 'reading', async (tx) => {
		const tables = await readTables(tx)
		const head = {
			format: 'soquy-archive-1' as const,
			program,
			postgresql: await versionOf(tx),
			takenAt,
			knownAt,
			migrations: [...(await appliedMigrations(tx.$client))],
			control: await control(tx),
		}
		const copies: Copied[] = []
		const taken: { manifest?: Manifest } = {}
		const tell = weighing(tables, progress)
		const members = tables.map((table) => ({
			path: pathOf(table.name),
			open: () => {
				const copied = copyOf(tx, table, tell(table))
				copies.push(copied)
				return copied.content
			},
		}))
		async function* lastly(): AsyncGenerator<string> {
			// Read last, sequences are past every number that the tables hold.
			taken.manifest = { ...head, tables: copies.map((copied) => copied.told()), sequences: await readSequences(tx) }
			yield `${JSON.stringify(taken.manifest, null, '\t')}\n`
		}
		const written = await writeArchive(file, [...members, { path: manifestName, open: () => Readable.from(lastly()) }], takenAt)
		return { ...written, manifest: must(taken.manifest, 'a manifest that was written') }
	})
}

async function versionOf(tx: Tx): Promise<string> {
	const { rows } = await tx.$client.query<{ server_version: string }>('show server_version')
	return must(rows[0], 'a version of the server').server_version
}

/** A table's rows as they leave the database; when they are through, it can be told what they were. */
type Copied = { readonly content: Readable; readonly told: () => ArchivedTable }

function copyOf(tx: Tx, { name, columns }: SchemaTable, onBytes: (bytes: number) => void): Copied {
	const copy = tx.$client.query(copyTo(`copy ${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(', ')}) to stdout`))
	const measuring = new Measuring(onBytes)
	// What fails destroys the stream with its error, which its reader is told.
	const content = pipeline(copy, measuring, () => undefined)
	return { content, told: () => ({ name, columns, rows: copy.rowCount, bytes: measuring.bytes, sha256: measuring.sha256() }) }
}

const bytesPerPage = 8_192

/** How far all is, from how many bytes of one table are through: as text it takes about the room that it takes in the database. */
function weighing(tables: readonly SchemaTable[], progress: Taking['progress']): (table: SchemaTable) => (bytes: number) => void {
	const total = tables.reduce((sum, { pages }) => sum + pages, 0)
	let before = 0
	return ({ name, pages }) => {
		const base = before
		before += pages
		return (bytes) => progress((base + Math.min(bytes / bytesPerPage, pages)) / total, name)
	}
}
