import { describe, expect, it } from 'vitest'
import { campaignOf, nothingYet, stateFromStored, storedState } from '../../src/campaigns/campaign.js'
import type { CampaignEvent } from '../../src/campaigns/event.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'

const week = campaignOf({ from: calendarDate('2022-10-17'), to: calendarDate('2022-10-23') })
const event = (type: CampaignEvent['type'], on: string, details: CampaignEvent['details'] = {}): CampaignEvent => ({
	seq: 1,
	type,
	on: calendarDate(on),
	amount: dong(2_000_000n),
	reverses: null,
	details,
})

function met(told: CampaignEvent): string | null {
	try {
		week.tell(nothingYet, told)
		return null
	} catch (error) {
		if (error instanceof Refusal) return `${error.code} ${Object.values(error.details).join(' ')}`
		throw error
	}
}

describe('a savings campaign as a contract', () => {
	it('posts what is counted to the bank’s memorandum book, and nothing else: Nợ savings at the bank / Có members’ savings', () => {
		const { state, postings } = week.tell(nothingYet, event('counted', '2022-10-20', { depositors: 7 }))
		expect(state).toEqual({ counted: 2_000_000n, depositors: 7 })
		expect(postings).toEqual([{ debit: '98243', credit: '98242', amount: 2_000_000n }])
		for (const type of ['announced', 'targeted', 'confirmed', 'reversed'] as const)
			expect(week.tell(state, event(type, '2022-10-25'))).toEqual({ state, postings: [] })
		expect(week.dues(state)).toEqual([])
	})

	it('counts on its first and its last day, and on none outside of them', () => {
		expect([met(event('counted', '2022-10-17')), met(event('counted', '2022-10-23'))]).toEqual([null, null])
		for (const on of ['2022-10-16', '2022-10-24']) expect(met(event('counted', on))).toBe('campaign.outside-its-days 17/10/2022 23/10/2022')
	})

	it('is confirmed from its first day on, and aimed at on any', () => {
		expect(met(event('confirmed', '2022-10-16'))).toBe('campaign.confirmed-too-early 17/10/2022')
		expect([met(event('confirmed', '2022-10-17')), met(event('targeted', '2022-01-01'))]).toEqual([null, null])
	})

	it('survives as text', () => {
		const state = { counted: dong(6_395_000_000n), depositors: 9_000 }
		expect(stateFromStored(JSON.parse(JSON.stringify(storedState(state))))).toEqual(state)
	})
})
