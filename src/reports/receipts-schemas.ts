import { z } from 'zod'
import { dateSchema, idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { type ReceiptFinding, receiptFindings } from '../receipts/findings.js'
import { clocksAnswer } from './keyed-schemas.js'

export const receiptsQuery = z.strictObject({
	groupId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	...clocksShape,
})
export type ReceiptsQuery = z.output<typeof receiptsQuery>

export const receiptsView = z.strictObject({
	rows: z.array(
		z.strictObject({
			finding: z.enum(receiptFindings),
			bookId: idSchema.nullable().describe('null for a number of no book'),
			from: z.string(),
			to: z.string(),
			count: z.int(),
			groupId: idSchema,
			groupName: z.string(),
			on: z.array(dateSchema).describe('when it was used; since when it is missing'),
		}),
	),
	totals: z.strictObject({
		books: z.int(),
		leaves: z.strictObject({ blank: z.int(), used: z.int(), cancelled: z.int(), missing: z.int(), returned: z.int() }),
		findings: z
			.strictObject({
				gap: z.int(),
				duplicate: z.int(),
				'never-issued': z.int(),
				'other-group': z.int(),
				'not-usable': z.int(),
				missing: z.int(),
				'left-at-closed-group': z.int(),
			} satisfies Record<ReceiptFinding, z.ZodInt>)
			.describe('receipts of each finding'),
	}),
	...clocksAnswer,
})
