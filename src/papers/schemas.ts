import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, roundingSchema } from '../kernel/wire.js'
import { ruleCodes } from '../lending/rule.js'
import { balancesView, clocksView, loanLineShape, stateView } from '../lending/schemas.js'
import { clocksShape } from '../platform/door.js'

export const paperParams = z.strictObject({ id: idSchema })
const formatSchema = z.enum(['json', 'pdf']).default('json')
export const paperQuery = z.strictObject({ format: formatSchema, ...clocksShape })
/** Of a book that somebody goes on with by hand. */
export const circleBookQuery = z.strictObject({ format: z.enum(['json', 'pdf', 'xlsx']).default('json'), ...clocksShape })
export const statementQuery = z.strictObject({
	from: dateSchema.optional().describe('the first day; without it the account is told from its beginning'),
	to: dateSchema.optional().describe('the last day; asOf, where it is left out or later'),
	format: formatSchema,
	...clocksShape,
})

const sumsShape = {
	lent: moneySchema,
	interestDue: moneySchema.describe('interest that fell due'),
	lateInterestDue: moneySchema.describe('interest on late interest that grew'),
	principal: moneySchema.describe('principal paid'),
	interest: moneySchema.describe('interest paid'),
	lateInterest: moneySchema.describe('late interest paid'),
	credit: moneySchema.describe('held for the member'),
	forgiven: moneySchema.describe('interest no longer asked for'),
	writtenOff: moneySchema.describe('principal written off'),
	supported: moneySchema.describe('interest that the budget bears; no part of what is owed'),
}
const figuresView = z.strictObject({
	outstanding: moneySchema,
	interestUnpaid: moneySchema.describe('fallen due and not paid'),
	lateInterest: moneySchema,
	credit: moneySchema,
})
const statementShape = {
	loan: z.strictObject(loanLineShape),
	from: dateSchema.nullable(),
	to: dateSchema,
	status: stateView.status,
	opening: figuresView.describe('on the evening before the first day'),
	lines: z.array(
		z.strictObject({
			on: dateSchema,
			type: z.string().describe('an event, interest-due or late-interest-due'),
			text: z.string(),
			eventId: idSchema.nullable(),
			amount: moneySchema.nullable(),
			...sumsShape,
			outstandingAfter: moneySchema,
			interestUnpaidAfter: moneySchema,
			lateInterestAfter: moneySchema,
			creditAfter: moneySchema,
			receiptNo: z.string().nullable(),
			decisionNo: z.string().nullable(),
		}),
	),
	totals: z.strictObject(sumsShape),
	closing: figuresView.describe('on the last day; opening plus lines, in every column'),
	balances: balancesView,
}
export const statementView = z.strictObject({ ...statementShape, ...clocksView })

export const memberStatementView = z.strictObject({
	member: z.strictObject({
		id: idSchema,
		code: z.string(),
		name: z.string(),
		hamlet: z.string().nullable(),
		communeName: z.string().nullable(),
	}),
	from: dateSchema.nullable(),
	to: dateSchema,
	lenders: z
		.array(
			z.strictObject({
				lender: z.strictObject({ id: idSchema, code: z.string(), name: z.string(), nameEn: z.string() }),
				entrusted: z.boolean().describe("a bank's money that the Union is entrusted with"),
				loans: z.array(z.strictObject(statementShape)),
				totals: z.strictObject({
					loans: z.int(),
					opening: figuresView,
					sums: z.strictObject(sumsShape),
					closing: figuresView,
					balances: balancesView,
				}),
			}),
		)
		.describe('what belongs to different lenders is never added'),
	...clocksView,
})

const rulesView = z.array(z.enum(ruleCodes)).describe('the rules that made it, by their codes')
const segmentView = z.strictObject({
	from: dateSchema,
	to: dateSchema.describe('the first day that is no longer counted'),
	days: z.int(),
	kind: z.enum(['interest', 'overdue-interest', 'late-interest', 'interest-support']),
	base: moneySchema,
	rate: z.string().describe('in force, a year; on overdue principal with its factor'),
	rateText: z.string(),
	factor: z.string().describe('rate × part of the year, exact'),
	amount: z.string().describe('exact, before rounding'),
	text: z.string(),
})
export const explanationView = z.strictObject({
	loan: z.strictObject(loanLineShape),
	balances: balancesView.nullable(),
	amounts: z.array(
		z.strictObject({
			code: balancesView.keyof(),
			name: z.string(),
			amount: moneySchema,
			parts: z
				.array(
					z.strictObject({
						type: z.string().describe('an event, interest-due, late-interest-due, late-instalment, or another balance'),
						name: z.string(),
						on: dateSchema.nullable(),
						eventId: idSchema.nullable(),
						amount: moneySchema,
						text: z.string(),
					}),
				)
				.describe('they sum to the amount'),
			text: z.string(),
			rules: rulesView,
		}),
	),
	periods: z.array(
		z.strictObject({
			kind: z.enum(['interest', 'late-interest']),
			dueOn: dateSchema.nullable().describe('null while it is still growing, and for late interest'),
			isDropped: z.boolean().describe('written off before it fell due'),
			name: z.string(),
			segments: z.array(segmentView),
			free: z
				.array(
					z.strictObject({
						from: dateSchema,
						to: dateSchema,
						days: z.int(),
						base: moneySchema,
						reason: z.enum(['grace', 'frozen']),
						decisionNo: z.string().nullable(),
						decisionOn: dateSchema.nullable(),
						text: z.string(),
					}),
				)
				.describe('days on which principal bore no interest'),
			exact: z.string().describe('the sum of the segments but those of support, before rounding'),
			rounding: roundingSchema,
			whole: moneySchema.describe('that sum, rounded'),
			supported: moneySchema.describe('what of it the budget bears'),
			rounded: moneySchema.describe('what is left: fallen due on the borrower'),
			result: z.string().describe('what is done with the sum of the segments'),
			text: z.string(),
		}),
	),
	payments: z.array(
		z.strictObject({
			eventId: idSchema,
			type: z.string(),
			on: dateSchema,
			amount: moneySchema,
			receiptNo: z.string().nullable(),
			order: z.array(z.enum(['interest', 'late-interest', 'principal'])),
			parts: z.array(
				z.strictObject({
					type: z.enum(['interest', 'late-interest', 'principal-due', 'principal-early', 'credit']),
					dueOn: dateSchema.nullable(),
					amount: moneySchema,
					text: z.string(),
				}),
			),
			because: z.string().describe('what it met, in which order and why'),
			text: z.string(),
			rules: rulesView,
		}),
	),
	rules: z.array(z.strictObject({ code: z.enum(ruleCodes), vi: z.string(), en: z.string(), source: z.string() })),
	...clocksView,
})
