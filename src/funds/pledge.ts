import type { Due } from '../contracts/contract.js'
import { addMonths, type CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, smaller, subtract, zero } from '../kernel/money.js'

/** What a sponsor promised: so much every month, for so many months (mẹ đỡ đầu). Amounts in đồng. */
export type Pledge = {
	readonly no: string
	readonly monthly: Money
	readonly months: number
	readonly firstOn: CalendarDate
	readonly purpose: string
	readonly paid: Money
	/** From this day on nothing more is promised. */
	readonly endedOn: CalendarDate | null
}

/** The days on which something is promised, in order. */
export function pledgedDays({ months, firstOn, endedOn }: Omit<Pledge, 'paid' | 'monthly'>): readonly CalendarDate[] {
	const days = Array.from({ length: months }, (_, month) => addMonths(firstOn, month))
	return endedOn === null ? days : days.filter((day) => day < endedOn)
}

/** What was promised for the days of a period, both included. */
export function pledgedBetween(pledge: Pledge, from: CalendarDate | null, to: CalendarDate): Money {
	const days = pledgedDays(pledge).filter((day) => (from === null || day >= from) && day <= to)
	return (pledge.monthly * BigInt(days.length)) as Money
}

/** What of a promise is not kept yet, day by day: what is paid keeps the earliest first. */
export function pledgeDues(pledge: Pledge): readonly Due[] {
	let left = pledge.paid
	return pledgedDays(pledge).flatMap((dueOn) => {
		const kept = smaller(left, pledge.monthly)
		left = subtract(left, kept)
		const amount = subtract(pledge.monthly, kept)
		return amount === 0n ? [] : [{ dueOn, lateAfter: dueOn, amount }]
	})
}

/** Dues of many promises; those of one day are one. */
export function joinedDues(dues: readonly Due[]): readonly Due[] {
	const byDay = new Map<CalendarDate, Due>()
	for (const due of dues) byDay.set(due.dueOn, { ...due, amount: add(byDay.get(due.dueOn)?.amount ?? zero, due.amount) })
	return [...byDay.values()]
}
