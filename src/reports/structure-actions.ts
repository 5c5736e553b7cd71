import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { filterOf } from './keyed-actions.js'
import type { StructureQuery } from './structure-schemas.js'
import { countGroups, countUnits } from './structure-store.js'

/** Districts, communes, groups and their members on a day, by what is entered now. */
export async function structure(tx: Tx, query: StructureQuery, asker: Asker, asOf: CalendarDate) {
	const { communeIds = null } = await filterOf(tx, { unitId: query.unitId }, asker, asOf)
	const lines = await countGroups(tx, { asOf, communeIds }, asker.scope)
	const rows = lines
		.filter(({ isTotal }) => !isTotal)
		.map(({ id, code, name, groups, members }) => ({ key: code, id, name: name ?? 'Không qua bên cho vay', groups, members }))
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	const { groups, members } = must(
		lines.find(({ isTotal }) => isTotal),
		'the sum over all',
	)
	return { rows, totals: { ...(await countUnits(tx, { asOf, communeIds }, asker.scope)), groups, members }, asOf }
}
