import { type CalendarDate, calendarDate, yearOf } from '../kernel/calendar-date.js'
import type { DaysOff } from '../kernel/working-days.js'

/** What a line of the table makes of a day; an ordinary one is off or worked again by its weekday alone. */
export type DayKind = 'off' | 'worked' | 'ordinary'

/** One line of the table that administrators keep: a weekday off, or a weekend day worked in exchange, and why. */
export type DayOff = { readonly on: CalendarDate; readonly kind: 'off' | 'worked'; readonly basis: string }

/**
 * Every weekday off and every Saturday worked, 2021 to 2026, with the notice that says so: Labour Code 2019 art. 111.3
 * and 112 (a holiday on a weekly rest day is made up on the next working day), the yearly notices of the Ministry of
 * Labour (of Home Affairs for 2026), and from 2026 the Day of Vietnamese Culture on 24/11 (Resolution 28/2026/QH16
 * art. 2). Exchanged Saturdays bind the civil service; a lender that does not follow it leaves them out. Read from
 * published notices by third parties: the client confirms each year before it is relied upon.
 */
export const daysOff: readonly DayOff[] = [
	...notice(2021, 'TB 4875/TB-LĐTBXH', {
		off: '01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03',
		worked: '',
	}),
	...notice(2022, 'TB 119/TB-LĐTBXH', {
		off: '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02',
		worked: '',
	}),
	...notice(2023, 'TB 5034/TB-LĐTBXH', {
		off: '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04',
		worked: '',
	}),
	...notice(2024, 'TB 5015 + 1570/TB-LĐTBXH', {
		off: '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03',
		worked: '05-04',
	}),
	...notice(2025, 'TB 6150/TB-BLĐTBXH', {
		off: '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02',
		worked: '04-26',
	}),
	...notice(2026, 'TB 9441/TB-BNV; CV 12729/VPCP-KGVX; NQ 28/2026/QH16 (24/11)', {
		off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
		worked: '01-10 08-22',
	}),
]

/** The rows as the sets that `kernel/working-days.ts` asks; a year is known once it has a row. */
export function daysOffTable(rows: readonly { readonly on: CalendarDate; readonly kind: DayKind }[]): DaysOff {
	const named = rows.filter(({ kind }) => kind !== 'ordinary')
	const ofKind = (kind: DayKind) => new Set(named.filter((row) => row.kind === kind).map(({ on }) => on))
	return { off: ofKind('off'), worked: ofKind('worked'), yearsKnown: new Set(named.map(({ on }) => yearOf(on))) }
}

/** The rows of one yearly notice; days as 'MM-DD'. */
function notice(year: number, name: string, days: { off: string; worked: string }): readonly DayOff[] {
	const rows = (kind: DayOff['kind'], text: string) =>
		text
			.split(' ')
			.filter((day) => day !== '')
			.map(
				(day): DayOff => ({
					on: calendarDate(`${year}-${day}`),
					kind,
					basis: `BLLĐ 2019 Đ.111.3, Đ.112; ${name}`,
				}),
			)
	return [...rows('off', days.off), ...rows('worked', days.worked)].sort((a, b) => (a.on < b.on ? -1 : 1))
}
