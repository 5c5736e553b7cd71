import { describe, expect, it } from 'vitest'
import { addMonths, type CalendarDate } from '../../src/kernel/calendar-date.js'
import { Decimal } from '../../src/kernel/decimal.js'
import { sum } from '../../src/kernel/money.js'
import { annuityInstalment } from '../../src/lending/plan.js'
import { type ScheduleRow, scheduleOf } from '../../src/lending/schedule.js'
import annuity from '../vectors/annuity.json' with { type: 'json' }
import { domainCase } from '../vectors/domain-cases.js'
import vectors from '../vectors/schedules.json' with { type: 'json' }
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

type Told = Parameters<typeof eventsOf>[0][number]

function schedule(given: GivenTerms, ...events: readonly Told[]) {
	const { loan, terms, disbursedOn } = loanFrom(given)
	const lent: readonly Told[] = events.some(([type]) => type === 'disbursed') ? [] : [['disbursed', disbursedOn, terms.principal]]
	return scheduleOf(loan, eventsOf([...lent, ...events]), disbursedOn)
}

const brief = (row: ScheduleRow) => [row.dueOn, Number(row.principal), Number(row.interest), Number(row.balanceAfter)]
const briefly = (given: GivenTerms, ...events: readonly Told[]) => schedule(given, ...events).rows.map(brief)
const dueDays = (given: GivenTerms) => schedule(given).rows.map(({ dueOn }) => dueOn)
const principals = (rows: readonly ScheduleRow[]) => rows.map(({ principal }) => Number(principal))
const interests = (rows: readonly ScheduleRow[]) => rows.map(({ interest }) => Number(interest))

/** Twelve million for a year, one per cent a month. */
const year: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2022-01-15',
	rates: [{ from: '2022-01-15', yearly: '0.12' }],
	dayCount: 'periodic',
	instalments: { count: 12, every: 1, period: 'month' },
}

describe('schedules that other systems assert', () => {
	const inScope = vectors.cases.flatMap((one) =>
		'terms' in one
			? [
					{
						...one,
						terms: one.terms,
						title: `${one.id} (${one.source.repo} ${one.source.path}:${one.source.line}, ${one.source.test_id})`,
					},
				]
			: [],
	)
	const cents = (text: string | null) => new Decimal(text ?? '0').times(100).toFixed()

	it('are fifty-nine in our scope', () => {
		expect(inScope).toHaveLength(59)
		expect(vectors.cases.filter(({ inScope: ours }) => ours)).toHaveLength(59)
	})

	it.each(inScope)('$title is met row by row', ({ terms, expected }) => {
		const { rows, totals } = schedule(terms)
		const asserted = expected.rows.filter(({ nr }) => nr !== null)
		expect(
			rows.map(({ dueOn, principal, interest, balanceAfter }) => [dueOn, String(principal), String(interest), String(balanceAfter)]),
		).toEqual(asserted.map(({ date, principal, interest, balance }) => [date, cents(principal), cents(interest), cents(balance)]))
		expect(rows.map(({ days }) => days)).toEqual(asserted.map(({ days }) => days))
		expect(totals.principal).toBe(vnd(terms['principal']))
		expect(totals.interest).toBe(sum(rows.map(({ interest }) => interest)))
	})
})

describe('the annuity functions of spreadsheets', () => {
	const found = (name: string) => {
		const one = annuity.cases.find((vector) => vector.function === name)
		if (one === undefined) throw new Error(`no vector ${name}`)
		return one
	}
	/** A year's rate by periods of so many a year, in cents, so that each figure of the documentation is a đồng here. */
	const inCents = (name: string, monthly: boolean): readonly ScheduleRow[] => {
		const { pv, nper, rate } = found(name)
		const [top, bottom] = rate.split('/')
		const yearly = new Decimal(String(top)).dividedBy(monthly ? '1' : (bottom ?? '1')).toFixed()
		return schedule({
			principal: new Decimal(pv).times(100).toFixed(),
			disbursedOn: '2022-01-01',
			rates: [{ from: '2022-01-01', yearly }],
			dayCount: 'periodic',
			instalments: { count: nper, every: monthly ? 1 : 12, period: 'month' },
			amortization: 'equal-instalment',
		}).rows
	}
	const expected = (name: string) => -Number(new Decimal(found(name).expected).times(100).toFixed())

	it('PMT: ten months at 8 % cost 1.037,03 each (Microsoft, PMT function)', () => {
		expect(Number(inCents('PMT', true)[0]?.total)).toBe(expected('PMT'))
		const exact = new Decimal(found('PMT').recomputed).negated()
		const factors = Array.from({ length: 10 }, () => ({ numerator: 8n, denominator: 1200n }))
		// To nine more digits than a cent, by reckoning in thousand-millionths of it.
		const fine = annuityInstalment(vnd(10_000n * 10n ** 12n), factors, { unit: 1n, towards: 'nearest' })
		expect(fine.toString()).toBe(exact.times('1e12').toDecimalPlaces(0).toFixed())
	})

	it('IPMT: the interest of the third of three years at 10 % (Microsoft, IPMT function)', () => {
		expect(Number(inCents('IPMT', false)[2]?.interest)).toBe(expected('IPMT'))
	})

	it('PPMT: the principal of the tenth of ten years at 8 % (Microsoft, PPMT function)', () => {
		// The last takes what is left of ten rounded ones: within the sum of their roundings.
		expect(Math.abs(Number(inCents('PPMT', false)[9]?.principal) - expected('PPMT'))).toBeLessThanOrEqual(10)
	})

	it('CUMIPMT: the interest of the first of 360 months at 9 % (Microsoft, CUMIPMT function)', () => {
		expect(Number(inCents('CUMIPMT', true)[0]?.interest)).toBe(expected('CUMIPMT'))
	})
})

describe('microfinance schedules', () => {
	it(`${domainCase('MFI-01').title}: 780.000 đồng in all`, () => {
		const { rows, totals } = schedule(year)
		expect(Number(totals.interest)).toBe(domainCase<unknown, number>('MFI-01').rounded)
		expect(interests(rows)).toEqual([120, 110, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10].map((thousand) => thousand * 1000))
		expect(principals(rows)).toEqual(Array(12).fill(1_000_000))
	})

	it(`${domainCase('MFI-02').title}: 1.440.000 đồng, truly 21,46 % a year`, () => {
		const { rows, totals, trueYearlyRate } = schedule({ ...year, interestMethod: 'flat' })
		expect(Number(totals.interest)).toBe(domainCase<unknown, number>('MFI-02').rounded)
		expect(interests(rows)).toEqual(Array(12).fill(120_000))
		expect(trueYearlyRate).toBe('0.214572')
	})

	it(`${domainCase('MFI-04').title}: 1.066.185 đồng a month, the last takes what is left`, () => {
		const level = domainCase<unknown, number>('MFI-04').rounded
		const { rows } = schedule({ ...year, amortization: 'equal-instalment' })
		expect(rows.slice(0, -1).map(({ total }) => Number(total))).toEqual(Array(11).fill(level))
		expect(rows.map(brief).at(-1)).toEqual(['2023-01-15', 1_055_635, 10_556, 0])
		expect(sum(rows.map(({ principal }) => principal))).toBe(vnd(12_000_000))
	})

	it('a flat loan in equal instalments pays 1.120.000 đồng each month: a twelfth of principal and interest', () => {
		const { rows } = schedule({ ...year, interestMethod: 'flat', amortization: 'equal-instalment' })
		expect(rows.map(({ total }) => Number(total))).toEqual(Array(12).fill(1_120_000))
	})
})

describe('phân kỳ of NHCSXH', () => {
	const parts = ['SCH-01', 'SCH-03'].map((id) =>
		domainCase<{ principal: number; term_months: number; period_months: number }, [number, number][]>(id),
	)
	it.each(parts)('$title: down to 100.000 đồng, the last takes the rest at the end of the term', ({ inputs, rounded }) => {
		const { rows } = schedule({
			...poorHousehold,
			principal: String(inputs.principal),
			instalments: { count: inputs.term_months, every: 1, period: 'month' },
			principalEvery: { every: inputs.period_months, period: 'month' },
		})
		expect(rows).toHaveLength(inputs.term_months)
		expect(rows.filter(({ principal }) => principal > 0n).map(({ dueOn, principal }) => [dueOn, Number(principal)])).toEqual(
			rounded.map(([months, amount]) => [addMonths(day('2022-11-07'), months), amount]),
		)
	})

	const sch05 = domainCase<{ prepaid: number }, [number, number][]>('SCH-05')
	const thirty: GivenTerms = { ...poorHousehold, principal: '30000000' }
	const paid: Told = ['repaid', '2022-11-20', sch05.inputs.prepaid]

	it(sch05.title, () => {
		const { rows, prepayments } = schedule({ ...thirty, prepayment: 'from-last' }, paid)
		const byMonth = new Map(rows.map(({ dueOn, principal }) => [dueOn as string, Number(principal)]))
		expect(sch05.rounded.map(([months]) => [months, byMonth.get(addMonths(day('2022-11-07'), months))])).toEqual(sch05.rounded)
		expect(prepayments).toEqual([{ on: '2022-11-20', principal: vnd(7_000_000) }])
	})

	it('an early payment shortens the next instalments where that is agreed', () => {
		const { rows } = schedule({ ...thirty, prepayment: 'from-next' }, paid)
		expect(principals(rows.filter(({ principal }) => principal > 0n))).toEqual([3_000_000, 5_000_000, 5_000_000, 5_000_000, 5_000_000])
		// The first half-year's instalment is paid already; the balance shows it from the first row on.
		expect(Number(rows[0]?.balanceAfter)).toBe(23_000_000)
		expect(Number(rows[5]?.principal)).toBe(0)
	})

	it('an early payment spreads what is left anew where that is agreed', () => {
		const { rows } = schedule({ ...thirty, prepayment: 'reamortize' }, paid)
		// 23.000.000 ÷ 6 = 3.833.333, down to 3.800.000, the last takes 4.000.000.
		expect(principals(rows.filter(({ principal }) => principal > 0n))).toEqual([...Array<number>(5).fill(3_800_000), 4_000_000])
	})

	it('the interest of 36 months with 6-month instalments is reckoned by days on what is left', () => {
		const { rows, totals } = schedule(poorHousehold)
		// 20.000.000 × 30 days (7/11 to 7/12) × 6,6 % ÷ 365 = 108.493,15.
		expect(brief(rows[0] as ScheduleRow)).toEqual(['2022-12-07', 0, 108_493, 20_000_000])
		// 20.000.000 × 30 days (7/4 to 7/5/2023): 108.493,15; then on 16.700.000 × 31 days: 93.611,51.
		expect(brief(rows[5] as ScheduleRow)).toEqual(['2023-05-07', 3_300_000, 108_493, 16_700_000])
		expect(brief(rows[6] as ScheduleRow)).toEqual(['2023-06-07', 0, 93_612, 16_700_000])
		// 3.500.000 × 31 days (7/10 to 7/11/2025) × 6,6 % ÷ 365 = 19.619,18.
		expect(brief(rows[35] as ScheduleRow)).toEqual(['2025-11-07', 3_500_000, 19_619, 0])
		expect(totals.principal).toBe(vnd(20_000_000))
	})
})

describe('the days of a schedule', () => {
	it('a loan of the 31st falls due on each month’s end and never drifts (BLDS 2015 art. 148.3)', () => {
		expect(dueDays({ ...year, disbursedOn: '2023-10-31', instalments: { count: 7, every: 1, period: 'month' } })).toEqual([
			'2023-11-30',
			'2023-12-31',
			'2024-01-31',
			'2024-02-29',
			'2024-03-31',
			'2024-04-30',
			'2024-05-31',
		])
	})

	it('an agreed first day of the 31st keeps to the 31st', () => {
		expect(
			dueDays({ ...year, disbursedOn: '2023-01-10', instalments: { count: 4, every: 1, period: 'month', firstOn: '2023-01-31' } }),
		).toEqual(['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30'])
	})

	it('principal and interest have cycles of their own, each with its own first day, and both end with the term', () => {
		const given = {
			...year,
			disbursedOn: '2022-11-07',
			instalments: { every: 1, period: 'month' },
			maturityOn: '2023-06-20',
			principalEvery: { every: 3, period: 'month', firstOn: '2023-01-31' },
			interestEvery: { every: 2, period: 'month', firstOn: '2022-12-15' },
		}
		const { rows } = schedule(given)
		expect(rows.map(({ dueOn, principal, interest }) => [dueOn, principal > 0n, interest > 0n])).toEqual([
			['2022-12-15', false, true],
			['2023-01-31', true, false],
			['2023-02-15', false, true],
			['2023-04-15', false, true],
			['2023-04-30', true, false],
			['2023-06-15', false, true],
			['2023-06-20', true, true],
		])
		expect(principals(rows).filter((amount) => amount > 0)).toEqual([4_000_000, 4_000_000, 4_000_000])
	})

	it('a first part period and a last one bear the days they have', () => {
		const given = {
			...year,
			dayCount: 'actual/365',
			instalments: { every: 1, period: 'month', firstOn: '2022-02-01' },
			maturityOn: '2022-03-11',
			amortization: 'bullet',
		}
		// 17 days, 28 days and 10 days of 12.000.000 × 12 % ÷ 365 = 3.945,205… a day.
		expect(briefly(given)).toEqual([
			['2022-02-01', 0, 67_068, 12_000_000],
			['2022-03-01', 0, 110_466, 12_000_000],
			['2022-03-11', 12_000_000, 39_452, 0],
		])
		expect(schedule(given).rows.map(({ days }) => days)).toEqual([17, 28, 10])
	})

	it('part of a period in 30/360 is pro rata of that period’s own days', () => {
		const given = {
			...year,
			dayCount: '30/360',
			instalments: { every: 1, period: 'month' },
			disbursedOn: '2024-02-01',
			maturityOn: '2024-03-15',
			amortization: 'bullet',
		}
		// A whole month is 1 % = 120.000; 14 of March's 31 days are 120.000 × 14 ÷ 31 = 54.193,5.
		expect(briefly(given)).toEqual([
			['2024-03-01', 0, 120_000, 12_000_000],
			['2024-03-15', 12_000_000, 54_194, 0],
		])
	})

	it('30e/360 counts by dates, a 31st as the 30th', () => {
		const given = {
			...year,
			dayCount: '30e/360',
			disbursedOn: '2023-01-31',
			instalments: { count: 2, every: 1, period: 'month' },
			amortization: 'bullet',
		}
		// 31/1 to 28/2 is 28 days of 360, 28/2 to 31/3 is 32: 12.000.000 × 12 % × 28 ÷ 360 = 112.000.
		expect(briefly(given)).toEqual([
			['2023-02-28', 0, 112_000, 12_000_000],
			['2023-03-31', 12_000_000, 128_000, 0],
		])
	})

	it('actual/360 counts real days of a year of 360', () => {
		const given = {
			...year,
			dayCount: 'actual/360',
			disbursedOn: '2023-01-31',
			instalments: { count: 2, every: 1, period: 'month' },
			amortization: 'bullet',
		}
		expect(briefly(given)).toEqual([
			['2023-02-28', 0, 112_000, 12_000_000],
			['2023-03-31', 12_000_000, 124_000, 0],
		])
	})

	it('weekly instalments of a TYM centre fall due every seventh day, fifty of them', () => {
		const given = { ...year, principal: '5000000', disbursedOn: '2023-01-03', instalments: { count: 50, every: 1, period: 'week' } }
		const { rows } = schedule(given)
		expect(rows).toHaveLength(50)
		expect(rows[0]).toMatchObject({ dueOn: '2023-01-10', principal: vnd(100_000), interest: vnd(11_538) })
		expect(rows.at(-1)).toMatchObject({ dueOn: '2023-12-19', principal: vnd(100_000), interest: vnd(231), balanceAfter: 0n })
	})

	it('daily instalments of every tenth day count their days', () => {
		const given = {
			...year,
			principal: '900000',
			dayCount: 'actual/365',
			disbursedOn: '2023-02-20',
			instalments: { count: 3, every: 10, period: 'day' },
		}
		// 900.000 × 10 × 12 % ÷ 365 = 2.958,90; then on 600.000 and 300.000.
		expect(briefly(given)).toEqual([
			['2023-03-02', 300_000, 2_959, 600_000],
			['2023-03-12', 300_000, 1_973, 300_000],
			['2023-03-22', 300_000, 986, 0],
		])
	})
})

describe('the amounts of a schedule', () => {
	it('a bullet pays interest on its days and all the principal at the end', () => {
		const rows = briefly({ ...year, amortization: 'bullet', instalments: { count: 3, every: 1, period: 'month' } })
		expect(rows).toEqual([
			['2022-02-15', 0, 120_000, 12_000_000],
			['2022-03-15', 0, 120_000, 12_000_000],
			['2022-04-15', 12_000_000, 120_000, 0],
		])
	})

	it('an agreed amount of equal principal is paid each time and the last takes what is left', () => {
		const { rows } = schedule({
			...year,
			principal: '10000000',
			instalmentAmount: '3000000',
			instalments: { count: 4, every: 1, period: 'month' },
		})
		expect(principals(rows)).toEqual([3_000_000, 3_000_000, 3_000_000, 1_000_000])
	})

	it('an agreed amount that is too small leaves the rest to the last, and one too large ends the principal early', () => {
		const terms = { ...year, principal: '10000000', instalments: { count: 4, every: 1, period: 'month' } }
		expect(principals(schedule({ ...terms, instalmentAmount: '1000000' }).rows)).toEqual([1_000_000, 1_000_000, 1_000_000, 7_000_000])
		expect(principals(schedule({ ...terms, instalmentAmount: '6000000' }).rows)).toEqual([6_000_000, 4_000_000, 0, 0])
	})

	it('an agreed amount of an equal instalment covers the interest first', () => {
		const { rows } = schedule({
			...year,
			amortization: 'equal-instalment',
			instalmentAmount: '4000000',
			instalments: { count: 4, every: 1, period: 'month' },
		})
		// 12.000.000: 120.000 + 3.880.000; 8.120.000: 81.200 + 3.918.800; 4.201.200: 42.012 + 3.957.988; 243.212: 2.432.
		expect(rows.map(({ principal, interest }) => [Number(principal), Number(interest)])).toEqual([
			[3_880_000, 120_000],
			[3_918_800, 81_200],
			[3_957_988, 42_012],
			[243_212, 2_432],
		])
	})

	it('the first instalment takes the remainder where that is agreed', () => {
		const { rows } = schedule({ ...poorHousehold, remainder: 'first' })
		expect(principals(rows).filter((amount) => amount > 0)).toEqual([3_500_000, 3_300_000, 3_300_000, 3_300_000, 3_300_000, 3_300_000])
	})

	it('a grace on principal leaves interest alone, then divides the principal among the rows after it', () => {
		const { rows } = schedule({ ...year, grace: { principalPeriods: 3 } })
		expect(principals(rows).slice(0, 4)).toEqual([0, 0, 0, 1_333_333])
		expect(interests(rows).slice(0, 4)).toEqual([120_000, 120_000, 120_000, 120_000])
		expect(Number(rows.at(-1)?.principal)).toBe(1_333_336)
	})

	it('a grace that defers interest lets it grow and takes it all with the first period after', () => {
		const { rows } = schedule({ ...year, grace: { interestDeferredPeriods: 2 } })
		// 120.000 + 110.000 + 100.000 fall due together on the third day.
		expect(interests(rows).slice(0, 4)).toEqual([0, 0, 330_000, 90_000])
		expect(sum(rows.map(({ interest }) => interest))).toBe(vnd(780_000))
	})

	it('a grace free of interest bears none at all, and principal falls due all the same', () => {
		const { rows } = schedule({ ...year, grace: { interestFreePeriods: 2 } })
		expect(interests(rows).slice(0, 4)).toEqual([0, 0, 100_000, 90_000])
		expect(principals(rows)).toEqual(Array(12).fill(1_000_000))
	})

	it('a grace free of interest for longer than the term leaves the whole term free', () => {
		expect(schedule({ ...year, grace: { interestFreePeriods: 600 } }).totals.interest).toBe(0n)
		expect(schedule({ ...year, grace: { interestFreePeriods: 12 } }).totals.interest).toBe(0n)
	})

	it('graces longer than the term leave everything to its last day', () => {
		const { rows } = schedule({ ...year, grace: { principalPeriods: 600, interestDeferredPeriods: 600 } })
		expect(principals(rows).slice(0, 11)).toEqual(Array(11).fill(0))
		expect(rows.at(-1)).toMatchObject({ principal: vnd(12_000_000), interest: vnd(1_440_000) })
	})

	it('a loan without interest has none, and its true rate is nothing', () => {
		const { totals, trueYearlyRate } = schedule({ ...year, interestMethod: 'none' })
		expect(totals.interest).toBe(0n)
		expect(trueYearlyRate).toBe('0')
	})
})

describe('changes of the rate', () => {
	const bullet: GivenTerms = {
		...year,
		dayCount: 'actual/365',
		amortization: 'bullet',
		instalments: { count: 2, every: 1, period: 'month' },
	}

	it('a rate of the terms that changes inside a period is borne from its own day on, rounded once', () => {
		const given = {
			...bullet,
			rates: [
				{ from: '2022-01-25', yearly: '0.06' },
				{ from: '2022-01-15', yearly: '0.12' },
			],
		}
		// 10 days at 12 % and 21 at 6 %: 12.000.000 × (10 × 0,12 + 21 × 0,06) ÷ 365 = 80.876,71; then 28 days at 6 %: 55.232,88.
		expect(briefly(given)).toEqual([
			['2022-02-15', 0, 80_877, 12_000_000],
			['2022-03-15', 12_000_000, 55_233, 0],
		])
	})

	it('a change that comes as an event says the same as one written in the terms', () => {
		expect(briefly(bullet, ['rate-changed', '2022-01-25', null, { rate: '0.06' }])).toEqual([
			['2022-02-15', 0, 80_877, 12_000_000],
			['2022-03-15', 12_000_000, 55_233, 0],
		])
	})

	it('an event takes the place of every later step of the terms', () => {
		const given = {
			...bullet,
			rates: [
				{ from: '2022-01-15', yearly: '0.12' },
				{ from: '2022-02-15', yearly: '0.24' },
			],
		}
		expect(briefly(given, ['rate-changed', '2022-01-25', null, { rate: '0.06' }]).at(-1)).toEqual(['2022-03-15', 12_000_000, 55_233, 0])
	})

	it('an equal instalment is reckoned anew over what is still to come', () => {
		const given: GivenTerms = { ...year, amortization: 'equal-instalment', instalments: { count: 4, every: 1, period: 'month' } }
		const before = schedule(given)
		expect(before.rows.map(({ total }) => Number(total))).toEqual([3_075_373, 3_075_373, 3_075_373, 3_075_373])
		const cut = schedule(given, ['repaid', '2022-02-15', 3_075_373], ['rate-changed', '2022-02-15', null, { rate: '0.06' }])
		// 9.044.627 left over three months at 0,5 %: 3.045.075 each, 45.223 of it interest in the first.
		expect(cut.rows.map(({ total }) => Number(total))).toEqual([3_075_373, 3_045_075, 3_045_075, 3_045_074])
		expect(Number(cut.rows[1]?.interest)).toBe(45_223)
		expect(cut.totals.principal).toBe(vnd(12_000_000))
	})
})

describe('a schedule of agreements alone', () => {
	const quarter: GivenTerms = { ...year, principal: '9000000', instalments: { count: 3, every: 1, period: 'month' } }
	const cut: Told = ['rate-changed', '2022-02-20', null, { rate: '0.06' }]

	it.each(['equal-principal', 'equal-instalment', 'bullet'])(
		'is as agreed though days have passed unpaid: a change of rate (%s)',
		(amortization) => {
			const rates = [
				{ from: '2022-01-15', yearly: '0.12' },
				{ from: '2022-02-20', yearly: '0.06' },
			]
			expect(schedule({ ...quarter, amortization }, cut)).toEqual(schedule({ ...quarter, amortization, rates }))
		},
	)

	it('is as agreed though days have passed unpaid: a further tranche', () => {
		const { rows } = schedule(quarter, ['disbursed', '2022-01-15', 6_000_000], ['disbursed', '2022-02-20', 3_000_000])
		expect(rows.map(brief)).toEqual([
			['2022-02-15', 2_000_000, 60_000, 4_000_000],
			['2022-03-15', 3_500_000, 64_643, 3_500_000],
			['2022-04-15', 3_500_000, 35_000, 0],
		])
	})

	it('shows what is really owed as soon as it is known how the loan is kept', () => {
		// Of the first instalment one million is paid, so 8.000.000 bear 1 % a month for five days, until the rate changes; what
		// is late is then paid, and 6.000.000 bear 0,5 % for 23: 14.285,71 + 24.642,86.
		const { rows } = schedule(quarter, ['repaid', '2022-02-15', 1_090_000], cut)
		expect(rows.map(({ interest }) => Number(interest))).toEqual([90_000, 38_929, 15_000])
		expect(rows.map(({ paidPrincipal }) => Number(paidPrincipal))).toEqual([1_000_000, 0, 0])
	})

	it('begins on the day of the disbursement where the first instalment is agreed for it', () => {
		const given = { ...quarter, instalments: { count: 3, every: 1, period: 'month', firstOn: '2022-01-15' } }
		const rows = [
			['2022-01-15', 3_000_000, 0, 6_000_000],
			['2022-02-15', 3_000_000, 60_000, 3_000_000],
			['2022-03-15', 3_000_000, 30_000, 0],
		]
		expect(briefly(given)).toEqual(rows)
		const paid = schedule(given, ['repaid', '2022-01-15', 3_000_000])
		expect(paid.rows.map(brief)).toEqual(rows)
		expect(paid.prepayments).toEqual([])
	})
})

describe('a schedule that events have changed', () => {
	const quarter: GivenTerms = { ...year, principal: '9000000', instalments: { count: 3, every: 1, period: 'month' } }

	it('shows what was paid in each row', () => {
		const { rows, prepayments } = schedule(quarter, ['repaid', '2022-02-15', 3_090_000], ['repaid', '2022-03-15', 60_000 + 1_000_000])
		expect(rows.map(({ paidPrincipal, paidInterest }) => [Number(paidPrincipal), Number(paidInterest)])).toEqual([
			[3_000_000, 90_000],
			[1_000_000, 60_000],
			[0, 0],
		])
		expect(prepayments).toEqual([])
	})

	it('a further tranche is spread over the rows still to come', () => {
		const { rows } = schedule(
			quarter,
			['disbursed', '2022-01-15', 6_000_000],
			['repaid', '2022-02-15', 2_060_000],
			['disbursed', '2022-02-20', 3_000_000],
		)
		// 6.000.000 over three rows, 3.000.000 over the two after 20/2.
		expect(principals(rows)).toEqual([2_000_000, 3_500_000, 3_500_000])
		expect(rows.map(({ balanceAfter }) => Number(balanceAfter))).toEqual([4_000_000, 3_500_000, 0])
		// 4.000.000 × 1 % and 3.000.000 × 1 % × 23 ÷ 28 = 40.000 + 24.642,86.
		expect(Number(rows[1]?.interest)).toBe(64_643)
	})

	it('a loan that is not disbursed shows what it would be from the given day', () => {
		const { loan, disbursedOn } = loanFrom(quarter)
		const signed = scheduleOf(loan, eventsOf([['signed', '2022-01-10']]), day('2022-01-10'))
		expect(signed.rows.map(({ dueOn }) => dueOn)).toEqual(['2022-02-10', '2022-03-10', '2022-04-10'] satisfies string[])
		expect(signed.totals).toEqual(scheduleOf(loan, eventsOf([['disbursed', disbursedOn, 9_000_000]]), disbursedOn).totals)
	})

	it('interest that was waived no longer falls due in its row', () => {
		const { rows } = schedule(quarter, ['interest-waived', '2022-02-20', 50_000])
		expect(Number(rows[0]?.interest)).toBe(40_000)
	})

	it('a written-off loan has no more rows to pay', () => {
		const { rows, totals } = schedule(quarter, ['repaid', '2022-02-15', 3_090_000], ['written-off', '2022-02-20'])
		expect(principals(rows)).toEqual([3_000_000, 0, 0])
		expect(totals.interest).toBe(vnd(90_000))
		expect(Number(rows.at(-1)?.balanceAfter)).toBe(6_000_000)
	})

	it('adds up: rows and prepayments are what was lent', () => {
		const { rows, prepayments } = schedule(poorHousehold, ['repaid', '2023-01-15', 5_000_000], ['repaid', '2024-03-01', 2_345_678])
		expect(sum([...rows.map(({ principal }) => principal), ...prepayments.map(({ principal }) => principal)])).toBe(vnd(20_000_000))
		expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1))
		const dated: readonly CalendarDate[] = prepayments.map(({ on }) => on)
		// The second met what had fallen due by then.
		expect(dated).toEqual(['2023-01-15'])
	})
})
