import type { AppDoor } from '../access/asker.js'
import { forgetCalendar } from '../units/calendar-store.js'
import {
	dayOffView,
	overrideTransactionDaySchema,
	setDayOffSchema,
	setTransactionDaySchema,
	transactionDaysView,
	unitIdParams,
} from '../units/schemas.js'
import { overrideTransactionDay, setDayOff, setTransactionDay } from './calendar-actions.js'

/** The days by which loans are late are entered here, since only lending knows what was told by them. */
export function calendarRoutes(door: AppDoor): void {
	const tag = 'units'
	door.operation({
		id: 'setTransactionDay',
		method: 'POST',
		path: '/units/:id/transaction-days',
		tag,
		summary: 'Fixes the day of the month on which the bank comes to a commune, from a day on',
		params: unitIdParams,
		body: setTransactionDaySchema,
		answer: transactionDaysView,
		status: 201,
		refusals: ['unit.not-found', 'unit.not-a-commune', 'loan.calendar-told'],
		handle: ({ tx, params, body, asker, today, afterCommit }) => {
			afterCommit(() => forgetCalendar(tx))
			return setTransactionDay(tx, { unitId: params.id, ...body }, asker, today)
		},
	})
	door.operation({
		id: 'overrideTransactionDay',
		method: 'POST',
		path: '/units/:id/transaction-day-overrides',
		tag,
		summary: 'Records another transaction day that the bank announced for one month',
		params: unitIdParams,
		body: overrideTransactionDaySchema,
		answer: transactionDaysView,
		status: 201,
		refusals: ['unit.not-found', 'unit.not-a-commune', 'transaction-day.too-far', 'loan.calendar-told'],
		handle: ({ tx, params, body, asker, today, afterCommit }) => {
			afterCommit(() => forgetCalendar(tx))
			return overrideTransactionDay(tx, { unitId: params.id, ...body }, asker, today)
		},
	})
	door.operation({
		id: 'setDayOff',
		method: 'POST',
		path: '/days-off',
		tag,
		summary: 'Lists a day off or a weekend day worked, with the notice that says so, or takes it off the list',
		body: setDayOffSchema,
		answer: dayOffView,
		status: 201,
		refusals: ['day-off.off-already', 'day-off.worked-already', 'loan.calendar-told'],
		handle: ({ tx, body, afterCommit }) => {
			afterCommit(() => forgetCalendar(tx))
			return setDayOff(tx, body)
		},
	})
}
