import type { Asker, Scope } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findMember } from './actions.js'
import { householdOf, type Housemate } from './household.js'
import type { EndSpouse, MemberView, RecordSpouse } from './schemas.js'
import { readMember } from './store.js'
import * as store from './tie-store.js'
import { refuseOverlap, tieToEnd } from './ties.js'

/** Records whom a member is married to from a day on; both have to be in the asker's reach. */
export async function recordSpouse(
	tx: Tx,
	memberId: string,
	command: RecordSpouse,
	asker: Asker,
	today: CalendarDate,
): Promise<MemberView> {
	const { memberId: otherId, from, to = null } = command
	refuseFutureDay(from, today, 'from')
	if (to !== null) refuseFutureDay(to, today, 'to')
	const member = await readMember(tx, asker.scope, memberId)
	if (member === null) throw new Refusal('member.not-found')
	const other = await readMember(tx, asker.scope, otherId)
	if (other === null) throw new Refusal('member.spouse-not-found', { path: 'memberId' })
	if (otherId === memberId || (member.citizenId !== null && member.citizenId === other.citizenId))
		throw new Refusal('member.spouse-herself', { path: 'memberId' })
	await store.lockMembers(tx, [memberId, otherId])
	const tie = { memberId, otherId, from, to }
	refuseOverlap(await store.readTies(tx, [memberId, otherId]), tie)
	await store.insertTie(tx, tie, asker.userId)
	return findMember(tx, memberId, asker)
}

/** Records the last day of a marriage, whichever of the two is named. */
export async function endSpouse(tx: Tx, memberId: string, { to }: EndSpouse, asker: Asker, today: CalendarDate): Promise<MemberView> {
	refuseFutureDay(to, today, 'to')
	await findMember(tx, memberId, asker)
	const seen = tieToEnd(await store.readTies(tx, [memberId]), to)
	// Whoever ends it from the other side waits for the same two, and then finds it ended.
	await store.lockMembers(tx, [seen.memberId, seen.otherId])
	await store.endTie(tx, tieToEnd(await store.readTies(tx, [memberId]), to), to, asker.userId)
	return findMember(tx, memberId, asker)
}

/**
 * Who belongs to a member's household on a day, as it was known then; 404 where the asker does not reach her. A bank and a
 * leader see those whom they reach and know of no others; for the Union's own office the others count, unnamed.
 */
export async function readHousemates(
	tx: Tx,
	memberId: string,
	asker: Asker,
	clocks: store.HouseholdClocks,
): Promise<readonly Housemate<store.HouseholdRow>[]> {
	const people = await store.readHousehold(tx, asker.scope, memberId, clocks)
	const housemates = householdOf(memberId, countsOthers(asker.scope) ? people : people.filter(({ reached }) => reached))
	if (housemates[0]?.person.reached !== true) throw new Refusal('member.not-found')
	return housemates
}

/** Whether what lies beyond a scope counts, though it is not shown. */
export function countsOthers(scope: Scope): boolean {
	return scope.kind === 'all' || scope.kind === 'unit'
}
