import { calendarDate } from '../../kernel/calendar-date.js'
import { dong } from '../../kernel/money.js'

const million = 1_000_000n

/**
 * What the Union of Cao Bằng reported for 2022, each figure on its own day. The demonstration's people are made up; its
 * reports give exactly these figures on those days.
 */
export const measure = {
	policyBank: { on: calendarDate('2022-10-31'), outstanding: dong(1_038_873n * million), groups: 645, borrowers: 17_348 },
	commercialBank: { on: calendarDate('2022-09-30'), outstanding: dong(26_711n * million), groups: 72, borrowers: 512 },
	fund: { on: calendarDate('2022-12-31'), outstanding: dong(43_000n * million), groups: 415, borrowers: 2_911 },
	interestFree: { lent: dong(1_149_600_000n), borrowers: 230 },
	startUp: { lent: dong(1_400n * million), groups: 5, borrowers: 70 },
	cooperative: { lent: dong(300n * million), groups: 3 },
} as const

/** A twelfth of the province, for a quick look: no figure is promised. */
export const smallMeasure = { policyBank: 6, commercialBank: 2, fund: 2, startUp: 1, cooperative: 1 } as const
