import type { StoredEvent } from '../contracts/stored.js'
import type { CampaignEventDetails } from './event.js'
import type { CampaignRow } from './stored.js'

/** A campaign as it was announced. */
export function campaignLine({ contract, ...announced }: CampaignRow) {
	return { id: contract.id, ...announced }
}

/** An event as the campaign's history shows it. A reversal shows the day on which it was decided. */
export function eventView(event: StoredEvent, history: readonly StoredEvent[]) {
	const { decidedOn, ...details } = event.details as CampaignEventDetails
	return {
		id: String(event.seq),
		type: event.type,
		on: decidedOn ?? event.on,
		amount: event.amount,
		recordedAt: event.recordedAt,
		recordedBy: event.recordedBy,
		reverses: event.reverses === null ? null : String(event.reverses),
		reversedBy: history.filter(({ reverses }) => reverses === event.seq).map(({ seq }) => String(seq))[0] ?? null,
		...details,
	}
}
