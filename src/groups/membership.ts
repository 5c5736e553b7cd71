import { addDays, type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { GroupRole, Kinship } from './committee.js'

/** Who was what from one day to another, both included; null while it lasts. */
export type Membership = {
	readonly id: string
	readonly memberId: string
	readonly role: GroupRole
	readonly from: CalendarDate
	readonly to: CalendarDate | null
	readonly kinship: Kinship | null
	readonly inStandingCommittee: boolean
}

export type MembershipCommand = {
	readonly memberId: string
	readonly role: GroupRole
	readonly from: CalendarDate
	readonly to: CalendarDate | null
	readonly kinship: Kinship | null
	readonly inStandingCommittee: boolean
}

export type MembershipChange =
	| { readonly kind: 'replaced'; readonly id: string; readonly membership: Omit<Membership, 'id'> }
	| { readonly kind: 'ended'; readonly id: string; readonly to: CalendarDate }
	| { readonly kind: 'declared'; readonly id: string; readonly kinship: Kinship | null; readonly inStandingCommittee: boolean }
	| { readonly kind: 'opened'; readonly membership: Omit<Membership, 'id'> }

type Group = { readonly establishedOn: CalendarDate; readonly closedOn: CalendarDate | null; readonly history: readonly Membership[] }

/**
 * What a membership changes in the history of a group. A new role ends the one before on the day before it; the same
 * role with a last day ends there; a role for a time is followed by what it interrupted. Endings come before openings.
 * Refuses what would overlap: a member twice, or two leaders on one day.
 */
export function changeMembership(group: Group, command: MembershipCommand): readonly MembershipChange[] {
	refuseOutside(group, command)
	const own = group.history.filter((one) => one.memberId === command.memberId && overlaps(one, command))
	const current = own.find((one) => one.from <= command.from) ?? null
	const later = own.find((one) => one.id !== current?.id)
	if (later !== undefined) throw new Refusal('membership.overlaps', { path: 'from', details: periodOf(later) })
	if (command.role === 'leader') refuseSecondLeader(group.history, command)
	if (current === null) return [opened(command)]
	return current.role === command.role ? sameRole(current, command) : otherRole(current, command)
}

/** Who was in the group on a day. */
export function membersOn(history: readonly Membership[], day: CalendarDate): readonly Membership[] {
	return history.filter((one) => one.from <= day && (one.to === null || one.to >= day))
}

function sameRole(current: Membership, command: MembershipCommand): readonly MembershipChange[] {
	if (command.to !== null) return [{ kind: 'ended', id: current.id, to: command.to }]
	const { kinship, inStandingCommittee } = command
	if (kinship === current.kinship && inStandingCommittee === current.inStandingCommittee) {
		throw new Refusal('membership.already', { path: 'role', details: periodOf(current) })
	}
	return [{ kind: 'declared', id: current.id, kinship, inStandingCommittee }]
}

function otherRole(current: Membership, command: MembershipCommand): readonly MembershipChange[] {
	const { to } = command
	const after = to !== null && (current.to === null || current.to > to) ? [opened({ ...current, from: addDays(to, 1) })] : []
	// A role that would have lasted no day was a slip: it is replaced, and leaves no history.
	if (current.from === command.from) return [{ kind: 'replaced', id: current.id, membership: factsOf(command) }, ...after]
	return [{ kind: 'ended', id: current.id, to: addDays(command.from, -1) }, opened(command), ...after]
}

function opened(membership: MembershipCommand): MembershipChange {
	return { kind: 'opened', membership: factsOf(membership) }
}

function factsOf(membership: MembershipCommand): Omit<Membership, 'id'> {
	const { memberId, role, from, to, kinship, inStandingCommittee } = membership
	return { memberId, role, from, to, kinship, inStandingCommittee }
}

function refuseOutside(group: Group, command: MembershipCommand): void {
	if (command.to !== null && command.to < command.from) throw new Refusal('membership.ends-before', { path: 'to' })
	if (command.from < group.establishedOn) {
		throw new Refusal('membership.before-group', { path: 'from', details: { on: vietnameseDate(group.establishedOn) } })
	}
	if (group.closedOn !== null && (command.to ?? command.from) > group.closedOn) {
		throw new Refusal('membership.after-group', { path: 'to', details: { on: vietnameseDate(group.closedOn) } })
	}
}

function refuseSecondLeader(history: readonly Membership[], command: MembershipCommand): void {
	const other = history.find((one) => one.role === 'leader' && one.memberId !== command.memberId && overlaps(one, command))
	if (other !== undefined) throw new Refusal('membership.leader-already', { path: 'role', details: periodOf(other) })
}

function overlaps(a: { from: CalendarDate; to: CalendarDate | null }, b: { from: CalendarDate; to: CalendarDate | null }): boolean {
	return (b.to === null || a.from <= b.to) && (a.to === null || a.to >= b.from)
}

function periodOf(one: Membership): { from: string; to: string } {
	return { from: vietnameseDate(one.from), to: one.to === null ? '…' : vietnameseDate(one.to) }
}
