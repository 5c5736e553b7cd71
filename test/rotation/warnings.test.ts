import { describe, expect, it } from 'vitest'
import { rateFromText } from '../../src/kernel/rate.js'
import { ageWarnings, termsWarnings } from '../../src/rotation/warnings.js'
import { spread } from '../../src/rotation/whose.js'
import { day, refusalOf, termsOf, vnd } from './circles.js'

const on = day('2022-01-01')
const woman = (bornOn: string | null, birthYear: number | null = null) => ({
	id: '1',
	code: 'A',
	name: 'Ái',
	bornOn: bornOn === null ? null : day(bornOn),
	birthYear,
})

describe('what is to be looked at twice when a circle is opened', () => {
	it('members are eighteen; from fifteen on with property of their own; nobody is younger (Art. 5)', () => {
		expect(ageWarnings([woman('2004-01-01'), woman(null), woman(null, 2004)], on, 'vi')).toEqual([])
		expect(ageWarnings([woman('2004-01-02')], on, 'vi')[0]).toMatchObject({
			code: 'rotation.member-young',
			message: expect.stringContaining('Ái'),
		})
		expect(refusalOf(() => ageWarnings([woman('2007-01-02')], on, 'vi'))).toBe('rotation.member-too-young')
		expect(refusalOf(() => ageWarnings([woman(null, 2008)], on, 'vi'))).toBe('rotation.member-too-young')
	})

	it('late interest above 20 % is reckoned at 20 %, and says so', () => {
		expect(termsWarnings(termsOf(), on, 'vi')).toEqual([])
		expect(termsWarnings(termsOf({ lateYearly: rateFromText('0.20') }), on, 'vi')).toEqual([])
		expect(termsWarnings(termsOf({ lateYearly: rateFromText('0.25') }), on, 'en')[0]?.code).toBe('rotation.late-rate-capped')
	})

	it('an amount is spread over places in their order, each up to its limit', () => {
		const places = [
			{ place: 'a', limit: vnd(3) },
			{ place: 'b', limit: vnd(0) },
			{ place: 'c', limit: vnd(4) },
		]
		expect(spread(vnd(5), places, 'rotation.above-share')).toEqual([
			{ place: 'a', amount: 3n },
			{ place: 'c', amount: 2n },
		])
		expect(refusalOf(() => spread(vnd(8), places, 'rotation.above-share'))).toBe('rotation.above-share')
	})
})
