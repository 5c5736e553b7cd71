import { z } from 'zod'
import { dateSchema, moneySchema } from '../kernel/wire.js'
import { keyedShape, keyedView } from './keyed-schemas.js'
import { outstandingKeys } from './outstanding.js'

export const savingsQuery = z.strictObject({
	by: z.enum(outstandingKeys).default('commune'),
	from: dateSchema.optional().describe('the first day of the period; without it, all that ever was'),
	...keyedShape,
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
	...keyedView(sumsView),
	from: dateSchema.nullable(),
})
