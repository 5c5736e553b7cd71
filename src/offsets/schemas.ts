import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { outcomeView as loanOutcomeView } from '../lending/schemas.js'
import { outcomeView as savingsOutcomeView } from '../savings/schemas.js'

export const accountParams = z.strictObject({ id: idSchema })
export const offsetParams = z.strictObject({ id: idSchema, eventId: idSchema })

/** Savings that pay what is due on a loan. */
export const offsetSchema = z.strictObject({
	on: dateSchema,
	loanId: idSchema.optional().describe('may be left out where one loan is due at the lender that holds the savings'),
	amount: amountSchema.optional().describe('all that is due where left out, as far as the savings reach'),
	receiptNo: textSchema(40).optional(),
	decisionNo: textSchema(80).optional(),
	decisionOn: dateSchema.optional(),
	note: textSchema(500).optional(),
})
export type Offset = z.output<typeof offsetSchema>
export const offsetReversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })
export type ReverseOffset = z.output<typeof offsetReversalSchema>

/** What an offset did on both contracts. */
export const offsetView = z.strictObject({ amount: moneySchema, savings: savingsOutcomeView, loan: loanOutcomeView })
