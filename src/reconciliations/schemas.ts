import { z } from 'zod'
import { receiveSchema } from '../banklists/schemas.js'
import { dateSchema, idSchema, instantSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { itemTypes } from './item.js'
import { itemStatuses, sides, stepTypes } from './stored.js'

const note = textSchema(500)
export const lenderParams = z.strictObject({ id: idSchema })
export const listParams = z.strictObject({ id: idSchema })
export const reconciliationParams = z.strictObject({ id: idSchema })
export const itemParams = z.strictObject({
	id: idSchema,
	itemId: z
		.string()
		.regex(/^[1-9]\d{0,8}$/, 'id.not-an-id')
		.transform(Number),
})
export const startQuery = z.strictObject({ knownAt: instantSchema.optional() })
export const startSchema = receiveSchema
export const listReconciliationsQuery = z.strictObject(pageShape(1))
export type ListReconciliations = z.output<typeof listReconciliationsQuery>
export const listItemsQuery = z.strictObject({
	type: z.enum(itemTypes).optional(),
	status: z.enum(itemStatuses).optional(),
	groupId: idSchema.optional(),
	q: textSchema(100).optional().describe('a code, or words of a name without diacritics'),
	...pageShape(1),
})
export type ListItems = z.output<typeof listItemsQuery>
export const noteSchema = z.strictObject({ note: note.optional() })
export type NoteOnItem = z.output<typeof noteSchema>
export type Sign = NoteOnItem
export const disputeSchema = z.strictObject({ note })
export type DisputeItem = z.output<typeof disputeSchema>
export const assignSchema = z.strictObject({ assignee: textSchema(100), note: note.optional() })
export type AssignItem = z.output<typeof assignSchema>
export const copyQuery = z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']).default('json') })

const sums = z.strictObject({ loans: z.int(), outstanding: moneySchema, interest: moneySchema })
const signatureView = z.strictObject({
	side: z.enum(sides),
	userId: idSchema,
	name: z.string(),
	note: z.string().nullable(),
	sha256: z.string(),
	signedAt: z.string(),
})
const type = z.enum(itemTypes)
export const reconciliationView = z.strictObject({
	id: idSchema,
	lenderId: idSchema,
	lenderCode: z.string(),
	lenderName: z.string(),
	asOf: dateSchema,
	knownAt: z.string(),
	listId: idSchema,
	listSha256: z.string(),
	carriedFrom: idSchema.nullable(),
	status: z.enum(['open', 'half-signed', 'signed']),
	totals: z.strictObject({
		bank: sums,
		ours: sums,
		differences: sums.describe('what the bank has more than we have'),
		byType: z.strictObject(Object.fromEntries(itemTypes.map((one) => [one, sums]))),
	}),
	vanished: z
		.array(z.strictObject({ no: z.int(), type, loanId: idSchema.nullable(), since: dateSchema }))
		.describe('differences of the reconciliation before that are not found again'),
	recordedAt: z.string(),
	recordedBy: idSchema,
	signatures: z.array(signatureView),
	sha256: z.string().nullable().describe('of the copy, once both sides have signed'),
})
export const reconciliationsView = pageView(reconciliationView)
export const wholeView = reconciliationView.extend({
	groups: z.array(
		z.strictObject({
			groupId: idSchema.nullable(),
			code: z.string().nullable(),
			name: z.string().nullable(),
			bank: sums,
			ours: sums,
			differences: sums,
			collected: moneySchema.describe('by the group’s own sheets of the month'),
		}),
	),
})

const words = z.strictObject({ vi: z.string(), en: z.string() })
const itemShape = z.strictObject({
	no: z.int().describe('the id of the item within its reconciliation'),
	type,
	status: z.enum(itemStatuses).nullable().describe('null where both sides agree'),
	loanId: idSchema.nullable(),
	groupId: idSchema.nullable(),
	match: z.strictObject({ by: z.string(), score: z.int(), reasons: z.array(z.string()) }).nullable(),
	bank: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
	ours: z.record(z.string(), z.string().nullable()).nullable(),
	outstanding: moneySchema.describe('what the bank has more than we have'),
	interest: moneySchema,
	cause: words,
	evidence: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
	corrections: z.array(z.record(z.string(), z.string())).describe('what accepting records on loans'),
	counterpart: idSchema.nullable().describe('the loan that has the other half'),
	since: dateSchema.nullable().describe('the day of the reconciliation in which it was first left open'),
	age: z.int().nullable().describe('days since then'),
	last: z
		.strictObject({
			type: z.enum(stepTypes),
			note: z.string().nullable(),
			assignee: z.string().nullable(),
			recordedAt: z.string(),
			recordedBy: idSchema,
		})
		.nullable(),
})
export const itemsView = pageView(itemShape)
export const settledView = z.strictObject({
	reconciliationId: idSchema,
	items: z.array(itemShape),
	outcomes: z.array(z.record(z.string(), z.unknown())).describe('what each correction did, as its own operation answers it'),
})
export const copyView = z.strictObject({
	id: idSchema,
	lenderId: idSchema,
	asOf: dateSchema,
	knownAt: z.string(),
	rows: z.array(z.record(z.string(), z.string().nullable())),
	totals: z.record(z.string(), moneySchema),
	about: z.string(),
	sha256: z.string(),
	signatures: z.array(signatureView),
})
