import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import { type Happening, newContract, noted, refuseFutureDay } from '../contracts/telling.js'
import type { PlacedParty } from '../groups/party.js'
import { placeParties } from '../groups/party-store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { measures, type Quantity } from '../kernel/quantity.js'
import { Refusal } from '../kernel/refusal.js'
import { aidBook, type Book } from '../ledger/chart.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import type { AidEventType } from './event.js'
import { keptAid } from './kept.js'
import { findAidNow } from './question-actions.js'
import type { AidAct, RecordAid } from './schemas.js'
import * as store from './store.js'
import type { NewAid } from './stored.js'

/** Records the acts of help of a list: every one of them, or none. */
export async function recordAid(tx: Tx, { acts }: RecordAid, asker: Asker, today: CalendarDate) {
	for (const [item, { on }] of acts.entries()) refuseFutureDay(on, today, `acts.${item}.on`)
	const placed = await placedActs(tx, acts, asker)
	await refuseForeignPlaces(tx, placed, asker, today)
	const ids = await writeAid(tx, placed, { userId: asker.userId, today })
	return { items: await findAidNow(tx, ids, today) }
}

/** An act of help whose parties are found, and that is yet to be written. */
export type PlacedAct = { readonly act: AidAct; readonly giver: PlacedParty; readonly receiver: PlacedParty; readonly communeId: string }

/** Writes acts and records their beginnings. Answers their ids in the order given. */
export async function writeAid(tx: Tx, placed: readonly PlacedAct[], by: Parameters<typeof record>[2]): Promise<readonly string[]> {
	const books = new Map((await readBooks(tx)).map((book) => [book.code, book]))
	const bookOf = ({ unit }: Quantity): Book => must(books.get(aidBook(unit).code), 'the book of a unit')
	const made = placed.map(({ act }) => ({ book: bookOf(act.quantity), on: act.on }))
	const ids = await insertContracts(
		tx,
		'aid',
		made.map(({ book, on }) => ({ bookId: book.id, on })),
	)
	const rows = placed.map((one, item) => newAid(one, must(ids[item], 'a contract that was just made')))
	await store.insertAid(tx, rows)
	const happenings = rows.map((row, item) => {
		const { act } = must(placed[item], 'the act of a row')
		const { book } = must(made[item], 'the book of a row')
		const kept = keptAid({ unit: row.unit, contract: newContract(row.id, book, row.on) })
		return { kept, happening: happeningOf(act.mode, act.on, act.quantity, { returnOn: act.returnOn, note: act.note }) }
	})
	await record(tx, happenings, by)
	return ids
}

/** What is recorded on an act: a quantity in its own unit, and words. */
export type AidCommand = { readonly on: CalendarDate; readonly quantity: Quantity } & Readonly<Record<string, unknown>>

/** Records one event of an act, and answers how the act then stands. */
export async function recordOnAid(
	tx: Tx,
	id: string,
	type: Extract<AidEventType, 'worked' | 'returned' | 'forgiven'>,
	{ on, quantity, ...details }: AidCommand,
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readAid(tx, id, asker.scope, 'lock')
	if (quantity.unit !== row.unit) throw new Refusal('aid.other-unit', { path: 'quantity.unit', details: { unit: measures[row.unit].name } })
	await record(tx, [{ kept: keptAid(row), happening: happeningOf(type, on, quantity, details) }], { userId: asker.userId, today })
	return must((await findAidNow(tx, [id], today))[0], 'an act that was just recorded on')
}

/** Undoes an event: it and its reversal fall away, and the book receives the difference on the days it touched. */
export async function reverseAidEvent(
	tx: Tx,
	id: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readAid(tx, id, asker.scope, 'lock')
	const history = must((await readEvents(tx, [id])).get(id), 'the history of an act')
	const target = eventToUndo(history, eventId)
	const happening = reversalOf(target, command, today)
	await record(tx, [{ kept: keptAid(row), happening }], { userId: asker.userId, today })
	return must((await findAidNow(tx, [id], today))[0], 'an act that was just recorded on')
}

/** The acts with their parties found, and the commune in which each was. */
async function placedActs(tx: Tx, acts: readonly AidAct[], asker: Asker): Promise<readonly PlacedAct[]> {
	const find = async (side: 'giver' | 'receiver') => {
		try {
			return await placeParties(
				tx,
				acts.map((act) => act[side]),
				asker.scope,
			)
		} catch (error) {
			throw error instanceof Refusal ? new Refusal(error.code, { path: `acts.${error.item ?? 0}.${side}` }) : error
		}
	}
	const [givers, receivers] = [await find('giver'), await find('receiver')]
	return acts.map((act, item) => {
		const [giver, receiver] = [must(givers[item], 'a giver'), must(receivers[item], 'a receiver')]
		if (giver.kind !== 'other' && giver.kind === receiver.kind && giver.id === receiver.id)
			throw new Refusal('aid.same-party', { path: `acts.${item}.receiver` })
		if (act.returnOn !== undefined && act.returnOn < act.on)
			throw new Refusal('aid.return-before', { path: `acts.${item}.returnOn`, details: { on: act.on } })
		const communeId = act.communeId ?? receiver.communeId ?? giver.communeId
		if (communeId === null) throw new Refusal('aid.place-missing', { path: `acts.${item}.communeId` })
		return { act, giver, receiver, communeId }
	})
}

/** Help is entered where the asker works. */
async function refuseForeignPlaces(tx: Tx, placed: readonly PlacedAct[], asker: Asker, today: CalendarDate): Promise<void> {
	const places = new Map(placed.map(({ communeId }, item) => [communeId, item] as const).toReversed())
	for (const [communeId, item] of places)
		try {
			await findCommuneWithin(tx, communeId, asker, today)
		} catch (error) {
			throw error instanceof Refusal ? new Refusal(error.code, { path: `acts.${item}.communeId`, details: error.details }) : error
		}
}

function newAid({ act, giver, receiver, communeId }: PlacedAct, id: string): NewAid {
	return {
		id,
		mode: act.mode,
		unit: act.quantity.unit,
		goods: act.goods ?? null,
		purpose: act.purpose,
		programme: act.programme ?? null,
		on: act.on,
		giver,
		receiver,
		communeId,
		groupId: 'groupId' in act.receiver ? act.receiver.groupId : 'groupId' in act.giver ? act.giver.groupId : null,
		value: act.value ?? null,
	}
}

function happeningOf(type: AidEventType, on: CalendarDate, { amount }: Quantity, details: Readonly<Record<string, unknown>>): Happening {
	return { type, on, amount, details: noted(details), reverses: null }
}
