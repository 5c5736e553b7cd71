import type { Asker } from '../access/asker.js'
import { reaches } from '../access/reach.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { findGroup, recordMembership } from '../groups/actions.js'
import { insertChanges } from '../groups/change-store.js'
import { membersOn } from '../groups/membership.js'
import { rulesOfGroup } from '../groups/rule-actions.js'
import type { GroupRow } from '../groups/schemas.js'
import { lockGroup, readGroup, readHistory } from '../groups/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { LoanThen } from '../lending/question-actions.js'
import { standingOf } from '../lending/standing.js'
import { findMember } from '../members/actions.js'
import { readTies } from '../members/tie-store.js'
import type { Tx } from '../platform/database.js'
import { accountsOfGroup } from '../savings/question-actions.js'
import { admissionWarnings } from './admission.js'
import { openLoans, refuseLaterHistory } from './carry-actions.js'
import type { Admit, Depart } from './schemas.js'
import { readOtherGroups } from './store.js'

/**
 * A member leaves her group, with `on` as her last day: by the rule of the day only when she owes nothing at its lender
 * and has nothing saved through it. What is left is named.
 */
export async function departFromGroup(tx: Tx, groupId: string, command: Depart, asker: Asker, today: CalendarDate) {
	const { memberId, on, reason, decisionNo = null, minutesNo = null } = command
	const group = await holdGroup(tx, groupId, on, asker, today)
	const hers = (await readHistory(tx, groupId)).filter((one) => one.memberId === memberId)
	const [membership] = membersOn(hers, on)
	if (membership === undefined) throw new Refusal('departure.not-a-member', { path: 'memberId', details: { on: vietnameseDate(on) } })
	// A role that ends for another is no leaving.
	if (membership.to !== null && hers.every(({ from }) => from <= on))
		throw new Refusal('departure.already-leaving', { path: 'on', details: { to: vietnameseDate(membership.to) } })
	await refuseLaterHistory(tx, { groupIds: [groupId], on, joining: groupId, memberId })
	const ruleOf = await rulesOfGroup(tx, groupId)
	if (ruleOf('leaving-debt', on)?.value === 'nothing') await refuseDebtLeft(tx, group, memberId, on, asker)
	if (ruleOf('leaving-savings', on)?.value === 'nothing') await refuseSavingsLeft(tx, groupId, memberId, on)
	await recordMembership(tx, { groupId, memberId, role: membership.role, from: on, to: on }, asker, today)
	await insertChanges(tx, [{ kind: 'departed', groupId, newGroupId: null, memberId, on, decisionNo, minutesNo, reason }], asker.userId)
	return { group: await findGroup(tx, groupId, asker, today) }
}

/** A woman is admitted to a group from a day on; what should be looked at is said and does not hinder. */
export async function admitToGroup(tx: Tx, groupId: string, command: Admit, asker: Asker, today: CalendarDate) {
	const { memberId, on, role, kinship, inStandingCommittee, decisionNo = null, minutesNo = null } = command
	await holdGroup(tx, groupId, on, asker, today)
	const member = await findMember(tx, memberId, asker)
	const members = membersOn(await readHistory(tx, groupId), on)
	const already = members.find((one) => one.memberId === memberId)
	if (already !== undefined)
		throw new Refusal('admission.already-a-member', { path: 'memberId', details: { from: vietnameseDate(already.from) } })
	const group = await recordMembership(tx, { groupId, memberId, role, from: on, kinship, inStandingCommittee }, asker, today)
	await insertChanges(
		tx,
		[{ kind: 'admitted', groupId, newGroupId: null, memberId, on, decisionNo, minutesNo, reason: null }],
		asker.userId,
	)
	const ties = (await readTies(tx, [member.id])).filter(({ from, to }) => from <= on && (to === null || to >= on))
	const spouses = new Set(ties.flatMap((tie) => [tie.memberId, tie.otherId]))
	const officer = members.find((one) => one.role !== 'member' && spouses.has(one.memberId))
	const marriedTo = group.members.find((one) => one.memberId === officer?.memberId)?.name ?? null
	const otherGroups = await readOtherGroups(tx, { memberId, groupId, on })
	return { group, warnings: admissionWarnings({ otherGroups, declaredKin: kinship ?? null, marriedTo }, asker.language) }
}

async function holdGroup(tx: Tx, groupId: string, on: CalendarDate, asker: Asker, today: CalendarDate): Promise<GroupRow> {
	refuseFutureDay(on, today)
	const group = await readGroup(tx, asker.scope, groupId, on)
	if (group === null) throw new Refusal('group.not-found')
	await lockGroup(tx, groupId)
	return group
}

/** Her loans at the group's lender, in whatever group; in the group where it works for none. Those that the asker does not reach count unnamed. */
async function refuseDebtLeft(tx: Tx, group: GroupRow, memberId: string, on: CalendarDate, asker: Asker): Promise<void> {
	const loans = await openLoans(tx, { memberId, ...(group.lenderId === null ? { groupId: group.id } : { lenderId: group.lenderId }) }, on)
	const owing = loans.filter(({ state }) => state.status !== 'written-off')
	if (owing.length === 0) return
	const codes = owing.map(({ row }) => (reaches(asker.scope, row) ? row.code : '…')).join(', ')
	const amount = String(sum(owing.map((one) => owedOn(one, on))))
	throw new Refusal('departure.debt-left', { path: 'memberId', details: { amount, count: String(owing.length), codes } })
}

async function refuseSavingsLeft(tx: Tx, groupId: string, memberId: string, on: CalendarDate): Promise<void> {
	const accounts = await accountsOfGroup(tx, groupId, { kind: 'all' }, { asOf: on, knownAt: 'infinity' as Instant })
	const left = accounts.filter((account) => account.memberId === memberId && account.balance !== 0n)
	if (left.length === 0) return
	const amount = String(sum(left.map(({ balance }) => balance)))
	throw new Refusal('departure.savings-left', { path: 'memberId', details: { amount, codes: left.map(({ code }) => code).join(', ') } })
}

function owedOn({ loan, state }: LoanThen, on: CalendarDate) {
	return standingOf(loan, state, on).balances.payOff
}
