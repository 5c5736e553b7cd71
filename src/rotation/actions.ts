import type { Asker } from '../access/asker.js'
import { type Recorder, record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import { comesInOrder, type Happening, refuseFutureDay } from '../contracts/telling.js'
import { findGroup } from '../groups/actions.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import { findMember } from '../members/actions.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import { type Circle, circleOf } from './circle.js'
import type { CircleEventDetails, CircleEventType } from './event.js'
import { agreedTerms, storedTerms } from './opening.js'
import { circleEventOf, circleOfStored, keptCircle, stepsOf } from './kept.js'
import { peopleOf, viewOf } from './question-actions.js'
import type { OpenCircle } from './schemas.js'
import * as store from './store.js'
import type { CircleRow, NewCircle } from './stored.js'
import type { CircleTerms } from './terms.js'
import { outcomeView } from './views.js'
import { ageWarnings } from './warnings.js'

/** Opens a circle: freezes what was agreed, and answers it with what the law asks besides (notice to the commune, ages, late interest). */
export async function openCircle(tx: Tx, command: OpenCircle, asker: Asker, today: CalendarDate) {
	refuseFutureDay(command.openedOn, today, 'openedOn')
	if (command.code !== undefined && (await store.circleCodeIsTaken(tx, command.code)))
		throw new Refusal('rotation.code-taken', { path: 'code', details: { code: command.code } })
	const communeId = await placeOf(tx, command, asker, today)
	const { memberId = null, name } = command.organiser
	if (memberId === null && name === undefined) throw new Refusal('rotation.organiser-missing', { path: 'organiser' })
	const terms = agreedTerms(command)
	const ids = [
		...new Set([
			...terms.shares.flatMap(({ holders }) => holders.map((holder) => holder.memberId)),
			...(memberId === null ? [] : [memberId]),
		]),
	]
	for (const id of ids) await findMember(tx, id, asker)
	const people = await store.readPeople(tx, ids)
	const young = ageWarnings([...people.values()], command.openedOn, asker.language)
	const happening: Happening = {
		type: 'opened',
		on: command.openedOn,
		amount: null,
		details: noted({ note: command.note }),
		reverses: null,
	}
	const id = await writeCircle(
		tx,
		{
			code: command.code ?? null,
			name: command.name,
			groupId: command.groupId ?? null,
			communeId,
			organiserId: memberId,
			organiserName: memberId === null ? (name ?? '') : must(people.get(memberId), 'the organiser').name,
			openedOn: command.openedOn,
			agreementNo: command.agreementNo ?? null,
		},
		terms,
		[{ happenings: [happening], by: { userId: asker.userId, today } }],
	)
	const row = await store.readCircle(tx, id, asker.scope, 'read')
	const view = await viewOf(tx, row, asker, { asOf: today, knownAt: row.contract.lastRecordedAt })
	return { ...view, warnings: [...view.warnings, ...young] }
}

/**
 * Writes what was agreed, and then what happened, meeting by meeting, each by the same telling as one event at a time: for a circle that is
 * opened now, and for the demonstration and imports, which say when each was learnt.
 */
export async function writeCircle(
	tx: Tx,
	made: Omit<NewCircle, 'id' | 'terms'>,
	terms: CircleTerms,
	meetings: readonly { readonly happenings: readonly Happening[]; readonly by: Recorder }[],
): Promise<string> {
	const book = must(await readBook(tx, 'groups'), 'the book of groups and circles')
	const [contract] = await insertContracts(tx, 'circle', [{ bookId: book.id, on: made.openedOn }])
	const id = must(contract, 'a contract that was just made')
	await store.insertCircle(tx, { ...made, id, terms: storedTerms(terms) })
	const circle = circleOf(terms)
	const fresh: StoredContract = {
		id,
		bookId: book.id,
		chart: book.kind,
		version: 0,
		lastOn: made.openedOn,
		lastRecordedAt: '' as Instant,
		state: {},
	}
	for (const [index, { happenings, by }] of meetings.entries()) {
		const kept = keptCircle(circle, index === 0 ? fresh : (await store.readCircle(tx, id, { kind: 'all' }, 'lock')).contract)
		await record(
			tx,
			happenings.map((happening) => ({ kept, happening })),
			by,
		)
	}
	return id
}

async function placeOf(tx: Tx, { groupId, communeId }: OpenCircle, asker: Asker, today: CalendarDate): Promise<string> {
	if (groupId !== undefined) return (await findGroup(tx, groupId, asker, today)).communeId
	if (communeId === undefined) throw new Refusal('rotation.place-missing', { path: 'groupId' })
	return (await findCommuneWithin(tx, communeId, asker, today)).id
}

/** What is recorded on a circle: the fields of its command that are not the day and the amount are its details. */
export type CircleCommand = { readonly on: CalendarDate; readonly amount?: Money | undefined } & CircleEventDetails

/** Records one event of a circle, and answers what it did. */
export async function recordOnCircle(
	tx: Tx,
	circleId: string,
	type: CircleEventType,
	command: CircleCommand,
	asker: Asker,
	today: CalendarDate,
) {
	return recordAll(tx, circleId, [{ type, command }], asker, today)
}

/** Records the shares that were put in at one meeting, all or nothing; a refusal names the line. */
export async function contribute(
	tx: Tx,
	circleId: string,
	{ on, contributions }: { readonly on: CalendarDate; readonly contributions: readonly Omit<CircleCommand, 'on'>[] },
	asker: Asker,
	today: CalendarDate,
) {
	const wanted = contributions.map((line) => ({ type: 'contributed' as const, command: { ...line, on } }))
	try {
		return await recordAll(tx, circleId, wanted, asker, today)
	} catch (error) {
		if (!(error instanceof Refusal) || !error.code.startsWith('rotation.') || error.code === 'rotation.not-found') throw error
		throw (wanted.length === 1 ? error.of(0) : error).within('contributions', 'amount')
	}
}

/** Another takes over a member's shares; she is one of our members, within reach, and old enough. */
export async function replaceMember(
	tx: Tx,
	circleId: string,
	command: CircleCommand & { readonly newMemberId: string },
	asker: Asker,
	today: CalendarDate,
) {
	await findMember(tx, command.newMemberId, asker)
	ageWarnings([...(await store.readPeople(tx, [command.newMemberId])).values()], command.on, asker.language)
	return recordOnCircle(tx, circleId, 'replaced', command, asker, today)
}

/** Undoes an event: it and its reversal fall away from the history, and the book receives the difference on the days it touched. */
export async function reverseCircleEvent(
	tx: Tx,
	circleId: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readCircle(tx, circleId, asker.scope, 'lock')
	const history = await historyOf(tx, circleId)
	const target = eventToUndo(history, eventId)
	if (target.type === 'opened') throw new Refusal('rotation.opening-not-reversed')
	const happening = reversalOf(target, command, today)
	return write(tx, row, history, [happening], asker, today)
}

async function recordAll(
	tx: Tx,
	circleId: string,
	wanted: readonly { readonly type: CircleEventType; readonly command: CircleCommand }[],
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readCircle(tx, circleId, asker.scope, 'lock')
	const history = await historyOf(tx, circleId)
	const circle = circleOfStored(row.terms)
	const happenings = wanted.map(({ type, command: { on, amount, ...details } }): Happening => {
		const happening: Happening = { type, on, amount: amount ?? null, details: noted(details), reverses: null }
		return wanted.length === 1 ? withAmountTold(circle, row, history, happening) : happening
	})
	return write(tx, row, history, happenings, asker, today)
}

/**
 * What was handed out, or put in for another, on a day is a fact of that day: where nobody says how much, the engine says it from
 * what is known now, and that is recorded. What comes to light later does not change it.
 */
function withAmountTold(circle: Circle, row: CircleRow, history: readonly StoredEvent[], happening: Happening): Happening {
	if (happening.amount !== null || (happening.type !== 'drawn' && happening.type !== 'advanced')) return happening
	const event = circleEventOf({
		...happening,
		contractId: row.contract.id,
		seq: row.contract.version + 1,
		recordedAt: '' as Instant,
		recordedBy: '',
	})
	const { state } = keptCircle(circle, row.contract)
	if (comesInOrder(row.contract, happening)) return { ...happening, amount: circle.tellCircle(state, event).amount }
	const earlier = history.filter(({ on }) => on <= happening.on).map(circleEventOf)
	return { ...happening, amount: stepsOf(circle, [...earlier, event]).at(-1)?.amount ?? null }
}

async function write(
	tx: Tx,
	row: CircleRow,
	history: readonly StoredEvent[],
	happenings: readonly Happening[],
	asker: Asker,
	today: CalendarDate,
) {
	const circle = circleOfStored(row.terms)
	const kept = keptCircle(circle, row.contract)
	const outcomes = await record(
		tx,
		happenings.map((happening) => ({ kept, happening })),
		{ userId: asker.userId, today },
	)
	const told = happenings.map((happening, index) => {
		const { seq } = must(outcomes[index], 'an outcome of each')
		return circleEventOf({ ...happening, contractId: row.contract.id, seq, recordedAt: '' as Instant, recordedBy: asker.userId })
	})
	const steps = stepsOf(circle, [...history.map(circleEventOf), ...told])
	const people = await peopleOf(tx, steps.at(-1)?.state ?? circle.begin)
	return outcomeView(row, circle, {
		steps,
		seqs: told,
		entries: outcomes.flatMap(({ seq, entries }) => entries.map(({ id }) => ({ seq, id }))),
		before: circle.begin,
		people,
		language: asker.language,
	})
}

async function historyOf(tx: Tx, circleId: string): Promise<readonly StoredEvent[]> {
	return (await readEvents(tx, [circleId])).get(circleId) ?? []
}

/** Only what is said is kept, as it is written down. */
function noted(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return JSON.parse(JSON.stringify(details)) as Record<string, unknown>
}
