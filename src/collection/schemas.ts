import { z } from 'zod'
import { banknotesSchema } from '../kernel/banknotes.js'
import { amountSchema, dateSchema, idSchema, instantSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { outcomeView } from '../lending/schemas.js'
import { clocksShape } from '../platform/door.js'
import { pageShape } from '../platform/page.js'
import { outcomeView as savingsOutcomeView } from '../savings/schemas.js'

/** An id that a phone made before it could ask for one: a UUID or a ULID. */
const clientIdSchema = z
	.string()
	.regex(/^[0-9A-Za-z-]{16,64}$/, 'field.wrong-format')
	.meta({ examples: ['01JDG7QX3M8V4K2T9R5W6Y1ZBN'] })
const versionSchema = z.string().regex(/^(\d{1,18}-){3}[0-9a-f]{12}$/, 'field.wrong-format')
const lineNo = z.int().min(1).max(100_000)

const paid = { amount: amountSchema, receiptNo: textSchema(40).optional() }
const contentShape = {
	memberId: idSchema.optional().describe('left out where the group itself borrowed the loan'),
	loans: z
		.array(z.strictObject({ loanId: idSchema, ...paid }))
		.max(20)
		.default([]),
	savings: z
		.array(z.strictObject({ accountId: idSchema, ...paid }))
		.max(20)
		.default([]),
	note: textSchema(500).optional(),
}
const attendance = z
	.enum(['collected', 'unpaid', 'absent'])
	.default('collected')
	.describe('she paid; she came and did not; she did not come')
const expectationShape = {
	expectedVersion: versionSchema.optional().describe('the version of her line on the sheet that was filled in'),
	confirmed: z.literal(true).optional().describe('recorded although she is asked for something else now'),
}
const controlShape = {
	total: amountSchema.optional().describe("the paper sheet's own sum; refused where it differs"),
	denominations: banknotesSchema.optional().describe('the banknotes that were counted; they come to the sum of the lines'),
}
const note = { note: textSchema(500).optional() }
const holder = { holderId: idSchema.optional().describe('the deputy, where she sat for the leader and holds the cash') }

/** One sitting of one group: who paid how much for what, and who did not. */
export const collectionSchema = z.strictObject({
	groupId: idSchema,
	on: dateSchema,
	clientId: clientIdSchema.optional().describe('what a phone called the sheet'),
	...holder,
	...controlShape,
	lines: z
		.array(
			z.strictObject({
				clientLineId: clientIdSchema.optional(),
				status: attendance,
				...contentShape,
				...expectationShape,
			}),
		)
		.min(1)
		.max(500),
	...note,
})
export type RecordCollection = z.output<typeof collectionSchema>

/** What a phone kept of a sitting while it had no signal, in whatever order and as often as it likes. */
export const broughtLinesSchema = z.strictObject({
	groupId: idSchema,
	on: dateSchema,
	sheetClientId: clientIdSchema,
	...holder,
	lines: z
		.array(z.strictObject({ clientLineId: clientIdSchema, status: attendance, ...contentShape, ...expectationShape }))
		.min(1)
		.max(500),
})
export type BringLines = z.output<typeof broughtLinesSchema>

export const correctionSchema = z.strictObject({
	reason: textSchema(500),
	...controlShape,
	lines: z
		.array(
			z.strictObject({
				restates: lineNo.optional().describe('the line that it takes the place of; left out for a line that was forgotten'),
				status: z.enum(['collected', 'unpaid', 'absent', 'struck-out']).default('collected'),
				...contentShape,
			}),
		)
		.min(1)
		.max(500),
})
export type CorrectCollection = z.output<typeof correctionSchema>
export const collectionReversalSchema = z.strictObject({ reason: textSchema(500) })

export const collectionParams = z.strictObject({ id: idSchema })
export const sheetQuery = z.strictObject({
	on: dateSchema.optional().describe('the day of the meeting; today where left out'),
	knownAt: instantSchema.optional(),
})
export const clocksQuery = z.strictObject(clocksShape)
export const listCollectionsQuery = z.strictObject({
	groupId: idSchema.optional(),
	from: dateSchema.optional(),
	to: dateSchema.optional(),
	...pageShape(2),
})
export type ListCollections = z.output<typeof listCollectionsQuery>

const person = z.strictObject({ id: idSchema, code: z.string(), name: z.string() })
const askedView = z.strictObject({ interest: moneySchema, principal: moneySchema, savings: moneySchema })
const sheetKind = z.enum(['original', 'partial', 'late'])

const sheetLineView = z.strictObject({
	no: z.int(),
	member: person.nullable().describe("null for the group's own loans"),
	role: z.string().nullable().describe('null where she is not of the group on that day'),
	loans: z.array(
		z.strictObject({
			loanId: idSchema,
			code: z.string(),
			productId: idSchema,
			productCode: z.string(),
			outstanding: moneySchema,
			interestDue: moneySchema.describe("this month's"),
			interestCarried: moneySchema.describe('of earlier months, not paid yet (lãi tồn)'),
			lateInterest: moneySchema,
			principalDue: moneySchema.nullable().describe('null where the group may not collect it'),
			left: moneySchema.describe('what of all this is still to be paid, after what is known of that day'),
			collected: moneySchema.describe('at this meeting'),
		}),
	),
	savings: z.array(
		z.strictObject({
			accountId: idSchema,
			code: z.string(),
			productId: idSchema,
			balance: moneySchema,
			minimum: moneySchema.describe('a month'),
			missing: moneySchema.describe('of this month, before the meeting'),
			left: moneySchema,
			collected: moneySchema,
		}),
	),
	due: askedView.describe('what was asked of her when the meeting began'),
	left: askedView.describe('what is asked of her now'),
	collected: moneySchema,
	status: z.enum(['collected', 'unpaid', 'absent']).nullable().describe('null while no sheet says anything of her'),
	version: versionSchema.describe('changes with what is asked of her; sent back with her line'),
})

/** What is to be collected at a meeting of a group, and what was. */
export const sheetView = z.strictObject({
	group: z.strictObject({
		id: idSchema,
		code: z.string(),
		name: z.string(),
		kind: z.string(),
		lenderId: idSchema.nullable(),
		communeId: idSchema,
		communeName: z.string(),
	}),
	on: dateSchema,
	knownAt: z.string(),
	leader: person.nullable(),
	transactionDay: dateSchema.nullable().describe('the first day, from the meeting on, on which the bank comes to the commune'),
	lines: z.array(sheetLineView),
	totals: z.strictObject({
		members: z.int(),
		outstanding: moneySchema,
		due: askedView,
		left: askedView,
		expected: moneySchema,
		collected: moneySchema,
	}),
	collections: z
		.array(z.strictObject({ id: idSchema, kind: sheetKind, total: moneySchema }))
		.describe('what was collected on that day already'),
})

const warningView = z.strictObject({ code: z.string(), message: z.string(), path: z.string().nullable() })

/** What a sitting recorded. */
export const collectionOutcomeView = z.strictObject({
	id: idSchema,
	groupId: idSchema,
	on: dateSchema,
	kind: sheetKind,
	total: moneySchema.describe('of the lines that this recorded'),
	lines: z.array(
		z.strictObject({
			no: lineNo,
			memberId: idSchema.nullable(),
			status: z.enum(['collected', 'unpaid', 'absent', 'struck-out']),
			restates: lineNo.nullable(),
			loans: z.array(outcomeView),
			savings: z.array(savingsOutcomeView),
		}),
	),
	warnings: z.array(warningView),
})

export const correctionOutcomeView = collectionOutcomeView.extend({
	difference: moneySchema.describe('by which the sheet comes to more than before, or to less'),
})

const broughtView = z.strictObject({
	no: lineNo,
	payments: z.array(z.strictObject({ kind: z.enum(['loan', 'savings']), contractId: idSchema, eventId: idSchema, amount: moneySchema })),
})
const noView = z.strictObject({ code: z.string(), path: z.string().nullable(), vi: z.string(), en: z.string() })

/** What became of each line that a phone brought. */
export const broughtLinesView = z.strictObject({
	id: idSchema.nullable().describe('the sheet; null while none of its lines is recorded'),
	groupId: idSchema,
	on: dateSchema,
	total: moneySchema.describe('of the lines recorded now'),
	lines: z.array(
		z.discriminatedUnion('outcome', [
			z.strictObject({ clientLineId: z.string(), outcome: z.enum(['recorded', 'already-recorded']), line: broughtView }),
			z.strictObject({ clientLineId: z.string(), outcome: z.literal('refused'), refusal: noView }),
			z.strictObject({
				clientLineId: z.string(),
				outcome: z.literal('needs-confirmation'),
				was: askedView,
				is: askedView,
				version: versionSchema,
				refusal: noView,
			}),
		]),
	),
})

const collectionShape = {
	id: idSchema,
	groupId: idSchema,
	on: dateSchema,
	kind: sheetKind,
	total: moneySchema.describe('of the lines that count'),
	collectedFrom: z.int().describe('members'),
	recordedAt: z.string(),
	recordedBy: idSchema,
}
export const collectionListView = z.strictObject({
	items: z.array(z.strictObject({ ...collectionShape, steps: z.int() })),
	next: z.string().nullable(),
})

/** A sheet with all that was ever written on it. */
export const collectionView = z.strictObject({
	...collectionShape,
	steps: z.array(
		z.strictObject({
			seq: z.int(),
			type: z.enum(['recorded', 'brought', 'corrected', 'reversed']),
			note: z.string().nullable(),
			denominations: z.array(z.strictObject({ value: z.string(), count: z.int() })).nullable(),
			recordedAt: z.string(),
			recordedBy: idSchema,
		}),
	),
	lines: z.array(
		z.strictObject({
			no: lineNo,
			step: z.int(),
			member: person.nullable(),
			status: z.enum(['collected', 'unpaid', 'absent', 'struck-out']),
			restates: lineNo.nullable(),
			restatedBy: lineNo.nullable().describe('null while the line counts'),
			note: z.string().nullable(),
			payments: z.array(
				z.strictObject({
					kind: z.enum(['loan', 'savings']),
					contractId: idSchema,
					code: z.string(),
					eventId: idSchema,
					amount: moneySchema,
					receiptNo: z.string().nullable(),
					reversedBy: idSchema.nullable().describe('the event that undid it on its contract'),
				}),
			),
		}),
	),
	asOf: dateSchema,
	knownAt: z.string(),
})
