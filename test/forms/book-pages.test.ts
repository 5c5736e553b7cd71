import { expect, it } from 'vitest'
import { bookPages, printable } from '../../src/forms/book-pages.js'

async function* lines(count: number): AsyncGenerator<number> {
	for (let line = 1; line <= count; line += 1) yield line
}

it('a book is printed as far as its pages can be waited for, and a longer one says the limit', async () => {
	expect(await printable(lines(3), { lines: 3, pages: 1 })).toEqual([1, 2, 3])
	expect(await printable(lines(bookPages.lines))).toHaveLength(2_000)
	await expect(printable(lines(bookPages.lines + 1))).rejects.toMatchObject({
		code: 'form.too-many-pages',
		path: 'format',
		details: { pages: '50', lines: '2.000' },
	})
})
