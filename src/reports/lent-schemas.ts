import { z } from 'zod'
import { dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { unitMaps } from '../units/map.js'
import { outstandingKeys } from './outstanding.js'
import { clocksAnswer, formatSchema } from './schemas.js'

export const lentQuery = z.strictObject({
	by: z.enum(outstandingKeys).default('lender'),
	from: dateSchema.optional().describe('the first day of the period, which ends on asOf; without it, all that ever was'),
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that places are drawn on'),
	format: formatSchema,
	...clocksShape,
})
export type LentQuery = z.output<typeof lentQuery>

const sumsView = {
	lent: moneySchema.describe('paid out in the period'),
	loans: z.int(),
	groups: z.int().describe('groups through which it was lent'),
	borrowers: z.int().describe('members, and groups that borrow themselves, each counted once'),
	monthsLeast: z.int().nullable().describe('the shortest term; null where none is agreed in months'),
	monthsMost: z.int().nullable().describe('the longest term'),
}
export const lentView = z.strictObject({
	rows: z.array(
		z.strictObject({
			key: z.string().nullable().describe('the code; null for what belongs to none'),
			id: idSchema.nullable(),
			name: z.string(),
			...sumsView,
		}),
	),
	totals: z.strictObject(sumsView),
	by: z.enum(outstandingKeys),
	map: z.enum(unitMaps),
	from: dateSchema.nullable(),
	...clocksAnswer,
})
