import type { Asker } from '../access/asker.js'
import { recordCorrections } from '../contracts/actions.js'
import { correctedOpening, type OpeningCorrection } from '../contracts/reversal.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import type { LoanEventDetails } from './event.js'
import { eventOfStored, keptLoan, loanOfRow } from './kept.js'
import * as store from './store.js'
import { outcomeView } from './views.js'

export type LoanOpeningCorrection = OpeningCorrection<LoanEventDetails>

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
	const given = wanted.map(({ loanId, correction }) => {
		const row = rows.get(loanId)
		if (row === undefined) throw new Refusal('loan.not-found')
		const history = must(histories.get(loanId), 'the history of a loan')
		const loan = loanOfRow(row, calendar)
		return { row, loan, kept: keptLoan(loan, row.contract), ...correctedOpening(history, correction, today, 'loan.not-brought-forward') }
	})
	const outcomes = await recordCorrections(tx, given, { userId: asker.userId, today })
	return given.map(({ row, loan, difference, happening }, index) => {
		const outcome = must(outcomes[index], 'an outcome of each correction')
		const { seq } = outcome
		const event = eventOfStored({
			...happening,
			contractId: row.contract.id,
			seq,
			recordedAt: row.contract.lastRecordedAt,
			recordedBy: asker.userId,
		})
		return { row, on: event.on, difference, seq, view: outcomeView(row, loan, outcome, event, null) }
	})
}
