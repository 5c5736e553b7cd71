import type { Drawn } from '../units/map.js'

/** What a line of a campaign's totals is about. */
export const campaignKeys = ['district', 'commune'] as const
export type CampaignKey = (typeof campaignKeys)[number]

/** As which unit of a map a unit is told: a commune in its district or by itself; what a district or the province counted itself, by itself. */
export function placeOf(map: ReadonlyMap<string, Drawn>, by: CampaignKey, unitId: string): Drawn | undefined {
	const drawn = map.get(unitId)
	const above = map.get(drawn?.parentId ?? '')
	return by === 'district' && above !== undefined && above.parentId !== null ? above : drawn
}
