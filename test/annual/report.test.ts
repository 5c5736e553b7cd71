import { describe, expect, it } from 'vitest'
import { annualPaper } from '../../src/annual/annual-paper.js'
import { annualText } from '../../src/annual/annual-text.js'
import { moneyFigure, told } from '../../src/annual/figure.js'
import { addressOf } from '../../src/annual/questions.js'
import { sectionOf } from '../../src/annual/report.js'
import { annualView } from '../../src/annual/views.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { pagesOf, squeezed } from '../documents/papers.js'
import { answered } from './asked.js'

const knownAt = '2023-01-05T02:00:00.000000Z' as Instant
const [from, to] = [calendarDate('2022-01-01'), calendarDate('2022-12-31')]
const href = addressOf('/reports/outstanding', { by: 'lender', lenderId: '3', unitId: undefined, asOf: '2022-12-31', knownAt })
const asked = { ...answered({ totals: { outstanding: 43_000_000_000n } }), href }
const debt = moneyFigure(
	asked,
	{ key: 'fund.outstanding', at: '/totals/outstanding', name: { vi: 'Dư nợ Quỹ', en: 'Debt to the fund' } },
	'tỷ',
)
const fund = told('fund', [debt], { vi: 'Quỹ có dư nợ {outstanding}.', en: 'The fund: {outstanding}.' })
const other = told('other', [], { vi: 'Câu khác.', en: 'Another sentence.' })
const none = { key: 'cooperatives', missing: { vi: 'Hợp tác xã: không có', en: 'Cooperatives: none' } }
const section = sectionOf([[fund, other, none], [none], [other]])
const place = { id: '2', level: 'district', name: 'Huyện Trùng Khánh' }
const view = annualView(section, { frame: { year: 2022, from, to, knownAt, unitId: '2' }, place, cutOffs: [] })

describe('the section', () => {
	it('has a paragraph for each part that has something to say, and lists what it cannot say', () => {
		expect(section.paragraphs.map(({ vi }) => vi)).toEqual(['Quỹ có dư nợ 43 tỷ đồng. Câu khác.', 'Câu khác.'])
		expect(section.figures).toEqual([debt])
		expect(section.missing).toEqual([
			{ key: 'cooperatives', vi: 'Hợp tác xã: không có', en: 'Cooperatives: none' },
			{ key: 'cooperatives', vi: 'Hợp tác xã: không có', en: 'Cooperatives: none' },
		])
	})

	it('asks an address for what was asked, and for nothing else', () => {
		expect(href).toBe(`/api/v1/reports/outstanding?by=lender&lenderId=3&asOf=2022-12-31&knownAt=${knownAt}`)
		expect(addressOf('/x', { q: 'lợn & gà' })).toBe('/api/v1/x?q=l%E1%BB%A3n%20%26%20g%C3%A0')
	})

	it('answers with its figures, each with its own day, address and both texts', () => {
		expect(view).toMatchObject({
			year: 2022,
			unit: { id: '2', name: 'Huyện Trùng Khánh' },
			from,
			to,
			knownAt,
			titleVi: 'Nâng cao quyền năng kinh tế',
		})
		expect(view.figures).toEqual([
			{
				key: 'fund.outstanding',
				nameVi: 'Dư nợ Quỹ',
				nameEn: 'Debt to the fund',
				value: '43000000000',
				unit: 'đồng',
				from: null,
				asOf: '2022-12-31',
				knownAt,
				href,
				at: '/totals/outstanding',
				textVi: '43 tỷ đồng',
				textEn: '43 billion đồng',
			},
		])
	})

	it('is written as text, Vietnamese first', () => {
		const text = annualText(view)
		expect(text.split('\n').slice(0, 9)).toEqual([
			'Nâng cao quyền năng kinh tế – năm 2022',
			'',
			'Quỹ có dư nợ 43 tỷ đồng. Câu khác.',
			'Câu khác.',
			'',
			'Economic empowerment – 2022',
			'',
			'The fund: 43 billion đồng. Another sentence.',
			'Another sentence.',
		])
		expect(text).toContain(`1. Dư nợ Quỹ: 43 tỷ đồng (đến ngày 31/12/2022) ${href} /totals/outstanding\n`)
		expect(text).toContain('- Hợp tác xã: không có / Cooperatives: none\n')
		expect(annualText({ ...view, missing: [] })).not.toContain('Sổ không có')
	})

	it('is printed in the reader’s language first, with the address of every figure', async () => {
		const letter = { language: 'vi', province: 'Tỉnh Cao Bằng', asOf: to, knownAt } as const
		const [page = ''] = await pagesOf(annualPaper(view, letter))
		const read = squeezed(page)
		for (const told of [
			'Độc lập - Tự do - Hạnh phúc',
			'NÂNG CAO QUYỀN NĂNG KINH TẾ Năm 2022 Huyện Trùng Khánh Quỹ có dư nợ 43 tỷ đồng.',
			'1 Dư nợ Quỹ 43 tỷ đồng đến ngày 31/12/2022 /reports/outstanding?by=lender &lenderId=3 &asOf=2022-12-31',
			`hỏi thêm knownAt=${knownAt}`,
			'Sổ không có – Hợp tác xã: không có',
			'Trang 1/1',
		])
			expect(read).toContain(squeezed(told))
		const [english = ''] = await pagesOf(annualPaper({ ...view, missing: [], unit: null }, { ...letter, language: 'en' }))
		expect(squeezed(english)).toContain(squeezed('ECONOMIC EMPOWERMENT Year 2022 The fund: 43 billion đồng.'))
		expect(squeezed(english)).not.toContain(squeezed('Not in the books'))
	})
})
