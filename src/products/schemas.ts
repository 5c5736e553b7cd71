import { z } from 'zod'
import { dayCounts } from '../kernel/day-count.js'
import { dateSchema, idSchema, rateSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { capNames } from './caps.js'
import { certainties, type LimitsTemplate, type PrincipalBand, type TermsTemplate } from './template.js'

export const productIdParams = z.strictObject({ id: idSchema })

const codeSchema = z
	.string()
	.regex(/^[A-Z0-9][A-Z0-9-]{0,29}$/, 'field.wrong-format')
	.meta({ description: 'capital letters, digits and hyphens', examples: ['QUY-GIAMDAN'] })
const kindSchema = z.enum(['policy-bank', 'commercial-bank', 'fund', 'union'])
const borrowerSchema = z.enum(['member', 'group', 'either'])
const sourceSchema = textSchema(500)
const certaintySchema = z.enum(certainties)

/** A template keeps text as it came: the loan that copies it decodes it. */
const amountText = z.string().regex(/^[1-9]\d{0,17}$/, 'money.not-whole-dong')
const decimalText = z.string().regex(/^\d(\.\d{1,6})?$/, 'decimal.not-a-decimal')
const roundingText = z.strictObject({
	unit: z.string().regex(/^[1-9]\d{0,11}$/, 'rounding.unit'),
	towards: z.enum(['nearest', 'nearest-even', 'up', 'down']),
})
const claimsSchema = z
	.array(z.enum(['interest', 'principal']))
	.min(1)
	.max(2)
const monthsSchema = z.int().min(1).max(1_200)
const bandsSchema = z
	.array(z.strictObject({ monthsMax: monthsSchema.nullable(), every: monthsSchema.nullable() }))
	.min(1)
	.max(20)
	.refine(climb, 'field.wrong-format')

export const termsTemplateSchema: z.ZodType<TermsTemplate> = z.strictObject({
	interestMethod: z.enum(['declining', 'flat', 'none']),
	dayCount: z.enum(dayCounts),
	instalments: z.strictObject({ every: z.int().min(1).max(3_660), period: z.enum(['day', 'week', 'month']) }),
	principalBands: bandsSchema.describe('the last band has no monthsMax; every: null is once, at the end'),
	amortization: z.enum(['equal-principal', 'equal-instalment', 'bullet']),
	instalmentRounding: roundingText,
	interestRounding: roundingText,
	remainder: z.enum(['first', 'last']),
	prepayment: z.enum(['from-next', 'from-last', 'reamortize']),
	allocation: z.strictObject({ inTerm: claimsSchema, overdue: claimsSchema }),
	overdue: z.strictObject({
		missedInstalment: z.enum(['overdue', 'carry-forward']),
		transfer: z.enum(['recorded', 'automatic']),
		factor: decimalText,
		lateInterestYearly: decimalText.optional(),
	}),
	dueDays: z.enum(['next-working-day', 'none', 'transaction-day']),
	classification: z.enum(['policy', 'bank', 'microfinance']),
	overpayment: z.enum(['refuse', 'hold']),
})

/** How far a term may be lengthened in all (gia hạn nợ). */
export const extensionRuleSchema = z.strictObject({
	shortTermMonths: z.int().min(0).max(1_200),
	shortMonths: z.int().min(0).max(1_200),
	longShare: decimalText,
	monthsMax: z.int().min(0).max(1_200).nullable(),
})

export const limitsTemplateSchema: z.ZodType<LimitsTemplate> = z.strictObject({
	amountMax: amountText.nullable(),
	amountMaxGroup: amountText.nullable(),
	monthsMin: monthsSchema.nullable(),
	monthsMax: monthsSchema.nullable(),
	extension: extensionRuleSchema,
	secondPersonAbove: amountText.nullable().default(null).describe('above this a second person approves; null: nobody else is asked'),
})

const rateShape = { from: dateSchema, yearly: rateSchema, reachesLoansOut: z.boolean(), source: sourceSchema, certainty: certaintySchema }
const ruleSchema = z.strictObject({
	from: dateSchema,
	terms: termsTemplateSchema,
	limits: limitsTemplateSchema,
	source: sourceSchema,
	certainty: certaintySchema,
})

export const openLenderSchema = z.strictObject({
	code: codeSchema,
	name: textSchema(200),
	nameEn: textSchema(200).optional(),
	kind: kindSchema,
	interestFree: z.boolean().optional().describe('own money that is told in the book of interest-free loans'),
})
export type OpenLender = z.output<typeof openLenderSchema>

export const lenderView = z.strictObject({
	id: idSchema,
	code: z.string(),
	name: z.string(),
	nameEn: z.string(),
	kind: kindSchema,
	book: z.string().describe("'own', 'interest-free', or the memorandum book of a bank"),
	entrusted: z.boolean(),
})
export type LenderView = z.input<typeof lenderView>
export const listLendersQuery = z.strictObject({ ...pageShape(1) })
export type ListLenders = z.output<typeof listLendersQuery>
export const lendersView = pageView(lenderView)

export const openProductSchema = z.strictObject({
	code: codeSchema,
	lenderId: idSchema,
	name: textSchema(200),
	nameEn: textSchema(200).optional(),
	borrower: borrowerSchema,
	source: sourceSchema,
	rates: z.array(z.strictObject(rateShape)).min(1).max(200).refine(onDifferentDays, 'field.wrong-format'),
	rules: z.array(ruleSchema).min(1).max(100).refine(onDifferentDays, 'field.wrong-format'),
})
export type OpenProduct = z.output<typeof openProductSchema>

/** A new rate; whether it reaches the loans that are already out is for the lender to say. */
export const addRateSchema = z.strictObject({
	from: dateSchema,
	yearly: rateSchema,
	reachesLoansOut: z.boolean().default(false),
	source: sourceSchema,
	certainty: certaintySchema.default('read'),
})
export type AddRate = z.output<typeof addRateSchema>

export const productRateView = z.strictObject(rateShape)
export type ProductRateView = z.input<typeof productRateView>

/** A product with its rates by date and its rules by signing date. */
export const productView = z.strictObject({
	id: idSchema,
	code: z.string(),
	lenderId: idSchema,
	lenderCode: z.string(),
	name: z.string(),
	nameEn: z.string(),
	borrower: borrowerSchema,
	source: z.string(),
	rates: z.array(productRateView),
	rules: z.array(ruleSchema),
})
export type ProductView = z.output<typeof productView>
export const listProductsQuery = z.strictObject({ lenderId: idSchema.optional(), ...pageShape(2) })
export type ListProducts = z.output<typeof listProductsQuery>
export const productsView = pageView(productView)

/** Bands climb, and the last one holds every longer term. */
function climb(bands: readonly PrincipalBand[]): boolean {
	return bands.every((band, index) => {
		const before = bands[index - 1]?.monthsMax ?? 0
		return index === bands.length - 1 ? band.monthsMax === null : band.monthsMax !== null && band.monthsMax > before
	})
}

function onDifferentDays(rows: readonly { readonly from: string }[]): boolean {
	return new Set(rows.map((row) => row.from)).size === rows.length
}

/** A cap; an amount in whole đồng, everything else as decimal text. */
const capShape = {
	name: z.enum(capNames),
	lenderKind: kindSchema,
	from: dateSchema,
	value: z
		.string()
		.regex(/^\d{1,15}(\.\d{1,6})?$/, 'decimal.not-a-decimal')
		.describe('of the kind that its name says: "0.2" a year, "1.5" times, "50000000" đồng'),
	source: sourceSchema,
	certainty: certaintySchema,
}
export const capView = z.strictObject(capShape)
export const capsView = z.strictObject({ items: z.array(capView), next: z.null() })

export const addCapSchema = z
	.strictObject({ ...capShape, certainty: certaintySchema.default('read') })
	.refine(({ name, value }) => name !== 'household-amount' || !value.includes('.'), { path: ['value'], message: 'money.not-whole-dong' })
export type AddCap = z.output<typeof addCapSchema>
