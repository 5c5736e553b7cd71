import { z } from 'zod'
import { dateSchema, idSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'

const accountShape = {
	lenderId: idSchema,
	from: dateSchema,
	bankBin: z
		.string()
		.regex(/^\d{6}$/, 'field.wrong-format')
		.meta({ description: 'the bank’s number at NAPAS', examples: ['970405'] }),
	bankName: textSchema(80),
	accountNo: z.string().regex(/^[0-9A-Z]{1,19}$/, 'field.wrong-format'),
	accountName: textSchema(80),
}
export const enterAccountSchema = z
	.strictObject({
		...accountShape,
		unitId: idSchema.optional().describe('in this unit and those below it; without it, everywhere else'),
		to: dateSchema.optional().describe('the last day'),
	})
	.refine(({ from, to }) => to === undefined || to >= from, { path: ['to'], message: 'field.wrong-format' })
export type EnterAccount = z.output<typeof enterAccountSchema>
export const accountView = z.strictObject({ id: idSchema, ...accountShape, unitId: idSchema.nullable(), to: dateSchema.nullable() })
export const accountsView = pageView(accountView)
export const listAccountsQuery = z.strictObject({ lenderId: idSchema.optional(), ...pageShape(1) })
export type ListAccounts = z.output<typeof listAccountsQuery>
