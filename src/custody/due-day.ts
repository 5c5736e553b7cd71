import { addDays, type CalendarDate } from '../kernel/calendar-date.js'
import { nextWorkingDay } from '../kernel/working-days.js'
import type { Calendar } from '../units/calendar.js'
import { firstTransactionDay, spansOf } from '../units/transaction-days.js'

/**
 * By when cash of a meeting is handed over. A group of an entrusting bank: on the first day, on or after the meeting, on
 * which the bank comes to its commune (HD 727/HD-NHCS: all money goes to the bank at the transaction). Own money, and
 * where no day of the bank is known: on the next working day after the meeting (project decision).
 */
export function dueDay(
	{ communes, daysOff }: Calendar,
	group: { readonly communeId: string; readonly entrusted: boolean },
	metOn: CalendarDate,
): CalendarDate {
	const announced = communes.get(group.communeId)
	const bankComes = group.entrusted && announced !== undefined && announced.fixed.some(({ from }) => from <= metOn)
	return bankComes ? firstTransactionDay(spansOf(announced), metOn) : nextWorkingDay(addDays(metOn, 1), daysOff)
}
