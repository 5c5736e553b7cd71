import type { Asker } from '../access/asker.js'
import { calendarDate, type CalendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import { rateFromText } from '../kernel/rate.js'
import { must, never } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import { recordOnLoan, reverseLoanEvent } from '../lending/actions.js'
import { attachBankCode } from '../lending/code-actions.js'
import type { Tx } from '../platform/database.js'
import { allItems } from './actions.js'
import { copyDigest } from './copy.js'
import type { AssignItem, DisputeItem, NoteOnItem, Sign } from './schemas.js'
import * as store from './store.js'
import type { KeptCorrection, KeptItem, Reconciliation, StepType } from './stored.js'
import { itemView, reconciliationView } from './views.js'

/**
 * Accepts a difference: what would set our book right is recorded by the verbs of lending, in this transaction; where there
 * is nothing to record, both sides agree that it may stand. A payment that is on two loans is accepted on both.
 */
export async function acceptItem(tx: Tx, id: string, no: number, { note }: NoteOnItem, asker: Asker, today: CalendarDate) {
	const { reconciliation, item } = await itemToSettle(tx, id, no, asker)
	const other = await otherHalf(tx, id, item)
	const outcomes: object[] = []
	const corrections = item.told.corrections.length > 0 ? item.told.corrections : (other?.told.corrections ?? [])
	for (const correction of corrections) outcomes.push(await correct(tx, correction, asker, today))
	const nos = other === null || other.status === 'accepted' ? [no] : [no, other.no]
	return settled(tx, reconciliation, nos, { type: 'accepted', note: note ?? null, assignee: null, outcomes }, asker)
}

/** Says that a side does not agree, and why. */
export async function disputeItem(tx: Tx, id: string, no: number, { note }: DisputeItem, asker: Asker) {
	const { reconciliation } = await itemToSettle(tx, id, no, asker)
	return settled(tx, reconciliation, [no], { type: 'disputed', note, assignee: null, outcomes: [] }, asker)
}

/** Gives a difference to somebody to look into. */
export async function assignItem(tx: Tx, id: string, no: number, { assignee, note }: AssignItem, asker: Asker) {
	const { reconciliation } = await itemToSettle(tx, id, no, asker)
	return settled(tx, reconciliation, [no], { type: 'assigned', note: note ?? null, assignee, outcomes: [] }, asker)
}

/**
 * Signs for the asker's side: a bank's clerk for her bank, the office for the Union, each for one side alone. From the first
 * signature on nothing changes, so that both sign the same; what is left open is carried to the next reconciliation.
 */
export async function sign(tx: Tx, id: string, { note }: Sign, asker: Asker) {
	await store.holdReconciliation(tx, id)
	const reconciliation = await store.readReconciliation(tx, id, asker)
	const side = asker.role === 'bank' ? 'bank' : 'union'
	if (reconciliation.signatures.some((one) => one.side === side)) throw new Refusal('reconciliation.side-signed')
	if (await store.hidesAnything(tx, id, asker)) throw new Refusal('reconciliation.beyond-reach')
	const sha256 = await copyDigest(reconciliation, allItems(tx, id))
	await store.insertSignature(tx, id, { side, userId: asker.userId, name: asker.name, note: note ?? null, sha256 })
	return reconciliationView(await store.readReconciliation(tx, id, asker))
}

async function itemToSettle(tx: Tx, id: string, no: number, asker: Asker): Promise<{ reconciliation: Reconciliation; item: KeptItem }> {
	await store.holdReconciliation(tx, id)
	const reconciliation = await store.readReconciliation(tx, id, asker)
	const [item] = await store.readItems(tx, id, {}, { after: no - 1, limit: 1 }, asker)
	if (item?.no !== no) throw new Refusal('reconciliation.item-not-found')
	if (item.status === null) throw new Refusal('reconciliation.no-difference')
	if (item.status === 'accepted') throw new Refusal('reconciliation.already-accepted')
	if (reconciliation.signatures.length > 0) throw new Refusal('reconciliation.signed')
	return { reconciliation, item }
}

async function otherHalf(tx: Tx, id: string, { type, told: { counterpart } }: KeptItem): Promise<KeptItem | null> {
	if (counterpart === null) return null
	const [other] = await store.readItems(tx, id, { type, loanId: counterpart }, { after: 0, limit: 1 })
	return other ?? null
}

async function settled(
	tx: Tx,
	reconciliation: Reconciliation,
	nos: readonly number[],
	step: Omit<store.NewStep, 'recordedBy'> & { readonly type: StepType },
	asker: Asker,
) {
	const { id } = reconciliation
	await store.insertSteps(tx, id, nos, { ...step, recordedBy: asker.userId })
	const items = []
	for (const no of nos) items.push(...(await store.readItems(tx, id, {}, { after: no - 1, limit: 1 }, asker)))
	return { reconciliationId: id, items: items.map((item) => itemView(item, reconciliation)), outcomes: step.outcomes }
}

const reason = 'Đối chiếu với ngân hàng'

function correct(tx: Tx, correction: KeptCorrection, asker: Asker, today: CalendarDate): Promise<object> {
	const { kind, loanId } = correction
	const said = (key: string): string => must(correction[key], `a ${key} to correct by`)
	switch (kind) {
		case 'repay':
			return recordOnLoan(
				tx,
				loanId,
				'repaid',
				{ on: calendarDate(said('on')), amount: moneyFromText(said('amount')), note: reason },
				asker,
				today,
			)
		case 'reverse':
			return reverseLoanEvent(tx, loanId, said('eventId'), { reason }, asker, today)
		case 'change-rate':
			return recordOnLoan(tx, loanId, 'rate-changed', { on: calendarDate(said('on')), yearly: rateFromText(said('yearly')) }, asker, today)
		case 'attach-code':
			return attachBankCode(tx, loanId, said('code'), asker)
		default:
			return never(kind)
	}
}
