import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { lenderLines } from '../../src/products/catalogue.js'
import { savingsProductLines } from '../../src/savings/catalogue.js'
import { ratesFor, rulesFor } from '../../src/savings/offer.js'
import { openSavingsProductSchema } from '../../src/savings/product-schemas.js'
import { savingsTermsSchema } from '../../src/savings/terms.js'

const day = calendarDate('2022-10-31')

describe('the savings catalogue', () => {
	it('has the members’ deposits of NHCSXH, the fund’s compulsory and voluntary savings, and what groups hold themselves', () => {
		expect(
			savingsProductLines.map(({ code, lender, rules }) => [code, lender, rules[0]?.terms.kind, rules[0]?.terms.withdrawal.rule]),
		).toEqual([
			['NHCSXH-TGTV', 'NHCSXH', 'compulsory', 'when-no-debt'],
			['QUY-TKBB', 'QUY-HTPN', 'compulsory', 'when-no-debt'],
			['QUY-TKTN', 'QUY-HTPN', 'voluntary', 'free'],
			['TO-TIETKIEM', null, 'voluntary', 'free'],
		])
		for (const { lender } of savingsProductLines) expect([null, ...lenderLines.map(({ code }) => code)]).toContain(lender)
	})

	it.each(savingsProductLines.map((line) => [line.code, line] as const))(
		'%s is of the shape that a new product has, with its sources',
		(_, line) => {
			const { lender: _lender, ...rest } = line
			expect(openSavingsProductSchema.safeParse({ ...rest, lenderId: '1' }).error).toBeUndefined()
			for (const { source } of [...line.rates, ...line.rules]) expect(source).not.toBe('')
			const terms = { ...rulesFor(line.rules, day)?.terms, rates: ratesFor(line.rates, day) }
			expect(savingsTermsSchema.safeParse(terms).error).toBeUndefined()
		},
	)
})

describe('what a product says to an account opened on a day', () => {
	const rate = (from: string, yearly: string, reachesOpenAccounts: boolean) => ({
		from: calendarDate(from),
		yearly: rateFromText(yearly),
		reachesOpenAccounts,
		source: 's',
		certainty: 'read' as const,
	})
	const rates = [rate('2022-06-01', '0.03', true), rate('2021-01-01', '0.02', true), rate('2022-03-01', '0.025', false)]

	it('is the rate then in force, and the later ones that reach open accounts', () => {
		expect(ratesFor(rates, calendarDate('2021-05-05'))).toEqual([
			{ from: '2021-01-01', yearly: '0.02' },
			{ from: '2022-06-01', yearly: '0.03' },
		])
		expect(ratesFor(rates, calendarDate('2022-03-01'))[0]).toEqual({ from: '2022-03-01', yearly: '0.025' })
		expect(ratesFor(rates, calendarDate('2020-12-31'))).toEqual([])
	})

	it('is the rules of that day, and none before the first', () => {
		const [line] = savingsProductLines
		const rules = (line?.rules ?? []).flatMap((rule) => [{ ...rule, from: calendarDate('2022-01-01') }, rule])
		expect(rulesFor(rules, calendarDate('2021-12-31'))?.from).toBe('2009-01-01')
		expect(rulesFor(rules, calendarDate('2022-01-01'))?.from).toBe('2022-01-01')
		expect(rulesFor(rules, calendarDate('2008-12-31'))).toBeNull()
	})
})
