import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { type Cap, capNames, capOn, isBank } from '../../src/products/caps.js'
import { capLines } from '../../src/products/catalogue-caps.js'
import type { LenderKind } from '../../src/products/template.js'

const kinds: readonly LenderKind[] = ['policy-bank', 'commercial-bank', 'fund', 'union']
const on = (name: Cap['name'], kind: LenderKind, day: string) => capOn(capLines, name, kind, calendarDate(day))?.value ?? null

describe('a cap', () => {
	it('is the law’s of the day: 20 % a year where the lender is no bank, 10 % on late interest and 150 % where it is', () => {
		expect(kinds.map((kind) => on('yearly-rate', kind, '2022-11-01'))).toEqual([null, null, '0.2', '0.2'])
		expect(kinds.map((kind) => on('late-interest-yearly', kind, '2022-11-01'))).toEqual(['0.1', '0.1', '0.2', '0.2'])
		expect(kinds.map((kind) => on('overdue-factor', kind, '2022-11-01'))).toEqual(['1.5', '1.5', '1.5', '1.5'])
		expect([on('household-amount', 'fund', '2017-06-12'), on('household-amount', 'fund', '2017-06-11')]).toEqual(['50000000', null])
		expect(on('late-interest-yearly', 'commercial-bank', '2017-03-14')).toBeNull()
	})

	it('gives way to a later one from its day on, in whatever order they stand', () => {
		const [cap] = capLines
		if (cap === undefined) throw new Error('a cap')
		const lower: Cap = { ...cap, from: calendarDate('2027-01-01'), value: '0.15' }
		const values = (day: string) => capOn([lower, ...capLines], cap.name, cap.lenderKind, calendarDate(day))?.value
		expect([values('2026-12-31'), values('2027-01-01')]).toEqual(['0.2', '0.15'])
	})

	it('names its source and how sure it is, once for a kind of lender and a day', () => {
		expect(capLines.filter(({ source }) => source.length < 10)).toEqual([])
		expect(new Set(capLines.map(({ name, lenderKind, from }) => `${name} ${lenderKind} ${from}`)).size).toBe(capLines.length)
		expect(new Set(capLines.map(({ name }) => name))).toEqual(new Set(capNames))
	})

	it('is of a bank where the law of credit institutions holds', () => {
		expect(kinds.filter(isBank)).toEqual(['policy-bank', 'commercial-bank'])
	})
})
