import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'

/**
 * Where deposits in savings accounts count by themselves: those of these products in these units and below, in the days
 * of the campaign. Members' deposits are not typed there, so that none counts twice; everywhere else only what is typed counts.
 */
export type ByAccount = { readonly productIds: readonly string[]; readonly unitIds: readonly string[] }

/** A campaign as it was announced, with its contract's cached state. */
export type CampaignRow = {
	readonly contract: StoredContract
	readonly name: string
	readonly lenderId: string
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly byAccount: ByAccount | null
	readonly note: string | null
}

export type NewCampaign = Omit<CampaignRow, 'contract'> & { readonly id: string }

/** What was deposited in the savings accounts of a commune. */
export type AccountDeposits = { readonly communeId: string; readonly amount: Money; readonly depositors: number }
