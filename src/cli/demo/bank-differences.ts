import type { ListKey } from '../../banklists/keys.js'
import type { ListedLoan } from '../../banklists/listed.js'
import { must } from '../../kernel/assert.js'
import { addDays, type CalendarDate } from '../../kernel/calendar-date.js'
import { grouped } from '../../kernel/grouped.js'
import { add, dong, type Money, negate, zero } from '../../kernel/money.js'
import type { Rate } from '../../kernel/rate.js'
import type { ItemType } from '../../reconciliations/item.js'
import { type Chance, chance } from './random.js'

/** A difference that was put into a bank's list: of which loan, what it is, and where it stands; null where the line is missing. */
export type Planted = {
	readonly type: ItemType
	readonly line: number | null
	readonly loanCode: string | null
	readonly bankLoanCode: string | null
	/** What was done to the list, in a word. */
	readonly how: PlantedKind
}

export const plantedKinds = [
	'timing',
	'rounding',
	'receipt-lacked-by-bank',
	'receipt-lacked-by-us',
	'other-member',
	'swapped-member',
	'swapped-loan',
	'unknown-loan',
	'missing-at-bank',
	'closed-at-bank',
	'rate-differs',
	'interest-differs',
	'code-differs',
	'balance-differs',
] as const
type PlantedKind = (typeof plantedKinds)[number]

export type Planting = {
	readonly asOf: CalendarDate
	readonly seed: number
	/** How many of each kind, as far as there are loans that can have it. */
	readonly perKind: number
	/** On which line of the file the first row will stand. */
	readonly firstLine: number
}

/** A row that is being changed. */
type Row = { -readonly [K in keyof ListedLoan]: ListedLoan[K] }

/**
 * A bank's list with differences put into it. `rows` is what our own book says, as a bank with the same book would send
 * it; no loan gets two differences, and the same seed puts in the same ones.
 */
export function plantDifferences(
	rows: readonly ListedLoan[],
	{ asOf, seed, perKind, firstLine }: Planting,
): { readonly rows: readonly ListedLoan[]; readonly planted: readonly Planted[] } {
	const ground = new Ground(rows, asOf, chance(`bank list ${seed}`))
	const put = plantedKinds.flatMap((how) =>
		Array.from({ length: perKind }, () => plants[how](ground).map((found) => ({ ...found, how }))).flat(),
	)
	const left = ground.left().map((row, index): ListedLoan => ({ ...row, line: firstLine + index }))
	const lineOf = new Map(
		left.flatMap(({ line, loanCode, bankLoanCode }) => [[`h:${loanCode}`, line] as const, [`b:${bankLoanCode}`, line] as const]),
	)
	const planted = put.map(({ type, how, row: { loanCode = null, bankLoanCode = null } }) => ({
		type,
		line: lineOf.get(loanCode === null ? `b:${bankLoanCode}` : `h:${loanCode}`) ?? null,
		loanCode,
		bankLoanCode,
		how,
	}))
	return { rows: left, planted }
}

type Put = { readonly type: ItemType; readonly row: Row }

/** The list while it is being changed: each loan is taken once. */
class Ground {
	private readonly rows: readonly Row[]
	private readonly order: readonly Row[]
	private readonly taken = new Set<Row>()
	private readonly gone = new Set<Row>()
	private readonly added: Row[] = []
	private readonly neighbours: Readonly<Record<'groupCode' | 'memberCode', ReadonlyMap<string | undefined, readonly Row[]>>>

	constructor(
		rows: readonly ListedLoan[],
		readonly asOf: CalendarDate,
		readonly random: Chance,
	) {
		this.rows = rows.map((row) => ({ ...row }))
		this.order = random.shuffled(this.rows)
		this.neighbours = {
			groupCode: grouped(this.order, ({ groupCode }) => groupCode),
			memberCode: grouped(this.order, ({ memberCode }) => memberCode),
		}
	}

	/** A loan that fits and that nothing was done to. */
	take(fits: (row: Row) => boolean = () => true): Row | null {
		const found = this.order.find((row) => !this.taken.has(row) && fits(row)) ?? null
		if (found !== null) this.taken.add(found)
		return found
	}

	/** Another one of the same woman, or of another woman of the same group. */
	beside(row: Row, same: 'groupCode' | 'memberCode'): Row | null {
		const near = row[same] === undefined ? [] : (this.neighbours[same].get(row[same]) ?? [])
		return (
			near.find(
				(other) => other !== row && !this.taken.has(other) && owes(other) && (same === 'memberCode' || other.memberCode !== row.memberCode),
			) ?? null
		)
	}

	mark(row: Row): void {
		this.taken.add(row)
	}

	remove(row: Row): void {
		this.gone.add(row)
	}

	add(row: Row): Row {
		this.added.push(row)
		return row
	}

	left(): readonly Row[] {
		return [...this.rows.filter((row) => !this.gone.has(row)), ...this.added]
	}
}

const plants: Readonly<Record<PlantedKind, (ground: Ground) => readonly Put[]>> = {
	timing: (ground) => one(ground.take(repaidWithin(ground, 0, 5)), 'timing', lack),
	rounding: (ground) => one(ground.take(), 'rounding', (row) => more(row, 'interestAccrued', dong(ground.random.pick([2n, 5n, 7n])))),
	'receipt-lacked-by-bank': (ground) => one(ground.take(repaidWithin(ground, 11, 90)), 'missing-receipt', lack),
	'receipt-lacked-by-us': (ground) => one(ground.take(owes), 'missing-receipt', (row) => paid(row, paidLately(ground))),
	'other-member': (ground) =>
		one(ground.take(), 'wrong-member', (row) => {
			row.memberName = 'Người Vay Khác'
			row.memberBankCode = `99${ground.random.between(10_000, 99_999)}`
			delete row.memberCode
		}),
	'swapped-member': (ground) => swap(ground, 'groupCode'),
	'swapped-loan': (ground) => swap(ground, 'memberCode'),
	'unknown-loan': (ground) => [{ type: 'unknown-loan', row: ground.add(stranger(ground.random)) }],
	'missing-at-bank': (ground) => one(ground.take(), 'missing-at-bank', (row) => ground.remove(row)),
	'closed-at-bank': (ground) =>
		one(ground.take(owes), 'closed-at-bank', (row) => {
			for (const key of owed) row[key] = zero
			forget(row)
		}),
	'rate-differs': (ground) => one(ground.take(), 'rate-differs', (row) => (row.rate = (row.rate === '0.054' ? '0.06' : '0.054') as Rate)),
	'interest-differs': (ground) => one(ground.take(), 'interest-differs', (row) => more(row, 'interestDue', odd(ground.random, 7))),
	'code-differs': (ground) =>
		one(ground.take(), 'code-differs', (row) => (row.bankLoanCode = `77${ground.random.between(100_000, 999_999)}`)),
	'balance-differs': (ground) => one(ground.take(owes), 'balance-differs', (row) => more(row, 'outstanding', odd(ground.random, 3))),
}

const owed = [
	'outstanding',
	'inTerm',
	'overdue',
	'frozen',
	'interestDue',
	'interestCarried',
	'interestAccrued',
	'lateInterest',
] as const satisfies readonly ListKey[]
type Owed = (typeof owed)[number]
type Paid = { readonly on: CalendarDate; readonly amount: Money }

function one(row: Row | null, type: ItemType, done: (row: Row) => void): readonly Put[] {
	if (row === null) return []
	const put = { type, row: { ...row } }
	done(row)
	// Found in the file by what our book calls it; a bank's own code that was changed is the one that stands there.
	return [{ ...put, row: { ...put.row, ...(row.bankLoanCode === undefined ? {} : { bankLoanCode: row.bankLoanCode }) } }]
}

/** What she paid us stands on another loan at the bank: of another member of the group, or of herself. */
function swap(ground: Ground, same: 'groupCode' | 'memberCode'): readonly Put[] {
	const recent = repaidWithin(ground, 0, 60)
	const from = ground.take((row) => recent(row) && ground.beside(row, same) !== null)
	const to = from === null ? null : ground.beside(from, same)
	if (from === null || to === null) return []
	ground.mark(to)
	const payment: Paid = { on: must(from.lastOn, 'a day'), amount: must(from.lastAmount, 'an amount') }
	paid(to, payment)
	lack(from)
	const type = same === 'memberCode' ? 'wrong-loan' : 'wrong-member'
	return [from, to].map((row) => ({ type, row }))
}

function repaidWithin({ asOf }: Ground, from: number, to: number): (row: Row) => boolean {
	const [first, last] = [addDays(asOf, -to), addDays(asOf, -from)]
	return ({ lastType, lastOn, lastAmount }) =>
		lastType === 'Thu nợ' && lastOn !== undefined && lastOn >= first && lastOn <= last && (lastAmount ?? zero) > zero
}

/** The bank has not got the last repayment: it still asks for all of it. */
function lack(row: Row): void {
	more(row, 'interestDue', row.lastAmount ?? zero)
	forget(row)
}

function paid(row: Row, { on, amount }: Paid): void {
	more(row, 'outstanding', negate(amount))
	Object.assign(row, { lastOn: on, lastType: 'Thu nợ', lastAmount: amount })
}

function paidLately({ random, asOf }: Ground): Paid {
	return {
		on: addDays(asOf, -random.between(1, 20)),
		amount: dong(BigInt(random.between(300, 2_000)) * 1_000n + BigInt(random.between(11, 989))),
	}
}

function forget(row: Row): void {
	for (const key of ['lastOn', 'lastType', 'lastAmount'] as const) delete row[key]
}

function more(row: Row, key: Owed, by: Money): void {
	row[key] = add(row[key] ?? zero, by)
}

/** An amount that nobody pays: it explains nothing. */
function odd(random: Chance, last: number): Money {
	return dong(BigInt(random.between(10_001, 90_000)) * 10n + BigInt(last))
}

function owes({ outstanding }: Row): boolean {
	return (outstanding ?? zero) > 3_000_000n
}

/** A loan of which our book knows nothing. */
function stranger(random: Chance): Row {
	const code = `88${random.between(100_000, 999_999)}`
	const principal = dong(7_000_000n)
	return {
		line: 0,
		bankLoanCode: code,
		memberName: `Người Lạ ${code}`,
		memberBankCode: code,
		principal,
		outstanding: dong(6_543_000n),
		inTerm: dong(6_543_000n),
		disbursedOn: '2021-02-03' as CalendarDate,
	}
}
