import { shownEvent } from '../contracts/shown-event.js'
import type { CampaignEventDetails } from './event.js'
import type { CampaignRow } from './stored.js'

/** A campaign as it was announced. */
export function campaignLine({ contract, ...announced }: CampaignRow) {
	return { id: contract.id, ...announced }
}

/** An event as the campaign's history shows it. A reversal shows the day on which it was decided. */
export const eventView = shownEvent<CampaignEventDetails>
