import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import {
	addDays,
	type Cycle,
	calendarDate,
	cycleDate,
	dateOfDayNumber,
	dayNumber,
	daysBetween,
	type Period,
} from '../../src/kernel/calendar-date.js'
import { type DayCount, dayCounts, thirty360Days, yearFraction } from '../../src/kernel/day-count.js'
import { decimalOf } from '../../src/kernel/decimal.js'
import { addFractions, compareFractions, fraction, zeroFraction } from '../../src/kernel/fraction.js'
import vectors from '../vectors/day-counts.json' with { type: 'json' }

const day = calendarDate
const monthly: Cycle = { anchor: day('2022-01-31'), every: 1, period: 'month' }
const source = 'ISDA 2008 sheet, QuantLib daycounters.cpp'

/** Of the vectors these are ours; 30/360 USA, 30/360 ISDA with a termination date, 30/365, AFB and ISMA are other systems' conventions. */
const families = { '30/360 BondBasis': 'bond', '30/360 EurobondBasis': 'eurobond' } as const

describe('day counts that others assert', () => {
	for (const [convention, family] of Object.entries(families)) {
		const rows = vectors.day_counts.filter((row) => row.convention === convention)
		it.each(rows)(`${convention}: $start to $end is $days days of 360 (${source})`, ({ start, end, days }) => {
			expect(thirty360Days(family, day(start), day(end))).toBe(days)
			if (family === 'eurobond') expect(yearFraction('30e/360', day(start), day(end), monthly)).toEqual(fraction(BigInt(days), 360n))
		})
	}

	const actual = vectors.year_fractions.filter((row) => row.convention === 'Actual/Actual ISDA')
	it.each(actual)(`$convention: $start to $end is $year_fraction of a year (${source})`, ({ start, end, year_fraction, tolerance }) => {
		const ours = decimalOf(yearFraction('actual/actual', day(start), day(end), monthly))
		expect(ours.minus(year_fraction).abs().toNumber()).toBeLessThanOrEqual(Number(tolerance))
	})

	it('has read 14 rows of the bond basis, 16 of the eurobond and 4 of actual/actual', () => {
		const count = (convention: string) => vectors.day_counts.filter((row) => row.convention === convention).length
		expect([count('30/360 BondBasis'), count('30/360 EurobondBasis'), actual.length]).toEqual([14, 16, 4])
	})
})

describe('part of a year', () => {
	const [from, to] = [day('2024-01-01'), day('2025-01-01')]

	it('divides by 365 in leap years too (Circular 14/2017/TT-NHNN art. 4.1, INT-04)', () => {
		expect(yearFraction('actual/365', from, to, monthly)).toEqual(fraction(366n, 365n))
		expect(yearFraction('actual/360', from, to, monthly)).toEqual(fraction(366n, 360n))
	})

	it('is one whole for any calendar year by actual/actual', () => {
		expect(compareFractions(yearFraction('actual/actual', from, to, monthly), fraction(1n, 1n))).toBe(0)
	})

	it('is a twelfth for every whole month by 30/360 and by periodic, February too', () => {
		for (const dayCount of ['30/360', 'periodic'] as const) {
			for (const n of [0, 1, 2]) {
				const part = yearFraction(dayCount, cycleDate(monthly, n), cycleDate(monthly, n + 1), monthly)
				expect(compareFractions(part, fraction(1n, 12n)), `${dayCount} ${n}`).toBe(0)
			}
		}
	})

	it('is pro rata of the real days for a part of a period: 14 of the 29 days of February 2024, not 14 of 30', () => {
		const cycle: Cycle = { anchor: day('2024-02-01'), every: 1, period: 'month' }
		const part = yearFraction('30/360', day('2024-02-01'), day('2024-02-15'), cycle)
		expect(compareFractions(part, fraction(14n, 29n * 12n))).toBe(0)
	})

	it.each([
		['30/360', 'month', 3, [3n, 12n]],
		['periodic', 'month', 3, [3n, 12n]],
		['30/360', 'week', 2, [14n, 360n]],
		['periodic', 'week', 2, [2n, 52n]],
		['30/360', 'day', 10, [10n, 360n]],
		['periodic', 'day', 10, [10n, 365n]],
	] as const)('is, by %s in a cycle of a %s, times %i, %s', (dayCount, period, every, [numerator, denominator]) => {
		const cycle: Cycle = { anchor: day('2022-11-07'), every, period }
		const part = yearFraction(dayCount, cycle.anchor, cycleDate(cycle, 1), cycle)
		expect(compareFractions(part, fraction(numerator, denominator))).toBe(0)
	})

	it('stops at a convention and at a period that nobody named', () => {
		expect(() => yearFraction('30/365' as DayCount, from, to, monthly)).toThrow(AssertionFailure)
		expect(() => yearFraction('periodic', from, to, { ...monthly, period: 'year' as Period })).toThrow(AssertionFailure)
	})
})

describe('splitting a range of days never changes its interest', () => {
	const anyRange = fc
		.tuple(fc.integer({ min: dayNumber(day('1999-01-01')), max: dayNumber(day('2030-01-01')) }), fc.nat({ max: 900 }), fc.nat({ max: 900 }))
		.map(([start, first, second]) => ({
			from: dateOfDayNumber(start),
			middle: dateOfDayNumber(start + first),
			to: dateOfDayNumber(start + first + second),
		}))
	const anyCycle: fc.Arbitrary<Cycle> = fc.record({
		anchor: fc.integer({ min: 10_000, max: 22_000 }).map(dateOfDayNumber),
		every: fc.integer({ min: 1, max: 12 }),
		period: fc.constantFrom<Period>('day', 'week', 'month'),
	})

	it.each(dayCounts)('%s', (dayCount) => {
		fc.assert(
			fc.property(anyRange, anyCycle, ({ from, middle, to }, cycle) => {
				const whole = yearFraction(dayCount, from, to, cycle)
				const parts = addFractions(yearFraction(dayCount, from, middle, cycle), yearFraction(dayCount, middle, to, cycle))
				expect(compareFractions(whole, parts)).toBe(0)
				expect(compareFractions(whole, zeroFraction)).toBeGreaterThanOrEqual(0)
				expect(compareFractions(yearFraction(dayCount, from, from, cycle), zeroFraction)).toBe(0)
			}),
			{ numRuns: 400 },
		)
	})

	it('but for the bond basis, which no product of ours uses: 30 January to 31 May by way of 15 February', () => {
		const [a, b, c] = [day('2022-01-30'), day('2022-02-15'), day('2022-05-31')]
		expect(thirty360Days('bond', a, c)).toBe(120)
		expect(thirty360Days('bond', a, b) + thirty360Days('bond', b, c)).toBe(121)
	})

	it('agrees with a count of single days for actual/365', () => {
		fc.assert(
			fc.property(anyRange, ({ from, to }) => {
				let days = 0
				for (let date = from; date < to; date = addDays(date, 1)) days += 1
				expect(yearFraction('actual/365', from, to, monthly)).toEqual(fraction(BigInt(days), 365n))
				expect(days).toBe(daysBetween(from, to))
			}),
			{ numRuns: 50 },
		)
	})
})
