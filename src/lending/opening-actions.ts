import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { effective } from '../contracts/contract.js'
import { reversalOf } from '../contracts/reversal.js'
import { readEvents } from '../contracts/store.js'
import { type Happening, noted } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import type { LoanEventDetails } from './event.js'
import { eventOfStored, keptLoan, loanOfRow } from './kept.js'
import * as store from './store.js'
import { outcomeView } from './views.js'

/** How a loan stood on its opening day after all; what is left out stays as it was said before. */
export type LoanOpeningCorrection = { readonly amount?: Money | undefined; readonly details: LoanEventDetails; readonly reason: string }

/**
 * Corrects the balances with which loans were brought forward: the new word for that day, and the undoing of the old one, on
 * each of them; whatever has happened since is told again, and the book receives the difference. Answers it, loan by loan, in
 * đồng of principal. Refused where a loan was not brought forward, or where what came later cannot have happened so.
 */
export async function correctLoanOpenings(
	tx: Tx,
	wanted: readonly { readonly loanId: string; readonly correction: LoanOpeningCorrection }[],
	asker: Asker,
	today: CalendarDate,
) {
	const ids = wanted.map(({ loanId }) => loanId)
	const rows = new Map((await store.readLoans(tx, ids, asker.scope, 'lock')).map((row) => [row.contract.id, row]))
	const histories = await readEvents(tx, ids)
	const calendar = await readCalendar(tx)
	const given = wanted.map(({ loanId, correction: { amount, details, reason } }) => {
		const row = rows.get(loanId)
		if (row === undefined) throw new Refusal('loan.not-found')
		const before = effective(must(histories.get(loanId), 'the history of a loan')).findLast(({ type }) => type === 'brought-forward')
		if (before === undefined) throw new Refusal('loan.not-brought-forward')
		const { reason: _, ...said } = before.details
		const happening: Happening = {
			type: 'brought-forward',
			on: before.on,
			amount: amount ?? before.amount,
			details: noted({ ...said, ...details, reason }),
			reverses: null,
		}
		const loan = loanOfRow(row, calendar)
		const kept = keptLoan(loan, row.contract)
		const difference = subtract(happening.amount ?? zero, before.amount ?? zero)
		return {
			row,
			loan,
			difference,
			happenings: [
				{ kept, happening },
				{ kept, happening: reversalOf(before, { on: undefined, reason }, today) },
			],
		}
	})
	const outcomes = await record(
		tx,
		given.flatMap(({ happenings }) => happenings),
		{ userId: asker.userId, today },
	)
	return given.map(({ row, loan, difference, happenings }, index) => {
		const [said, undone] = [must(outcomes[2 * index], 'the new word'), must(outcomes[2 * index + 1], 'the old one undone')]
		const event = eventOfStored({
			...must(happenings[0], 'what was told').happening,
			contractId: row.contract.id,
			seq: said.seq,
			recordedAt: row.contract.lastRecordedAt,
			recordedBy: asker.userId,
		})
		const outcome = { ...undone, seq: said.seq, entries: [...said.entries, ...undone.entries] }
		return { row, on: event.on, difference, seq: said.seq, view: outcomeView(row, loan, outcome, event, null) }
	})
}
