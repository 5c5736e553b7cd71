import { type CalendarDate, calendarDate, earlier } from '../kernel/calendar-date.js'

/** On which day a lender's figures of a year were taken, and who says so. */
export type CutOff = {
	readonly lender: string
	readonly year: number
	readonly on: CalendarDate
	readonly source: string
	readonly certainty: 'read' | 'project decision'
}

const report2022 = 'Báo cáo năm 2022 của Hội LHPN tỉnh Cao Bằng'

/** The days that the Union itself named. A year that is not here is taken at its end. */
const cutOffs: readonly CutOff[] = [
	{ lender: 'NHCSXH', year: 2022, on: calendarDate('2022-10-31'), source: `${report2022}: "đến ngày 31/10/2022"`, certainty: 'read' },
	{ lender: 'AGRIBANK', year: 2022, on: calendarDate('2022-09-30'), source: `${report2022}: "đến ngày 30/9/2022"`, certainty: 'read' },
]

/** The days of a year that the asker named herself: one for everything, or one for a lender. */
export type NamedDays = { readonly asOf: CalendarDate | null; readonly byLender: ReadonlyMap<string, CalendarDate> }

/** The day of a lender's figures: the one that is asked for, else the one that was reported, else the last of the year, and never one to come. */
export function cutOffOf(lender: string, year: number, { asOf, byLender }: NamedDays, today: CalendarDate): CutOff {
	const named = byLender.get(lender) ?? asOf
	if (named !== null) return { lender, year, on: named, source: 'Theo yêu cầu', certainty: 'project decision' }
	const reported = cutOffs.find((one) => one.lender === lender && one.year === year)
	if (reported !== undefined && reported.on <= today) return reported
	const on = earlier(calendarDate(`${year}-12-31`), today)
	return { lender, year, on, source: 'Ngày cuối năm, hoặc hôm nay nếu năm chưa hết', certainty: 'project decision' }
}
