import type { Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import { addDays } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { add, type Money, zero } from '../kernel/money.js'
import { askedOf, type Collectable, collectableOn } from './collectable.js'
import { loansOn, loansThen, standings } from './question-actions.js'
import type { LoanRow } from './stored.js'
import { placeOn } from './transfer.js'

/** A loan of a group on the day of its meeting. */
export type LoanAtMeeting = {
	readonly row: LoanRow
	/** What was asked at the beginning of the day, and what of it is left after all that is known of the day. */
	readonly due: Collectable
	readonly left: Collectable | null
}

/** No group has more loans than this; the law knows sixty members. */
const loansMax = 1_000

/** The loans that were out in a group on a day, each with what may be asked for it then, as it was known at a moment; by the number of the loan. */
export async function collectables(tx: Tx, groupId: string, scope: Scope, { asOf, knownAt }: Clocks): Promise<readonly LoanAtMeeting[]> {
	const { loans } = await loansOn(tx, { groupId }, scope, [addDays(asOf, -1), asOf], knownAt, { after: '0', limit: loansMax })
	return loans.flatMap(({ row, loan, states: [before, after] }): readonly LoanAtMeeting[] => {
		const [morning, evening] = [must(before, 'a state of the day before'), must(after, 'a state of the day')]
		if (placeOn(row.signedIn, evening.moves, asOf).groupId !== groupId) return []
		const entrusted = row.contract.chart === 'memorandum'
		const left = collectableOn(loan, evening, asOf, entrusted)
		// What was paid out on the day itself is not asked for anything yet, and is on the sheet nevertheless.
		const due = collectableOn(loan, morning, asOf, entrusted) ?? left
		return due === null ? [] : [{ row, due, left }]
	})
}

/** A loan of a member, and what of it is due on a day, whoever it is paid to. */
export type LoanDue = { readonly loanId: string; readonly due: Money }

/** What a member owes on her loans at a lender that were out on a day, each by itself, as far as the scope reaches. */
export async function duesOf(
	tx: Tx,
	of: { readonly memberId: string; readonly lenderId: string },
	scope: Scope,
	clocks: Clocks,
): Promise<readonly LoanDue[]> {
	const { loans } = await loansThen(tx, of, scope, clocks, { after: '0', limit: loansMax })
	return loans.flatMap(({ row, loan, state }) => {
		const asked = collectableOn(loan, state, clocks.asOf, false)
		return asked === null ? [] : [{ loanId: row.contract.id, due: askedOf(asked) }]
	})
}

/** All that a member would pay on a day to owe nothing at a lender any more, in đồng, wherever her loans are. */
export async function owedAt(tx: Tx, of: { readonly memberId: string; readonly lenderId: string }, clocks: Clocks): Promise<Money> {
	let owed = zero
	for await (const { standing } of standings(tx, of, { kind: 'all' }, clocks)) owed = add(owed, standing.balances.payOff)
	return owed
}
