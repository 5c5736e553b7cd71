import type { ContractEvent } from '../contracts/contract.js'
import type { Party } from '../groups/party.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** What may happen to a fund. A move changes what money is for, a transfer where it lies. */
export const fundEventTypes = [
	'opened',
	'received',
	'spent',
	'moved',
	'returned',
	'transferred',
	'pledged',
	'pledge-ended',
	'reversed',
] as const
export type FundEventType = (typeof fundEventTypes)[number]

/** Where the money of a fund lies. */
export const methods = ['cash', 'bank'] as const
export type Method = (typeof methods)[number]

/** Who gives; somebody may wish not to be named. */
export type Donor = Party | { readonly anonymous: true }

/** Who is helped. A child is named to those who look after her, and by her initials to everybody else. */
export type Beneficiary = Party & { readonly child?: boolean | undefined }

export type FundDetails = {
	/** What the money is for; every event that moves money says it. */
	readonly purpose?: string | undefined
	readonly toPurpose?: string | undefined
	readonly method?: Method | undefined
	readonly donor?: Donor | undefined
	readonly beneficiary?: Beneficiary | undefined
	readonly receiptNo?: string | undefined
	readonly decisionNo?: string | undefined
	readonly decisionOn?: CalendarDate | undefined
	/** The pledge that an event makes, keeps or ends. */
	readonly pledgeNo?: string | undefined
	/** Of a pledge: for how many months, from which day on. */
	readonly months?: number | undefined
	readonly firstOn?: CalendarDate | undefined
	readonly reason?: string | undefined
	readonly decidedOn?: CalendarDate | undefined
	readonly note?: string | undefined
}

/** The amount in đồng; of a pledge what is promised for each month. */
export type FundEvent = ContractEvent & { readonly type: FundEventType; readonly details: FundDetails }
