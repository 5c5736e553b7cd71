import { describe, expect, it } from 'vitest'
import { lenderLines, productLines } from '../../src/products/catalogue.js'
import { ratesFor, rulesFor } from '../../src/products/rules.js'
import { limitsTemplateSchema, openProductSchema, termsTemplateSchema } from '../../src/products/schemas.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'

describe('the catalogue', () => {
	it('names every lender and product once', () => {
		for (const lines of [lenderLines, productLines]) expect(new Set(lines.map((line) => line.code)).size).toBe(lines.length)
		for (const product of productLines) expect(lenderLines.map((line) => line.code)).toContain(product.lender)
	})

	it('tells a bank’s money in a book of its own and the Union’s in the Union’s', () => {
		expect(lenderLines.map((line) => [line.code, line.book, line.entrusted])).toEqual([
			['NHCSXH', 'memo-nhcsxh', true],
			['AGRIBANK', 'memo-agribank', true],
			['QUY-HTPN', 'own', false],
			['KHONG-LAI', 'interest-free', false],
			['KHOI-NGHIEP', 'own', false],
			['HOP-TAC', 'own', false],
		])
	})

	it.each(productLines.map((product) => [product.code, product] as const))('%s is of the shape that a new product has', (_, product) => {
		const { lender: _lender, ...rest } = product
		expect(openProductSchema.safeParse({ ...rest, lenderId: '1' }).error).toBeUndefined()
		for (const { terms, limits } of product.rules) {
			expect(termsTemplateSchema.parse(terms)).toEqual(terms)
			expect(limitsTemplateSchema.parse(limits)).toEqual(limits)
		}
	})

	it('says of every rate and rule where it comes from, in order of days', () => {
		for (const { code, rates, rules } of productLines) {
			for (const lines of [rates, rules]) {
				expect(
					lines.map((line) => line.from),
					code,
				).toEqual([...new Set(lines.map((line) => line.from))].sort())
				for (const line of lines) expect(line.source, code).not.toBe('')
			}
		}
	})

	it('offers on 31/10/2022 all that the Union reported', () => {
		const on = calendarDate('2022-10-31')
		for (const product of productLines.filter((line) => line.code !== 'NHCSXH-NCHXAPT')) {
			expect(ratesFor(product.rates, on), product.code).not.toEqual([])
			expect(rulesFor(product.rules, on), product.code).not.toBeNull()
		}
	})

	it('lets no one person approve more than thirty million of the Union’s own money', () => {
		for (const { code, lender, rules } of productLines) {
			const { entrusted } = lenderLines.find((line) => line.code === lender) ?? { entrusted: null }
			expect([code, ...rules.map(({ limits }) => limits.secondPersonAbove)]).toEqual([
				code,
				...rules.map(() => (entrusted ? null : '30000000')),
			])
		}
	})

	it('marks as the project’s own decision what no rule says', () => {
		const decided = productLines.filter((product) => product.rates.some((rate) => rate.certainty === 'project decision'))
		expect(decided.map((product) => product.code)).toEqual(['AGRIBANK-TO', 'QUY-GIAMDAN', 'QUY-PHANG', 'KHOINGHIEP', 'HOPTAC'])
	})
})
