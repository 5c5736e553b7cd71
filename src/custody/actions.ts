import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { stateKnown } from '../contracts/knowledge.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { readEvents } from '../contracts/store.js'
import { type Happening, type Outcome, refuseFutureDay } from '../contracts/telling.js'
import { lockGroup } from '../groups/store.js'
import { must } from '../kernel/assert.js'
import { countedNotes } from '../kernel/banknotes.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import { dueDay } from './due-day.js'
import type { CustodyEventDetails } from './event.js'
import { cachedState, keptCustody } from './kept.js'
import type { HandOverCash, NoteException } from './schemas.js'
import { type CustodyState, heldOf, storedMeeting } from './state.js'
import * as store from './store.js'
import type { CustodyRow, GroupOn } from './stored.js'
import { outcomeView } from './views.js'

/** A difference of what a leader holds, from a sheet of that day. */
export type CollectedCash = {
	readonly groupId: string
	/** The member who holds it: the leader of that day where left out, else she or the deputy of that day. */
	readonly leaderId?: string | undefined
	readonly on: CalendarDate
	/** Đồng; negative where a corrected sheet collected less. */
	readonly amount: Money
	readonly sheetId: string
}

/**
 * What a sheet collected goes into its leader's hands; what a corrected sheet collected less comes out of them. Answers
 * null where there is no difference. Refused where the group has no leader on that day ('custody.no-leader'), where the
 * named one is not of its committee ('custody.not-in-committee'), where she would hold less than nothing
 * ('custody.more-than-held'; 'contract.history-breaks' where it was handed over since).
 */
export async function collectCash(tx: Tx, { groupId, leaderId, on, amount, sheetId }: CollectedCash, asker: Asker, today: CalendarDate) {
	if (amount === 0n) return null
	const group = await groupOn(tx, groupId, on, asker)
	const row = await openCustody(tx, group, holderOf(group, leaderId, on), on)
	const details = { sheetId, dueOn: dueDay(await readCalendar(tx), group, on) }
	const outcome = await recordOn(tx, row, { type: 'collected', on, amount, details }, asker, today)
	return outcomeView(row, outcome)
}

/**
 * Refuses a sheet of a day whose cash was handed over already ('custody.handed-over'); a correction by an officer does
 * not ask. Holds the group's custodies until the transaction ends, so that nothing is handed over meanwhile: ask first.
 */
export async function refuseHandedOver(tx: Tx, groupId: string, on: CalendarDate): Promise<void> {
	const days = (await store.lockCustodiesOf(tx, groupId)).map(({ contract }) => cachedState(contract).coveredThrough)
	const through = days
		.filter((day) => day !== null)
		.sort()
		.at(-1)
	if (through !== undefined && on <= through)
		throw new Refusal('custody.handed-over', { path: 'on', details: { through: vietnameseDate(through) } })
}

/** Cash is handed over to the bank, the fund or the office; what is handed over too little stays the leader's. */
export async function handOverCash(tx: Tx, groupId: string, command: HandOverCash, asker: Asker, today: CalendarDate) {
	const { on, amount, leaderId, ...details } = command
	refuseFutureDay(on, today)
	if (details.denominations !== undefined) refuseOtherSum(countedNotes(details.denominations), amount)
	const group = await groupOn(tx, groupId, on, asker)
	const holder = leaderId ?? group.leaderId
	if (holder === null) throw new Refusal('custody.no-leader', { path: 'leaderId', details: { on: vietnameseDate(on) } })
	const row = await store.lockCustodyOf(tx, groupId, holder)
	if (row === null) throw new Refusal('custody.more-than-held', { path: 'amount', details: { held: '0' } })
	return outcomeView(row, await recordOn(tx, row, { type: 'handed-over', on, amount, details }, asker, today))
}

/** Undoes a handover of cash, which then was never made; the book receives the difference. */
export async function reverseCashHandover(
	tx: Tx,
	custodyId: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.lockCustody(tx, custodyId, asker.scope)
	if (row === null) throw new Refusal('custody.not-found')
	const history = (await readEvents(tx, [custodyId])).get(custodyId) ?? []
	const target = eventToUndo(history, eventId)
	if (target.type !== 'handed-over') throw new Refusal('custody.not-by-itself')
	return outcomeView(row, await recordOn(tx, row, reversalOf(target, command, today), asker, today))
}

/** What two leaders counted when one took over from the other. */
export type PassedOn = {
	readonly groupId: string
	readonly on: CalendarDate
	readonly fromId: string
	readonly toId: string
	/** Cash counted before both, in đồng. */
	readonly cash: Money
	readonly note?: string | undefined
}

/**
 * Passes a leader's whole custody on to another, in one transaction: one event on each of the two contracts. Refused
 * where the cash that was counted is not what she holds ('custody.counted-differs' names both).
 */
export async function passOnCustody(tx: Tx, { groupId, on, fromId, toId, cash, note }: PassedOn, asker: Asker, today: CalendarDate) {
	const group = await groupOn(tx, groupId, on, asker)
	const from = await openCustody(tx, group, fromId, on)
	const to = await openCustody(tx, group, toId, on)
	const state = await stateOn(tx, from, on)
	const held = heldOf(state)
	if (cash !== held) throw new Refusal('custody.counted-differs', { path: 'cash', details: { counted: String(cash), held: String(held) } })
	const meetings = state.meetings.map(storedMeeting)
	const given = await recordOn(tx, from, { type: 'passed-on', on, amount: cash, details: { leaderId: toId, meetings, note } }, asker, today)
	const taken = await recordOn(
		tx,
		to,
		{ type: 'taken-over', on, amount: cash, details: { leaderId: fromId, meetings, note } },
		asker,
		today,
	)
	return { passedOn: outcomeView(from, given), takenOver: outcomeView(to, taken) }
}

/** Notes why a leader still holds cash. The exception stays open until she holds nothing. */
export async function noteException(tx: Tx, custodyId: string, command: NoteException, asker: Asker, today: CalendarDate) {
	refuseFutureDay(command.on, today)
	const row = await store.readCustody(tx, custodyId, asker.scope)
	if (row === null) throw new Refusal('custody.not-found')
	const { meetings } = cachedState(row.contract)
	const about = meetings.filter(({ sheetId }) => command.sheetId === undefined || sheetId === command.sheetId)
	if (about.length === 0) throw new Refusal('custody.nothing-held', { path: command.sheetId === undefined ? null : 'sheetId' })
	const { sheetId = null, on, reason } = command
	return store.insertNote(tx, { custodyId, sheetId, on, reason, recordedBy: asker.userId })
}

async function groupOn(tx: Tx, groupId: string, on: CalendarDate, asker: Asker): Promise<GroupOn> {
	const group = await store.readGroupOn(tx, groupId, on, asker.scope)
	if (group === null) throw new Refusal('group.not-found')
	return group
}

/** Who holds the cash of a meeting: the leader of that day, or the deputy who sat for her. */
function holderOf({ leaderId, deputyId }: GroupOn, named: string | undefined, on: CalendarDate): string {
	const details = { on: vietnameseDate(on) }
	if (named === undefined) {
		if (leaderId === null) throw new Refusal('custody.no-leader', { path: 'leaderId', details })
		return leaderId
	}
	if (named !== leaderId && named !== deputyId) throw new Refusal('custody.not-in-committee', { path: 'leaderId', details })
	return named
}

/** The custody of a leader, locked; opened where she has held nothing yet. */
async function openCustody(tx: Tx, group: GroupOn, leaderId: string, on: CalendarDate): Promise<CustodyRow> {
	const open = await store.lockCustodyOf(tx, group.id, leaderId)
	if (open !== null) return open
	// Two who open it at once would open two.
	await lockGroup(tx, group.id)
	if ((await store.lockCustodyOf(tx, group.id, leaderId)) === null) {
		const book = must(await readBook(tx, 'groups'), 'the book of groups')
		await store.insertCustody(tx, { bookId: book.id, groupId: group.id, leaderId, on })
	}
	return must(await store.lockCustodyOf(tx, group.id, leaderId), 'a custody that was just opened')
}

/** What she held at the end of a day, whatever came after it. */
async function stateOn(tx: Tx, { contract }: CustodyRow, on: CalendarDate): Promise<CustodyState> {
	const history = contract.lastOn <= on ? [] : ((await readEvents(tx, [contract.id])).get(contract.id) ?? [])
	return stateKnown(keptCustody(contract), { asOf: on, knownAt: contract.lastRecordedAt }, () => history)
}

type Told = {
	readonly type: Happening['type']
	readonly on: CalendarDate
	readonly amount: Money | null
	readonly details: CustodyEventDetails
	readonly reverses?: number
}

async function recordOn(tx: Tx, row: CustodyRow, told: Told, asker: Asker, today: CalendarDate): Promise<Outcome<CustodyState>> {
	const details = Object.fromEntries(Object.entries(told.details).filter(([, value]) => value !== undefined))
	const happening: Happening = { ...told, amount: told.amount ?? zero, details, reverses: told.reverses ?? null }
	const [outcome] = await record(tx, [{ kept: keptCustody(row.contract), happening }], { userId: asker.userId, today })
	return must(outcome, 'an outcome of the recording')
}

function refuseOtherSum(sum: Money, amount: Money): void {
	if (sum !== amount)
		throw new Refusal('custody.banknotes-differ', { path: 'denominations', details: { sum: String(sum), amount: String(amount) } })
}
