import { type CalendarDate, later, vietnameseDate } from '../kernel/calendar-date.js'
import { fold, readCitizenId } from '../kernel/personal-id.js'
import type { Facts, GroupFact, LenderFact, MemberFact } from './facts.js'
import { type Fault, fault } from './reasons.js'
import type { RowValues } from './row.js'

/** A woman who is not in the books yet, as her row names her. */
export type NewPerson = {
	readonly name: string
	readonly citizenId: string | null
	readonly oldId: string | null
	readonly bornOn: CalendarDate | null
}

/** The days from which, and to which, she is entered into her group; null while it lasts. */
export type Joining = { readonly from: CalendarDate; readonly to: CalendarDate | null }

/** Whose loan or account it is, and where: a member, one to be entered, or nobody where the group itself borrows. */
export type Party = {
	readonly groupId: string | null
	readonly communeId: string
	readonly memberId: string | null
	readonly person: NewPerson | null
	/** Where she is not in the group on the opening day. */
	readonly joining: Joining | null
}

export type Found<T> = { readonly value: T | null; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/**
 * Who and where: the group by its code, the member by her code, her number, or her name and birthday. One who is named
 * with her number or birthday and is not in the books is entered; who is not in the group by then is entered into it.
 */
export function partyOf(values: RowValues, facts: Facts, lender: LenderFact | null): Found<Party> {
	const faults: Fault[] = []
	const warnings: Fault[] = []
	const group = groupOf(values, facts, lender, faults)
	if (group === 'wrong') return { value: null, faults, warnings }
	const member = memberOf(values, facts, faults, warnings)
	if (faults.length > 0) return { value: null, faults, warnings }
	if (member === null) return noOne(group, faults, warnings)
	const known = 'id' in member ? member : null
	if (group === null) {
		if (known !== null)
			return { value: { groupId: null, communeId: known.communeId, memberId: known.id, person: null, joining: null }, faults, warnings }
		return { value: null, faults: [fault('groupCode', 'row.group-missing')], warnings }
	}
	const isThere = known !== null && facts.memberships.has(`${group.id}|${known.id}`)
	if (known !== null && !isThere) warnings.push(fault('groupCode', 'row.member-joins'))
	const since = known === null ? (values.day('signedOn') ?? values.day('openedOn') ?? facts.openingOn) : facts.openingOn
	const value: Party = {
		groupId: group.id,
		communeId: group.communeId,
		memberId: known?.id ?? null,
		person: known === null ? (member as NewPerson) : null,
		joining: isThere ? null : { from: later(since, group.establishedOn), to: group.closedOn },
	}
	return { value, faults, warnings }
}

function noOne(group: GroupFact | null, faults: Fault[], warnings: readonly Fault[]): Found<Party> {
	if (group === null) faults.push(fault('memberName', 'row.member-missing'))
	const value = group === null ? null : { groupId: group.id, communeId: group.communeId, memberId: null, person: null, joining: null }
	return { value, faults, warnings }
}

function groupOf(values: RowValues, facts: Facts, lender: LenderFact | null, faults: Fault[]): GroupFact | null | 'wrong' {
	const code = values.text('groupCode')
	if (code === null) return null
	const group = facts.groups.get(fold(code))
	const wrong = (reason: string, details?: Readonly<Record<string, string>>): 'wrong' => {
		faults.push(fault('groupCode', reason, details))
		return 'wrong'
	}
	if (group === undefined) return wrong('row.group-unknown', { code })
	const { openingOn } = facts
	if (group.establishedOn > openingOn || (group.closedOn !== null && group.closedOn < openingOn))
		return wrong('row.group-not-open', { on: vietnameseDate(openingOn) })
	if (group.lenderId !== null && lender !== null && group.lenderId !== lender.id) return wrong('row.group-of-another-lender')
	return group
}

/** The member, or who is to become one; null where the row names nobody. */
function memberOf(values: RowValues, { members }: Facts, faults: Fault[], warnings: Fault[]): MemberFact | NewPerson | null {
	const [code, name, number, bornOn] = [
		values.text('memberCode'),
		values.text('memberName'),
		values.text('citizenId'),
		values.day('bornOn'),
	]
	if (code === null && name === null && number === null) return null
	const card = number === null ? null : readCitizenId(number)
	if (number !== null && card === null) {
		faults.push(fault('citizenId', 'cell.not-a-citizen-id'))
		return null
	}
	const known = (found: MemberFact): MemberFact => {
		if (name !== null && fold(name) !== fold(found.name))
			warnings.push(fault('memberName', 'row.member-name-differs', { name: found.name }))
		return found
	}
	const holders = card === null ? [] : (members.byNumber.get(card.number) ?? [])
	if (code !== null) {
		const found = members.byCode.get(fold(code))
		if (found === undefined) faults.push(fault('memberCode', 'row.member-unknown'))
		else if (holders.length > 0 && holders.every(({ id }) => id !== found.id)) faults.push(fault('citizenId', 'row.member-other-id'))
		return found === undefined ? null : known(found)
	}
	const namesakes = card === null && name !== null && bornOn !== null ? (members.byName.get(`${fold(name)}|${bornOn}`) ?? []) : []
	const candidates = card === null ? namesakes : holders
	const [only, ...others] = candidates
	if (others.length > 0) {
		const key = card === null ? 'memberName' : 'citizenId'
		faults.push(fault(key, 'row.member-ambiguous', { count: String(candidates.length) }))
		return null
	}
	if (only !== undefined) return known(only)
	if (name === null || (card === null && bornOn === null)) {
		faults.push(fault('memberName', 'row.member-missing'))
		return null
	}
	warnings.push(fault('memberName', 'row.member-new'))
	const isOld = card?.kind === 'old-card'
	return { name, citizenId: isOld ? null : (card?.number ?? null), oldId: isOld ? (card?.number ?? null) : null, bornOn }
}
