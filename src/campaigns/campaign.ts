import type { Contract } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { accountCode } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import type { CampaignEvent } from './event.js'

/** The days of a campaign, both included. */
export type CampaignTerms = { readonly from: CalendarDate; readonly to: CalendarDate }

/** What was counted in all, in đồng, and how many depositors the papers told. Who deposited where is told by the events. */
export type CampaignState = { readonly counted: Money; readonly depositors: number }

export type Campaign = Contract<CampaignState, CampaignEvent>

export const nothingYet: CampaignState = { counted: zero, depositors: 0 }

const atBank = accountCode('memorandum', 'savings-at-bank')
const savings = accountCode('memorandum', 'member-savings')

/**
 * A savings campaign as a contract in its bank's memorandum book: the money is the depositors' and lies at the bank, the
 * book follows what was counted. Targets and confirmations are events too, so that they have their days; they post nothing.
 */
export function campaignOf(terms: CampaignTerms): Campaign {
	return { kind: 'campaign', begin: nothingYet, tell: (state, event) => told(terms, state, event), dues: () => nothingDue }
}

const nothingDue: readonly never[] = []

function told(
	{ from, to }: CampaignTerms,
	state: CampaignState,
	event: CampaignEvent,
): { state: CampaignState; postings: readonly Posting[] } {
	switch (event.type) {
		case 'counted': {
			if (event.on < from || event.on > to)
				throw new Refusal('campaign.outside-its-days', { path: 'on', details: { from: vietnameseDate(from), to: vietnameseDate(to) } })
			const amount = must(event.amount, 'a count says how much')
			return {
				state: { counted: add(state.counted, amount), depositors: state.depositors + (event.details.depositors ?? 0) },
				postings: posting(atBank, savings, amount),
			}
		}
		case 'confirmed':
			if (event.on < from) throw new Refusal('campaign.confirmed-too-early', { path: 'on', details: { from: vietnameseDate(from) } })
			return { state, postings: [] }
		case 'announced':
		case 'targeted':
		case 'reversed':
			return { state, postings: [] }
		default:
			return never(event.type)
	}
}

/** The state as it is cached: the amount as text. */
export function storedState({ counted, depositors }: CampaignState) {
	return { counted: String(counted), depositors }
}

/** The state of its cached form. */
export function stateFromStored({ counted, depositors }: ReturnType<typeof storedState>): CampaignState {
	return { counted: moneyFromText(counted), depositors }
}
