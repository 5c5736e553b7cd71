import { never } from '../kernel/assert.js'
import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { type Money, sum } from '../kernel/money.js'
import type { Meeting } from './state.js'
import type { CustodyNote, CustodyRow } from './stored.js'

/** What is held of one meeting by one leader, with the reasons that were noted for it. */
export type Holding = { readonly row: CustodyRow; readonly meeting: Meeting; readonly reasons: readonly CustodyNote[] }

/** What holdings are counted by; the names of a line are its key's. */
export const custodyKeys = ['meeting', 'leader', 'group', 'commune'] as const
export type CustodyKey = (typeof custodyKeys)[number]

/** Cash that is held, counted together. */
export type HeldTogether = {
	readonly held: Money
	/** Of it, what should have been handed over before the day. */
	readonly late: Money
	readonly meetings: number
	/** The oldest meeting of which something is held. */
	readonly since: CalendarDate | null
	/** Days by which the oldest that is late is late; 0 where none is. */
	readonly daysLate: number
}

/** Whether a meeting's cash should have been handed over before a day: that of the day itself still may be. */
export function isLate({ dueOn }: Meeting, asOf: CalendarDate): boolean {
	return asOf > dueOn
}

/** A meeting explained by the notes on its sheet, and by those on all that its leader holds that came no earlier than it. */
export function reasonsFor(meeting: Meeting, notes: readonly CustodyNote[]): readonly CustodyNote[] {
	return notes.filter(({ sheetId, on }) => (sheetId === null ? on >= meeting.metOn : sheetId === meeting.sheetId))
}

/** Counts holdings together, in đồng and days. */
export function together(holdings: readonly Holding[], asOf: CalendarDate): HeldTogether {
	const meetings = holdings.map(({ meeting }) => meeting)
	const late = meetings.filter((meeting) => isLate(meeting, asOf))
	return {
		held: sum(meetings.map(({ held }) => held)),
		late: sum(late.map(({ held }) => held)),
		meetings: meetings.length,
		since: meetings.map(({ metOn }) => metOn).sort()[0] ?? null,
		daysLate: Math.max(0, ...late.map(({ dueOn }) => daysBetween(dueOn, asOf))),
	}
}

/** What is late and explained by nobody, in đồng: the exceptions that an officer has still to ask about. */
export function unexplained(holdings: readonly Holding[], asOf: CalendarDate): Money {
	return sum(holdings.flatMap(({ meeting, reasons }) => (isLate(meeting, asOf) && reasons.length === 0 ? [meeting.held] : [])))
}

/** Holdings in the order of their keys, each with the name that people know it by. */
export function byKey(holdings: readonly Holding[], by: CustodyKey) {
	const lines = new Map<string, { readonly key: string; readonly name: string; readonly holdings: Holding[] }>()
	for (const holding of holdings) {
		const { key, name } = keyOf(holding, by)
		const line = lines.get(key) ?? { key, name, holdings: [] }
		lines.set(key, line)
		line.holdings.push(holding)
	}
	return [...lines.values()]
}

function keyOf({ row, meeting }: Holding, by: CustodyKey): { readonly key: string; readonly name: string } {
	switch (by) {
		case 'meeting':
			return { key: `${row.contract.id}/${meeting.sheetId}`, name: `${row.leaderName}, ${row.groupName}, ${meeting.metOn}` }
		case 'leader':
			return { key: row.leaderCode, name: row.leaderName }
		case 'group':
			return { key: row.groupCode, name: row.groupName }
		case 'commune':
			return { key: row.communeId, name: row.communeName }
		default:
			return never(by)
	}
}
