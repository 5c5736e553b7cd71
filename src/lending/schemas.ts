import { z } from 'zod'
import { dayCounts } from '../kernel/day-count.js'
import { nearestDong } from '../kernel/rounding.js'
import { amountSchema, dateSchema, idSchema, moneySchema, rateSchema, roundingSchema, textSchema } from '../kernel/wire.js'
import { extensionRuleSchema } from '../products/schemas.js'
import { certainties } from '../products/template.js'
import { givenEventSchema, rowsClimb } from './event-schemas.js'

const periodSchema = z.enum(['day', 'week', 'month'])
const every = z.int().min(1).max(3_660)
const cycleSchema = z.strictObject({ every, period: periodSchema, firstOn: dateSchema.optional() })
const factorSchema = z.string().regex(/^\d(\.\d{1,6})?$/, 'rate.not-a-rate')
/** The parts of a debt in the order in which a payment meets them; a part that is not named comes last. */
const orderSchema = z
	.array(z.enum(['interest', 'late-interest', 'principal']))
	.min(1)
	.max(3)
const periods = z.int().min(0).max(600)
const customRowsSchema = z
	.array(z.strictObject({ dueOn: dateSchema, principal: amountSchema }))
	.min(1)
	.max(1_000)
	.refine(rowsClimb, 'field.wrong-format')

/** Every term but the principal and the instalments; all may be left out. */
const otherTerms = z
	.strictObject({
		interestMethod: z.enum(['declining', 'flat', 'none']),
		dayCount: z.enum(dayCounts),
		maturityOn: dateSchema,
		principalEvery: cycleSchema,
		interestEvery: cycleSchema,
		amortization: z.enum(['equal-principal', 'equal-instalment', 'bullet', 'custom']),
		customRows: customRowsSchema.describe('principal row by row, of a custom amortization; the rows sum to the principal'),
		instalmentAmount: amountSchema,
		instalmentRounding: roundingSchema,
		remainder: z.enum(['first', 'last']),
		interestRounding: roundingSchema,
		grace: z.strictObject({ principalPeriods: periods, interestDeferredPeriods: periods, interestFreePeriods: periods }).partial(),
		prepayment: z.enum(['from-next', 'from-last', 'reamortize']),
		allocation: z.strictObject({ inTerm: orderSchema, overdue: orderSchema }).partial(),
		overdue: z
			.strictObject({
				missedInstalment: z.enum(['overdue', 'carry-forward']),
				transfer: z.enum(['recorded', 'automatic']),
				factor: factorSchema,
				yearly: rateSchema,
				lateInterestYearly: rateSchema,
			})
			.partial(),
		dueDays: z.enum(['next-working-day', 'transaction-day', 'none']),
		transactionDay: z.int().min(1).max(31),
		overpayment: z.enum(['refuse', 'hold']),
		upfrontFee: amountSchema.describe('taken when the loan is first paid out; the true yearly rate tells it'),
		interestSupport: z
			.strictObject({ yearly: rateSchema, from: dateSchema, to: dateSchema })
			.describe('what of the interest the budget bears on these days, both included (NĐ 36/2022/NĐ-CP)'),
		extension: extensionRuleSchema.describe('how far the term may be lengthened in all; without it as far as is agreed'),
		classification: z.enum(['policy', 'bank', 'microfinance']),
	})
	.partial()

const ratesSchema = z
	.array(z.strictObject({ from: dateSchema, yearly: rateSchema }))
	.min(1)
	.max(200)
const instalmentsSchema = z.strictObject({
	count: z
		.int()
		.min(1)
		.max(3_660)
		.optional()
		.describe('with a maturityOn that it falls short of by part of a period: that part makes the last period long'),
	every,
	period: periodSchema,
	firstOn: dateSchema.optional().describe('may be the day of the disbursement: principal is then due that day, interest not yet'),
})

const givenTerms = z.strictObject({ principal: amountSchema, rates: ratesSchema, instalments: instalmentsSchema, ...otherTerms.shape })

/** The terms of a loan, frozen at signing (lending-rules "Terms"). Amounts in đồng, rates per year. */
export type Terms = ReturnType<typeof completeTerms>

/** Reads terms and completes what they leave out. */
export const termsSchema = givenTerms.transform(completeTerms)

/** What may be agreed at signing over what the product says. */
export const signedTermsSchema = z.strictObject({
	principal: amountSchema,
	instalments: instalmentsSchema.partial().optional(),
	rates: ratesSchema.optional(),
	...otherTerms.shape,
})

/** The defaults of a term that neither contract nor product names: half up to one đồng, actual/365, interest before principal. */
function completeTerms(given: z.output<typeof givenTerms>) {
	return {
		...given,
		rates: [...given.rates].sort((a, b) => (a.from < b.from ? -1 : 1)),
		interestMethod: given.interestMethod ?? 'declining',
		dayCount: given.dayCount ?? 'actual/365',
		amortization: given.amortization ?? 'equal-principal',
		instalmentRounding: given.instalmentRounding ?? nearestDong,
		remainder: given.remainder ?? 'last',
		interestRounding: given.interestRounding ?? nearestDong,
		grace: {
			principalPeriods: given.grace?.principalPeriods ?? 0,
			interestDeferredPeriods: given.grace?.interestDeferredPeriods ?? 0,
			interestFreePeriods: given.grace?.interestFreePeriods ?? 0,
		},
		prepayment: given.prepayment ?? 'from-next',
		allocation: {
			inTerm: inFull(given.allocation?.inTerm ?? ['interest', 'principal']),
			overdue: inFull(given.allocation?.overdue ?? ['principal', 'interest']),
		},
		overdue: {
			missedInstalment: given.overdue?.missedInstalment ?? 'overdue',
			transfer: given.overdue?.transfer ?? 'recorded',
			factor: given.overdue?.factor ?? '1.3',
			yearly: given.overdue?.yearly ?? null,
			lateInterestYearly: given.overdue?.lateInterestYearly ?? null,
		},
		dueDays: given.dueDays ?? 'none',
		overpayment: given.overpayment ?? 'refuse',
		classification: given.classification ?? 'microfinance',
	}
}

type Part = z.output<typeof orderSchema>[number]

function inFull(order: readonly Part[]): readonly Part[] {
	return [...new Set<Part>([...order, 'interest', 'late-interest', 'principal'])]
}

export const signLoanSchema = z.strictObject({
	code: textSchema(40).optional(),
	externalCode: textSchema(40).optional(),
	productId: idSchema,
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
	signedOn: dateSchema,
	purpose: textSchema(300).optional(),
	terms: signedTermsSchema,
	note: textSchema(500).optional(),
})
export type SignLoan = z.output<typeof signLoanSchema>

export const loanScheduleSchema = z.strictObject({
	terms: givenTerms
		.extend({ disbursedOn: dateSchema })
		.transform(({ disbursedOn, ...given }) => ({ disbursedOn, terms: completeTerms(given) })),
	events: z.array(givenEventSchema).max(2_000).default([]),
	asOf: dateSchema.optional(),
})

/** Balances of a loan on a day, in đồng. */
export const balancesView = z.strictObject({
	outstanding: moneySchema,
	inTerm: moneySchema,
	overdue: moneySchema,
	frozen: moneySchema,
	interestDue: moneySchema.describe('fallen due on the latest interest day and not paid'),
	interestCarried: moneySchema.describe('fallen due before that and not paid (lãi tồn)'),
	interestAccrued: moneySchema.describe('grown since, not yet due'),
	lateInterest: moneySchema,
	credit: moneySchema,
	interestSupport: moneySchema.describe('borne by the budget, fallen due and not received'),
	payOff: moneySchema.describe('what closes the loan on that day'),
})

const arrearsView = z.strictObject({ daysPastDue: z.int(), principal: moneySchema, interest: moneySchema })
const dueView = z.strictObject({ on: dateSchema, principal: moneySchema, interest: moneySchema })
export const stateView = {
	status: z.enum(['signed', 'active', 'closed', 'written-off']),
	balances: balancesView,
	arrears: arrearsView,
	nextDue: dueView.nullable(),
	debtGroup: z.int().min(1).max(5).nullable(),
	debtGroupReason: z
		.strictObject({ code: z.string(), vi: z.string(), en: z.string(), source: z.string(), certainty: z.enum(certainties) })
		.nullable()
		.describe('why the debt is in that group; null where the lender does not group'),
}
/** What is to be looked at twice: in words, the rule that says so, and its figures. */
export const warningView = z.strictObject({
	code: z.string(),
	message: z.string(),
	source: z.string(),
	details: z.record(z.string(), z.string()).describe('amounts in đồng, rates as decimal text'),
	years: z.array(z.int()).optional().describe('of `days-off-unknown`: those for which no notice is entered'),
})
const rowView = z.strictObject({
	no: z.int(),
	dueOn: dateSchema,
	lastDayInTime: dateSchema.describe(
		'until when what is due is in time: a holiday or the day on which the bank comes puts lateness off, not the due day',
	),
	days: z.int(),
	principal: moneySchema,
	interest: moneySchema,
	interestSupport: moneySchema.describe('borne by the budget; not in interest'),
	total: moneySchema,
	balanceAfter: moneySchema,
	paidPrincipal: moneySchema,
	paidInterest: moneySchema,
})
export const scheduleView = z.strictObject({
	rows: z.array(rowView),
	totals: z.strictObject({ principal: moneySchema, interest: moneySchema, total: moneySchema }),
	prepayments: z.array(z.strictObject({ on: dateSchema, principal: moneySchema })),
	state: z.strictObject({ ...balancesView.shape, ...stateView, asOf: dateSchema }),
	trueYearlyRate: z.string().nullable(),
	warnings: z.array(warningView),
})

export const clocksView = { asOf: dateSchema, knownAt: z.string() }

/** What identifies a loan in any list. */
export const loanLineShape = {
	id: idSchema,
	code: z.string(),
	externalCode: z.string().nullable().describe("the lender's own number (số khế ước)"),
	lenderId: idSchema,
	productId: idSchema,
	groupId: idSchema.nullable(),
	memberId: idSchema.nullable(),
	communeId: idSchema,
	signedOn: dateSchema,
	principal: moneySchema,
	purpose: z.string().nullable(),
}
export const loanView = z.strictObject({
	...loanLineShape,
	terms: z.looseObject({ principal: moneySchema, disbursedOn: dateSchema.optional() }),
	maturityOn: dateSchema.nullable().describe('the end of the term as it is in force'),
	restructurings: z.array(z.strictObject({ on: dateSchema, kind: z.enum(['extended', 'rescheduled', 'rolled-over']) })),
	...stateView,
	...clocksView,
	trueYearlyRate: z.string().nullable().optional().describe('at signing: what it costs a year on the balance really owed'),
	warnings: z.array(warningView).optional().describe('at signing: what is to be looked at twice'),
})
export const loanListView = z.strictObject({
	items: z.array(z.strictObject({ ...loanLineShape, status: stateView.status, outstanding: moneySchema })),
	next: z.string().nullable(),
})
export const listLoansQuery = z.strictObject({
	status: stateView.status.optional(),
	lenderId: idSchema.optional(),
	productId: idSchema.optional(),
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
	householdOf: idSchema.optional().describe('a member: hers and those of everybody in her household today'),
	q: textSchema(40).optional(),
	limit: z.coerce.number().int().min(1).max(500).optional(),
	cursor: idSchema.optional(),
})
export const allocationView = z.strictObject({
	principal: moneySchema,
	interest: moneySchema,
	lateInterest: moneySchema,
	prepaid: moneySchema.describe('the part of the principal that was not yet due'),
	credit: moneySchema,
})
/** What a recording did. */
export const outcomeView = z.strictObject({
	loanId: idSchema,
	eventId: idSchema,
	entryId: idSchema.nullable().describe('the entry of that day; null where nothing is posted'),
	entryIds: z.array(idSchema),
	allocation: allocationView.optional(),
	status: stateView.status,
	balances: balancesView.nullable(),
	asOf: dateSchema,
})
export const eventListView = z.strictObject({
	items: z.array(
		z.looseObject({
			id: idSchema,
			type: z.string(),
			on: dateSchema,
			amount: moneySchema.nullable(),
			recordedAt: z.string(),
			recordedBy: z.string(),
			reverses: idSchema.nullable(),
			reversedBy: idSchema.nullable(),
		}),
	),
	next: z.null(),
})
