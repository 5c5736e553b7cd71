import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { outcomeView } from '../lending/schemas.js'

/** One sitting of one group: who paid how much. */
export const collectionSchema = z.strictObject({
	groupId: idSchema,
	on: dateSchema,
	lines: z
		.array(
			z.strictObject({
				loanId: idSchema,
				amount: amountSchema,
				receiptNo: textSchema(40).optional(),
				note: textSchema(500).optional(),
			}),
		)
		.min(1)
		.max(500),
	/** The paper sheet's own sum; the sitting is refused where it differs. */
	total: amountSchema.optional(),
})
export type RecordCollection = z.output<typeof collectionSchema>

export const collectionView = z.strictObject({
	groupId: idSchema,
	on: dateSchema,
	total: moneySchema,
	lines: z.array(outcomeView),
})
