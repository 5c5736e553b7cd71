import { describe, expect, it } from 'vitest'
import { addAccruals, nothingAccrued, settle } from '../../src/kernel/money.js'
import { nearestDong } from '../../src/kernel/rounding.js'
import {
	classify,
	type DebtFacts,
	debtGroup,
	generalProvisionOf,
	groupingOn,
	nothingLate,
	provisioningOn,
	provisionOf,
} from '../../src/lending/classification.js'
import { bankCirculars, debtGroups, microfinanceCirculars } from '../../src/lending/classification-circulars.js'
import type { Restructuring } from '../../src/lending/state.js'
import { domainCase } from '../vectors/domain-cases.js'
import { after, day, loanFrom, poorHousehold, standing, vnd } from './loans.js'

const today = day('2024-12-31')
const late = (daysPastDue: number): DebtFacts => ({ ...nothingLate, daysPastDue })
/** A debt restructured so many times, in the ways named, the first on 1/2/2024. */
const restructured = (daysPastDue: number, ...kinds: readonly Restructuring['kind'][]): DebtFacts => ({
	daysPastDue,
	restructurings: kinds.map((kind, index) => ({ on: day(`2024-0${index + 2}-01`), kind })),
	interestWaived: false,
})

describe('debt groups by days past due', () => {
	const bankEdges = [
		[0, 1],
		[9, 1],
		[10, 2],
		[90, 2],
		[91, 3],
		[180, 3],
		[181, 4],
		[360, 4],
		[361, 5],
	] as const
	it.each(bankEdges)('at a bank, %i days past due is group %i (Circulars 11/2021 and 31/2024/TT-NHNN)', (days, group) => {
		for (const asOf of ['2021-10-01', '2024-06-30', '2024-07-01', '2026-11-23'])
			expect(debtGroup('bank', day(asOf), late(days))).toBe(group)
	})

	it.each([
		[0, 1],
		[9, 1],
		[10, 2],
		[29, 2],
		[30, 3],
		[89, 3],
		[90, 4],
		[179, 4],
		[180, 5],
	])('in microfinance, %i days past due is group %i (Circular 14/2024/TT-NHNN)', (days, group) => {
		for (const asOf of ['2024-08-12', '2026-11-23']) expect(debtGroup('microfinance', day(asOf), late(days))).toBe(group)
	})

	it('NHCSXH does not group: it tells in term, overdue and frozen apart', () => {
		expect(debtGroup('policy', today, late(500))).toBeNull()
		expect(classify('policy', today, restructured(500, 'extended'))).toBeNull()
		expect([groupingOn('policy', today), provisioningOn('policy', today)]).toEqual([null, null])
	})
})

describe('restructured debt at a bank', () => {
	it.each([
		['rescheduled, in term', 0, 'rescheduled', 2],
		['rescheduled, one day late', 1, 'rescheduled', 4],
		['rescheduled, 89 days late', 89, 'rescheduled', 4],
		['extended, in term', 0, 'extended', 3],
		['extended, one day late', 1, 'extended', 4],
		['extended, 89 days late', 89, 'extended', 4],
		['extended, 91 days late', 91, 'extended', 5],
	] as const)('%s, once: is in group', (_, days, kind, group) => {
		for (const asOf of ['2024-06-30', '2024-07-01']) expect(debtGroup('bank', day(asOf), restructured(days, kind))).toBe(group)
	})

	it('once and 90 days late is lost by Circular 11/2021, and by Circular 31/2024 ("đến 90 ngày") not before the ninety-first', () => {
		expect(debtGroup('bank', day('2024-06-30'), restructured(90, 'extended'))).toBe(5)
		expect(debtGroup('bank', day('2024-07-01'), restructured(90, 'extended'))).toBe(4)
	})
})

describe('restructured debt in microfinance', () => {
	it.each([
		[0, 2],
		[1, 3],
		[29, 3],
		[30, 4],
		[89, 4],
		[90, 5],
	])('once, %i days past due is group %i (Circular 14/2024/TT-NHNN)', (days, group) => {
		for (const kind of ['rescheduled', 'extended'] as const) expect(debtGroup('microfinance', today, restructured(days, kind))).toBe(group)
	})
})

describe('restructured debt', () => {
	it.each(['bank', 'microfinance'] as const)('twice is group 4 in term and 5 overdue, oftener 5: %s', (table) => {
		expect(debtGroup(table, today, restructured(0, 'rescheduled', 'extended'))).toBe(4)
		expect(debtGroup(table, today, restructured(1, 'rescheduled', 'extended'))).toBe(5)
		expect(debtGroup(table, today, restructured(0, 'extended', 'extended', 'rescheduled'))).toBe(5)
	})

	it('is restructured from the day of the restructuring on', () => {
		const facts = restructured(0, 'extended', 'extended')
		expect(['2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'].map((asOf) => debtGroup('bank', day(asOf), facts))).toEqual([
			1, 3, 3, 4,
		])
	})

	it('never stands better than its days past due', () => {
		expect(debtGroup('bank', today, restructured(361, 'rescheduled'))).toBe(5)
		expect(classify('bank', today, { ...late(200), interestWaived: true })).toMatchObject({ group: 4, reason: { code: 'days-past-due' } })
	})

	it('is not one that was rolled over (Circular 39/2016 art. 19 knows rescheduling and extension)', () => {
		expect(debtGroup('bank', today, restructured(0, 'rolled-over', 'rolled-over'))).toBe(1)
	})
})

describe('debt whose interest was waived', () => {
	it.each(['bank', 'microfinance'] as const)('is in group 3 at least: %s', (table) => {
		expect(debtGroup(table, today, { ...nothingLate, interestWaived: true })).toBe(3)
	})

	it('is known by the event on the loan', () => {
		const { loan } = loanFrom({ ...poorHousehold, classification: 'bank' })
		const before = after(loan, ['disbursed', '2022-11-07', 20_000_000], ['repaid', '2022-12-07', 108_493])
		expect(standing(loan, before, '2023-01-07')).toMatchObject({ debtGroup: 1, debtGroupReason: { code: 'in-term', vi: 'Còn trong hạn' } })
		const waived = after(
			loan,
			['disbursed', '2022-11-07', 20_000_000],
			['interest-waived', '2022-12-08', 50_000],
			['repaid', '2022-12-09', 58_493],
		)
		expect(waived.interestWaivedOn).toBe('2022-12-08')
		expect(standing(loan, waived, '2022-12-10')).toMatchObject({ debtGroup: 3, debtGroupReason: { code: 'interest-waived' } })
	})
})

describe('the reason of a debt group', () => {
	const reasonOf = (table: 'bank' | 'microfinance', asOf: string, facts: DebtFacts) => classify(table, day(asOf), facts)?.reason

	it('says what pulled the debt there, in both languages, and which circular says so', () => {
		expect(reasonOf('bank', '2024-12-31', restructured(12, 'extended'))).toEqual({
			code: 'extended-once',
			vi: 'Đã gia hạn nợ lần đầu; quá hạn 12 ngày',
			en: 'Extended once; 12 days past due',
			source: 'Thông tư 31/2024/TT-NHNN, Điều 10 khoản 1',
			certainty: 'medium',
		})
		expect(reasonOf('bank', '2023-12-31', late(1))).toMatchObject({ code: 'days-past-due', en: '1 day past due', certainty: 'high' })
		expect(reasonOf('bank', '2023-12-31', nothingLate)).toMatchObject({ code: 'in-term', source: 'Thông tư 11/2021/TT-NHNN, Điều 10' })
		const often = [restructured(0, 'extended', 'extended'), restructured(0, 'extended', 'extended', 'extended')]
		expect(often.map((facts) => reasonOf('bank', '2024-12-31', facts)?.code)).toEqual(['restructured-twice', 'restructured-often'])
		expect(reasonOf('bank', '2024-12-31', restructured(0, 'rescheduled'))?.vi).toBe('Đã điều chỉnh kỳ hạn trả nợ lần đầu; còn trong hạn')
	})

	it('says that the earliest table is used for days before it', () => {
		expect(reasonOf('microfinance', '2022-10-31', late(30))).toMatchObject({
			source: 'Thông tư 14/2024/TT-NHNN (có hiệu lực từ 12/08/2024; áp dụng cả cho ngày trước đó)',
		})
		expect(classify('microfinance', day('2022-10-31'), late(30))?.group).toBe(3)
	})

	it('is less sure where an amendment has not been read', () => {
		expect(reasonOf('microfinance', '2026-08-02', late(30))?.certainty).toBe('high')
		expect(reasonOf('microfinance', '2026-08-03', late(30))?.certainty).toBe('low')
	})
})

describe('provisions', () => {
	const settled = (parts: readonly ReturnType<typeof provisionOf>[]) => settle(parts.reduce(addAccruals, nothingAccrued), nearestDong)

	const specific = domainCase<{ portfolio_by_group: Record<string, number> }, { bank: number; mfi: number }>('CLS-02')
	it(specific.title, () => {
		const set = (table: 'bank' | 'microfinance') =>
			settled(debtGroups.map((group) => provisionOf(table, today, group, vnd(specific.inputs.portfolio_by_group[group] ?? 0))))
		expect({ bank: set('bank'), mfi: set('microfinance') }).toEqual({ bank: vnd(specific.rounded.bank), mfi: vnd(specific.rounded.mfi) })
	})

	const general = domainCase<{ base_groups_1_4: number }, number>('CLS-03')
	it(general.title, () => {
		const base = vnd(general.inputs.base_groups_1_4)
		for (const group of [1, 2, 3, 4] as const) expect(settled([generalProvisionOf('bank', today, group, base)])).toBe(vnd(general.rounded))
		expect(settled([generalProvisionOf('bank', today, 5, base)])).toBe(0n)
		expect(settled([generalProvisionOf('microfinance', today, 1, base)])).toBe(vnd(4_525_000))
		expect(provisioningOn('microfinance', today)?.general.certainty).toBe('low')
	})

	it('are of what the collateral does not cover, and never less than nothing', () => {
		expect(settled([provisionOf('bank', today, 4, vnd(10_000_001), vnd(4_000_000))])).toBe(vnd(3_000_001))
		expect(settled([provisionOf('bank', today, 5, vnd(10_000_000), vnd(12_000_000))])).toBe(0n)
	})

	it('are exact until the total is rounded once', () => {
		const halves = [provisionOf('bank', today, 4, vnd(1)), provisionOf('bank', today, 4, vnd(1)), provisionOf('bank', today, 4, vnd(1))]
		expect([settled(halves), settled(halves.slice(1))]).toEqual([vnd(2), vnd(1)])
	})

	it('are none where the lender does not group', () => {
		expect(settled([provisionOf('policy', today, 5, vnd(1_000)), generalProvisionOf('policy', today, 1, vnd(1_000))])).toBe(0n)
	})
})

describe('the circulars', () => {
	it.each([bankCirculars, microfinanceCirculars])(
		'come in the order of their days, each ladder rising from day 0',
		({ groupings, provisionings }) => {
			for (const versions of [groupings, provisionings]) {
				const days = versions.map(({ from }) => from)
				expect(days).toEqual([...new Set(days)].toSorted())
			}
			const ladders = groupings.flatMap(({ byDays, pulled }) => [
				byDays,
				pulled.rescheduledOnce,
				pulled.extendedOnce,
				pulled.twice,
				pulled.oftener,
			])
			for (const ladder of ladders) {
				expect(ladder[0]?.[0]).toBe(0)
				for (const [index, [from, group]] of ladder.entries()) {
					const before = ladder[index - 1]
					expect(before === undefined || (before[0] < from && before[1] < group)).toBe(true)
				}
			}
		},
	)
})
