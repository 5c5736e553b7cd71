import { z } from 'zod'
import { moneyFromText } from '../kernel/money.js'
import { dateSchema, rateSchema, roundingSchema } from '../kernel/wire.js'

export const savingsKinds = ['compulsory', 'voluntary'] as const

/** What savings may be offset against, in the order that the product says (01/TGTV item 5: lãi, gốc đến hạn, gốc quá hạn). */
export const offsetParts = ['interest', 'due-principal', 'overdue-principal'] as const
export type OffsetPart = (typeof offsetParts)[number]

/** An amount that may be nothing, as whole đồng in text. */
export const minimumText = z.string().regex(/^(0|[1-9]\d{0,17})$/, 'money.not-whole-dong')

/** When money may be taken out: whenever she asks, only when she owes the lender nothing (01/TGTV item 6), or so many days after she said so. */
const withdrawalSchema = z.discriminatedUnion('rule', [
	z.strictObject({ rule: z.literal('free') }),
	z.strictObject({ rule: z.literal('when-no-debt') }),
	z.strictObject({ rule: z.literal('notice'), days: z.int().min(1).max(366) }),
])

const shape = {
	kind: z.enum(savingsKinds),
	minimumMonthly: minimumText.describe('what is to be saved a month, "0" for nothing in particular'),
	creditEvery: z
		.strictObject({ every: z.int().min(1).max(3_660), period: z.enum(['day', 'week', 'month']), from: dateSchema })
		.describe('the days on which interest is credited, counted from one of them'),
	withdrawal: withdrawalSchema,
	offsetOrder: z
		.array(z.enum(offsetParts))
		.max(3)
		.refine((parts) => new Set(parts).size === parts.length, 'field.wrong-format')
		.describe('what savings pay of a debt, in this order; empty: they are not offset'),
}

/** What a product says to an account opened under it. A template keeps text as it came: the account that copies it decodes it. */
export const savingsTemplateSchema = z.strictObject({
	...shape,
	interestRounding: z.strictObject({
		unit: z.string().regex(/^[1-9]\d{0,11}$/, 'rounding.unit'),
		towards: z.enum(['nearest', 'nearest-even', 'up', 'down']),
	}),
})
export type SavingsTemplate = z.output<typeof savingsTemplateSchema>

/** The terms of a savings account, frozen at its opening: what its product said then, with the rates by date. */
export const savingsTermsSchema = z
	.strictObject({
		...shape,
		interestRounding: roundingSchema,
		rates: z
			.array(z.strictObject({ from: dateSchema, yearly: rateSchema }))
			.min(1)
			.max(200),
	})
	.transform(({ minimumMonthly, rates, ...given }) => ({
		...given,
		minimumMonthly: moneyFromText(minimumMonthly),
		rates: rates.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
	}))
export type SavingsTerms = z.output<typeof savingsTermsSchema>
