import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { readEvents } from '../contracts/store.js'
import type { Outcome } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import type { FeeEventDetails } from './event.js'
import { keptFee } from './kept.js'
import type { FeePayment, FeeReversal } from './schemas.js'
import { type FeeState, owedThrough } from './state.js'
import * as store from './store.js'
import type { FeeRow } from './stored.js'

/**
 * Records what a bank paid: for one group, as much as it says; for all within the asker's reach, exactly what they are
 * owed through a month, each its own. What was paid and is no longer due the bank takes back with the same payment.
 */
export async function payFees(tx: Tx, command: FeePayment, asker: Asker, today: CalendarDate) {
	const { lenderId, holder, groupId, month, on, amount, ...more } = command
	await findLender(tx, lenderId, asker)
	const fees = await store.readFees(tx, { lenderId, holder, groupId }, asker.scope, { lock: true })
	if (fees.length === 0) throw new Refusal('fee.not-found')
	const details = Object.fromEntries(Object.entries({ month, ...more }).filter(([, value]) => value !== undefined))
	const shares = fees
		.map((fee) => ({ fee, kept: keptFee(holder, fee.contract) }))
		.map((one) => ({ ...one, amount: groupId === undefined ? owedThrough(one.kept.state, month) : amount }))
		.filter((one) => one.amount !== 0n)
	const owed = sum(shares.map((share) => share.amount))
	if (owed !== amount)
		throw new Refusal('fee.payment-differs', { path: 'amount', details: { month, owed: String(owed), amount: String(amount) } })
	const happenings = shares.map((share) => ({ ...share, happening: { type: 'paid', on, amount: share.amount, details, reverses: null } }))
	const outcomes = await record(tx, happenings, { userId: asker.userId, today })
	return {
		lenderId,
		holder,
		month,
		on,
		amount,
		paid: happenings.map((one, index) => {
			const outcome = must(outcomes[index], 'an outcome of each')
			return { ...heldBy(one.fee, outcome), entryId: must(outcome.entries[0], 'an entry of the payment').id, amount: one.amount }
		}),
	}
}

/** Undoes an event. A reckoning is undone for both of its holders, so that what is told of the month is told of both. */
export async function reverseFeeEvent(
	tx: Tx,
	wanted: { readonly feeId: string; readonly eventId: string },
	command: FeeReversal,
	asker: Asker,
	today: CalendarDate,
) {
	const { lenderId, groupId, holder } = await store.lockFee(tx, wanted.feeId, asker.scope)
	const fees = await store.readFees(tx, { lenderId, groupId }, asker.scope, { lock: true })
	const histories = await readEvents(
		tx,
		fees.map(({ contract }) => contract.id),
	)
	const target = eventToUndo(must(histories.get(wanted.feeId), 'the history of a fee'), wanted.eventId)
	const { month, knownAt } = target.details as FeeEventDetails
	const happenings = fees.flatMap((fee) => {
		const history = must(histories.get(fee.contract.id), 'the history of each')
		const undone = new Set(history.map(({ reverses }) => reverses))
		const isTwin = (event: (typeof history)[number]): boolean =>
			fee.holder === holder
				? event.seq === target.seq
				: target.type !== 'paid' && event.type === target.type && event.details['month'] === month && event.details['knownAt'] === knownAt
		return history
			.filter(isTwin)
			.filter(({ seq }) => !undone.has(seq))
			.map((event) => ({ fee, kept: keptFee(fee.holder, fee.contract), happening: reversalOf(event, command, today) }))
	})
	const outcomes = await record(tx, happenings, { userId: asker.userId, today })
	return {
		reversed: happenings.map(({ fee, happening }, index) => ({
			...heldBy(fee, must(outcomes[index], 'an outcome of each')),
			reverses: String(happening.reverses),
		})),
	}
}

function heldBy({ contract, groupId, holder }: FeeRow, { seq, state }: Outcome<FeeState>) {
	return { feeId: contract.id, groupId, holder, eventId: String(seq), owed: owedThrough(state) }
}
