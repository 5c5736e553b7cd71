import { z } from 'zod'
import { dateSchema, idSchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape } from '../platform/page.js'
import { receiptEventTypes, returnedTo } from './event.js'
import { leafStates } from './state.js'

const serialSchema = z
	.string()
	.regex(/^\d{1,10}$/, 'field.wrong-format')
	.meta({ description: 'serial as it is printed', examples: ['0000123'] })
const serialsSchema = z.array(serialSchema).min(1).max(500)

/** A book of receipts that the office gives to a group. */
export const issueBookSchema = z.strictObject({
	series: textSchema(20).meta({ examples: ['BL/22'] }),
	first: serialSchema,
	last: serialSchema,
	groupId: idSchema,
	holderId: idSchema.optional().describe('the member who keeps it; the leader of that day where left out'),
	on: dateSchema,
	paperNo: textSchema(40).optional(),
})
export type IssueBook = z.output<typeof issueBookSchema>

export const receiptsWithReasonSchema = z.strictObject({ on: dateSchema, serials: serialsSchema, reason: textSchema(500) })

export const returnReceiptsSchema = z.strictObject({
	on: dateSchema,
	serials: serialsSchema.optional().describe('all that are blank where left out'),
	to: z.enum(returnedTo),
	receiver: textSchema(120).optional(),
	paperNo: textSchema(40).optional(),
})
export type ReturnReceipts = z.output<typeof returnReceiptsSchema>

export const receiptReversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })

export const listBooksQuery = z.strictObject({
	groupId: idSchema.optional(),
	series: textSchema(20).optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	...clocksShape,
	...pageShape(1),
})
export type ListBooks = z.output<typeof listBooksQuery>

const countsView = z.strictObject({ blank: z.int(), used: z.int(), cancelled: z.int(), missing: z.int(), returned: z.int() })
const bookShape = {
	id: idSchema,
	series: z.string(),
	first: z.string(),
	last: z.string(),
	groupId: idSchema,
	groupCode: z.string(),
	groupName: z.string(),
	holderId: idSchema.nullable().describe('the member who keeps it'),
	issuedOn: dateSchema.nullable(),
	counts: countsView.describe('leaves in each state; they sum to the range'),
}

export const receiptOutcomeView = z.strictObject({ ...bookShape, eventId: z.string() })
export const receiptBooksView = z.strictObject({
	items: z.array(z.strictObject(bookShape)),
	next: z.string().nullable(),
	asOf: dateSchema,
	knownAt: z.string(),
})

export const receiptBookQuery = z.strictObject(clocksShape)
export const receiptBookView = z.strictObject({
	...bookShape,
	leaves: z.array(
		z.strictObject({
			serial: z.string(),
			state: z.enum(leafStates),
			on: dateSchema.nullable().describe('since when'),
			usedFor: z.string().nullable(),
			groupId: idSchema.nullable().describe('the group that used it'),
			reason: z.string().nullable(),
		}),
	),
	events: z.array(
		z.looseObject({
			id: z.string(),
			type: z.enum(receiptEventTypes),
			on: dateSchema,
			recordedAt: z.string(),
			recordedBy: idSchema,
			reverses: z.string().nullable(),
			reversedBy: z.string().nullable(),
			serials: z.array(z.string()),
		}),
	),
	asOf: dateSchema,
	knownAt: z.string(),
})
