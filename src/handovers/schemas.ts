import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { custodyOutcomeView } from '../custody/schemas.js'
import { pageShape } from '../platform/page.js'
import { receiptOutcomeView } from '../receipts/schemas.js'

const notNegative = moneySchema.refine((amount) => amount >= 0n, 'money.not-positive')

/** What two leaders sign when one takes the group over from the other. */
export const leaderHandoverSchema = z.strictObject({
	on: dateSchema,
	fromId: idSchema.describe('the member who leads the group until then'),
	toId: idSchema.describe('the member who leads it from that day on'),
	cash: notNegative.describe('cash counted before both; it is what the custody holds'),
	receiptBooks: z
		.array(z.strictObject({ bookId: idSchema, blank: z.int().min(0).max(500).describe('blank leaves counted') }))
		.max(50)
		.default([]),
	told: z
		.strictObject({ loans: notNegative.optional(), savings: notNegative.optional() })
		.default({})
		.describe('what the members owe and have saved, as the two told it'),
	signedBy: z.array(idSchema).min(1).max(10),
	minutesNo: textSchema(40),
	access: z
		.strictObject({
			ends: z
				.array(idSchema)
				.max(20)
				.optional()
				.describe('users who lose the group; all leaders who see it, but for the others, where left out'),
			begins: z.array(idSchema).max(20).default([]).describe('users who get it'),
		})
		.default({ begins: [] }),
	note: textSchema(500).optional(),
})
export type HandOverGroup = z.output<typeof leaderHandoverSchema>

const handoverShape = {
	id: idSchema,
	groupId: idSchema,
	on: dateSchema,
	fromId: idSchema,
	toId: idSchema,
	cash: moneySchema,
	receiptBooks: z.array(z.strictObject({ bookId: idSchema, blank: z.int() })),
	told: z.strictObject({ loans: moneySchema.nullable(), savings: moneySchema.nullable() }),
	minutesNo: z.string(),
	accessEnded: z.array(idSchema),
	accessBegun: z.array(idSchema),
	note: z.string().nullable(),
	recordedAt: z.string(),
	recordedBy: idSchema,
}
export type HandoverRow = z.output<z.ZodObject<typeof handoverShape>>

export const leaderHandoverView = z.strictObject({
	...handoverShape,
	custody: z.strictObject({ passedOn: custodyOutcomeView, takenOver: custodyOutcomeView }),
	books: z.array(receiptOutcomeView),
	usersOfGroup: z.array(z.strictObject({ id: idSchema, name: z.string() })).describe('who can post for the group from now on'),
	warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), source: z.string() })),
})

export const listHandoversQuery = z.strictObject(pageShape(1))
export type ListHandovers = z.output<typeof listHandoversQuery>
export const leaderHandoversView = z.strictObject({ items: z.array(z.strictObject(handoverShape)), next: z.string().nullable() })
