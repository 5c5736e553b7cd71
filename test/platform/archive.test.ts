import { describe, expect, it } from 'vitest'
import { type Manifest, manifestFromText, migrationsOf, pathOf } from '../../src/platform/archive.js'

const ground = { name: '0000_ground', sha256: '0'.repeat(64) }
const wall = { name: '0001_wall', sha256: '1'.repeat(64) }
const roof = { name: '0002_roof', sha256: '2'.repeat(64) }
const manifest: Manifest = {
	format: 'soquy-archive-1',
	program: '0.3.0',
	postgresql: '18.4',
	takenAt: '2023-06-15T05:00:00.000000Z',
	knownAt: '2023-06-15T05:00:00.000000Z',
	migrations: [ground, wall],
	tables: [{ name: 'book', columns: ['line'], rows: 2, bytes: 12, sha256: 'a'.repeat(64) }],
	sequences: [{ name: 'book_id_seq', last: '9007199254740993', used: true }],
	control: { lines: 2 },
}

describe('the manifest of an archive', () => {
	it('is read as it was written', () => {
		expect(manifestFromText(JSON.stringify(manifest))).toEqual(manifest)
		expect(pathOf('book')).toBe('tables/book.copy')
	})

	it.each([
		['no text of a manifest', 'hello'],
		['another file', '{"name":"soquy"}'],
		['one with a table without its hash', JSON.stringify({ ...manifest, tables: [{ ...manifest.tables[0], sha256: undefined }] })],
		['one with something that this program does not know', JSON.stringify({ ...manifest, more: 1 })],
	])('is refused as none: %s', (_, text) => {
		expect(() => manifestFromText(text)).toThrow(expect.objectContaining({ name: 'ArchiveRefused', code: 'unknown' }))
	})

	it('of a format that came later is refused as newer', () => {
		expect(() => manifestFromText(JSON.stringify({ ...manifest, format: 'soquy-archive-2', more: 1 }))).toThrow(
			expect.objectContaining({ code: 'newer' }),
		)
	})
})

describe('the program that took an archive', () => {
	const of = (program: string, ...migrations: (typeof ground)[]) => ({ ...manifest, program, migrations: migrations })
	const ours = { version: '0.10.2', migrations: [ground, wall] }

	it('may be this one, or one before it', () => {
		expect(migrationsOf(of('0.10.2', ground, wall), ours)).toBe(2)
		expect(migrationsOf(of('0.9.11', ground), ours)).toBe(1)
	})

	it.each([
		['by its version', of('0.10.3', ground, wall)],
		['by its version, of which the first number counts most', of('1.0.0', ground)],
		['by a migration that is not known here', of('0.10.2', ground, wall, roof)],
	])('is refused where it is newer: %s', (_, archived) => {
		expect(() => migrationsOf(archived, ours)).toThrow(
			expect.objectContaining({ code: 'newer', message: expect.stringMatching(/phiên bản mới hơn.* \/ A newer program/) }),
		)
	})

	it('is refused where its history is another', () => {
		expect(() => migrationsOf(of('0.10.2', ground, { ...wall, sha256: 'f'.repeat(64) }), ours)).toThrow(
			expect.objectContaining({ code: 'other', message: expect.stringContaining('0001_wall') }),
		)
	})
})
