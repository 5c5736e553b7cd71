import { describe, expect, it } from 'vitest'
import { cells } from '../../src/documents/paper.js'
import { PageSums } from '../../src/documents/pdf-table.js'
import { dong, sum } from '../../src/kernel/money.js'
import { vietnameseNumber } from '../../src/kernel/number-text.js'
import { amounts, listed, pagesOf, plain } from './papers.js'

describe('a table on paper', () => {
	it('writes amounts as 1.500.000, and says on each page what its own rows come to', async () => {
		const pages = await pagesOf(listed(100))
		expect(pages).toHaveLength(3)
		const told = pages.map((page) => {
			const shown = [...page.matchAll(/Trả nợ lần \d+ ([\d.]+)/g)].map(([, amount = '']) => BigInt(amount.replaceAll('.', '')))
			expect(page).toContain(`Cộng trang này: trả nợ ${vietnameseNumber(sum(shown.map(dong)))}`)
			return shown.length
		})
		expect(told.reduce((a, b) => a + b, 0)).toBe(100)
		expect(pages.at(-1)).toContain(`Cộng ${vietnameseNumber(sum(amounts(100)))}`)
		// The header and the title of a table stand on every page that it goes on to.
		for (const page of pages) expect(page).toContain('Các lần trả nợ Diễn giải Số tiền')
		expect(pages.map((page) => /Trang \d\/\d$/.exec(page)?.[0])).toEqual(['Trang 1/3', 'Trang 2/3', 'Trang 3/3'])
	})

	it('says no page total where there is one page', async () => {
		expect((await pagesOf(listed(10)))[0]).not.toContain('Cộng trang này')
	})

	it('has its columns under the groups that they belong to', async () => {
		const columns = ['Ngày', 'Phải trả', 'Đã trả'].map((header) => ({ header, width: 60 }))
		const groups = [
			{ text: null, span: 1 },
			{ text: 'Lãi', span: 2 },
		]
		const [page] = await pagesOf({ ...plain, parts: [{ is: 'table', groups, columns, rows: [cells('07/12/2022', dong(5n), null)] }] })
		expect(page).toContain('Ngày Lãi Phải trả Đã trả 07/12/2022 5')
	})

	it('adds up nothing on a page on which none of its rows stands', () => {
		expect(new PageSums().of(1)).toEqual([])
	})
})
