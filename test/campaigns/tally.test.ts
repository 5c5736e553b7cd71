import { describe, expect, it } from 'vitest'
import type { CampaignEvent, CampaignEventDetails } from '../../src/campaigns/event.js'
import { countedIn, refuseCountedPapers, tallies, totalOf } from '../../src/campaigns/tally.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

const event = (type: CampaignEvent['type'], amount: bigint, details: CampaignEventDetails, on = '2022-10-18'): CampaignEvent => ({
	seq: 1,
	type,
	on: calendarDate(on),
	amount: dong(amount),
	reverses: null,
	details,
})
const paper = (unitId: string, amount: bigint, kind: 'members' | 'cadres' | 'others' = 'members', paperNo = '1') =>
	event('counted', amount, { unitId, kind, depositors: 2, paperNo })

describe('the tallies of a campaign', () => {
	it('add up what was typed and what accounts received, unit by unit', () => {
		const units = tallies(
			[event('announced', 0n, {}), paper('1', 10n), paper('1', 3n, 'cadres'), paper('2', 5n, 'others')],
			[
				{ communeId: '1', amount: dong(7n), depositors: 4 },
				{ communeId: '3', amount: dong(1n), depositors: 1 },
			],
		)
		expect([...units].map(([id, tally]) => [id, countedIn(tally), tally.depositors])).toEqual([
			['1', 20n, 8],
			['2', 5n, 2],
			['3', 1n, 1],
		])
		expect(totalOf([...units.values()])).toEqual({
			target: null,
			counted: 26n,
			share: null,
			members: 10n,
			cadres: 3n,
			others: 5n,
			byAccount: 8n,
			depositors: 11,
		})
	})

	it('go by the latest target, and share over those units that have one and those that have none', () => {
		const units = tallies(
			[event('targeted', 40n, { unitId: '1' }), event('targeted', 80n, { unitId: '1' }), paper('1', 20n), paper('2', 20n)],
			[],
		)
		expect(totalOf([...units.values()])).toMatchObject({ target: 80n, counted: 40n, share: '0.5000' })
	})

	it('refuse a paper of a unit and its depositors that was counted, in the books or in the same request', () => {
		const given = (unitId: string, kind: 'members' | 'others', paperNo: string) => ({ unitId, kind, paperNo })
		const known = [paper('1', 10n), event('confirmed', 1n, { unitId: '1', paperNo: '2', kind: 'members' })]
		expect(() =>
			refuseCountedPapers(known, [given('2', 'members', '1'), given('1', 'others', '1'), given('1', 'members', '2')]),
		).not.toThrow()
		expect(() => refuseCountedPapers(known, [given('2', 'members', '1'), given('1', 'members', '1')])).toThrow(
			expect.objectContaining({ code: 'campaign.paper-counted', path: 'counts.1.paperNo', details: { paperNo: '1' } }),
		)
		expect(() => refuseCountedPapers([], [given('1', 'members', '3'), given('1', 'members', '3')])).toThrow('campaign.paper-counted')
	})
})
