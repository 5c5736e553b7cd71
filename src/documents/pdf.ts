import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Paper } from './paper.js'
import type { Out } from './sheet.js'

export const pdfType = 'application/pdf'

/** Writes a paper as PDF on A4: the motto and who it is from, the parts, the signatures; "Trang x/y" on each page. */
export function writePdf(paper: Paper, out: Out): Promise<void> {
	return writePdfs([paper], out)
}

/**
 * Writes papers into one file, each from a new page on; the first gives the file its name, its foot and how its pages stand.
 * They are laid out in a thread of their own, for a long paper takes seconds in which nobody else would be answered; a
 * reader who goes away ends it.
 */
export async function writePdfs(papers: readonly [Paper, ...Paper[]], out: Out): Promise<void> {
	const leaving = new AbortController()
	const leave = (): void => leaving.abort()
	out.stream.once('close', leave)
	try {
		const file = (await threads().run(papers, { signal: leaving.signal })) as Uint8Array
		for (let at = 0; at < file.length; at += partSize) await out.write(file.subarray(at, at + partSize))
	} catch (error) {
		out.assertReader()
		throw error
	} finally {
		out.stream.off('close', leave)
	}
}

const partSize = 64 * 1_024

let started: Piscina | null = null

/** At most two, started when there is something to lay out and gone again after a minute without. */
function threads(): Piscina {
	started ??= new Piscina({
		filename: renderer,
		name: 'renderPdf',
		minThreads: 0,
		maxThreads: 2,
		idleTimeout: 60_000,
		resourceLimits: { maxOldGenerationSizeMb: 512 },
		// A thread begins without what reads TypeScript for the rest of us.
		...(renderer.endsWith('.ts') ? { execArgv: ['--import', 'tsx'] } : { execArgv: [] }),
	})
	return started
}

const renderer = fileURLToPath(import.meta.url).replace(/pdf\.([jt]s)$/, 'pdf-render.$1')
