import { z } from 'zod'
import { dateSchema, idSchema, instantSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { monthlyKinds } from '../lending/monthly.js'
import { jobStatuses } from '../platform/jobs.js'
import { pageShape, pageView } from '../platform/page.js'
import { loanShape } from '../reports/schemas.js'

const about = {
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	again: z.boolean().optional().describe('a new job, though we know nothing more than when the same was last asked'),
}
const knownAt = instantSchema.optional().describe('the moment of knowledge; now where it is not given')

/** What is asked of a job, each kind with its own fields. */
export const askJobSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('due-list'), from: dateSchema, to: dateSchema, ...about, knownAt }),
	z.strictObject({ kind: z.literal('overdue-proposals'), asOf: dateSchema.optional(), ...about }),
	z.strictObject({ kind: z.literal('classification'), asOf: dateSchema.optional(), ...about, knownAt }),
])
export type AskJob = z.output<typeof askJobSchema>

const momentView = z.string().nullable().describe('instant, RFC 3339')
const jobShape = {
	id: idSchema,
	kind: z.enum([...monthlyKinds, 'openings']),
	asOf: dateSchema,
	arguments: z.strictObject({
		lenderId: idSchema.nullable(),
		unitId: idSchema.nullable(),
		from: dateSchema.optional(),
		to: dateSchema.optional(),
		knownAt: z.string().optional(),
		openingId: idSchema.optional().describe('the list that the work is on: GET /openings/:id'),
	}),
	status: z.enum(jobStatuses),
	progress: z.strictObject({
		done: z.int(),
		total: z.int().nullable().describe('loans, or of a list twice its rows: to be checked, and to be opened; null until they are counted'),
	}),
	knownAt: momentView,
	requestedBy: idSchema,
	requestedAt: z.string(),
	startedAt: momentView,
	finishedAt: momentView,
	error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
}
const dueListTotals = z.strictObject({
	loans: z.int(),
	principal: moneySchema,
	interest: moneySchema,
	carriedPrincipal: moneySchema,
	carriedInterest: moneySchema,
	lateInterest: moneySchema,
	outstanding: moneySchema,
})
const proposalTotals = z.strictObject({ loans: z.int(), amount: moneySchema })
const classificationTotals = z.strictObject({
	loans: z.int(),
	outstanding: moneySchema,
	overdue: moneySchema,
	frozen: moneySchema,
	debtGroups: z.array(
		z.strictObject({
			debtGroup: z.int().min(1).max(5).nullable().describe('null where the lender does not group'),
			loans: z.int(),
			outstanding: moneySchema,
		}),
	),
})

/** A job as it was asked for: `repeated` where the same was asked before, and that job is answered. */
export const askedJobView = z.strictObject({ ...jobShape, repeated: z.boolean() })
export const jobView = z.strictObject({
	...jobShape,
	result: z
		.union([dueListTotals, proposalTotals, classificationTotals])
		.nullable()
		.describe('sums over the loans that the asker sees; null until the job is done'),
})
export const jobLineView = z.strictObject(jobShape)
export const listJobsQuery = z.strictObject({
	kind: z.enum([...monthlyKinds, 'openings']).optional(),
	status: z.enum(jobStatuses).optional(),
	...pageShape(1),
})
export type ListJobs = z.output<typeof listJobsQuery>
export const jobListView = pageView(jobLineView)

export const resultQuery = z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']).default('json'), ...pageShape(1) })
export type ResultQuery = z.output<typeof resultQuery>
const resultShape = { asOf: dateSchema, knownAt: z.string(), next: z.string().nullable() }
/** What a job found, a row for a loan; the totals are of all pages. */
export const resultView = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('due-list'),
		rows: z.array(
			z.strictObject({
				...loanShape,
				firstDueOn: dateSchema.nullable().describe('null where there is only what was carried into the period'),
				principal: moneySchema,
				interest: moneySchema,
				carriedPrincipal: moneySchema,
				carriedInterest: moneySchema,
				lateInterest: moneySchema,
				outstanding: moneySchema,
			}),
		),
		totals: dueListTotals,
		...resultShape,
	}),
	z.strictObject({
		kind: z.literal('overdue-proposals'),
		rows: z.array(
			z.strictObject({
				...loanShape,
				proposalId: idSchema,
				on: dateSchema.describe('the day of the transfer'),
				amount: moneySchema,
				dueOn: dateSchema,
				inTimeUntil: dateSchema,
				yearly: z.string().describe('yearly rate on the overdue principal'),
				reason: z.string(),
				eventId: idSchema.nullable().describe('the event by which it was recorded; null while it is open'),
			}),
		),
		totals: proposalTotals,
		...resultShape,
	}),
	z.strictObject({
		kind: z.literal('classification'),
		rows: z.array(
			z.strictObject({
				...loanShape,
				debtGroup: z.int().min(1).max(5).nullable(),
				daysPastDue: z.int(),
				outstanding: moneySchema,
				overdue: moneySchema,
				frozen: moneySchema,
			}),
		),
		totals: classificationTotals,
		...resultShape,
	}),
])

export const acceptanceSchema = z.strictObject({
	proposalIds: z.array(idSchema).min(1).max(5_000).optional().describe('all that are open where it is not given'),
	decisionNo: textSchema(80).optional(),
	decisionOn: dateSchema.optional(),
})
export type AcceptProposals = z.output<typeof acceptanceSchema>
export const acceptanceView = z.strictObject({
	accepted: z.int(),
	acceptedBefore: z.int(),
	refused: z.int(),
	amount: moneySchema.describe('the principal moved now'),
	lines: z.array(
		z.strictObject({
			proposalId: idSchema,
			loanId: idSchema,
			on: dateSchema,
			amount: moneySchema,
			status: z.enum(['accepted', 'accepted-before', 'refused']),
			eventId: idSchema.nullable(),
			entryId: idSchema.nullable(),
			notice: z.strictObject({ no: z.string(), text: z.string() }).nullable(),
			refusal: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
		}),
	),
})
