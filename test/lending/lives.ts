import fc from 'fast-check'
import { addDays, calendarDate, type CalendarDate, daysBetween } from '../../src/kernel/calendar-date.js'
import { dayCounts } from '../../src/kernel/day-count.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { loanEventTypes, type LoanEvent } from '../../src/lending/event.js'
import { eventOfStored, loanOfRead } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { layOut } from '../../src/lending/layout.js'
import { offsetParts } from '../../src/lending/repayment.js'
import { termsSchema } from '../../src/lending/schemas.js'
import { type LoanState, stateFromStored, storedState, type StoredState } from '../../src/lending/state.js'
import type { Kind, Life, Wish } from '../contracts/laws.js'
import { calendarOf, daysOff } from './loans.js'

const holidays = daysOff(['2020-01-01', '2020-01-23', '2020-01-24', '2021-04-30', '2022-09-02', '2023-01-02'], ['2021-05-08'])
/** Two communes whose days the bank has changed, and moved for Tết; in a third nothing is entered. */
const calendar = calendarOf(
	holidays,
	new Map([
		[
			'A',
			{
				fixed: [
					{ from: calendarDate('2020-06-01'), dayOfMonth: 7 },
					{ from: calendarDate('2021-03-15'), dayOfMonth: 28 },
				],
				overrides: new Map([['2021-02', calendarDate('2021-01-30')]]),
			},
		],
		['B', { fixed: [], overrides: new Map([['2020-12', calendarDate('2021-01-20')]]) }],
	]),
)
const communes = ['A', 'B', 'C'] as const

export type Draft = { readonly start: CalendarDate; readonly terms: Record<string, unknown>; readonly chart: 'own' | 'memorandum' }

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
export const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const thousandths = fc.integer({ min: 0, max: 360 }).map((n) => `0.${String(n).padStart(3, '0')}`)
const rounding = (...units: readonly string[]) =>
	fc.record({ unit: pick(...units), towards: pick('nearest', 'nearest-even', 'up', 'down') })
const order = fc.shuffledSubarray(['interest', 'late-interest', 'principal'], { minLength: 1 })
const pace = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ every: fc.integer({ min: 1, max: 4 }), period: fc.constant('month') }) },
	{ weight: 1, arbitrary: fc.record({ every: fc.integer({ min: 1, max: 4 }), period: fc.constant('week') }) },
	{ weight: 1, arbitrary: fc.record({ every: fc.integer({ min: 4, max: 40 }), period: fc.constant('day') }) },
)
const cycleFrom = (start: CalendarDate) =>
	fc.tuple(pace, maybe(fc.integer({ min: -20, max: 50 }).map((n) => addDays(start, n)))).map(([cycle, firstOn]) => ({ ...cycle, firstOn }))

const principals = fc.oneof(
	fc.integer({ min: 1, max: 2_000 }),
	fc.integer({ min: 1, max: 1_000 }).map((n) => n * 100_000),
	fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
)

export const drafts: fc.Arbitrary<Draft> = fc
	.integer({ min: 0, max: 2_200 })
	.map((n) => addDays(calendarDate('2018-01-01'), n))
	.chain((start) =>
		fc.record({
			start: fc.constant(start),
			chart: pick('own', 'memorandum'),
			terms: fc.record(
				{
					principal: principals.map(String),
					interestMethod: pick('declining', 'declining', 'flat', 'none'),
					rates: fc.array(fc.record({ from: fc.integer({ min: -60, max: 400 }).map((n) => addDays(start, n)), yearly: thousandths }), {
						minLength: 1,
						maxLength: 3,
					}),
					dayCount: pick(...dayCounts),
					instalments: fc
						.tuple(pace, fc.integer({ min: 1, max: 15 }), maybe(fc.integer({ min: 0, max: 45 }).map((n) => addDays(start, n))))
						.map(([cycle, count, firstOn]) => ({ ...cycle, count, firstOn })),
					maturityOn: maybe(fc.integer({ min: 10, max: 500 }).map((n) => addDays(start, n))),
					principalEvery: maybe(cycleFrom(start)),
					interestEvery: maybe(cycleFrom(start)),
					amortization: pick('equal-principal', 'equal-principal', 'equal-instalment', 'bullet', 'custom'),
					instalmentAmount: maybe(principals.map(String)),
					instalmentRounding: rounding('1', '1000', '100000'),
					remainder: pick('first', 'last'),
					interestRounding: rounding('1', '1', '1', '1000'),
					grace: fc.record({
						principalPeriods: pick(0, 0, 1, 3),
						interestDeferredPeriods: pick(0, 0, 1, 3),
						interestFreePeriods: pick(0, 0, 1, 30),
					}),
					prepayment: pick('from-next', 'from-last', 'reamortize'),
					allocation: fc.record({ inTerm: order, overdue: order }),
					overdue: fc.record(
						{
							missedInstalment: pick('overdue', 'carry-forward'),
							transfer: pick('recorded', 'automatic'),
							factor: pick('1', '1.3', '1.5'),
							yearly: maybe(thousandths),
							lateInterestYearly: maybe(thousandths),
						},
						{ requiredKeys: ['missedInstalment', 'transfer', 'factor'] },
					),
					dueDays: pick('none', 'next-working-day', 'transaction-day'),
					transactionDay: maybe(fc.integer({ min: 1, max: 31 })),
					overpayment: pick('refuse', 'hold'),
					upfrontFee: maybe(principals.map(String)),
					interestSupport: maybe(
						fc.record({
							yearly: thousandths,
							from: fc.integer({ min: -50, max: 200 }).map((n) => addDays(start, n)),
							to: fc.integer({ min: 100, max: 400 }).map((n) => addDays(start, n)),
						}),
					),
					extension: pick(undefined, undefined, { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null }),
				},
				{ requiredKeys: ['principal', 'rates', 'instalments'] },
			),
		}),
	)

type RawWish = {
	readonly type: (typeof loanEventTypes)[number]
	readonly when: number
	readonly share: number
	readonly odd: number
	readonly pick: number
	readonly yearly: string
}

export const wished = fc.record({
	type: fc.oneof(
		{ weight: 9, arbitrary: fc.constant('repaid' as const) },
		{ weight: 2, arbitrary: fc.constant('disbursed' as const) },
		{ weight: 4, arbitrary: fc.constantFrom(...(['rate-changed', 'moved-to-overdue', 'frozen', 'thawed', 'interest-waived'] as const)) },
		{ weight: 4, arbitrary: fc.constantFrom(...(['extended', 'rescheduled', 'rolled-over', 'savings-offset'] as const)) },
		{ weight: 4, arbitrary: fc.constant('support-received' as const) },
		{ weight: 1, arbitrary: fc.constant('transferred' as const) },
		{ weight: 2, arbitrary: fc.constantFrom(...(['written-off', 'recovered'] as const)) },
		{ weight: 2, arbitrary: fc.constant('reversed' as const) },
	),
	/** How far along the life, in thousandths; some of it lies after the maturity. */
	when: fc.integer({ min: 0, max: 1_300 }),
	share: fc.integer({ min: 0, max: 12 }),
	odd: fc.integer({ min: 0, max: 999 }),
	pick: fc.nat(100),
	yearly: thousandths,
})

export const lives: fc.Arbitrary<Life<LoanState, LoanEvent>> = fc
	.record({
		draft: drafts,
		begins: fc.record({
			signed: fc.boolean(),
			cancelled: pick(false, false, false, false, false, true),
			tranches: pick(1, 1, 1, 2, 4),
			late: pick(0, 0, 0, 2),
			turn: pick(null, null, null, ['frozen', 'thawed'] as const, ['written-off', 'recovered'] as const),
		}),
		wishes: fc.array(wished, { minLength: 3, maxLength: 11 }),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ draft, begins, wishes, lots }) => {
		const { loan, span, principal } = loanOfDraft(draft)
		const first: Wish[] = [
			...(begins.signed ? [{ type: 'signed', on: addDays(draft.start, -3), amount: null, details: {} }] : []),
			...(begins.signed && begins.cancelled ? [{ type: 'cancelled', on: addDays(draft.start, -1), amount: null, details: {} }] : []),
			{ type: 'disbursed', on: draft.start, amount: dong(principal / BigInt(begins.tranches) || 1n), details: { method: 'bank' } },
		]
		const [one, other] = wishes.map(({ when }) => when).sort((a, b) => a - b)
		// What can only follow something else, and would hardly ever do so by chance.
		const turn = (begins.turn ?? []).map(
			(type, index): RawWish => ({ type, when: (index === 0 ? one : other) ?? 0, share: 0, odd: 1 + index, pick: 0, yearly: '0' }),
		)
		const rest = [...turn, ...wishes].map((wish) => wishOf(wish, draft.start, span, principal))
		// A few lives learn of their first disbursement after something else.
		return { contract: loan, chart: draft.chart, wishes: [...rest.slice(0, begins.late), ...first, ...rest.slice(begins.late)], lots }
	})

export function loanOfDraft({ start, terms: given, chart }: Draft): {
	readonly loan: Loan
	readonly span: number
	readonly principal: bigint
} {
	const terms = termsSchema.parse(JSON.parse(JSON.stringify({ ...given, ...customRowsOf(given, start) })))
	const loan = loanOfRead(terms, chart, calendar, 'A')
	let span = 100
	try {
		span = daysBetween(start, layOut(terms, start).maturityOn)
	} catch (error) {
		// Terms that make no loan are refused with every event.
		if (!(error instanceof Refusal)) throw error
	}
	return { loan, span, principal: terms.principal }
}

/** Three rows that sum to the principal, where it is agreed row by row. */
function customRowsOf({ amortization, principal }: Draft['terms'], start: CalendarDate): object {
	const whole = BigInt(String(principal))
	if (amortization !== 'custom' || whole < 6n) return amortization === 'custom' ? { amortization: 'bullet' } : {}
	const parts = [whole / 6n, whole / 3n, whole - whole / 6n - whole / 3n]
	return {
		maturityOn: undefined,
		customRows: parts.map((part, index) => ({ dueOn: addDays(start, 50 + index * 77), principal: String(part) })),
	}
}

export function wishOf(
	{ type, when, share, odd, pick: picked, yearly }: RawWish,
	start: CalendarDate,
	span: number,
	principal: bigint,
): Wish {
	if (type === 'reversed') return { type, pick: picked }
	const on = addDays(start, Math.floor((when * span) / 1_000))
	const pace: 'month' | 'week' = picked % 2 === 0 ? 'month' : 'week'
	const part = dong((principal * BigInt(share)) / 12n + BigInt(odd) || 1n)
	switch (type) {
		case 'rate-changed':
			return { type, on, amount: null, details: { yearly: rateFromText(yearly) } }
		case 'thawed':
			return { type, on, amount: null, details: {} }
		case 'written-off':
			return { type, on, amount: null, details: {} }
		case 'transferred':
			return { type, on, amount: null, details: { groupId: null, communeId: communes[odd % communes.length] } }
		case 'moved-to-overdue':
		case 'frozen':
			return { type, on, amount: share < 8 ? null : part, details: {} }
		case 'extended':
			return { type, on, amount: null, details: { months: 1 + (share % 8) } }
		case 'rolled-over':
			return { type, on, amount: null, details: { months: 1 + (share % 8), yearly: rateFromText(yearly) } }
		case 'rescheduled':
			return {
				type,
				on,
				amount: null,
				details: {
					principalEvery: { every: 1 + (share % 4), period: pace, ...(odd % 3 === 0 ? { firstOn: addDays(on, 1 + (odd % 40)) } : {}) },
					...(odd % 2 === 0 ? { maturityOn: addDays(on, 30 + odd) } : {}),
				},
			}
		case 'support-received':
			return { type, on, amount: dong(1n), details: {} }
		case 'savings-offset': {
			// With an order of its own, savings pay nothing ahead of its day: such an offset is small.
			const order = [...offsetParts.slice(odd % 3), ...offsetParts.slice(0, odd % 3)].slice(picked % 3)
			return { type, on, amount: share < 6 ? part : dong(BigInt(1 + odd)), details: share < 6 ? {} : { accountId: '7', order } }
		}
		case 'interest-waived':
			return { type, on, amount: dong((principal * BigInt(share)) / 2_000n + BigInt(odd) || 1n), details: {} }
		default:
			return { type, on, amount: part, details: odd % 2 === 0 ? {} : { method: 'bank' } }
	}
}

export const kind: Kind<LoanState, LoanEvent> = {
	name: 'loan',
	lives,
	// How a loan comes over from other books is proven on lives that begin so.
	types: loanEventTypes.filter((type) => type !== 'brought-forward'),
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as unknown as StoredState),
	mayReverse: ({ type }) => type !== 'signed',
}
