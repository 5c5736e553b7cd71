import { describe, expect, it } from 'vitest'
import { changeMembership, type Membership, type MembershipCommand, membersOn } from '../../src/groups/membership.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Refusal } from '../../src/kernel/refusal.js'

const day = calendarDate
const facts = { kinship: null, inStandingCommittee: false }
const hoa: Membership = { id: '1', memberId: '10', role: 'leader', from: day('2020-01-01'), to: null, ...facts }
const lan: Membership = { id: '2', memberId: '20', role: 'member', from: day('2020-01-01'), to: null, ...facts }
const group = { establishedOn: day('2019-03-08'), closedOn: null, history: [hoa, lan] }

function command(memberId: string, role: MembershipCommand['role'], from: string, to: string | null = null): MembershipCommand {
	return { memberId, role, from: day(from), to: to === null ? null : day(to), ...facts }
}

function refusalOf(work: () => unknown): string {
	try {
		work()
	} catch (error) {
		return (error as Refusal).code
	}
	return 'none'
}

describe('the history of a group', () => {
	it('takes a new member in from a day on', () => {
		const joining = command('30', 'member', '2021-05-01')
		expect(changeMembership(group, joining)).toEqual([{ kind: 'opened', membership: joining }])
	})

	it('ends the former role on the day before the new one', () => {
		expect(changeMembership(group, command('20', 'deputy', '2021-05-01'))).toEqual([
			{ kind: 'ended', id: '2', to: '2021-04-30' },
			{ kind: 'opened', membership: command('20', 'deputy', '2021-05-01') },
		])
	})

	it('ends a role on its last day', () => {
		expect(changeMembership(group, command('20', 'member', '2020-01-01', '2022-12-31'))).toEqual([
			{ kind: 'ended', id: '2', to: '2022-12-31' },
		])
	})

	it('goes back to what a role for a time interrupted', () => {
		expect(changeMembership(group, command('20', 'deputy', '2021-05-01', '2021-05-31'))).toMatchObject([
			{ kind: 'ended', id: '2', to: '2021-04-30' },
			{ kind: 'opened', membership: { role: 'deputy', from: '2021-05-01', to: '2021-05-31' } },
			{ kind: 'opened', membership: { role: 'member', from: '2021-06-01', to: null } },
		])
	})

	it('replaces a role that would have lasted no day', () => {
		expect(changeMembership(group, command('20', 'deputy', '2020-01-01'))).toMatchObject([
			{ kind: 'replaced', id: '2', membership: { role: 'deputy' } },
		])
	})

	it('keeps what a leader declares', () => {
		const declares = { ...command('10', 'leader', '2021-01-01'), inStandingCommittee: true }
		expect(changeMembership(group, declares)).toEqual([{ kind: 'declared', id: '1', kinship: null, inStandingCommittee: true }])
	})

	it('has one leader a day', () => {
		expect(refusalOf(() => changeMembership(group, command('20', 'leader', '2021-05-01')))).toBe('membership.leader-already')
		const stepped = { ...group, history: [{ ...hoa, to: day('2021-04-30') }, lan] }
		expect(refusalOf(() => changeMembership(stepped, command('20', 'leader', '2021-04-30')))).toBe('membership.leader-already')
		expect(refusalOf(() => changeMembership(stepped, command('20', 'leader', '2021-05-01')))).toBe('none')
	})

	it('has each member once a day', () => {
		expect(refusalOf(() => changeMembership(group, command('20', 'member', '2021-05-01')))).toBe('membership.already')
		expect(refusalOf(() => changeMembership(group, command('20', 'deputy', '2019-05-01')))).toBe('membership.overlaps')
	})

	it('lies within the life of the group', () => {
		const closed = { ...group, closedOn: day('2022-12-31') }
		expect(refusalOf(() => changeMembership(group, command('30', 'member', '2019-03-07')))).toBe('membership.before-group')
		expect(refusalOf(() => changeMembership(closed, command('30', 'member', '2023-01-01')))).toBe('membership.after-group')
		expect(refusalOf(() => changeMembership(group, command('30', 'member', '2021-05-02', '2021-05-01')))).toBe('membership.ends-before')
	})

	it('tells who was there on a day, the first and the last included', () => {
		const history = [{ ...lan, to: day('2021-04-30') }]
		expect(['2019-12-31', '2020-01-01', '2021-04-30', '2021-05-01'].map((on) => membersOn(history, day(on)).length)).toEqual([0, 1, 1, 0])
	})
})
