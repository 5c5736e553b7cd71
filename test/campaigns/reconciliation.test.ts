import { describe, expect, it } from 'vitest'
import type { CampaignEvent, CampaignEventDetails } from '../../src/campaigns/event.js'
import { reconcile, reconciled } from '../../src/campaigns/reconciliation.js'
import { tallies } from '../../src/campaigns/tally.js'
import { must } from '../../src/kernel/assert.js'
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

describe('the reconciliation of a campaign', () => {
	it('finds what the bank lacks, what we lack, and what differs; a target alone is nothing to compare', () => {
		const said = (unitId: string, amount: bigint, on = '2022-10-31') => event('confirmed', amount, { unitId, confirmationNo: '7' }, on)
		const lines = reconcile(
			tallies(
				[
					...['1', '2', '3', '4'].map((unitId) => paper(unitId, 10n)),
					said('1', 9n),
					said('1', 10n, '2022-11-02'),
					said('2', 12n),
					said('3', 0n),
					said('5', 4n),
					said('6', 0n),
					event('targeted', 9n, { unitId: '7' }),
				],
				[],
			),
		)
		const of = (unitId: string) =>
			must(
				lines.find((line) => line.unitId === unitId),
				'a line',
			)
		expect(of('1')).toEqual({
			unitId: '1',
			counted: 10n,
			confirmed: 10n,
			difference: 0n,
			finding: null,
			confirmationNo: '7',
			confirmedOn: '2022-11-02',
		})
		expect(['2', '3', '4', '5', '6'].map((unitId) => [of(unitId).finding, of(unitId).difference])).toEqual([
			['amount-differs', 2n],
			['missing-at-bank', -10n],
			['missing-at-bank', -10n],
			['missing-with-us', 4n],
			[null, 0n],
		])
		expect(of('4')).toMatchObject({ confirmed: null, confirmationNo: null, confirmedOn: null })
		expect(reconciled(lines)).toEqual({
			units: 6,
			counted: 40n,
			confirmed: 26n,
			difference: -14n,
			matched: 2,
			missingAtBank: 2,
			missingWithUs: 1,
			amountDiffers: 1,
		})
	})
})
