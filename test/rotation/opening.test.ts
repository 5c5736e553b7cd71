import { describe, expect, it } from 'vitest'
import { circleOfStored } from '../../src/rotation/kept.js'
import { agreedTerms, storedTerms } from '../../src/rotation/opening.js'
import { openCircleSchema } from '../../src/rotation/schemas.js'
import { circleLine } from '../../src/rotation/views.js'
import { refusalOf } from './circles.js'

const given = {
	name: 'Góp vốn',
	groupId: '1',
	organiser: { memberId: '1' },
	openedOn: '2022-01-01',
	shareAmount: '2000000',
	shares: [
		{ memberId: '1' },
		{ memberId: '2' },
		{
			holders: [
				{ memberId: '1', amount: '500000' },
				{ memberId: '3', amount: '1500000' },
			],
		},
	],
	calendar: { firstOn: '2022-01-10', period: 'month' },
}
const agreed = (more: object = {}) => agreedTerms(openCircleSchema.parse({ ...given, ...more }))

describe('what is agreed when a circle is opened', () => {
	it('is made whole: every share with its holders, every turn with its day, by need unless it is said', () => {
		expect(agreed()).toMatchObject({
			days: ['2022-01-10', '2022-02-10', '2022-03-10'],
			order: 'need',
			organiserCovers: true,
			lateYearly: null,
			reward: { kind: 'none' },
		})
		expect(agreed().shares[2]?.holders).toEqual([
			{ memberId: '1', amount: 500_000n },
			{ memberId: '3', amount: 1_500_000n },
		])
	})

	it('is stored as text and comes back the same', () => {
		expect(circleOfStored(storedTerms(agreed())).terms).toEqual(agreed())
		const line = circleLine({ contract: { id: '7' }, terms: storedTerms(agreed()) } as never)
		expect([line.shareAmount, line.shares]).toEqual([2_000_000n, 3])
	})

	it('is refused where it makes no circle', () => {
		expect(refusalOf(() => agreed({ calendar: { days: ['2022-01-10', '2022-02-10'] } }))).toBe('rotation.days-do-not-match')
		expect(refusalOf(() => agreed({ calendar: { days: ['2021-12-31', '2022-01-10', '2022-02-10'] } }))).toBe('rotation.days-do-not-match')
		expect(refusalOf(() => agreed({ reward: { kind: 'first-pot' }, order: 'fixed', organiser: { memberId: '2' } }))).toBe(
			'rotation.first-pot-needs-a-share',
		)
		expect(refusalOf(() => agreed({ reward: { kind: 'commission', amount: '2000000' } }))).toBe('rotation.commission-too-high')
		const twice = {
			holders: [
				{ memberId: '1', amount: '1000000' },
				{ memberId: '1', amount: '1000000' },
			],
		}
		expect(refusalOf(() => agreed({ shares: [{ memberId: '2' }, twice] }))).toBe('rotation.parts-do-not-sum')
	})
})
