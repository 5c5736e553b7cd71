import { describe, expect, it } from 'vitest'
import { initials, readCitizenId } from '../../src/kernel/personal-id.js'
import { childsInitials, masked } from '../../src/members/privacy.js'
import { memberWarnings, warningSentence } from '../../src/members/warnings.js'
import { domainCase } from '../vectors/domain-cases.js'

const person = { sex: 'female' as const, birthYear: 1985, citizenId: '004185001234', oldId: null, phone: '0912 345 678' }

describe('what is looked at twice on a member', () => {
	const id = domainCase<{ cccd: string }, { province: string; gender: string; year: number }>('ID-01')
	it(id.title, () => {
		const { province, gender, year } = id.rounded
		expect(readCitizenId(id.inputs.cccd)).toMatchObject({ province, sex: gender, birthYear: year })
		expect(memberWarnings({ ...person, citizenId: id.inputs.cccd }, false)).toEqual([])
	})

	it('is a sex or a year of birth that the card does not say', () => {
		expect(memberWarnings({ ...person, sex: 'male' }, false)).toEqual(['sex-differs'])
		expect(memberWarnings({ ...person, birthYear: 1986 }, false)).toEqual(['birth-year-differs'])
		expect(memberWarnings({ ...person, sex: null, birthYear: null }, false)).toEqual([])
	})

	it('is a card that another person has, an old card, and a telephone that is no mobile', () => {
		expect(memberWarnings(person, true)).toEqual(['citizen-id-shared'])
		expect(memberWarnings({ ...person, citizenId: null, oldId: '080123456' }, false)).toEqual(['old-card'])
		expect(memberWarnings({ ...person, phone: '0206 3852 123' }, false)).toEqual(['phone-not-mobile'])
	})

	it('is nothing where nothing is known', () => {
		expect(memberWarnings({ sex: null, birthYear: null, citizenId: null, oldId: null, phone: null }, false)).toEqual([])
	})

	it('is said in Vietnamese and in English', () => {
		expect(warningSentence('birth-year-differs', 'vi')).toBe('Năm sinh khác với số CCCD')
		expect(warningSentence('birth-year-differs', 'en')).toBe('The year of birth differs from what the CCCD says')
	})
})

describe('a masked number', () => {
	it('keeps its ends, so that two people can compare without either reading it out', () => {
		expect(masked('004185001234')).toBe('004*****1234')
		expect(masked('080123456')).toBe('080***456')
		expect(masked('0912 345 678')).toBe('091****678')
	})

	it('names a child by her initials only', () => {
		expect(childsInitials('Nông Thị Ái')).toBe('N.T.Á.')
		expect(childsInitials(' đàm  my')).toBe('Đ.M.')
		expect(masked('+84912345678')).not.toContain('345')
	})

	it('shows nothing of a number that is too short to hide in', () => {
		expect(masked('12345')).toBe('*****')
		expect(masked('')).toBe('')
	})
})

describe('initials', () => {
	it('are how a name is typed in a hurry', () => {
		expect(initials('Nông Thị Ái')).toBe('nta')
	})
})
