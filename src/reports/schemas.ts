import { z } from 'zod'
import { dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape } from '../platform/page.js'
import { clocksAnswer, formatSchema, keyedShape, keyedView } from './keyed-schemas.js'
import { outstandingKeys } from './outstanding.js'

const wholeNumber = z.string().regex(/^\d{1,5}$/, 'field.wrong-format')

export const outstandingQuery = z.strictObject({
	by: z.enum(outstandingKeys).default('commune'),
	...keyedShape,
})
export type OutstandingQuery = z.output<typeof outstandingQuery>

export const principalView = { outstanding: moneySchema, inTerm: moneySchema, overdue: moneySchema, frozen: moneySchema }
const sumsView = {
	...principalView,
	groups: z.int().describe('groups through which it was lent'),
	borrowers: z.int().describe('members, and groups that borrow themselves, each counted once'),
	loans: z.int().describe('loans that owe principal'),
}
export const outstandingView = z.strictObject({
	...keyedView(sumsView),
})

export const loanFilter = { lenderId: idSchema.optional(), groupId: idSchema.optional(), unitId: idSchema.optional() }
/** What a list of loans names each of them by. */
export const loanShape = {
	loanId: idSchema,
	loanCode: z.string(),
	bankLoanCode: z.string().nullable().describe("the lender's own number (số khế ước)"),
	lenderId: idSchema,
	lenderCode: z.string(),
	productCode: z.string(),
	groupId: idSchema.nullable(),
	groupCode: z.string().nullable(),
	groupName: z.string().nullable(),
	memberId: idSchema.nullable(),
	memberCode: z.string().nullable(),
	memberName: z.string().nullable(),
	communeId: idSchema,
	communeName: z.string(),
}
export const pageAnswer = { next: z.string().nullable().describe('cursor of the next page; the totals are of all pages') }

export const arrearsQuery = z.strictObject({
	...loanFilter,
	minDays: wholeNumber.default('1').describe('days past due, at least'),
	format: formatSchema,
	...clocksShape,
	...pageShape(1),
})
export type ArrearsQuery = z.output<typeof arrearsQuery>
export const arrearsView = z.strictObject({
	rows: z.array(
		z.strictObject({
			...loanShape,
			outstanding: moneySchema,
			daysPastDue: z.int(),
			principal: moneySchema.describe('late principal'),
			interest: moneySchema.describe('late interest'),
			debtGroup: z.int().min(1).max(5).nullable(),
		}),
	),
	totals: z.strictObject({ loans: z.int(), outstanding: moneySchema, principal: moneySchema, interest: moneySchema }),
	...pageAnswer,
	...clocksAnswer,
})

export const dueQuery = z.strictObject({
	...loanFilter,
	from: dateSchema,
	to: dateSchema,
	format: formatSchema,
	knownAt: clocksShape.knownAt,
	...pageShape(1),
})
export type DueQuery = z.output<typeof dueQuery>
export const dueView = z.strictObject({
	rows: z.array(
		z.strictObject({
			...loanShape,
			outstanding: moneySchema,
			dueOn: dateSchema,
			principal: moneySchema,
			interest: moneySchema,
			latePrincipal: moneySchema.describe('late already at the beginning of the period'),
			lateInterest: moneySchema,
		}),
	),
	totals: z.strictObject({
		loans: z.int(),
		outstanding: moneySchema,
		principal: moneySchema,
		interest: moneySchema,
		latePrincipal: moneySchema,
		lateInterest: moneySchema,
	}),
	from: dateSchema,
	to: dateSchema,
	...pageAnswer,
	...clocksAnswer,
})
