import { z } from 'zod'
import { measureCodes } from '../kernel/quantity.js'
import { countSchema, dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { charts, type ChartKind } from '../ledger/chart.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { clocksAnswer } from './keyed-schemas.js'

export const bookCode = z
	.string()
	.regex(/^[a-z0-9-]{1,60}$/, 'field.wrong-format')
	.meta({ description: "the book's code", examples: ['own', 'memo-nhcsxh'] })
const accountCode = z
	.string()
	.regex(/^\d{3,8}$/, 'field.wrong-format')
	.meta({ description: 'account of the chart', examples: ['9821'] })
const side = z.enum(['debit', 'credit'])
const unitSchema = z.enum(['đồng', ...measureCodes]).describe('what the amounts of the book count')

export const bookView = z.strictObject({
	id: idSchema,
	code: z.string(),
	kind: z.enum(Object.keys(charts) as ChartKind[]),
	name: z.string(),
	nameEn: z.string(),
	unit: unitSchema,
	decimals: z.int().describe('of the smallest part that the book counts'),
})
export const booksView = z.strictObject({ items: z.array(bookView), next: z.null() })

export const trialBalanceQuery = z.strictObject({
	book: bookCode.optional(),
	dates: z.enum(['on', 'booked']).default('on').describe('by the day it happened, or by the open day on which it was booked'),
	...clocksShape,
})
export type TrialBalanceQuery = z.output<typeof trialBalanceQuery>
export const trialBalanceView = z.strictObject({
	rows: z.array(
		z.strictObject({
			book: z.string(),
			account: z.string(),
			name: z.string(),
			nameEn: z.string(),
			unit: unitSchema,
			debit: countSchema.describe('turnover (phát sinh Nợ), in the unit'),
			credit: countSchema.describe('turnover (phát sinh Có), in the unit'),
			balance: countSchema.describe('never negative; `side` says where it stands'),
			side,
		}),
	),
	totals: z.strictObject({ debit: moneySchema, credit: moneySchema }).describe('of the books of money'),
	quantities: z
		.array(z.strictObject({ unit: unitSchema, debit: countSchema, credit: countSchema }))
		.describe('of the other books, by unit'),
	dates: z.enum(['on', 'booked']),
	...clocksAnswer,
})

export const listEntriesQuery = z.strictObject({
	book: bookCode.optional(),
	loanId: idSchema.optional(),
	account: accountCode.optional(),
	from: dateSchema.optional(),
	to: dateSchema.optional(),
	knownAt: clocksShape.knownAt,
	...pageShape(1),
})
export type ListEntries = z.output<typeof listEntriesQuery>
export const entryParams = z.strictObject({ id: idSchema })

/** An entry with its three days: it happened, it was booked on the first open day, we learnt of it. */
export const entryView = z.strictObject({
	id: idSchema,
	book: z.string(),
	loanId: idSchema.nullable(),
	loanCode: z.string().nullable(),
	contract: z
		.strictObject({ id: idSchema, kind: z.string() })
		.nullable()
		.describe('what it belongs to: a loan, a savings book, an act of help …'),
	event: z.strictObject({ id: idSchema, type: z.string() }).nullable().describe('the event of the contract that it came from'),
	text: z.string().nullable(),
	on: dateSchema,
	bookedOn: dateSchema,
	recordedAt: z.string(),
	unit: unitSchema,
	lines: z.array(z.strictObject({ debit: z.string(), credit: z.string(), amount: countSchema.describe('in the unit') })),
})
export const entriesView = pageView(entryView)

export const journalQuery = z.strictObject({
	format: z.enum(['hledger', 'beancount', 'csv']).default('hledger'),
	book: bookCode.optional(),
	...clocksShape,
})
