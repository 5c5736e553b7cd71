import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { findMember } from '../members/actions.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { findCommuneWithin } from '../units/actions.js'
import { type Page, pageWish } from '../platform/page.js'
import { communesBelow } from '../units/store.js'
import { readChanges, readKin } from './change-store.js'
import { committeeWarnings, groupWarningSentence, type Officeholder } from './committee.js'
import { changeMembership, type Membership, membersOn } from './membership.js'
import { rulesOfGroup } from './rule-actions.js'
import { sizeOf } from './rules.js'
import type { GroupRow, GroupView, ListGroups, OpenGroup, RecordMembership } from './schemas.js'
import * as store from './store.js'

/** Establishes a group. It has no members yet, and its first warnings say so. */
export async function openGroup(tx: Tx, command: OpenGroup, asker: Asker, today: CalendarDate): Promise<GroupView> {
	if (command.code !== undefined && (await store.codeIsTaken(tx, command.code))) {
		throw new Refusal('group.code-taken', { path: 'code', details: { code: command.code } })
	}
	await findCommuneWithin(tx, command.communeId, asker, today)
	if (command.lenderId !== undefined) await findLender(tx, command.lenderId, asker)
	const [id] = await store.insertGroups(tx, [
		{
			code: command.code ?? null,
			name: command.name,
			kind: command.kind,
			lenderId: command.lenderId ?? null,
			communeId: command.communeId,
			hamlet: command.hamlet ?? null,
			establishedOn: command.establishedOn,
			closedOn: null,
		},
	])
	return findGroup(tx, must(id, 'the group was entered'), asker, today)
}

/** Groups by code, with their size and leader today. */
export async function listGroups(tx: Tx, query: ListGroups, asker: Asker, today: CalendarDate): Promise<Page<GroupRow>> {
	const places = [query.communeId, query.unitId].filter((id) => id !== undefined)
	const communeIds: (readonly string[])[] = []
	for (const place of places) communeIds.push(await communesBelow(tx, place))
	const filter = { lenderId: query.lenderId ?? null, communeIds, kind: query.kind ?? null, q: query.q ?? null }
	return store.listGroups(tx, asker.scope, today, filter, pageWish(query))
}

/** A group with its members on a day and what an inspection would note; 404 beyond the asker's scope. */
export async function findGroup(tx: Tx, id: string, asker: Asker, on: CalendarDate): Promise<GroupView> {
	const group = await store.readGroup(tx, asker.scope, id, on)
	if (group === null) throw new Refusal('group.not-found')
	const present = await store.readMembersOn(tx, id, on)
	const deputy = present.find((one) => one.role === 'deputy')
	const warnings = await warningsOf(tx, group, on)
	return {
		...group,
		...(await readKin(tx, id)),
		on,
		deputy: deputy === undefined ? null : { id: deputy.memberId, code: deputy.code, name: deputy.name },
		members: [...present],
		warnings: warnings.map((warning) => ({
			code: `group.${warning.code}`,
			message: groupWarningSentence(warning, asker.language),
			source: warning.source,
		})),
	}
}

/**
 * Records who is what in a group from a day on; what was before becomes history. Answers the group as of today, or as of
 * the day from which it holds where that is still to come.
 */
export async function recordMembership(
	tx: Tx,
	{ groupId, ...command }: RecordMembership & { readonly groupId: string },
	asker: Asker,
	today: CalendarDate,
): Promise<GroupView> {
	const group = await store.readGroup(tx, asker.scope, groupId, today)
	if (group === null) throw new Refusal('group.not-found')
	await findMember(tx, command.memberId, asker)
	await store.lockGroup(tx, groupId)
	const history = await store.readHistory(tx, groupId)
	const declared = history.find((one) => one.memberId === command.memberId && one.role === command.role && one.to === null)
	const changes = changeMembership(
		{ establishedOn: group.establishedOn, closedOn: group.closedOn, history },
		{
			memberId: command.memberId,
			role: command.role,
			from: command.from,
			to: command.to ?? null,
			kinship: command.kinship ?? declared?.kinship ?? null,
			inStandingCommittee: command.inStandingCommittee ?? declared?.inStandingCommittee ?? false,
		},
	)
	await store.applyChanges(tx, groupId, changes)
	return findGroup(tx, groupId, asker, command.from > today ? command.from : today)
}

/** What was decided about a group, its members, and the groups that it came of or became. */
export async function listChanges(tx: Tx, id: string, asker: Asker, today: CalendarDate) {
	if ((await store.readGroup(tx, asker.scope, id, today)) === null) throw new Refusal('group.not-found')
	return { items: await readChanges(tx, id), next: null }
}

async function warningsOf(tx: Tx, group: GroupRow, on: CalendarDate) {
	const present = membersOn(await store.readHistory(tx, group.id), on)
	const leader = present.find((one) => one.role === 'leader') ?? null
	const deputy = present.find((one) => one.role === 'deputy') ?? null
	const memberIds = [leader, deputy].flatMap((one) => (one === null ? [] : [one.memberId]))
	const elsewhere =
		group.lenderId === null || memberIds.length === 0
			? new Set<string>()
			: await store.leadersForAnotherBank(tx, { memberIds, lenderId: group.lenderId, on })
	const holder = (one: Membership | null): Officeholder | null =>
		one === null
			? null
			: { kinship: one.kinship, inStandingCommittee: one.inStandingCommittee, leadsForAnotherBank: elsewhere.has(one.memberId) }
	const sizeRule = (await rulesOfGroup(tx, group.id))('size', on)
	return committeeWarnings({
		size: present.length,
		sizeRule: sizeRule === null ? null : sizeOf(sizeRule),
		leader: holder(leader),
		deputy: holder(deputy),
	})
}
