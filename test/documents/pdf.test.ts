import { PassThrough, type Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../../src/documents/paper.js'
import { writePdf } from '../../src/documents/pdf.js'
import { renderPdf } from '../../src/documents/pdf-render.js'
import { type Out, ReaderGone } from '../../src/documents/sheet.js'
import { listed, plain } from './papers.js'

/** Some twenty pages, which take a second or two. */
const long = listed(1_000)

describe('a long paper as PDF', () => {
	it('holds nobody else up while it is laid out, and is the same to the byte', { timeout: 60_000 }, async () => {
		const itself = await renderPdf([long])
		// The first brings the thread up; another program may hold up any one of them.
		const pauses: number[] = []
		for (let turn = 0; turn < 3; turn += 1) {
			const parts: Buffer[] = []
			pauses.push(await longestPause(() => writePdf(long, into(parts))))
			expect(Buffer.concat(parts).equals(itself)).toBe(true)
		}
		expect(Math.min(...pauses)).toBeLessThan(100)
	})

	it('is given up when its reader goes away, and the next one is made', { timeout: 60_000 }, async () => {
		const body = new PassThrough()
		const writing = writePdf(long, into([], body))
		await sleep(50)
		body.destroy()
		const left = performance.now()
		await expect(writing).rejects.toBeInstanceOf(ReaderGone)
		expect(performance.now() - left).toBeLessThan(1_000)
		await expect(pdfOf(plain)).resolves.toMatch(/^%PDF/)
	})
})

describe('a paper that cannot be laid out', () => {
	it('is an error like any other, and those beside it are made', { timeout: 60_000 }, async () => {
		const impossible = { ...plain, parts: [{ is: 'nothing of ours' }] } as unknown as Paper
		const [broken, whole] = await Promise.allSettled([pdfOf(impossible), pdfOf(plain)])
		expect(broken).toMatchObject({ status: 'rejected', reason: expect.any(Error) })
		expect(whole).toMatchObject({ status: 'fulfilled', value: expect.stringMatching(/^%PDF/) })
	})
})

async function pdfOf(paper: Paper): Promise<string> {
	const parts: Buffer[] = []
	await writePdf(paper, into(parts))
	return Buffer.concat(parts).toString('latin1')
}

/** A place for a file whose reader may go away. */
function into(parts: Buffer[], stream: Writable = new PassThrough()): Out {
	const assertReader = (): void => {
		if (stream.destroyed) throw new ReaderGone()
	}
	return { write: async (part) => void parts.push(Buffer.from(part)), stream, assertReader }
}

/** For how many milliseconds, at most, nothing else was done in this thread. */
async function longestPause(work: () => Promise<void>): Promise<number> {
	let [last, longest] = [performance.now(), 0]
	const looking = setInterval(() => {
		longest = Math.max(longest, performance.now() - last)
		last = performance.now()
	}, 2)
	try {
		await work()
		return longest
	} finally {
		clearInterval(looking)
	}
}
