import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance } from '../../src/cli/demo/random.js'
import type { Instant } from '../../src/kernel/instant.js'
import { type Member, openArchive, writeArchive } from '../../src/platform/archive-file.js'
import { Measuring } from '../../src/platform/measuring.js'

const folder = mkdtempSync(join(tmpdir(), 'soquy-archive-'))
const madeAt = '2023-06-15T05:00:00.000000Z' as Instant
const random = chance('archive')
const lines = Array.from({ length: 20_000 }, (_, at) => `${at}\tNông Thị Ái\t${random.between(0, 1e9)}\n`)
const members: readonly Member[] = [
	{ path: 'tables/book.copy', open: () => Readable.from(lines) },
	{ path: 'tables/empty.copy', open: () => Readable.from([]) },
	{ path: 'manifest.json', open: () => Readable.from(['{"đồng":1}\n']) },
]
const ignore = (): void => undefined
let made = 0
const newFile = (): string => join(folder, `${++made}.soquy`)

let file: string
let seal: string
beforeAll(async () => {
	file = newFile()
	;({ seal } = await writeArchive(file, members, madeAt))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a file of an archive', () => {
	it('gives back what was put into it', async () => {
		const archive = await openArchive(file, ignore)
		expect(await text(await archive.read('tables/book.copy'))).toBe(lines.join(''))
		expect(await text(await archive.read('tables/empty.copy'))).toBe('')
		expect(await text(await archive.read('manifest.json'))).toBe('{"đồng":1}\n')
		await expect(archive.read('tables/other.copy')).rejects.toMatchObject({ code: 'unknown' })
		archive.close()
		expect(archive).toMatchObject({ seal, bytes: statSync(file).size })
	})

	it('may be read by its owner alone, and the same content is the same file', async () => {
		expect(statSync(file).mode & 0o777).toBe(0o600)
		const again = newFile()
		await writeArchive(again, members, madeAt)
		expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
	})

	it('ends with the hash of all that is before it', () => {
		const content = readFileSync(file)
		const body = content.subarray(0, -64)
		expect(content.subarray(-64).toString()).toBe(createHash('sha256').update(body).digest('hex'))
		expect(content.subarray(-64).toString()).toBe(seal)
	})

	it('tells how far it is read', async () => {
		const shares: number[] = []
		;(await openArchive(file, (share) => shares.push(share))).close()
		expect(shares.at(-1)).toBe(1)
	})

	it('is not put in the place of another', async () => {
		const taken = newFile()
		writeFileSync(taken, 'mine')
		await expect(writeArchive(taken, members, madeAt)).rejects.toMatchObject({ code: 'exists' })
		expect(readFileSync(taken, 'utf8')).toBe('mine')
	})

	it('that breaks off midway leaves nothing behind', async () => {
		const broken = newFile()
		async function* breaking() {
			yield 'half'
			throw new Error('the database went away')
		}
		const work = writeArchive(broken, [...members, { path: 'more', open: () => Readable.from(breaking()) }], madeAt)
		await expect(work).rejects.toThrow('the database went away')
		expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
		expect(existsSync(broken)).toBe(false)
	})
})

describe('a file that is not what was written is refused', () => {
	const refused = { name: 'ArchiveRefused', code: 'damaged', message: expect.stringMatching(/bị hỏng.* \/ The file is damaged/) }
	const changed = (change: (content: Buffer) => Buffer): string => {
		const other = newFile()
		writeFileSync(other, change(readFileSync(file)))
		return other
	}

	it('with one byte flipped, at any of thirty places, the first and the last among them', async () => {
		const { size } = statSync(file)
		const places = [0, size - 1, size - 64, size - 65, ...Array.from({ length: 26 }, () => random.between(1, size - 2))]
		for (const place of places) {
			const flipped = changed((content) => {
				content.writeUInt8(content.readUInt8(place) ^ (1 << random.between(0, 7)), place)
				return content
			})
			await expect(openArchive(flipped, ignore), `byte ${place}`).rejects.toMatchObject(refused)
		}
	})

	it('cut short, or with something behind it', async () => {
		for (const length of [0, 10, 64, 65, 1_000, statSync(file).size - 1]) {
			const short = changed((content) => content)
			truncateSync(short, length)
			await expect(openArchive(short, ignore), `${length} bytes`).rejects.toMatchObject(refused)
		}
		const long = changed((content) => content)
		appendFileSync(long, '\n')
		await expect(openArchive(long, ignore)).rejects.toMatchObject(refused)
	})

	it('or that is not there', async () => {
		await expect(openArchive(join(folder, 'none'), ignore)).rejects.toMatchObject({
			code: 'unknown',
			message: expect.stringContaining('ENOENT'),
		})
	})
})

describe('measuring', () => {
	it('lets all through and knows bytes and hash', async () => {
		const told: number[] = []
		const measuring = new Measuring((bytes) => told.push(bytes))
		const through = await buffer(Readable.from(['Cao ', 'Bằng']).pipe(measuring))
		expect(through.toString()).toBe('Cao Bằng')
		expect(measuring.bytes).toBe(10)
		expect(told).toEqual([4, 10])
		expect(measuring.sha256()).toBe(createHash('sha256').update('Cao Bằng').digest('hex'))
	})
})
