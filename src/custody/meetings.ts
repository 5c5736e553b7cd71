import { type CalendarDate, later } from '../kernel/calendar-date.js'
import { add, type Money, smaller, subtract } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { heldOf, type Meeting } from './state.js'

/** What was taken out of the meetings, and what is left of them. */
export type Taken = { readonly left: readonly Meeting[]; readonly lastMetOn: CalendarDate | null }

/** Puts cash of a meeting to what is held, the oldest meetings first; more of the same sheet is added to it. */
export function put(meetings: readonly Meeting[], meeting: Meeting): readonly Meeting[] {
	const same = meetings.find(({ sheetId }) => sheetId === meeting.sheetId)
	if (same !== undefined) return meetings.map((one) => (one === same ? { ...one, held: add(one.held, meeting.held) } : one))
	const at = meetings.findIndex(({ metOn }) => metOn > meeting.metOn)
	return at < 0 ? [...meetings, meeting] : [...meetings.slice(0, at), meeting, ...meetings.slice(at)]
}

/**
 * Takes an amount in đồng out of what is held: of the named sheet first, then of the oldest meeting. Refused where less
 * is held; what is handed over too little stays with the youngest meetings.
 */
export function take(meetings: readonly Meeting[], amount: Money, sheetId: string | null = null): Taken {
	const held = heldOf({ meetings })
	if (amount > held) throw new Refusal('custody.more-than-held', { path: 'amount', details: { held: String(held) } })
	let wanted = amount
	let lastMetOn: CalendarDate | null = null
	const rest = new Map(meetings.map((meeting) => [meeting, meeting.held]))
	const named = meetings.filter((meeting) => meeting.sheetId === sheetId)
	for (const meeting of [...named, ...meetings.filter((one) => !named.includes(one))]) {
		const taken = smaller(wanted, meeting.held)
		if (taken === 0n) continue
		rest.set(meeting, subtract(meeting.held, taken))
		wanted = subtract(wanted, taken)
		lastMetOn = lastMetOn === null ? meeting.metOn : later(lastMetOn, meeting.metOn)
	}
	return { left: [...rest].flatMap(([meeting, left]) => (left === 0n ? [] : [{ ...meeting, held: left }])), lastMetOn }
}
