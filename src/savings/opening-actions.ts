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
import type { SavingsEventDetails } from './event.js'
import { accountOfRow, keptAccount } from './kept.js'
import * as store from './store.js'
import { outcomeView } from './views.js'

/** How an account stood on its opening day after all; what is left out stays as it was said before. */
export type SavingsOpeningCorrection = {
	readonly amount?: Money | undefined
	readonly details: SavingsEventDetails
	readonly reason: string
}

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
	const given = wanted.map(({ accountId, correction: { amount, details, reason } }) => {
		const row = rows.get(accountId)
		if (row === undefined) throw new Refusal('savings.not-found')
		const before = effective(must(histories.get(accountId), 'the history of an account')).findLast(({ type }) => type === 'brought-forward')
		if (before === undefined) throw new Refusal('savings.not-brought-forward')
		const { reason: _, ...said } = before.details
		const happening: Happening = {
			type: 'brought-forward',
			on: before.on,
			amount: amount ?? before.amount,
			details: noted({ ...said, ...details, reason }),
			reverses: null,
		}
		const kept = keptAccount(accountOfRow(row), row.contract)
		const difference = subtract(happening.amount ?? zero, before.amount ?? zero)
		const undoing = { kept, happening: reversalOf(before, { on: undefined, reason }, today) }
		return { row, on: before.on, difference, happenings: [{ kept, happening }, undoing] }
	})
	const outcomes = await record(
		tx,
		given.flatMap(({ happenings }) => happenings),
		{ userId: asker.userId, today },
	)
	return given.map(({ row, on, difference }, index) => {
		const [said, undone] = [must(outcomes[2 * index], 'the new word'), must(outcomes[2 * index + 1], 'the old one undone')]
		const outcome = { ...undone, seq: said.seq, entries: [...said.entries, ...undone.entries] }
		return { row, on, difference, seq: said.seq, view: outcomeView(row, outcome, { type: 'brought-forward', on }, null) }
	})
}
