import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { capView } from '../products/schemas.js'
import { clocksView, loanLineShape, stateView, warningView } from './schemas.js'

const sumsShape = {
	loans: z.int(),
	outstanding: moneySchema,
	inTerm: moneySchema,
	overdue: moneySchema,
	frozen: moneySchema,
	interestOwed: moneySchema.describe('fallen due and unpaid, late interest with it'),
	toDisburse: moneySchema.describe('signed and not yet paid out'),
}
const sumsView = z.strictObject(sumsShape)
const limitView = z.strictObject({
	amountMax: moneySchema.describe('the most that the household may owe'),
	left: moneySchema.describe('after what it owes and what is signed'),
	from: dateSchema,
	source: z.string(),
	certainty: z.string(),
})

/** What a household owes: by whose money, by lender, by programme; sums hold what the asker does not see, too. */
export const householdView = z.strictObject({
	memberId: idSchema,
	people: z.array(
		z.strictObject({
			memberId: idSchema.nullable().describe('null for somebody out of the asker’s area'),
			code: z.string().nullable(),
			name: z.string().nullable(),
			why: z.enum(['herself', 'same-citizen-id', 'spouse']),
			of: idSchema.nullable().describe('by whom she came in'),
			text: z.string(),
		}),
	),
	loans: z.array(
		z.strictObject({ ...loanLineShape, lenderCode: z.string(), productCode: z.string(), ...stateView, toDisburse: moneySchema }),
	),
	outside: z
		.strictObject({ loans: z.int(), outstanding: moneySchema, toDisburse: moneySchema, text: z.string() })
		.nullable()
		.describe('loans out of the asker’s area: they count in every sum and are not named'),
	totals: z.strictObject({ entrusted: sumsView, own: sumsView, grandTotal: sumsView }),
	lenders: z.array(
		z.strictObject({
			lenderId: idSchema,
			code: z.string(),
			name: z.string(),
			entrusted: z.boolean(),
			...sumsShape,
			limit: limitView.nullable(),
		}),
	),
	programmes: z.array(
		z.strictObject({
			productId: idSchema,
			code: z.string(),
			name: z.string(),
			lenderId: idSchema,
			lenderCode: z.string(),
			...sumsShape,
			limit: limitView.nullable(),
		}),
	),
	findings: z.array(warningView),
	...clocksView,
})

export const trueYearlyRateQuery = z.strictObject({
	principal: amountSchema,
	months: z
		.string()
		.regex(/^([1-9]\d?|[1-5]\d\d|600)$/, 'field.wrong-format')
		.meta({ description: 'term in months, 1 to 600', examples: ['12'] }),
	signedOn: dateSchema.optional().describe('today where it is left out'),
})
export type TrueYearlyRateQuery = z.output<typeof trueYearlyRateQuery>

export const trueYearlyRateView = z.strictObject({
	productId: idSchema,
	signedOn: dateSchema,
	principal: moneySchema,
	months: z.int(),
	interestMethod: z.enum(['declining', 'flat', 'none']),
	rates: z.array(z.strictObject({ from: dateSchema, yearly: z.string() })).describe('what is agreed'),
	trueYearlyRate: z.string().nullable().describe('what it costs a year on the balance really owed; null where no rate says it'),
	totals: z.strictObject({ principal: moneySchema, interest: moneySchema, total: moneySchema }),
	cap: capView.nullable().describe('the most that may be agreed, where the lender is no bank'),
	warnings: z.array(warningView),
})
