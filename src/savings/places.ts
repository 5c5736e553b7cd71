import { effective } from '../contracts/contract.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { must } from '../kernel/assert.js'
import type { SavingsEventDetails } from './event.js'
import type { Move, Place } from './state.js'
import type { AccountRow } from './stored.js'

/** One line of where an account has been: its opening, or a transfer. */
export type PlaceLine = Place & { readonly seq: number; readonly on: CalendarDate; readonly recordedAt: Instant }

/** Where an account was on a day, by its moves in the order of their days: until the first of them, where it was opened. */
export function placeOn(openedIn: Place, moves: readonly Move[], day: CalendarDate): Place {
	const { groupId, communeId } = moves.findLast(({ on }) => on <= day) ?? openedIn
	return { groupId, communeId }
}

/** Where the events that were known of an account have left it. */
export function placeTold(openedIn: Place, told: readonly StoredEvent[]): Place {
	const last = effective(told).findLast(({ type }) => type === 'transferred')
	return last === undefined ? openedIn : placeOf(last)
}

/** What the places of an account say otherwise than its events; null where they agree. */
export function placedOtherwise(row: AccountRow, history: readonly StoredEvent[], lines: readonly PlaceLine[]): string | null {
	const said = history.filter(({ type }) => type === 'opened' || type === 'transferred')
	const [opening] = said
	if (lines.length !== said.length || opening === undefined)
		return `${lines.length} lines say where it has been, its events say ${said.length}`
	const wrong = said.find((event, index) => {
		const line = lines[index]
		return line?.seq !== event.seq || line.on !== event.on || line.recordedAt !== event.recordedAt || !isSame(line, placeOf(event))
	})
	if (wrong !== undefined) return `where it has been since event ${wrong.seq} is not what the event says`
	const now = placeTold(placeOf(opening), history)
	return isSame(row, now) ? null : `it is in ${inWords(row)}, its events say ${inWords(now)}`
}

export function isSame(a: Place, b: Place): boolean {
	return a.groupId === b.groupId && a.communeId === b.communeId
}

/** Where an opening or a transfer says that the account is. */
function placeOf({ details }: StoredEvent): Place {
	const { groupId = null, communeId } = details as SavingsEventDetails
	return { groupId, communeId: must(communeId, 'an opening or a transfer says where') }
}

function inWords({ groupId, communeId }: Place): string {
	return `${groupId === null ? 'no group' : `group ${groupId}`} of commune ${communeId}`
}
