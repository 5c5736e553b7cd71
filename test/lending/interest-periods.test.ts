import { describe, expect, it } from 'vitest'
import { interestPeriodsOf } from '../../src/lending/interest-periods.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const
const periods = (given: GivenTerms, events: Parameters<typeof eventsOf>[0], to: string) =>
	interestPeriodsOf(loanFrom(given).loan, eventsOf(events), day(to))

describe('the periods of interest', () => {
	it('end on the interest days; what is growing has none', () => {
		expect(
			periods(poorHousehold, [lent], '2022-12-20').map(({ kind, dueOn, rounded, stretches }) => [kind, dueOn, rounded, stretches.length]),
		).toEqual([
			['interest', '2022-12-07', vnd(108_493), 1],
			['interest', null, vnd(47_014), 1],
		])
	})

	it('a change of the rate that came as an event does not reach back, though it takes the place of the terms’ first rate', () => {
		const late = { ...poorHousehold, rates: [{ from: '2022-12-01', yearly: '0.066' }] }
		const [first] = periods(late, [lent, ['rate-changed', '2022-11-27', null, { rate: '0.05' }]], '2022-12-07')
		expect(first?.stretches.map(({ days, yearly }) => [days, Number(yearly.numerator) / Number(yearly.denominator)])).toEqual([
			[20, 0.066],
			[10, 0.05],
		])
	})

	it('a freeze shows as days without interest, with its decision, also where a whole period is free', () => {
		const decision = { decisionNo: '15/QĐ', decisionOn: day('2022-12-01') }
		const told = periods(poorHousehold, [lent, ['frozen', '2022-12-17', null, decision], ['thawed', '2023-02-17']], '2023-03-07')
		expect(
			told.map(({ dueOn, rounded, stretches, free }) => [dueOn, rounded, stretches.map(({ days }) => days), free.map(({ days }) => days)]),
		).toEqual([
			['2022-12-07', vnd(108_493), [30], []],
			['2023-01-07', vnd(36_164), [10], [21]],
			['2023-02-07', vnd(0), [], [31]],
			['2023-03-07', vnd(65_096), [18], [10]],
		])
		expect(told[2]?.free).toEqual([
			{ from: '2023-01-07', to: '2023-02-07', days: 31, base: vnd(20_000_000), reason: 'frozen', ...decision },
		])
	})

	it('a grace that is free of interest shows as days without interest', () => {
		const [first, second] = periods({ ...poorHousehold, grace: { interestFreePeriods: 1 } }, [lent], '2023-01-07')
		expect(first).toMatchObject({
			rounded: vnd(0),
			stretches: [],
			free: [{ reason: 'grace', days: 30, base: vnd(20_000_000), decisionNo: null }],
		})
		expect(second).toMatchObject({ rounded: vnd(112_110), free: [] })
	})

	it('what had grown is not asked for when the debt is written off', () => {
		const told = periods({ ...poorHousehold, overdue: { lateInterestYearly: '0.1' } }, [lent, ['written-off', '2022-12-17']], '2023-06-01')
		expect(told.map(({ kind, dueOn, isDropped, rounded }) => [kind, dueOn, isDropped, rounded])).toEqual([
			['interest', '2022-12-07', false, vnd(108_493)],
			['interest', null, true, vnd(36_164)],
			['late-interest', null, true, vnd(297)],
		])
	})

	it('a payment that closes the loan ends the last period on its own day', () => {
		expect(
			periods(poorHousehold, [lent, ['repaid', '2022-11-17', 20_036_164]], '2023-01-01').map(({ dueOn, rounded }) => [dueOn, rounded]),
		).toEqual([['2022-11-17', vnd(36_164)]])
	})

	const supported = { ...poorHousehold, interestSupport: { yearly: '0.02', from: '2022-11-07', to: '2022-12-16' } }

	it('what the budget bears is told apart, rounded by itself, and taken off what falls due (NĐ 36/2022)', () => {
		const told = periods(supported, [lent], '2023-02-07')
		expect(told.map(({ dueOn, whole, support, rounded }) => [dueOn, whole, support?.rounded ?? null, rounded])).toEqual([
			// 20.000.000 × 30 days × 2 % ÷ 365 = 32.876,7.
			['2022-12-07', vnd(108_493), vnd(32_877), vnd(75_616)],
			// Ten days more, up to the end of the 16th.
			['2023-01-07', vnd(112_110), vnd(10_959), vnd(101_151)],
			['2023-02-07', vnd(112_110), null, vnd(112_110)],
		])
		expect(told[1]?.support?.stretches.map(({ from, to, days, kind }) => [from, to, days, kind])).toEqual([
			['2022-12-07', '2022-12-17', 10, 'interest-support'],
		])
	})

	it('the budget never bears more than there is', () => {
		const [first] = periods({ ...supported, rates: [{ from: '2022-11-07', yearly: '0.01' }] }, [lent], '2022-12-07')
		expect([first?.whole, first?.support?.rounded, first?.rounded]).toEqual([vnd(16_438), vnd(16_438), vnd(0)])
		const [none] = periods({ ...supported, rates: [{ from: '2022-11-07', yearly: '0' }] }, [lent], '2022-12-07')
		expect([none?.stretches, none?.support?.rounded, none?.rounded]).toEqual([[], vnd(0), vnd(0)])
	})

	it('a loan without interest has none', () => {
		expect(periods({ ...poorHousehold, interestMethod: 'none' }, [lent, ['frozen', '2022-12-01']], '2023-01-07')).toEqual([])
	})
})
