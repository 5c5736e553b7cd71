import { type Money, negate, smaller, subtract, sum, zero } from '../kernel/money.js'
import { accountCode } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import { type CircleState, positionOf } from './state.js'

/** What a circle's accounts hold: the book is the state, said in accounts. Amounts in đồng, each on its own side. */
export type CircleBalances = {
	/** Debit: the box, what who has drawn still owes, and the claims of who put in for another, with late interest. */
	readonly cash: Money
	readonly receivable: Money
	readonly advance: Money
	/** Credit: what who has not drawn has put in, what is owed to who put in for another, and late interest on its way to whom it is due. */
	readonly payable: Money
	readonly organiser: Money
	readonly interest: Money
}

const group = (purpose: Parameters<typeof accountCode>[1]): string => accountCode('group', purpose)
const codes: Readonly<Record<keyof CircleBalances, string>> = {
	cash: group('cash'),
	receivable: group('circle-receivable'),
	advance: group('circle-advance'),
	payable: group('circle-payable'),
	organiser: group('circle-organiser'),
	interest: group('circle-interest'),
}

/** The balances of a circle. Once it is closed nothing is left: what a member in default owes to who covered her lies between the two of them. */
export function balancesOf(state: CircleState): CircleBalances {
	const cells = Object.values(state.cells)
	const positions = state.seats.map((_, seat) => positionOf(state, seat))
	const open = state.status !== 'closed'
	const advanced = open ? sum(cells.map((cell) => cell.advanced)) : zero
	const late = open ? sum(cells.map((cell) => subtract(cell.lateCharged, cell.latePaid))) : zero
	const settling = sum(state.turns.map(({ settles, out }) => (settles === null ? zero : subtract(settles.owed, out))))
	return {
		cash: sum(state.turns.map((turn) => subtract(turn.in, turn.out))),
		receivable: sum(positions.map((position) => (position < 0n ? negate(position) : zero))),
		advance: sum([advanced, late]),
		payable: sum(positions.map((position) => (position > 0n ? position : zero))),
		organiser: sum([advanced, settling]),
		interest: late,
	}
}

/** In which order what is debited meets what is credited, so that each entry reads as what was done. */
const debits = ['cash', 'advance', 'receivable', 'payable', 'organiser', 'interest'] as const
const credits = ['organiser', 'payable', 'receivable', 'interest', 'advance', 'cash'] as const

/** The entry that leads from one state to the next: each account's difference, debits against credits. */
export function entryOf(before: CircleState, after: CircleState): readonly Posting[] {
	const [was, is] = [balancesOf(before), balancesOf(after)]
	const left = new Map<keyof CircleBalances, Money>(
		debits.map((name) => {
			const difference = subtract(is[name], was[name])
			return [name, name === 'cash' || name === 'receivable' || name === 'advance' ? difference : negate(difference)]
		}),
	)
	const postings: Posting[] = []
	for (const debit of debits)
		for (const credit of credits) {
			const amount = smaller(left.get(debit) ?? zero, negate(left.get(credit) ?? zero))
			if (amount <= 0n) continue
			postings.push(...posting(codes[debit], codes[credit], amount))
			left.set(debit, subtract(left.get(debit) ?? zero, amount))
			left.set(credit, subtract(left.get(credit) ?? zero, negate(amount)))
		}
	return postings
}
