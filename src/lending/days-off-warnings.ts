import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Language } from '../kernel/refusal.js'
import { type DaysOff, yearsWithoutNotice } from '../kernel/working-days.js'
import type { Warning } from './loan-warnings.js'
import type { ScheduleRow } from './schedule.js'
import type { Terms } from './schemas.js'

/** A warning that names years; their schedule is right as far as anybody knows. */
export type DaysOffWarning = Omit<Warning, 'code'> & { readonly code: 'days-off-unknown'; readonly years: readonly number[] }

/**
 * Days of a schedule that may still move: they lie in years for which no notice of the days off is entered, and what is
 * due on a holiday is in time until the next working day (BLDS 2015 art. 148.5). The bank's own days do not move.
 */
export function daysOffWarnings(
	terms: Terms,
	rows: readonly Pick<ScheduleRow, 'dueOn' | 'lastDayInTime'>[],
	{ daysOff, asOf, language }: { readonly daysOff: DaysOff; readonly asOf: CalendarDate; readonly language: Language },
): readonly DaysOffWarning[] {
	if (terms.dueDays !== 'next-working-day') return []
	const ahead = rows.filter(({ lastDayInTime }) => lastDayInTime >= asOf)
	const years = [...new Set(ahead.flatMap(({ dueOn, lastDayInTime }) => yearsWithoutNotice(dueOn, lastDayInTime, daysOff)))]
	if (years.length === 0) return []
	const named = inWords(years)
	const message = sentence[language].replace('{years}', named)
	return [{ code: 'days-off-unknown', message, source: 'BLDS 2015 Đ.148.5; BLLĐ 2019 Đ.112', details: { years: named }, years }]
}

const sentence: Readonly<Record<Language, string>> = {
	vi: 'Chưa nhập lịch nghỉ lễ, Tết năm {years}: ngày đến hạn trong các năm đó có thể lùi sang ngày làm việc tiếp theo',
	en: 'No days off are entered for {years}: what falls due then may be in time until a later working day',
}

/** Years one after the other are told by the first and the last. */
function inWords(years: readonly number[]): string {
	const [first, last] = [years[0], years.at(-1)]
	const isRun = years.length > 2 && first !== undefined && last === first + years.length - 1
	return isRun ? `${first}–${last}` : years.join(', ')
}
