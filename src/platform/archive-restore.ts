import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type ArchivedTable, ArchiveRefused, type Manifest, manifestFromText, manifestName, migrationsOf, pathOf } from './archive.js'
import { type OpenArchive, openArchive, type Sealed } from './archive-file.js'
import { Measuring } from './measuring.js'
import { findAnything, readReferences, readTables, readTriggers } from './archive-schema.js'
import { asOwnerOf, sqlState, type Tx } from './database.js'
import { type Migration, migrateWithin } from './migrations.js'

export type Restoring = {
	/** Of an empty database, as its owner. */
	readonly url: string
	readonly file: string
	/** The version of the program, and the migrations that it knows. */
	readonly version: string
	readonly migrations: readonly Migration[]
	/** Knows the archive's content again; throws where it is another, and then nothing was restored. */
	readonly recognise: (tx: Tx, manifest: Manifest) => Promise<void>
	readonly progress: (share: number, what: string) => void
}

/**
 * Brings an archive into an empty database: all of it, in one transaction, or nothing. The archive is read through before
 * anything is written. Its own migrations are applied, its rows come in, then the migrations that came later. Throws
 * `ArchiveRefused` for an archive that is damaged or newer, and for a database that is not empty.
 */
export async function restoreArchive(restoring: Restoring): Promise<Sealed & { readonly manifest: Manifest }> {
	const { url, file, version, migrations, recognise, progress } = restoring
	const archive = await openArchive(file, (share) => progress(share * readShare, 'SHA-256'))
	try {
		const manifest = manifestFromText(await text(await archive.read(manifestName)))
		const applied = migrationsOf(manifest, { version, migrations })
		await asOwnerOf(url, 'writing', async (tx) => {
			await assertEmpty(tx)
			await migrateWithin(tx.$client, migrations.slice(0, applied))
			await load(tx, archive, manifest, progress)
			await migrateWithin(tx.$client, migrations.slice(applied))
			await recognise(tx, manifest)
		})
		return { seal: archive.seal, bytes: archive.bytes, manifest }
	} finally {
		archive.close()
	}
}

/** The part of the work that reading the archive through is, about. */
const readShare = 0.05

async function assertEmpty(tx: Tx): Promise<void> {
	const name = await findAnything(tx)
	if (name === null) return
	throw new ArchiveRefused(
		'not-empty',
		`Cơ sở dữ liệu không trống (đã có "${name}"): chỉ khôi phục vào nơi chưa có gì. / The database is not empty (it has "${name}"): an archive is restored only where there is nothing.`,
	)
}

/**
 * Rows come in as they were: whatever the migrations put there makes way for them, no trigger acts on them a second time,
 * and what refers to what is looked at when all of them are there, table by table, whatever their order.
 */
async function load(tx: Tx, archive: OpenArchive, manifest: Manifest, progress: Restoring['progress']): Promise<void> {
	const tables = await tablesOf(tx, manifest)
	const [references, triggers] = [await readReferences(tx), await readTriggers(tx)]
	for (const { on, name } of references) await tx.$client.query(`alter table ${on} drop constraint ${name}`)
	for (const { on, name } of triggers) await tx.$client.query(`alter table ${on} disable trigger ${name}`)
	for (const { name } of tables) await tx.$client.query(`delete from ${escapeIdentifier(name)}`)
	const total = tables.reduce((sum, { bytes }) => sum + bytes, 0)
	let before = 0
	for (const table of tables) {
		await loadTable(tx, archive, table, (bytes) => progress(readShare + (1 - readShare) * ((before + bytes) / total), table.name))
		before += table.bytes
	}
	for (const { on, name } of triggers) await tx.$client.query(`alter table ${on} enable trigger ${name}`)
	for (const { on, name, definition } of references) await tx.$client.query(`alter table ${on} add constraint ${name} ${definition}`)
	for (const { name, last, used } of manifest.sequences)
		await tx.$client.query('select setval(quote_ident($1)::regclass, $2::bigint, $3)', [name, last, used])
}

/** The tables of the archive, which must be those that its migrations make. */
async function tablesOf(tx: Tx, manifest: Manifest): Promise<readonly ArchivedTable[]> {
	const there = new Set((await readTables(tx)).map(({ name }) => name))
	const odd = manifest.tables.find(({ name }) => !there.delete(name))?.name ?? [...there][0]
	if (odd === undefined) return manifest.tables
	throw new ArchiveRefused(
		'other',
		`Bảng "${odd}" không khớp giữa bản lưu và các bước của nó. / Table "${odd}" is not the same in the archive and in its migrations.`,
	)
}

async function loadTable(tx: Tx, archive: OpenArchive, table: ArchivedTable, onBytes: (bytes: number) => void): Promise<void> {
	const { name, columns } = table
	const measuring = new Measuring(onBytes)
	const content = await archive.read(pathOf(name))
	const copy = tx.$client.query(copyFrom(`copy ${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(', ')}) from stdin`))
	try {
		await pipeline(content, measuring, copy)
	} catch (error) {
		// The database's own words may hold what stands in a row.
		const state = sqlState(error)
		throw state === null ? error : notWhatItSays(name, state)
	}
	const { bytes } = measuring
	if (bytes !== table.bytes || copy.rowCount !== table.rows || measuring.sha256() !== table.sha256) throw notWhatItSays(name, 'SHA-256')
}

function notWhatItSays(table: string, why: string): ArchiveRefused {
	return new ArchiveRefused(
		'damaged',
		`Bảng "${table}" trong bản lưu bị hỏng (${why}). / Table "${table}" in the archive is damaged (${why}).`,
	)
}
