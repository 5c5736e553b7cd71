import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import { type Campaign, type CampaignState, nothingYet, stateFromStored, storedState } from './campaign.js'
import type { CampaignEvent, CampaignEventType } from './event.js'

/** A stored campaign as `contracts` records on it. */
export function keptCampaign(contract: Campaign, stored: StoredContract): Kept<CampaignState, CampaignEvent> {
	const state = stored.version === 0 ? nothingYet : stateFromStored(stored.state as ReturnType<typeof storedState>)
	return { contract, stored, state, store: storedState, eventOf: eventOfStored }
}

/** A stored event as the campaign is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): CampaignEvent {
	return { seq, type: type as CampaignEventType, on, amount, reverses, details }
}
