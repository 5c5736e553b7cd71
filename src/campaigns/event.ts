import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** The life of a savings campaign, in the words of the trade. */
export const campaignEventTypes = ['announced', 'targeted', 'counted', 'confirmed', 'reversed'] as const
export type CampaignEventType = (typeof campaignEventTypes)[number]

/** Who deposited: members of the Union, its cadres, or anybody else. */
export const depositorKinds = ['members', 'cadres', 'others'] as const
export type DepositorKind = (typeof depositorKinds)[number]

/** What an event says beside its day and amount. */
export type CampaignEventDetails = {
	/** The unit of the Union that a target, a count or a confirmation is of: a commune, a district, or the province itself. */
	readonly unitId?: string | undefined
	readonly kind?: DepositorKind | undefined
	readonly depositors?: number | undefined
	readonly paperNo?: string | undefined
	readonly decisionNo?: string | undefined
	readonly confirmationNo?: string | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type CampaignEvent = ContractEvent & { readonly type: CampaignEventType; readonly details: CampaignEventDetails }
