import { addDays, type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'

/** Two people who belong together from one day to another, both included; null while it lasts. It holds both ways. */
export type Tie = {
	readonly id: string
	readonly memberId: string
	readonly otherId: string
	readonly from: CalendarDate
	readonly to: CalendarDate | null
}

/** A tie that is to be recorded; with a last day where it is over already. */
export type WantedTie = Omit<Tie, 'id'>

/**
 * Refuses a tie that lasts no day, and one that overlaps another of either of the two: one spouse at a time (Law on
 * Marriage and Family 2014, art. 2.1).
 */
export function refuseOverlap(ties: readonly Tie[], wanted: WantedTie): void {
	if (wanted.to !== null && wanted.to < wanted.from) refuseEnd(wanted.from)
	const other = lasting(ties).find((tie) => (tie.to === null || tie.to >= wanted.from) && (wanted.to === null || tie.from <= wanted.to))
	if (other === undefined) return
	throw new Refusal('member.spouse-already', {
		path: 'from',
		details: { from: vietnameseDate(other.from), to: other.to === null ? '…' : vietnameseDate(other.to) },
	})
}

/**
 * The tie of a member that ends: the one that has no end yet. Its last day is any from its first on, or the day before
 * that: then it never was, which is how a slip is taken back where nothing is erased.
 */
export function tieToEnd(ties: readonly Tie[], to: CalendarDate): Tie {
	const open = ties.find((tie) => tie.to === null)
	if (open === undefined) throw new Refusal('member.no-spouse')
	const earliest = addDays(open.from, -1)
	if (to < earliest) refuseEnd(earliest)
	return open
}

/** The ties that lasted a day or more: what was taken back never was. */
export function lasting(ties: readonly Tie[]): readonly Tie[] {
	return ties.filter((tie) => tie.to === null || tie.to >= tie.from)
}

function refuseEnd(earliest: CalendarDate): never {
	throw new Refusal('member.spouse-ends-before', { path: 'to', details: { on: vietnameseDate(earliest) } })
}
