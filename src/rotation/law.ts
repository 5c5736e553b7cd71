import type { CalendarDate } from '../kernel/calendar-date.js'
import { calendarDate } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import { dong, type Money } from '../kernel/money.js'
import { type Rate, rateFromText } from '../kernel/rate.js'

/** What the law says of rotating funds from a day on. */
export type CircleLaw = {
	readonly from: CalendarDate
	/** The most that interest on what is still to be put in, or on late shares, may be agreed at, a year. */
	readonly yearlyMax: Rate
	/** What late shares bear a year where nothing is agreed. */
	readonly lateYearlySilent: Rate
	/** From this worth of the shares of one turn on, the organiser tells the People's Committee of the commune. */
	readonly noticeFrom: Money
	/** From so many circles of one organiser on, likewise. */
	readonly noticeCircles: number
	/** Who has so many years may take part; a younger one from `ageMin` on, with property of her own. */
	readonly ageFull: number
	readonly ageMin: number
	readonly sources: Readonly<Record<'interest' | 'late' | 'notice' | 'age' | 'cover', string>>
}

const decree = 'NĐ 19/2019/NĐ-CP'

/** The rules by date. Certainty: high for 100 triệu, 10 % and 20 %; medium for two circles and for the base of Art. 21. */
export const circleLaws: readonly CircleLaw[] = [
	{
		from: calendarDate('2019-04-05'),
		yearlyMax: rateFromText('0.20'),
		lateYearlySilent: rateFromText('0.10'),
		noticeFrom: dong(100_000_000n),
		noticeCircles: 2,
		ageFull: 18,
		ageMin: 15,
		sources: {
			interest: `${decree} Điều 21; BLDS 2015 Điều 468.1`,
			late: `${decree} Điều 22; BLDS 2015 Điều 468`,
			notice: `${decree} Điều 14`,
			age: `${decree} Điều 5`,
			cover: `${decree} Điều 23`,
		},
	},
]

/** The rules that hold on a day; before the decree, its rules are applied too (project decision: the Civil Code's rates are the same since 2017). */
export function circleLawOn(on: CalendarDate): CircleLaw {
	return must(circleLaws.findLast(({ from }) => from <= on) ?? circleLaws[0], 'a law of rotating funds')
}
