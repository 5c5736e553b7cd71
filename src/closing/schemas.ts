import { z } from 'zod'
import { monthSchema } from '../fees/schemas.js'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { closingKinds } from '../ledger/closing.js'
import { pageShape, pageView } from '../platform/page.js'
import { formatSchema } from '../reports/keyed-schemas.js'
import { bookCode } from '../reports/ledger-schemas.js'
import { clocksShape } from '../platform/door.js'
import { itemCodes, itemStates } from './checklist.js'

const instant = z.string().describe('instant, RFC 3339')

export const checklistQuery = z.strictObject({
	month: monthSchema,
	book: bookCode.optional().describe('one book; without it, all of them'),
	knownAt: clocksShape.knownAt,
})

export const closeMonthSchema = z.strictObject({
	month: monthSchema,
	books: z.array(bookCode).min(1).max(100).optional().describe('codes of the books that are closed together; without it, all of them'),
})
export type CloseMonth = z.output<typeof closeMonthSchema>

export const waiveItemSchema = z.strictObject({
	month: monthSchema,
	book: bookCode,
	item: z.enum(itemCodes),
	reason: textSchema(1_000, 5).describe('why the book may be closed all the same; kept with the name of whoever says so'),
})
export type WaiveItem = z.output<typeof waiveItemSchema>

export const closingParams = z.strictObject({ id: idSchema })
export const askReopeningSchema = z.strictObject({ reason: textSchema(1_000, 5) })

export const listClosingsQuery = z.strictObject({ month: monthSchema.optional(), book: bookCode.optional(), ...pageShape(1) })
export type ListClosings = z.output<typeof listClosingsQuery>

export const changesQuery = z.strictObject({
	month: monthSchema.describe('a month that was closed'),
	book: bookCode.optional(),
	format: formatSchema,
	knownAt: clocksShape.knownAt,
})
export type ChangesQuery = z.output<typeof changesQuery>

const itemView = z.strictObject({
	item: z.enum(itemCodes),
	name: z.string(),
	state: z.enum(itemStates).describe('in order; still open; or open and waived by somebody with a reason'),
	says: z.string().describe('what was found, in a sentence'),
	counted: z.int().describe('how much was looked at'),
	open: z.int().describe('how much of it is open'),
	openItems: z
		.array(z.strictObject({ text: z.string(), href: z.string().describe('below /api/v1') }))
		.describe('the first of what is open'),
	waiver: z
		.strictObject({
			reason: z.string(),
			open: z.int().describe('how much was open then; of more than that it does not speak'),
			recordedAt: instant,
			recordedBy: idSchema,
			name: z.string(),
		})
		.nullable(),
})
const checklistShape = {
	book: z.string(),
	bookName: z.string(),
	closedThrough: dateSchema.nullable().describe('the last closed day of the book now'),
	ready: z.boolean().describe('whether every item is held or waived'),
	items: z.array(itemView),
}
export const checklistsView = z.strictObject({ month: z.string(), books: z.array(z.strictObject(checklistShape)) })
export const waivedView = z.strictObject({ month: z.string(), ...checklistShape })

const closingShape = {
	id: idSchema,
	book: z.string(),
	bookName: z.string(),
	kind: z.enum(closingKinds),
	month: z.string().nullable().describe('the month that was closed; null of an opening'),
	closedThrough: dateSchema.nullable().describe('the last closed day of the book from then on'),
	lastEntryId: z.string().describe('the last entry that was recorded before'),
	recordedAt: instant,
	recordedBy: idSchema,
	sha256: z.string().nullable().describe('digest of the checkpoint'),
	items: z.array(itemView).describe('the checklist by which it was closed'),
	reopening: z
		.strictObject({
			id: idSchema,
			closingId: idSchema,
			reason: z.string(),
			askedAt: instant,
			askedBy: idSchema,
			askedByName: z.string(),
			approval: z
				.strictObject({ openedById: idSchema, approvedAt: instant, approvedBy: idSchema, approvedByName: z.string() })
				.nullable()
				.describe('of a second person; until then nothing is opened'),
		})
		.nullable()
		.describe('what was asked since'),
}
const amount = z.string().regex(/^\d+$/).describe('in the smallest part of the unit of the book')
export const closingLineView = z.strictObject(closingShape)
export const closingView = z.strictObject({
	...closingShape,
	checkpoint: z
		.array(
			z.strictObject({
				account: z.string(),
				debit: amount.describe('by the days on which it happened'),
				credit: amount,
				bookedDebit: amount.describe('by the days on which it was booked'),
				bookedCredit: amount,
			}),
		)
		.describe('what each account had received and given'),
})
export const closingsView = pageView(closingLineView)
export const closedView = z.strictObject({ month: z.string(), closings: z.array(closingLineView) })

const balances = {
	side: z.enum(['debit', 'credit']).describe('on which the account stands'),
	before: moneySchema.describe('at the month’s end, as it was known when the book was closed'),
	change: moneySchema.describe('what was learnt since'),
	after: moneySchema.describe('as it is known now'),
}
export const changesView = z.strictObject({
	month: z.string(),
	rows: z.array(
		z.strictObject({
			book: z.string(),
			contract: z
				.strictObject({ id: idSchema, kind: z.string(), code: z.string().nullable(), who: z.string().nullable() })
				.nullable()
				.describe('null for entries of the book itself'),
			account: z.string(),
			accountName: z.string(),
			...balances,
			causes: z
				.array(
					z.strictObject({
						entryId: idSchema,
						on: dateSchema,
						bookedOn: dateSchema,
						recordedAt: instant,
						text: z.string(),
						amount: moneySchema.describe('what the entry alone changed'),
					}),
				)
				.describe('entries about days up to the month’s end that were recorded after the closing'),
		}),
	),
	totals: z
		.array(z.strictObject({ book: z.string(), account: z.string(), accountName: z.string(), ...balances }))
		.describe('each changed account of each book as a whole'),
	asOf: dateSchema,
	knownAt: instant,
})
