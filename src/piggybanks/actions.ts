import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import type { StoredContract } from '../contracts/stored.js'
import { type Happening, noted, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate, yearOf } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import type { PiggyBankEventType } from './event.js'
import { cachedState, keptPiggyBank, piggyBankOfRow } from './kept.js'
import type { OpenPiggyBank, OpenPiggyBanks, PayOut, ReverseEvent, StartPiggyBanks } from './schemas.js'
import * as store from './store.js'
import type { GroupThen } from './stored.js'
import { outcomeView, piggyBankLine } from './views.js'
import { refuseWitnesses } from './witnesses.js'

/** What is recorded on a piggy bank: the fields of its command that are not the day and the amount are its details. */
type PiggyBankCommand = { readonly on: CalendarDate; readonly amount?: Money | undefined } & Readonly<Record<string, unknown>>

/** Starts piggy banks of a group, one for each of its members or one of all of them: every one, or none. `recordedAt` is now unless it is told. */
export async function startPiggyBanks(tx: Tx, command: StartPiggyBanks, asker: Asker, today: CalendarDate, recordedAt?: Instant) {
	const { groupId, startedOn, opensOn, target, note, year = yearOf(startedOn) } = command
	refuseFutureDay(startedOn, today, 'startedOn')
	if (opensOn <= startedOn) throw new Refusal('piggy-bank.opens-before-start', { path: 'opensOn' })
	const group = await store.lockGroupThen(tx, groupId, startedOn, asker.scope)
	if (group === null) throw new Refusal('group.not-found')
	const owners = ownersOf(command, group)
	await refuseUnopened(tx, { groupId, year, owners }, asker)
	const book = must(await readBook(tx, 'groups'), 'the book of groups')
	const ids = await insertContracts(
		tx,
		'piggy-bank',
		owners.map(() => ({ bookId: book.id, on: startedOn })),
	)
	const { communeId } = group
	const made = ids.map((id, index) => ({ id, groupId, communeId, memberId: owners[index] ?? null, year, target, startedOn, opensOn }))
	await store.insertPiggyBanks(tx, made)
	const details = note === undefined ? {} : { note }
	const happening: Happening = { type: 'started', on: startedOn, amount: null, details, reverses: null }
	const untold: Omit<StoredContract, 'id'> = {
		bookId: book.id,
		chart: book.kind,
		version: 0,
		lastOn: startedOn,
		lastRecordedAt: '' as Instant,
		state: {},
	}
	await record(
		tx,
		made.map((one) => ({ kept: keptPiggyBank(piggyBankOfRow(one), { ...untold, id: one.id }), happening })),
		{ userId: asker.userId, today, recordedAt },
	)
	const rows = await store.readPiggyBanks(tx, ids, asker.scope, 'read')
	return { items: rows.map((row) => piggyBankLine(row, cachedState(row.contract))) }
}

/** Puts counted money into a piggy bank; usually nobody counts before it is opened. */
export function feedPiggyBank(tx: Tx, id: string, command: PiggyBankCommand, asker: Asker, today: CalendarDate) {
	return recordOnPiggyBank(tx, id, 'fed', command, asker, today)
}

/** Opens a piggy bank (mổ lợn): what is in it is counted by denomination before two witnesses. */
export async function openPiggyBank(tx: Tx, id: string, command: OpenPiggyBank, asker: Asker, today: CalendarDate) {
	const { memberId, memberName } = await store.readPiggyBank(tx, id, asker.scope, 'read')
	refuseWitnesses(ownerOf({ memberId, memberName }), command.witnesses)
	return recordOnPiggyBank(tx, id, 'opened', command, asker, today)
}

/** Opens many piggy banks of a group in one set of minutes, each counted by itself: every one of them, or none. */
export async function openPiggyBanks(tx: Tx, command: OpenPiggyBanks, asker: Asker, today: CalendarDate, recordedAt?: Instant) {
	const { groupId, piggyBanks, total: told, witnesses, ...shared } = command
	const total = sum(piggyBanks.map(({ amount }) => amount))
	if (told !== undefined && told !== total)
		throw new Refusal('piggy-bank.total-differs', { path: 'total', details: { sum: String(total), total: String(told) } })
	const wanted = piggyBanks.map(({ piggyBankId, ...counted }) => ({
		id: piggyBankId,
		command: { ...shared, ...counted, witnesses: counted.witnesses ?? witnesses },
	}))
	const outcomes = await inList(async () => {
		const rows = await store.readPiggyBanks(
			tx,
			wanted.map(({ id }) => id),
			asker.scope,
			'lock',
		)
		const byId = new Map(rows.map((row) => [row.contract.id, row]))
		for (const [item, { id, command: opening }] of wanted.entries()) {
			const row = byId.get(id)
			if (row === undefined) throw new Refusal('piggy-bank.not-found', { item })
			if (row.groupId !== groupId) throw new Refusal('piggy-bank.of-another-group', { item, details: { code: row.code } })
			ofItem(item, () => refuseWitnesses(ownerOf(row), opening.witnesses))
		}
		return recordOnPiggyBanks(
			tx,
			wanted.map(({ id, command: opening }) => ({ id, type: 'opened' as const, command: opening })),
			asker,
			today,
			recordedAt,
		)
	})
	return { groupId, on: command.on, total, piggyBanks: outcomes }
}

/** Says what became of what was counted. Of a piggy bank of the whole group it goes to who is in the group on that day. */
export async function payOutOfPiggyBank(tx: Tx, id: string, command: PayOut, asker: Asker, today: CalendarDate, recordedAt?: Instant) {
	const { on, memberId } = command
	const { groupId, memberId: ownerId } = await store.readPiggyBank(tx, id, asker.scope, 'read')
	if (ownerId === null && memberId !== undefined) {
		const group = await store.lockGroupThen(tx, groupId, on, asker.scope)
		if (!group?.memberIds.includes(memberId)) throw notInGroup('memberId', on)
	}
	return recordOnPiggyBank(tx, id, 'paid-out', command, asker, today, recordedAt)
}

/** Undoes an event: it and its reversal fall away from the history, and the book receives the difference on the days it touched. */
export async function reversePiggyBankEvent(
	tx: Tx,
	id: string,
	eventId: string,
	{ on, reason }: ReverseEvent,
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readPiggyBank(tx, id, asker.scope, 'lock')
	const history = (await readEvents(tx, [id])).get(id) ?? []
	const target = eventToUndo(history, eventId)
	const happening = reversalOf(target, { on, reason }, today)
	const kept = keptPiggyBank(piggyBankOfRow(row), row.contract)
	const [outcome] = await record(tx, [{ kept, happening }], { userId: asker.userId, today })
	return outcomeView(row, must(outcome, 'an outcome of the recording'), happening)
}

async function recordOnPiggyBank(
	tx: Tx,
	id: string,
	type: PiggyBankEventType,
	command: PiggyBankCommand,
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	const [outcome] = await recordOnPiggyBanks(tx, [{ id, type, command }], asker, today, recordedAt)
	return must(outcome, 'an outcome of the recording')
}

/** Records one event on each of several piggy banks, all or nothing. They are locked in the order of their ids. */
async function recordOnPiggyBanks(
	tx: Tx,
	wanted: readonly { readonly id: string; readonly type: PiggyBankEventType; readonly command: PiggyBankCommand }[],
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	const ids = wanted.map(({ id }) => id)
	const rows = new Map((await store.readPiggyBanks(tx, ids, asker.scope, 'lock')).map((row) => [row.contract.id, row]))
	const given = wanted.map(({ id, type, command: { on, amount, ...details } }) => {
		const row = rows.get(id)
		if (row === undefined) throw new Refusal('piggy-bank.not-found')
		const happening: Happening = { type, on, amount: amount ?? null, details: noted(details), reverses: null }
		return { row, kept: keptPiggyBank(piggyBankOfRow(row), row.contract), happening }
	})
	const outcomes = await record(tx, given, { userId: asker.userId, today, recordedAt })
	return outcomes.map((outcome, index) => {
		const { row, happening } = must(given[index], 'what was given')
		return outcomeView(row, outcome, happening)
	})
}

/** Whose piggy banks are started: of members who are in the group on that day, or its own. */
function ownersOf({ ownedBy, memberIds, startedOn }: StartPiggyBanks, group: GroupThen): readonly (string | null)[] {
	if (ownedBy === 'group') return [null]
	if (group.memberIds.length === 0)
		throw new Refusal('piggy-bank.group-without-members', { path: 'groupId', details: { on: vietnameseDate(startedOn) } })
	for (const [index, id] of (memberIds ?? []).entries())
		if (!group.memberIds.includes(id)) throw notInGroup(`memberIds.${index}`, startedOn)
	return [...new Set(memberIds ?? group.memberIds)]
}

/** Who has one of that year in the group that is not opened yet starts no other. */
async function refuseUnopened(
	tx: Tx,
	{ groupId, year, owners }: { readonly groupId: string; readonly year: number; readonly owners: readonly (string | null)[] },
	asker: Asker,
): Promise<void> {
	const filling = await store.listPiggyBanks(tx, { groupId, year, status: 'filling' }, asker.scope, '0', 2_000)
	const found = filling.find(({ memberId }) => owners.includes(memberId))
	if (found !== undefined)
		throw new Refusal('piggy-bank.has-one', {
			path: found.memberId === null ? 'groupId' : 'memberIds',
			details: { code: found.code, year: String(year) },
		})
}

function ownerOf({ memberId, memberName }: { readonly memberId: string | null; readonly memberName: string | null }) {
	return memberId === null ? null : { id: memberId, name: memberName ?? '' }
}

function notInGroup(path: string, on: CalendarDate): Refusal {
	return new Refusal('piggy-bank.member-not-in-group', { path, details: { on: vietnameseDate(on) } })
}

/** A no to one line of the minutes names the line; one that is recorded alone is not told which it is. */
async function inList<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work()
	} catch (error) {
		throw error instanceof Refusal ? (error.item === null ? error.of(0) : error).within('piggyBanks', 'piggyBankId') : error
	}
}

function ofItem(item: number, work: () => void): void {
	try {
		work()
	} catch (error) {
		throw error instanceof Refusal ? error.of(item) : error
	}
}
