import type { AppDoor } from '../access/asker.js'
import { findTransactionDays, findUnit, listUnits, overrideTransactionDay, setDayOff, setTransactionDay } from './actions.js'
import {
	dayOffView,
	daysOffView,
	listDaysOffQuery,
	listUnitsQuery,
	overrideTransactionDaySchema,
	setDayOffSchema,
	setTransactionDaySchema,
	transactionDaysView,
	unitIdParams,
	unitsView,
	unitView,
} from './schemas.js'
import { readDaysOff } from './store.js'

/** Units are public geography: every asker sees all of them, whatever her scope. */
export function unitRoutes(door: AppDoor): void {
	const tag = 'units'
	door.operation({
		id: 'listUnits',
		method: 'GET',
		path: '/units',
		tag,
		summary: 'Provinces, districts, communes that were in being on a day, with their versions and successions',
		query: listUnitsQuery,
		answer: unitsView,
		handle: ({ tx, query, today }) => listUnits(tx, query, today),
	})
	door.operation({
		id: 'findUnit',
		method: 'GET',
		path: '/units/:id',
		tag,
		summary: 'One unit, with all that it was called',
		params: unitIdParams,
		answer: unitView,
		refusals: ['unit.not-found'],
		handle: ({ tx, params, today }) => findUnit(tx, params.id, today),
	})
	door.operation({
		id: 'findTransactionDays',
		method: 'GET',
		path: '/units/:id/transaction-days',
		tag,
		summary: 'When the bank comes to a commune',
		params: unitIdParams,
		answer: transactionDaysView,
		refusals: ['unit.not-found'],
		handle: ({ tx, params, today }) => findTransactionDays(tx, params.id, today),
	})
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
		refusals: ['unit.not-found', 'unit.not-a-commune'],
		handle: ({ tx, params, body, asker, today }) => setTransactionDay(tx, { unitId: params.id, ...body }, asker, today),
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
		refusals: ['unit.not-found', 'unit.not-a-commune', 'transaction-day.too-far'],
		handle: ({ tx, params, body, asker, today }) => overrideTransactionDay(tx, { unitId: params.id, ...body }, asker, today),
	})
	door.operation({
		id: 'listDaysOff',
		method: 'GET',
		path: '/days-off',
		tag,
		summary: 'The weekdays off and weekend days worked of a year',
		query: listDaysOffQuery,
		answer: daysOffView,
		handle: async ({ tx, query }) => ({ items: await readDaysOff(tx, Number(query.year)), next: null }),
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
		refusals: ['day-off.off-already', 'day-off.worked-already'],
		handle: ({ tx, body }) => setDayOff(tx, body),
	})
}
