import { dong } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { Refusal } from '../kernel/refusal.js'

/** How much of a book is printed: so many pages take the time that a reader waits for. A workbook has no end. */
export const bookPages = { lines: 2_000, pages: 50 } as const

/** All lines of a book that is not too long to be printed. Refuses `form.too-many-pages`, and says the limit. */
export async function printable<T>(lines: AsyncIterable<T>, { lines: most, pages }: Limit = bookPages): Promise<readonly T[]> {
	const read: T[] = []
	for await (const line of lines) {
		if (read.length === most) {
			const details = { pages: String(pages), lines: vietnameseNumber(dong(BigInt(most))) }
			throw new Refusal('form.too-many-pages', { path: 'format', details })
		}
		read.push(line)
	}
	return read
}

type Limit = { readonly lines: number; readonly pages: number }
