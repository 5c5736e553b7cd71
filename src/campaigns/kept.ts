import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import { type Campaign, type CampaignState, nothingYet, stateFromStored, storedState } from './campaign.js'
import type { CampaignEvent } from './event.js'

/** A stored campaign as `contracts` records on it. */
export function keptCampaign(contract: Campaign, stored: StoredContract): Kept<CampaignState, CampaignEvent> {
	const state = stored.version === 0 ? nothingYet : stateFromStored(stored.state as ReturnType<typeof storedState>)
	return { contract, stored, state, store: storedState, eventOf: eventOfStored }
}

/** A stored event as the campaign is told it. */
export const eventOfStored = eventTold as (stored: StoredEvent) => CampaignEvent
