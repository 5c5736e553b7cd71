import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { findGroup } from '../groups/actions.js'
import { closeGroup, insertChanges, type NewChange } from '../groups/change-store.js'
import { type Membership, membersOn } from '../groups/membership.js'
import { movePlaceOfGroup } from '../groups/places-store.js'
import type { GroupRow } from '../groups/schemas.js'
import { applyChanges, codeIsTaken, insertGroups, insertMemberships, lockGroups, readGroup, readHistory } from '../groups/store.js'
import { must } from '../kernel/assert.js'
import { addDays, type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import { insertExternalCodes } from '../units/store.js'
import { carryContracts, nothingCarried, refuseCashHeld, refuseLaterHistory, refuseOwnDebt } from './carry-actions.js'
import { divide, membersOfPart, membersWhoCome } from './parts.js'
import type { MergeGroup, MoveGroup, NewGroup, SplitGroup } from './schemas.js'

/**
 * Splits a group from a day on: its members, with their loans and savings, go into the new groups that name them; who is
 * named in none stays. Where nobody stays, the day before was the group's last.
 */
export async function splitGroup(tx: Tx, groupId: string, command: SplitGroup, asker: Asker, today: CalendarDate) {
	const { on, newGroups, decisionNo, reason } = command
	const [group] = await holdGroups(tx, [groupId], on, asker, today)
	await refuseLaterHistory(tx, { groupIds: [groupId], on, ending: groupId })
	const members = membersOn(await readHistory(tx, groupId), on)
	const { partOf, staying } = divide(members, newGroups, on)
	await refuseCashHeld(tx, groupId)
	if (staying.length === 0) await refuseOwnDebt(tx, groupId, on)
	const ids: string[] = []
	for (const [index, part] of newGroups.entries()) {
		const id = await openPart(tx, must(group, 'the group that is split'), part, on, index)
		await insertMemberships(
			tx,
			membersOfPart(members, part, on).map((membership) => ({ ...membership, groupId: id })),
		)
		ids.push(id)
	}
	await endMemberships(
		tx,
		groupId,
		members.filter(({ memberId }) => partOf.has(memberId)),
		on,
	)
	const to = (memberId: string | null): string | null => ids[partOf.get(memberId ?? '') ?? -1] ?? null
	const why = { groupId, on, decisionNo, reason: reason ?? 'Tách tổ' }
	const carried = await carryContracts(tx, { ...why, to, closing: staying.length === 0 }, asker, today)
	if (staying.length === 0) await closeGroup(tx, groupId, addDays(on, -1))
	await insertChanges(
		tx,
		ids.map((newGroupId) => changeOf('split', groupId, newGroupId, command)),
		asker.userId,
	)
	const parts = []
	for (const id of ids) parts.push(await findGroup(tx, id, asker, today))
	return { group: await findGroup(tx, groupId, asker, today), newGroups: parts, carried }
}

/** Merges a group into another of its kind and lender from a day on; the day before was its last. */
export async function mergeGroup(tx: Tx, groupId: string, command: MergeGroup, asker: Asker, today: CalendarDate) {
	const { on, into, decisionNo, reason } = command
	if (into === groupId) throw new Refusal('reorganisation.into-itself', { path: 'into' })
	const [group, target] = await holdGroups(tx, [groupId, into], on, asker, today)
	if (group?.kind !== target?.kind) throw new Refusal('reorganisation.kinds-differ', { path: 'into' })
	if (group?.lenderId !== target?.lenderId) throw new Refusal('reorganisation.lenders-differ', { path: 'into' })
	await refuseLaterHistory(tx, { groupIds: [groupId, into], on, ending: groupId, joining: into })
	await refuseCashHeld(tx, groupId)
	await refuseOwnDebt(tx, groupId, on)
	const members = membersOn(await readHistory(tx, groupId), on)
	const coming = membersWhoCome(members, membersOn(await readHistory(tx, into), on), on)
	await insertMemberships(
		tx,
		coming.map((membership) => ({ ...membership, groupId: into })),
	)
	await endMemberships(tx, groupId, members, on)
	const came = new Set(members.map(({ memberId }) => memberId))
	const to = (memberId: string | null): string | null => (memberId !== null && came.has(memberId) ? into : null)
	const why = { groupId, on, decisionNo, reason: reason ?? 'Nhập tổ' }
	const carried = await carryContracts(tx, { ...why, to, closing: true }, asker, today)
	await closeGroup(tx, groupId, addDays(on, -1))
	await insertChanges(tx, [changeOf('merged', groupId, into, command)], asker.userId)
	return { group: await findGroup(tx, groupId, asker, today), into: await findGroup(tx, into, asker, today), carried }
}

/** Moves a whole group, with all that it and its members owe and save through it, to another commune or hamlet from a day on. */
export async function moveGroup(tx: Tx, groupId: string, command: MoveGroup, asker: Asker, today: CalendarDate) {
	const { on, communeId, hamlet = null, decisionNo, reason } = command
	const [held] = await holdGroups(tx, [groupId], on, asker, today)
	const group = must(held, 'the group that moves')
	await findCommuneWithin(tx, communeId, asker, today)
	if (group.communeId === communeId && group.hamlet === hamlet) throw new Refusal('reorganisation.already-there', { path: 'communeId' })
	await refuseLaterHistory(tx, { groupIds: [groupId], on })
	await movePlaceOfGroup(tx, groupId, { on, communeId, hamlet }, today)
	const why = { groupId, on, decisionNo, reason: reason ?? 'Tổ chuyển địa bàn', to: () => groupId, closing: false }
	const carried = group.communeId === communeId ? nothingCarried : await carryContracts(tx, why, asker, today)
	await insertChanges(tx, [changeOf('moved', groupId, null, command)], asker.userId)
	return { group: await findGroup(tx, groupId, asker, today), carried }
}

/** The groups as they are on the day, held until the transaction ends; refused where one is closed or was not there the day before. */
async function holdGroups(
	tx: Tx,
	ids: readonly string[],
	on: CalendarDate,
	asker: Asker,
	today: CalendarDate,
): Promise<readonly GroupRow[]> {
	refuseFutureDay(on, today)
	await lockGroups(tx, ids)
	const groups: GroupRow[] = []
	for (const id of ids) {
		const group = await readGroup(tx, asker.scope, id, on)
		if (group === null) throw new Refusal('group.not-found', ids[0] === id ? {} : { path: 'into' })
		if (group.closedOn !== null) throw new Refusal('reorganisation.group-closed', { details: { on: vietnameseDate(group.closedOn) } })
		if (group.establishedOn >= on)
			throw new Refusal('reorganisation.before-group', { path: 'on', details: { on: vietnameseDate(group.establishedOn) } })
		groups.push(group)
	}
	return groups
}

async function openPart(tx: Tx, group: GroupRow, part: NewGroup, on: CalendarDate, index: number): Promise<string> {
	const { code = null, externalCode, name, hamlet = group.hamlet } = part
	if (code !== null && (await codeIsTaken(tx, code)))
		throw new Refusal('group.code-taken', { path: `newGroups.${index}.code`, details: { code } })
	const { kind, lenderId, communeId } = group
	const [made] = await insertGroups(tx, [{ code, name, kind, lenderId, communeId, hamlet, establishedOn: on, closedOn: null }])
	const id = must(made, 'a group that was just made')
	if (externalCode !== undefined && group.lenderCode !== null)
		await insertExternalCodes(tx, [{ ownerKind: 'group', ownerId: id, issuer: group.lenderCode, code: externalCode }])
	return id
}

/** Ends memberships on the day before. */
async function endMemberships(tx: Tx, groupId: string, members: readonly Membership[], on: CalendarDate): Promise<void> {
	await applyChanges(
		tx,
		groupId,
		members.map(({ id }) => ({ kind: 'ended', id, to: addDays(on, -1) })),
	)
}

function changeOf(
	kind: 'split' | 'merged' | 'moved',
	groupId: string,
	newGroupId: string | null,
	{
		on,
		decisionNo,
		reason = null,
	}: { readonly on: CalendarDate; readonly decisionNo: string; readonly reason?: string | undefined | null },
): NewChange {
	return { kind, groupId, newGroupId, memberId: null, on, decisionNo, minutesNo: null, reason }
}
