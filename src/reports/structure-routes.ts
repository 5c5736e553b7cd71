import type { AppDoor } from '../access/asker.js'
import { structure } from './structure-actions.js'
import { structureQuery, structureView } from './structure-schemas.js'

export function structureReportRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportStructure',
		method: 'GET',
		path: '/reports/structure',
		tag: 'reports',
		summary: 'Districts, communes, groups and their members on a day',
		query: structureQuery,
		answer: structureView,
		refusals: ['unit.not-found'],
		handle: ({ tx, query, asker, asOf }) => structure(tx, query, asker, asOf),
	})
}
