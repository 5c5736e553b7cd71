import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { householdOf, type HouseholdPerson, householdSentence } from '../../src/members/household.js'

const person = (id: string, citizenId: string | null, ...spouseIds: string[]): HouseholdPerson => ({ id, citizenId, spouseIds })
const told = (memberId: string, people: readonly HouseholdPerson[]) =>
	householdOf(memberId, people).map(({ person: one, why, of }) => [one.id, why, of?.id ?? null])

describe('a household', () => {
	it('is a woman alone where nothing ties her to anybody', () => {
		expect(told('1', [person('1', null), person('2', null), person('3', '004185000003')])).toEqual([['1', 'herself', null]])
	})

	it('is one woman in two books, her husband, and his other record, each for a reason', () => {
		const people = [
			person('1', '004185000001'),
			person('2', '004185000001', '3'),
			person('3', '004083000003'),
			person('4', '004083000003'),
			person('5', '004185000005'),
		]
		expect(told('1', people)).toEqual([
			['1', 'herself', null],
			['2', 'same-citizen-id', '1'],
			['3', 'spouse', '2'],
			['4', 'same-citizen-id', '3'],
		])
	})

	it('holds a spouse whichever of the two records says so', () => {
		expect(told('1', [person('1', null), person('2', null, '1')])).toEqual([
			['1', 'herself', null],
			['2', 'spouse', '1'],
		])
	})

	it('of somebody who is not there is nobody', () => {
		expect(householdOf('9', [person('1', null)])).toEqual([])
	})

	it('is the same whoever of it is asked about, and each came in by somebody who was there before', () => {
		const people = fc.array(fc.record({ card: fc.integer({ min: 0, max: 6 }), spouse: fc.option(fc.integer({ min: 0, max: 9 })) }), {
			minLength: 1,
			maxLength: 10,
		})
		fc.assert(
			fc.property(people, fc.nat(9), (drawn, start) => {
				const all = drawn.map(({ card, spouse }, index) =>
					person(String(index), card === 0 ? null : `card ${card}`, ...(spouse === null ? [] : [String(spouse)])),
				)
				const household = householdOf(String(start % all.length), all)
				const ids = household.map(({ person: one }) => one.id)
				expect(new Set(ids).size).toBe(ids.length)
				for (const [index, { person: one, of }] of household.entries()) {
					expect(of === null ? 0 : ids.indexOf(of.id)).toBeLessThan(Math.max(index, 1))
					expect(new Set(householdOf(one.id, all).map((other) => other.person.id))).toEqual(new Set(ids))
				}
			}),
		)
	})

	it('says why somebody counts, in both languages', () => {
		expect(householdSentence('same-citizen-id', 'Nông Thị Ái', 'vi')).toBe('Cùng số CCCD với Nông Thị Ái')
		expect(householdSentence('spouse', 'Nông Thị Ái', 'en')).toBe('Spouse of Nông Thị Ái')
		expect(householdSentence('herself', '', 'vi')).toBe('Người được hỏi')
	})
})
