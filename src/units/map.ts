import { must } from '../kernel/assert.js'
import { type CalendarDate, calendarDate } from '../kernel/calendar-date.js'
import { grouped } from '../kernel/grouped.js'

/** The two maps of the province that reports are drawn on: with its ten districts, and without any. */
export const unitMaps = ['2022', '2025'] as const
export type UnitMap = (typeof unitMaps)[number]

/** What a unit was called from one day to another. */
export type UnitPeriod = {
	readonly unitId: string
	readonly code: string | null
	readonly name: string
	readonly parentId: string | null
	readonly validFrom: CalendarDate
	readonly validTo: CalendarDate | null
}

export type Succession = { readonly oldId: string; readonly newId: string }

/** Where a commune stands on a map: the unit that it is drawn as, and the one above (a district, later the province). */
export type Drawn = {
	readonly unitId: string
	readonly code: string | null
	readonly name: string
	readonly parentId: string | null
	readonly parentName: string | null
}

const dayOfMap: Readonly<Record<UnitMap, CalendarDate>> = {
	'2022': calendarDate('2022-12-31'),
	'2025': calendarDate('2025-07-01'),
}

/** The map that holds on a day: places are called as they are on it. */
export function mapThen(day: CalendarDate): UnitMap {
	return day >= dayOfMap['2025'] ? '2025' : '2022'
}

/**
 * Draws every unit on a map. A unit of that map is itself. One that ended earlier is drawn as what it went into; one
 * that began later as what it came from, but only where that is a single unit: a commune of 2025 that joined three of
 * 2022 cannot be told apart on the old map and is shown by itself.
 */
export function drawOnMap(map: UnitMap, periods: readonly UnitPeriod[], successions: readonly Succession[]): ReadonlyMap<string, Drawn> {
	const day = dayOfMap[map]
	const periodsOf = grouped(periods, (period) => period.unitId)
	const successorsOf = grouped(successions, (one) => one.oldId)
	const predecessorsOf = grouped(successions, (one) => one.newId)

	const unitOnMap = (unitId: string): string => {
		const own = must(periodsOf.get(unitId), 'a unit has versions')
		if (own.some((period) => isValidOn(period, day))) return unitId
		const began = own.some((period) => period.validFrom <= day)
		const others = began
			? (successorsOf.get(unitId) ?? []).map((one) => one.newId)
			: (predecessorsOf.get(unitId) ?? []).map((one) => one.oldId)
		const [only, ...more] = others
		return only === undefined || more.length > 0 ? unitId : unitOnMap(only)
	}
	const draw = (unitId: string): Drawn => {
		const drawn = periodOn(must(periodsOf.get(unitOnMap(unitId)), 'a unit has versions'), day)
		const above = drawn.parentId === null ? null : periodOn(must(periodsOf.get(drawn.parentId), 'a parent has versions'), day)
		return { unitId: drawn.unitId, code: drawn.code, name: drawn.name, parentId: drawn.parentId, parentName: above?.name ?? null }
	}
	return new Map([...periodsOf.keys()].map((unitId) => [unitId, draw(unitId)]))
}

/** What a unit was called on the day, or nearest to it: the last name before it, else its first. */
function periodOn(periods: readonly UnitPeriod[], day: CalendarDate): UnitPeriod {
	const inOrder = periods.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
	return must(inOrder.findLast((period) => period.validFrom <= day) ?? inOrder[0], 'a unit has versions')
}

function isValidOn(period: UnitPeriod, day: CalendarDate): boolean {
	return period.validFrom <= day && (period.validTo === null || period.validTo >= day)
}
