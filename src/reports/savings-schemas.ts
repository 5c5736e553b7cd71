import { z } from 'zod'
import { dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { unitMaps } from '../units/map.js'
import { outstandingKeys } from './outstanding.js'
import { clocksAnswer, formatSchema } from './schemas.js'

export const savingsQuery = z.strictObject({
	by: z.enum(outstandingKeys).default('commune'),
	from: dateSchema.optional().describe('the first day of the period; without it, all that ever was'),
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that places are drawn on'),
	format: formatSchema,
	...clocksShape,
})
export type SavingsQuery = z.output<typeof savingsQuery>

const sumsView = {
	balance: moneySchema,
	accounts: z.int().describe('accounts open on the day'),
	members: z.int().describe('members who had one, each counted once'),
	opening: moneySchema.describe('on the evening before the period'),
	deposited: moneySchema,
	interest: moneySchema.describe('credited'),
	withdrawn: moneySchema.describe('paid out, or offset against debts'),
}
export const savingsView = z.strictObject({
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
