import { describe, expect, it } from 'vitest'
import { addPeriods, calendarDate, type Period } from '../../src/kernel/calendar-date.js'
import { Decimal } from '../../src/kernel/decimal.js'
import { layOut } from '../../src/lending/layout.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import actus from '../vectors/actus.json' with { type: 'json' }
import { eventsOf, type GivenTerms, loanFrom } from './loans.js'

type Told = Parameters<typeof eventsOf>[0][number]
type Asserted = readonly [dueOn: string, principal: string, interest: string, balance: string]
type Cycle = { readonly count?: number; readonly every: number; readonly period: Period; readonly firstOn?: string }
type Given = GivenTerms & {
	readonly disbursedOn: string
	readonly rates: readonly { readonly from: string; readonly yearly: string }[]
	readonly instalments: Cycle
	readonly maturityOn?: string
	readonly principalEvery?: Cycle
	readonly interestEvery?: Cycle
}
type Case = {
	readonly id: string
	readonly terms: Given
	readonly rows: readonly Asserted[]
	readonly note?: string
	readonly excerpt?: boolean
}
type Phrased = readonly [how: string, terms: GivenTerms, events: readonly Told[]]

const cases = actus.cases as unknown as readonly Case[]

/** The contracts are said in hundred-millionths of their currency, so that a đồng of rounding is far below what is compared. */
const unit = new Decimal('1e8')
/** Their amounts are not rounded; ours are, row by row. Ten years of that stay below a thousandth of a cent. */
const close = new Decimal('1e-5')

function said({ terms }: Case): Phrased {
	return ['as it stands', terms, []]
}

/** Changes of the rate may also come as events, in a schedule for which nothing has been paid yet. */
function ratesAsEvents({ terms }: Case): Phrased | null {
	const [first, ...later] = terms.rates
	if (later.length === 0) return null
	return [
		'its rates as events',
		{ ...terms, rates: [first] },
		later.map(({ from, yearly }): Told => ['rate-changed', from, null, { rate: yearly }]),
	]
}

/** Principal and interest may each name their cycle and its first day, the instalments only how long it goes on. */
function cyclesOfTheirOwn({ terms }: Case): Phrased | null {
	const { firstOn, count, ...every } = terms.instalments
	if (count !== undefined && terms.maturityOn !== undefined) return null
	const first = firstOn ?? addPeriods(calendarDate(terms.disbursedOn), every.every, every.period)
	const own = { ...every, firstOn: first }
	return [
		'with cycles of their own',
		{
			...terms,
			instalments: every,
			maturityOn: maturityOf(terms),
			principalEvery: terms.principalEvery ?? own,
			interestEvery: terms.interestEvery ?? own,
		},
		[],
	]
}

/** The count of the instalments says the end, where the last is a whole one. */
function byTheCount({ terms }: Case): Phrased | null {
	const { firstOn, count, every, period } = terms.instalments
	if (terms.maturityOn === undefined || count !== undefined || firstOn === undefined) return null
	for (let n = 1; n < 400; n += 1) {
		const last = addPeriods(calendarDate(firstOn), (n - 1) * every, period)
		if (last > terms.maturityOn) return null
		if (last === terms.maturityOn) {
			const { maturityOn: _, ...without } = terms
			return ['by their count', { ...without, instalments: { ...terms.instalments, count: n } }, []]
		}
	}
	return null
}

/** Where the first instalment is a whole period after the disbursement, its day need not be said. */
function firstDayLeftOut({ terms }: Case): Phrased | null {
	const { firstOn, ...instalments } = terms.instalments
	if (firstOn !== addPeriods(calendarDate(terms.disbursedOn), instalments.every, instalments.period)) return null
	return ['without their first day', { ...terms, instalments }, []]
}

function maturityOf(given: Given): string {
	const { terms, disbursedOn } = loanFrom(given)
	return layOut(terms, disbursedOn).maturityOn
}

function rowsOf(given: GivenTerms, events: readonly Told[]): readonly Asserted[] {
	const { loan, terms, disbursedOn } = loanFrom(given)
	const { rows } = scheduleOf(loan, eventsOf([['disbursed', disbursedOn, terms.principal], ...events]), disbursedOn)
	const amount = (value: bigint) => new Decimal(value.toString()).dividedBy(unit).toFixed()
	return rows.map(({ dueOn, principal, interest, balanceAfter }) => [dueOn, amount(principal), amount(interest), amount(balanceAfter)])
}

/** Ours in the days that are asserted, with the asserted amount wherever ours is close to it: what differs stands out. */
function asserted(ours: readonly Asserted[], { rows, excerpt }: Case): readonly Asserted[] {
	const days = new Map(rows.map((row) => [row[0], row]))
	const [from, to] = [rows[0]?.[0] ?? '', rows.at(-1)?.[0] ?? '']
	return ours
		.filter(([dueOn]) => (excerpt === true ? days.has(dueOn) : dueOn >= from && dueOn <= to))
		.map((row) => {
			const its = days.get(row[0])
			return row.map((value, index) => {
				const theirs = its?.[index]
				if (index === 0 || theirs === undefined) return value
				return new Decimal(value).minus(theirs).abs().lessThanOrEqualTo(close) ? theirs : value
			}) as unknown as Asserted
		})
}

describe('loan contracts of the ACTUS tests', () => {
	const { repo, commit, paths } = actus.source
	const pathOf = (id: string) => paths[id.slice(0, 3).toUpperCase() as keyof typeof paths]
	const phrased = cases.flatMap((one) =>
		[said, ratesAsEvents, cyclesOfTheirOwn, byTheCount, firstDayLeftOut].flatMap((phrase) => {
			const found = phrase(one)
			if (found === null) return []
			const [how, terms, events] = found
			return [{ one, terms, events, title: `${one.id}, ${how} (${repo} ${commit.slice(0, 7)} ${pathOf(one.id)})` }]
		}),
	)

	it('are told whole: each is met or says why it is not a loan of ours', () => {
		const ids = [...cases.map(({ id }) => id), ...actus.leftOut.flatMap(({ ids: left }) => left)]
		expect(ids.sort()).toEqual(
			[...['ann', 'lam', 'nam', 'pam'].entries()].flatMap(([index, family]) =>
				Array.from({ length: [31, 31, 22, 25][index] ?? 0 }, (_, n) => `${family}${String(n + 1).padStart(2, '0')}`),
			),
		)
		expect(cases).toHaveLength(76)
	})

	it.each(phrased)('$title: is met row by row', ({ one, terms, events }) => {
		expect(asserted(rowsOf(terms, events), one)).toEqual(one.rows)
	})
})
