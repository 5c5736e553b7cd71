import { z } from 'zod'
import { dateSchema, moneySchema } from '../kernel/wire.js'
import { keyedShape, keyedView } from './keyed-schemas.js'
import { outstandingKeys } from './outstanding.js'

export const lentQuery = z.strictObject({
	by: z.enum(outstandingKeys).default('lender'),
	from: dateSchema.optional().describe('the first day of the period, which ends on asOf; without it, all that ever was'),
	...keyedShape,
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
	...keyedView(sumsView),
	from: dateSchema.nullable(),
})
