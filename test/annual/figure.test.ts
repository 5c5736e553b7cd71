import { describe, expect, it } from 'vitest'
import { countFigure, keyPart, moneyAt, moneyFigure, pointed, told } from '../../src/annual/figure.js'
import { answered } from './asked.js'

const name = { vi: 'Dư nợ', en: 'Outstanding' }
const asked = answered({ totals: { outstanding: 43_000_000_000n, groups: 415 }, members: [{}, {}] })

describe('a figure', () => {
	it('is what its address answers at its place, with the days and the knowledge of the question', () => {
		expect(moneyFigure(asked, { key: 'fund.outstanding', at: '/totals/outstanding', name }, 'tỷ')).toEqual({
			key: 'fund.outstanding',
			name,
			value: '43000000000',
			unit: 'đồng',
			href: '/api/v1/reports/somewhere',
			from: null,
			asOf: '2022-12-31',
			knownAt: '2023-01-05T02:00:00.000000Z',
			at: '/totals/outstanding',
			text: { vi: '43 tỷ đồng', en: '43 billion đồng' },
		})
		expect(moneyAt(asked, '/totals/outstanding')).toBe(43_000_000_000n)
	})

	it('of a list is how many it holds', () => {
		const one = countFigure(asked, { key: 'circle.members', at: '/members', name }, { vi: 'hội viên', en: ['member', 'members'] })
		expect([one.value, one.unit, one.text.vi]).toEqual(['2', 'members', '02 hội viên'])
	})

	it('is never made of nothing', () => {
		expect(() => pointed(asked.answer, '/totals/nowhere')).toThrow('/totals/nowhere')
		expect(() => pointed(asked.answer, '/no/where')).toThrow('/no/where')
	})

	it('stands in its sentence by the end of its key', () => {
		const one = moneyFigure(asked, { key: 'fund.outstanding', at: '/totals/outstanding', name }, 'tỷ')
		expect(told('fund', [one], { vi: 'Quỹ có {outstanding}.', en: 'The fund: {outstanding}.' })).toEqual({
			key: 'fund',
			figures: [one],
			sentence: { vi: 'Quỹ có 43 tỷ đồng.', en: 'The fund: 43 billion đồng.' },
		})
	})

	it('has a key without diacritics', () => {
		expect(keyPart('Thăm hỏi, giúp đỡ hộ khó khăn (2022)')).toBe('tham-hoi-giup-do-ho-kho-khan-2022')
	})
})
