import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, rateSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { certainties } from '../products/template.js'
import { savingsTemplateSchema } from './terms.js'

const codeSchema = z
	.string()
	.regex(/^[A-Z0-9][A-Z0-9-]{0,29}$/, 'field.wrong-format')
	.meta({ description: 'capital letters, digits and hyphens', examples: ['NHCSXH-TGTV'] })
const source = { source: textSchema(500), certainty: z.enum(certainties) }
const rateShape = { from: dateSchema, yearly: rateSchema, reachesOpenAccounts: z.boolean(), ...source }

export const openSavingsProductSchema = z.strictObject({
	code: codeSchema,
	lenderId: idSchema.optional().describe('who owes the money to the members; without one, the group that holds it'),
	name: textSchema(200),
	nameEn: textSchema(200).optional(),
	source: textSchema(500),
	rates: z.array(z.strictObject(rateShape)).min(1).max(200).refine(onDifferentDays, 'field.wrong-format'),
	rules: z
		.array(z.strictObject({ from: dateSchema, terms: savingsTemplateSchema, ...source }))
		.min(1)
		.max(100)
		.refine(onDifferentDays, 'field.wrong-format'),
})
export type OpenSavingsProduct = z.output<typeof openSavingsProductSchema>

/** A new rate; of a demand type it reaches the accounts that are already open. */
export const addSavingsRateSchema = z.strictObject({
	from: dateSchema,
	yearly: rateSchema,
	reachesOpenAccounts: z.boolean().default(true),
	source: textSchema(500),
	certainty: z.enum(certainties).default('read'),
})
export type AddSavingsRate = z.output<typeof addSavingsRateSchema>
export const savingsRateAnswer = z.strictObject({
	productId: idSchema,
	from: dateSchema,
	yearly: rateSchema,
	accountsReached: z.int(),
})

/** A product with its rates by date and its rules by opening date. */
export const savingsProductView = z.strictObject({
	id: idSchema,
	code: z.string(),
	lenderId: idSchema.nullable(),
	lenderCode: z.string().nullable(),
	name: z.string(),
	nameEn: z.string(),
	source: z.string(),
	rates: z.array(z.strictObject(rateShape)),
	rules: z.array(z.strictObject({ from: dateSchema, terms: savingsTemplateSchema, ...source })),
})
export type SavingsProductView = z.output<typeof savingsProductView>
export const listSavingsProductsQuery = z.strictObject({ lenderId: idSchema.optional(), ...pageShape(2) })
export type ListSavingsProducts = z.output<typeof listSavingsProductsQuery>
export const savingsProductsView = pageView(savingsProductView)

/** Interest of all accounts of a product, credited on one day. */
export const creditAllSchema = z.strictObject({ on: dateSchema })
export const creditAllAnswer = z.strictObject({
	productId: idSchema,
	on: dateSchema,
	accounts: z.int().describe('how many were credited; those credited on that day before are not credited again'),
	interest: moneySchema,
})

/** What the group agreed that each of its members saves a month (10C/TD). */
export const groupMinimumSchema = z.strictObject({
	on: dateSchema,
	groupId: idSchema,
	minimumMonthly: amountSchema,
	minutesNo: textSchema(80).optional(),
	note: textSchema(500).optional(),
})
export type SetGroupMinimum = z.output<typeof groupMinimumSchema>
export const groupMinimumAnswer = z.strictObject({ productId: idSchema, groupId: idSchema, accounts: z.int(), minimumMonthly: moneySchema })

function onDifferentDays(rows: readonly { readonly from: string }[]): boolean {
	return new Set(rows.map((row) => row.from)).size === rows.length
}
