import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Membership } from '../../src/groups/membership.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { divide, membersOfPart, membersWhoCome, type Part } from '../../src/reorganisation/parts.js'
import { cases, seed } from '../contracts/laws.js'

const on = calendarDate('2023-03-01')
const member = (memberId: string): Membership => ({
	id: memberId,
	memberId,
	role: 'member',
	from: calendarDate('2020-01-01'),
	to: null,
	kinship: null,
	inStandingCommittee: false,
})

/** Where each of some members goes: into one of so many parts, or nowhere. */
const wished = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 60 })
const partsOf = (places: readonly (number | null)[]): Part[] =>
	[0, 1, 2, 3, 4].flatMap((part) => {
		const memberIds = places.flatMap((place, index) => (place === part ? [String(index + 1)] : []))
		return memberIds.length === 0 ? [] : [{ memberIds, leaderId: memberIds[0] ?? '' }]
	})

describe('whatever way a group is split', () => {
	it('each member is in exactly one of the parts, or stays; nobody is lost and nobody is new', () => {
		fc.assert(
			fc.property(wished, (places) => {
				const members = places.map((_, index) => member(String(index + 1)))
				const parts = partsOf(places)
				fc.pre(parts.length !== 1 || places.includes(null))
				const { staying } = divide(members, parts, on)
				const found = [...parts.flatMap((part) => membersOfPart(members, part, on)), ...staying].map(({ memberId }) => memberId)
				expect(found.toSorted()).toEqual(members.map(({ memberId }) => memberId).toSorted())
				for (const part of parts) {
					const leaders = membersOfPart(members, part, on).filter(({ role }) => role === 'leader')
					expect(leaders.map(({ memberId }) => memberId)).toEqual([part.leaderId])
				}
			}),
			{ numRuns: cases, seed },
		)
	})

	it('a group merged into another makes each woman a member of it once', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 80 })), fc.uniqueArray(fc.integer({ min: 1, max: 80 })), (here, there) => {
				const present = there.map((id) => member(String(id)))
				const after = [
					...present,
					...membersWhoCome(
						here.map((id) => member(String(id))),
						present,
						on,
					),
				].map(({ memberId }) => memberId)
				expect(new Set(after).size).toBe(after.length)
				expect(new Set(after)).toEqual(new Set([...here, ...there].map(String)))
			}),
			{ numRuns: cases, seed },
		)
	})
})
