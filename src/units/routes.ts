import type { AppDoor } from '../access/asker.js'
import { findTransactionDays, findUnit, listUnits } from './actions.js'
import { daysOffView, listDaysOffQuery, listUnitsQuery, transactionDaysView, unitIdParams, unitsView, unitView } from './schemas.js'
import { readDaysOff } from './store.js'

/** Units are public geography: every asker sees all of them, whatever her scope. Their days are entered where loans are told by them (lending). */
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
		id: 'listDaysOff',
		method: 'GET',
		path: '/days-off',
		tag,
		summary: 'The weekdays off and weekend days worked of a year',
		query: listDaysOffQuery,
		answer: daysOffView,
		handle: async ({ tx, query }) => ({ items: await readDaysOff(tx, Number(query.year)), next: null }),
	})
}
