import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { collectCash, refuseHandedOver } from '../custody/actions.js'
import { lockGroup, readGroup, readMembersOn } from '../groups/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { endOfTime } from '../kernel/instant.js'
import { Refusal, sentence } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { changedLines, confirmationNeeded } from './expectation.js'
import { payLines, type PaidLine } from './payment-actions.js'
import { checkedLines, lineDigest, type LineSaid, onAnotherSheet, paidBy, refuseOtherTotal, sheetDigest } from './posted.js'
import { takeReceiptsOf } from './receipt-actions.js'
import type { RecordCollection } from './schemas.js'
import { askedAt } from './sheet-actions.js'
import * as store from './store.js'
import type { NewLine, SheetKind } from './stored.js'

type Meeting = { readonly groupId: string; readonly on: CalendarDate }

/**
 * Records one sitting of one group: all lines in one transaction, or none. A sheet that is found late is of the group in
 * which a loan was on its day. Refused where it was recorded already, where it does not add up, where a line is not of
 * this group, where the cash of that day was handed over, and where somebody is asked for something else than when the
 * sheet was fetched and nobody confirmed it.
 */
export async function recordCollection(tx: Tx, command: RecordCollection, asker: Asker, today: CalendarDate) {
	const { groupId, on, lines } = command
	refuseFutureDay(on, today)
	const paid = checkedLines(lines)
	refuseOtherTotal(paid, command)
	await holdGroup(tx, command, asker)
	await refuseHandedOver(tx, groupId, on)
	const digest = sheetDigest(lines)
	const memberIds = lines.flatMap(({ memberId }) => (memberId === undefined ? [] : [memberId]))
	const others = await store.readSheetsBeside(tx, command, memberIds)
	refuseTwice(others, digest)
	if (command.clientId !== undefined) {
		const same = await store.readSheetByClientId(tx, command.clientId)
		if (same !== null) throw new Refusal('collection.sheet-twice', { path: 'clientId', details: { sheetId: same.id } })
	}
	await refuseRecordedLines(tx, lines)
	await refuseOutsiders(tx, command, lines)
	await refuseChanged(tx, command, lines, asker)
	const posted = await payLines(tx, command, lines, asker, today)
	const kind: SheetKind = others.length === 0 ? 'original' : 'partial'
	const { clientId = null, holderId = null } = command
	const sheetId = await store.nextSheetId(tx)
	const receiptWarnings = await takeReceiptsOf(tx, { sheetId, groupId, on }, lines, asker, today)
	await store.insertSheet(tx, { id: sheetId, groupId, on, kind, clientId, holderId, recordedBy: asker.userId })
	// A phone that is not sure whether its sheet arrived may bring its lines one by one: they are known by what they say.
	const meeting = { groupId, on, sheetClientId: clientId ?? '' }
	const written = lines.map((line, index) => {
		const { clientLineId = null } = line
		const known = clientLineId === null ? null : lineDigest(meeting, line)
		return newLine(line, index + 1, paidAt(posted, index), { clientId: clientLineId, digest: known })
	})
	const { denominations: banknotes = null, note = null } = command
	await store.insertStep(tx, { sheetId, seq: 1, type: 'recorded', digest, banknotes, note, recordedBy: asker.userId }, written)
	await collectCash(tx, { groupId, leaderId: command.holderId, on, amount: paid, sheetId }, asker, today)
	return {
		id: sheetId,
		groupId,
		on,
		kind,
		total: paid,
		lines: outcomeLines(written, posted),
		warnings: [...warningsOf(others, lines, asker), ...receiptWarnings],
	}
}

/** The group within the asker's reach, held until the transaction ends: what is written on its sheets comes one after the other. */
export async function holdGroup(tx: Tx, { groupId, on }: Meeting, asker: Asker) {
	await lockGroup(tx, groupId)
	const group = await readGroup(tx, asker.scope, groupId, on)
	if (group === null) throw new Refusal('group.not-found', { path: 'groupId' })
	return group
}

/** Refuses a line without a payment of somebody who is not of the group on that day; of the others their contracts tell. */
export async function refuseOutsiders(tx: Tx, { groupId, on }: Meeting, lines: readonly LineSaid[]): Promise<void> {
	if (lines.every((line) => paidBy(line) > 0n)) return
	const members = new Set((await readMembersOn(tx, groupId, on)).map(({ memberId }) => memberId))
	const outsider = lines.findIndex((line) => paidBy(line) === 0n && !members.has(line.memberId ?? ''))
	if (outsider >= 0) throw new Refusal('collection.not-a-member', { path: `lines.${outsider}.memberId` })
}

/** A line as it is written down. */
export function newLine(
	line: LineSaid,
	no: number,
	{ payments }: PaidLine,
	more: { readonly clientId?: string | null; readonly digest?: string | null; readonly restates?: number | null },
): NewLine {
	const { memberId = null, status, note = null } = line
	return {
		no,
		memberId,
		status,
		note,
		clientId: more.clientId ?? null,
		digest: more.digest ?? null,
		restates: more.restates ?? null,
		payments,
	}
}

export function outcomeLines(written: readonly NewLine[], posted: readonly PaidLine[]) {
	return written.map(({ no, memberId, status, restates }, index) => {
		const { loans, savings } = paidAt(posted, index)
		return { no, memberId, status, restates, loans, savings }
	})
}

export function paidAt(posted: readonly PaidLine[], index: number): PaidLine {
	return must(posted[index], 'what a line paid')
}

/** Members who are on another sheet of the meeting too: a partial sheet has its reasons, and a double one has not. */
function warningsOf(others: readonly store.SheetBeside[], lines: readonly LineSaid[], asker: Asker) {
	const there = new Map(others.flatMap(({ id, memberIds }) => memberIds.map((memberId) => [memberId, id] as const)))
	return lines.flatMap(({ memberId }, index) => {
		const sheetId = memberId === undefined ? undefined : there.get(memberId)
		if (sheetId === undefined) return []
		const { code, words } = onAnotherSheet
		return [{ code, message: sentence(words, asker.language, { sheetId }), path: `lines.${index}.memberId` }]
	})
}

/** The same payments by the same members on the same day, on a sheet of which something still counts, are the same sheet. */
function refuseTwice(others: readonly store.SheetBeside[], digest: string): void {
	const same = others.find((sheet) => sheet.stands && sheet.digest === digest)
	if (same !== undefined) throw new Refusal('collection.sheet-twice', { details: { sheetId: same.id } })
}

async function refuseRecordedLines(tx: Tx, lines: RecordCollection['lines']): Promise<void> {
	const ids = lines.flatMap(({ clientLineId }) => (clientLineId === undefined ? [] : [clientLineId]))
	if (ids.length === 0) return
	const [known] = await store.readLinesByClientIds(tx, ids)
	if (known === undefined) return
	const index = lines.findIndex(({ clientLineId }) => clientLineId === known.clientId)
	throw new Refusal('collection.line-recorded', { path: `lines.${index}.clientLineId`, details: { sheetId: known.sheetId } })
}

async function refuseChanged(tx: Tx, { groupId, on }: Meeting, lines: RecordCollection['lines'], asker: Asker): Promise<void> {
	if (lines.every(({ expectedVersion }) => expectedVersion === undefined)) return
	const contracts = lines.flatMap(({ loans, savings }) => [
		...loans.map(({ loanId }) => loanId),
		...savings.map(({ accountId }) => accountId),
	])
	await store.lockContracts(tx, contracts)
	const asked = await askedAt(tx, groupId, asker.scope, { asOf: on, knownAt: endOfTime })
	const [first, ...others] = changedLines(lines, asked).map(confirmationNeeded)
	if (first !== undefined) throw new Refusal(first.code, { path: first.path, details: first.details, others })
}
