import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import { recordOnLoan } from './actions.js'
import type { TransferLoan } from './event-schemas.js'
import { cachedState } from './kept.js'
import { insertPlace, movePlace, readNewGroup } from './places-store.js'
import { readLoan } from './store.js'
import { destinationOf, placeOn } from './transfer.js'

/**
 * Transfers a loan to another group of its lender, or to a commune outside any group, from a day on: the borrower has
 * moved (a member leaves a group only with zero debt; otherwise the loan goes with her). A transfer to another leader is
 * one to that leader's group; where a group changes its own leader, a membership says so and its loans stay. Both ends
 * lie within the asker's reach: who crosses districts is somebody who sees both. An event like any other: it may be
 * back-dated, run dry and reversed, and reports of earlier days leave the loan where it was.
 */
export async function transferLoan(tx: Tx, loanId: string, command: TransferLoan, asker: Asker, today: CalendarDate) {
	const { on, groupId, communeId, ...why } = command
	refuseFutureDay(on, today)
	const row = await readLoan(tx, loanId, asker.scope, 'lock')
	const group = groupId === undefined ? null : await readNewGroup(tx, { groupId, memberId: row.memberId, on }, asker.scope)
	if (groupId === undefined && communeId !== undefined) await findCommuneWithin(tx, communeId, asker, today)
	const to = destinationOf({ ...row, ...placeOn(row.signedIn, cachedState(row.contract).moves, on) }, command, group)
	const outcome = await recordOnLoan(tx, loanId, 'transferred', { on, ...to, ...why }, asker, today)
	await insertPlace(tx, loanId, outcome.eventId, to)
	await movePlace(tx, loanId, today)
	return outcome
}
