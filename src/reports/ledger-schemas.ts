import { z } from 'zod'
import { dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { clocksAnswer } from './schemas.js'

const bookCode = z
	.string()
	.regex(/^[a-z0-9-]{1,60}$/, 'field.wrong-format')
	.meta({ description: "the book's code", examples: ['own', 'memo-nhcsxh'] })
const accountCode = z
	.string()
	.regex(/^\d{3,8}$/, 'field.wrong-format')
	.meta({ description: 'account of the chart', examples: ['9821'] })
const side = z.enum(['debit', 'credit'])

export const bookView = z.strictObject({
	id: idSchema,
	code: z.string(),
	kind: z.enum(['own', 'memorandum', 'group']),
	name: z.string(),
	nameEn: z.string(),
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
			debit: moneySchema.describe('turnover (phát sinh Nợ)'),
			credit: moneySchema.describe('turnover (phát sinh Có)'),
			balance: moneySchema.describe('never negative; `side` says where it stands'),
			side,
		}),
	),
	totals: z.strictObject({ debit: moneySchema, credit: moneySchema }),
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
	event: z.strictObject({ id: idSchema, type: z.string() }).nullable().describe('the event of the loan that it came from'),
	text: z.string().nullable(),
	on: dateSchema,
	bookedOn: dateSchema,
	recordedAt: z.string(),
	lines: z.array(z.strictObject({ debit: z.string(), credit: z.string(), amount: moneySchema })),
})
export const entriesView = pageView(entryView)

export const journalQuery = z.strictObject({
	format: z.enum(['hledger', 'beancount', 'csv']).default('hledger'),
	book: bookCode.optional(),
	...clocksShape,
})
