import { z } from 'zod'
import type { AppliedMigration } from './migrations.js'

/**
 * What an archive says of itself: the last file in it, `manifest.json`. The archive is a ZIP of one file a table, as
 * PostgreSQL's COPY writes it (text format, UTF-8, moments in UTC), which every later version reads. Its comment, the
 * last 64 bytes, is the SHA-256 of all that is before them.
 */
export type Manifest = z.infer<typeof manifestShape>

/** An archive cannot be taken or used, or is not what it says; nothing was changed. */
export class ArchiveRefused extends Error {
	override readonly name = 'ArchiveRefused'

	constructor(
		readonly code: 'exists' | 'unknown' | 'damaged' | 'newer' | 'other' | 'not-empty' | 'unproven',
		sentence: string,
	) {
		super(sentence)
	}
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().min(1)
const count = z.int().min(0)

const tableShape = z.strictObject({
	name,
	columns: z.array(name).min(1),
	rows: count,
	/** Of what COPY wrote, before it was compressed; so is the hash. */
	bytes: count,
	sha256,
})

const manifestShape = z.strictObject({
	format: z.literal('soquy-archive-1'),
	/** The version of the program that took it. */
	program: z.string(),
	/** The version of PostgreSQL it was taken from. */
	postgresql: z.string(),
	takenAt: z.string(),
	/** Everything that was recorded up to this moment is in it. */
	knownAt: z.string(),
	migrations: z.array(z.strictObject({ name, sha256 })),
	tables: z.array(tableShape),
	/** Where each sequence stood: its last number, and whether that was handed out. */
	sequences: z.array(z.strictObject({ name, last: z.string().regex(/^-?\d+$/), used: z.boolean() })),
	/** Totals of the books, by which they are known again. */
	control: z.json(),
})

export type ArchivedTable = z.infer<typeof tableShape>

export const manifestName = 'manifest.json'

/** Where a table's rows are in the archive. */
export function pathOf(table: string): string {
	return `tables/${table}.copy`
}

/** Reads a manifest; throws `ArchiveRefused` where the text is none, or is one of a format that came later. */
export function manifestFromText(text: string): Manifest {
	const content: unknown = parsed(text)
	const format = z.object({ format: z.string().regex(/^soquy-archive-\d+$/) }).safeParse(content)
	if (format.success && format.data.format !== manifestShape.shape.format.value) throw newer(format.data.format)
	const read = manifestShape.safeParse(content)
	if (read.success) return read.data
	throw new ArchiveRefused('unknown', 'Tệp không có bản kê của bản lưu Sổ Quỹ. / The file has no manifest of an archive of Sổ Quỹ.')
}

/**
 * How many of our migrations the archive's books had. Throws `ArchiveRefused` when a newer program took it, or one whose
 * history of migrations is not ours.
 */
export function migrationsOf(
	manifest: Manifest,
	ours: { readonly version: string; readonly migrations: readonly AppliedMigration[] },
): number {
	if (isLater(manifest.program, ours.version)) throw newer(manifest.program)
	for (const [place, { name, sha256 }] of manifest.migrations.entries()) {
		const known = ours.migrations[place]
		if (known === undefined) throw newer(`${manifest.program}, ${name}`)
		if (known.name !== name || known.sha256 !== sha256)
			throw new ArchiveRefused(
				'other',
				`Bản lưu có bước "${name}" khác với bước của phiên bản này. / The archive has a migration "${name}" that is not this program's.`,
			)
	}
	return manifest.migrations.length
}

function newer(what: string): ArchiveRefused {
	return new ArchiveRefused(
		'newer',
		`Bản lưu do phiên bản mới hơn tạo ra (${what}): hãy dùng phiên bản đó. / A newer program took the archive (${what}): use that one.`,
	)
}

/** Whether a version `major.minor.patch` came after another. */
function isLater(version: string, other: string): boolean {
	const numbers = (text: string): readonly number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0)
	const theirs = numbers(other)
	for (const [at, number] of numbers(version).entries()) {
		const against = theirs[at] ?? 0
		if (number !== against) return number > against
	}
	return false
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}
