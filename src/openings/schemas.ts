import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { jobStatuses } from '../platform/jobs.js'
import { pageShape, pageView } from '../platform/page.js'
import { openingKinds } from './columns.js'
import { accepts } from './stored.js'

const kind = z.enum(openingKinds)

export const templateQuery = z.strictObject({ kind, format: z.enum(['xlsx', 'csv']).default('xlsx') })

/** What goes with the file. */
export const importSchema = z.strictObject({
	kind,
	openingOn: dateSchema.describe('the day at whose end the balances stand'),
	accept: z.enum(accepts).default('all-or-nothing').describe('whether good rows are opened beside bad ones, or all of them or none'),
})
export type ImportOpening = z.output<typeof importSchema>
export const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).optional() })

const faultView = z.strictObject({
	line: z.int().describe('as the spreadsheet counts'),
	column: z.string().nullable().describe('its letter; null where the file has no such column'),
	header: z.string(),
	text: z.string(),
	code: z.string(),
	reason: z.strictObject({ vi: z.string(), en: z.string() }),
})
const countsShape = z.strictObject({
	rows: z.int(),
	good: z.int().describe('rows that open something'),
	corrections: z.int().describe('rows that correct what was opened'),
	already: z.int().describe('rows of what is there already'),
	bad: z.int(),
	opened: z.int(),
	corrected: z.int(),
	left: z.int().describe('sound rows that somebody else has entered since'),
	amount: moneySchema.describe('of the rows that are not bad'),
})
const openingShape = {
	id: idSchema,
	kind,
	fileName: z.string(),
	sha256: z.string(),
	openingOn: dateSchema,
	accept: z.enum(accepts),
	status: z.enum([...jobStatuses, 'refused']).describe('refused: it was to be all rows or none, and some are bad'),
	job: z.strictObject({ id: idSchema, progress: z.strictObject({ done: z.int(), total: z.int() }) }),
	recordedBy: idSchema,
	recordedAt: z.string(),
}
export const openingView = z.strictObject({ ...openingShape, counts: countsShape })
export const openingsView = pageView(z.strictObject(openingShape))
export const listOpeningsQuery = z.strictObject({ ...pageShape(1) })
export type ListOpenings = z.output<typeof listOpeningsQuery>

/** A list that is being worked on; or, run dry, what was found of it. */
export const importedView = z.union([
	z.strictObject({ ...openingShape, counts: countsShape, repeated: z.boolean() }),
	z.strictObject({
		kind,
		fileName: z.string(),
		sha256: z.string(),
		openingOn: dateSchema,
		accept: z.enum(accepts),
		status: z.enum(['checked', 'refused']),
		counts: countsShape,
		faults: z.array(faultView),
		faultsLeft: z.int().describe('how many more there are'),
		warnings: z.array(faultView),
		warningsLeft: z.int(),
	}),
])

export const leftRowsQuery = z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']).default('json'), ...pageShape(1) })
export type LeftRowsQuery = z.output<typeof leftRowsQuery>
export const leftRowsView = pageView(z.strictObject({ line: z.int(), faults: z.array(faultView) }))

export const openingEntriesView = pageView(
	z.strictObject({
		entryId: idSchema,
		lenderId: idSchema.nullable(),
		lenderCode: z.string().nullable(),
		groupId: idSchema.nullable(),
		groupCode: z.string().nullable(),
		groupName: z.string().nullable(),
		communeId: idSchema,
		contracts: z.int(),
		amount: moneySchema,
	}),
)

const part = z.string().regex(/^\d{1,18}$/, 'money.not-whole-dong')
const reason = textSchema(500)

/** How a loan stood on its opening day after all; what is left out stays as it was said. */
export const loanCorrectionSchema = z.strictObject({
	outstanding: moneySchema.optional(),
	overdue: part.optional(),
	frozen: part.optional(),
	overdueSince: dateSchema.optional(),
	decisionNo: textSchema(80).optional(),
	interestDue: part.optional(),
	interestCarried: part.optional(),
	interestPaidThrough: dateSchema.optional(),
	disbursedOn: dateSchema.optional(),
	reason,
})
export type CorrectLoan = z.output<typeof loanCorrectionSchema>
export const savingsCorrectionSchema = z.strictObject({
	balance: moneySchema.optional(),
	interestAccrued: part.optional(),
	creditedOn: dateSchema.optional(),
	reason,
})
export type CorrectSavings = z.output<typeof savingsCorrectionSchema>
