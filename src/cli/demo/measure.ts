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
	/** "giúp 25.653 công lao động; cho mượn 233.832m2 đất canh tác": apart from the visits, and never added to them. */
	mutualHelp: { programme: 'Giúp nhau phát triển kinh tế', labourDays: 25_653, land: 233_832 },
	visits: { programme: 'Thăm hỏi, giúp đỡ hộ khó khăn', labourDays: 18_172, food: 7_413 },
	sponsorship: { received: dong(186_740_000n), children: 48, monthly: dong(500_000n) },
	shelters: { received: dong(310n * million), houses: 7 },
	border: { received: dong(1_177_005_000n) },
	/** Models of which only how many there are is reported, with those of the year. */
	wasteCollection: { models: 269, ofTheYear: 29 },
} as const

/** A twelfth of the province, for a quick look: no figure is promised. */
export const smallMeasure = { policyBank: 6, commercialBank: 2, fund: 2, startUp: 1, cooperative: 1 } as const
