import type { Membership } from '../groups/membership.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'

/** One of the groups that a group is split into. */
export type Part = { readonly memberIds: readonly string[]; readonly leaderId: string; readonly deputyId?: string | undefined }

/** Where the members of a group go: into which part each, and who stays. */
export type Division = { readonly partOf: ReadonlyMap<string, number>; readonly staying: readonly Membership[] }

/**
 * Divides the members of a day over the parts: each is in one of them or stays. Refuses a member who is named twice or is
 * none, a leader or deputy who is not in her part, and a division after which there is still one group of them all.
 */
export function divide(members: readonly Membership[], parts: readonly Part[], on: CalendarDate): Division {
	const ofGroup = new Set(members.map(({ memberId }) => memberId))
	const partOf = new Map<string, number>()
	for (const [index, { memberIds, leaderId, deputyId }] of parts.entries()) {
		for (const [place, memberId] of memberIds.entries()) {
			const path = `newGroups.${index}.memberIds.${place}`
			if (!ofGroup.has(memberId)) throw new Refusal('reorganisation.member-of-another-group', { path, details: { on: vietnameseDate(on) } })
			if (partOf.has(memberId)) throw new Refusal('reorganisation.member-twice', { path })
			partOf.set(memberId, index)
		}
		if (partOf.get(leaderId) !== index) throw new Refusal('reorganisation.leader-elsewhere', { path: `newGroups.${index}.leaderId` })
		if (deputyId === leaderId) throw new Refusal('reorganisation.leader-is-deputy', { path: `newGroups.${index}.deputyId` })
		if (deputyId !== undefined && partOf.get(deputyId) !== index)
			throw new Refusal('reorganisation.leader-elsewhere', { path: `newGroups.${index}.deputyId` })
	}
	const staying = members.filter(({ memberId }) => !partOf.has(memberId))
	if (parts.length === 1 && staying.length === 0) throw new Refusal('reorganisation.nothing-split', { path: 'newGroups' })
	return { partOf, staying }
}

/** What the members of one part are in it from the day on. What was declared of a committee that is no more is not carried over. */
export function membersOfPart(members: readonly Membership[], { memberIds, leaderId, deputyId }: Part, from: CalendarDate) {
	const named = new Set(memberIds)
	return members
		.filter(({ memberId }) => named.has(memberId))
		.map(({ memberId, inStandingCommittee }): Omit<Membership, 'id'> => {
			const role = memberId === leaderId ? 'leader' : memberId === deputyId ? 'deputy' : 'member'
			return { memberId, role, from, to: null, kinship: null, inStandingCommittee }
		})
}

/** Who of a group that goes into another comes there new: as a member, whatever she was; who is there already stays what she is. */
export function membersWhoCome(members: readonly Membership[], there: readonly Membership[], from: CalendarDate) {
	const known = new Set(there.map(({ memberId }) => memberId))
	return members
		.filter(({ memberId }) => !known.has(memberId))
		.map(
			({ memberId, inStandingCommittee }): Omit<Membership, 'id'> => ({
				memberId,
				role: 'member',
				from,
				to: null,
				kinship: null,
				inStandingCommittee,
			}),
		)
}
