import { describe, expect, it } from 'vitest'
import { askedOf, collectableOn } from '../../src/lending/collectable.js'
import { after, day, loanFrom, poorHousehold, vnd } from './loans.js'

/** Twenty million for 36 months from 7/11/2022: 108.493 of interest in the first month, principal every half-year. */
describe('what may be asked for a loan at a meeting', () => {
	const { loan } = loanFrom(poorHousehold)
	const lent = ['disbursed', '2022-11-07', 20_000_000] as const
	const asked = (on: string, entrusted = false, ...more: Parameters<typeof after>[1][]) =>
		collectableOn(loan, after(loan, lent, ...more), day(on), entrusted)

	it('is the interest of this month, and apart from it what was carried', () => {
		expect(asked('2022-12-07')).toMatchObject({ interestDue: vnd(108_493), interestCarried: 0n, outstanding: vnd(20_000_000) })
		expect(asked('2023-01-10')).toMatchObject({ interestCarried: vnd(108_493) })
		expect(asked('2022-12-06')).toMatchObject({ interestDue: 0n, interestCarried: 0n })
	})

	it('is principal that is due, where the group collects it', () => {
		expect(asked('2023-05-06')).toMatchObject({ principalDue: 0n })
		expect(asked('2023-05-07')).toMatchObject({ principalDue: vnd(3_300_000) })
		expect(asked('2023-05-07', true)).toMatchObject({ principalDue: null })
	})

	it('is all of it together', () => {
		const one = asked('2023-05-07')
		const interest = (one?.interestDue ?? 0n) + (one?.interestCarried ?? 0n)
		expect(one && askedOf(one)).toBe(interest + 3_300_000n)
		const entrusted = asked('2023-05-07', true)
		expect(entrusted && askedOf(entrusted)).toBe(interest)
	})

	it('is nothing of what is frozen', () => {
		expect(asked('2023-05-07', false, ['frozen', '2023-05-07', 3_000_000])).toMatchObject({ principalDue: vnd(300_000) })
	})

	it('is nothing of a loan that is not out', () => {
		expect(collectableOn(loan, loan.begin, day('2022-12-07'), false)).toBeNull()
		expect(asked('2023-01-10', false, ['written-off', '2023-01-08'])).toBeNull()
	})
})
