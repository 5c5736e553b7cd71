import type { Asker } from '../access/asker.js'
import { recordCorrections } from '../contracts/actions.js'
import { correctedOpening, type OpeningCorrection } from '../contracts/reversal.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { SavingsEventDetails } from './event.js'
import { accountOfRow, keptAccount } from './kept.js'
import * as store from './store.js'
import { outcomeView } from './views.js'

export type SavingsOpeningCorrection = OpeningCorrection<SavingsEventDetails>

/**
 * Corrects the balances with which accounts were brought forward, as `correctLoanOpenings` does of loans. Answers the
 * difference, account by account, in đồng. Refused where an account was not brought forward, or where what came later cannot
 * have happened so.
 */
export async function correctSavingsOpenings(
	tx: Tx,
	wanted: readonly { readonly accountId: string; readonly correction: SavingsOpeningCorrection }[],
	asker: Asker,
	today: CalendarDate,
) {
	const ids = wanted.map(({ accountId }) => accountId)
	const rows = new Map((await store.readAccounts(tx, ids, asker.scope, 'lock')).map((row) => [row.contract.id, row]))
	const histories = await readEvents(tx, ids)
	const given = wanted.map(({ accountId, correction }) => {
		const row = rows.get(accountId)
		if (row === undefined) throw new Refusal('savings.not-found')
		const history = must(histories.get(accountId), 'the history of an account')
		const kept = keptAccount(accountOfRow(row), row.contract)
		return { row, kept, ...correctedOpening(history, correction, today, 'savings.not-brought-forward') }
	})
	const outcomes = await recordCorrections(tx, given, { userId: asker.userId, today })
	return given.map(({ row, happening: { on }, difference }, index) => {
		const outcome = must(outcomes[index], 'an outcome of each correction')
		return { row, on, difference, seq: outcome.seq, view: outcomeView(row, outcome, { type: 'brought-forward', on }, null) }
	})
}
