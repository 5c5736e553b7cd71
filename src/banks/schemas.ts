import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, rateSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'

export const lenderParams = z.strictObject({ id: idSchema })
export const reconciliationQuery = z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']).default('json'), ...clocksShape })

const text = z.string().nullable()
const day = dateSchema.nullable()
const amount = moneySchema.nullable()
export const reconciliationView = z.strictObject({
	lender: z.strictObject({ id: idSchema, code: z.string(), name: z.string() }),
	asOf: dateSchema,
	knownAt: z.string().describe('instant, RFC 3339'),
	rows: z.array(
		z.strictObject({
			loanCode: z.string(),
			bankLoanCode: text.describe("the lender's own number (số khế ước)"),
			memberCode: text,
			memberName: text,
			memberBankCode: text,
			groupCode: text,
			groupName: text,
			groupBankCode: text,
			commune2022Code: text,
			commune2022Name: text,
			commune2025Code: text,
			commune2025Name: text,
			productCode: z.string(),
			productName: z.string(),
			principal: moneySchema,
			signedOn: dateSchema,
			disbursedOn: day,
			maturityOn: day,
			rate: rateSchema,
			outstanding: moneySchema,
			inTerm: moneySchema,
			overdue: moneySchema,
			frozen: moneySchema,
			interestDue: moneySchema,
			interestCarried: moneySchema,
			interestAccrued: moneySchema,
			lateInterest: moneySchema,
			nextDueOn: day,
			nextDuePrincipal: amount,
			nextDueInterest: amount,
			lastOn: day,
			lastType: text,
			lastAmount: amount,
		}),
	),
	totals: z.strictObject({
		loans: z.int(),
		principal: moneySchema,
		outstanding: moneySchema,
		inTerm: moneySchema,
		overdue: moneySchema,
		frozen: moneySchema,
		interestDue: moneySchema,
		interestCarried: moneySchema,
		interestAccrued: moneySchema,
		lateInterest: moneySchema,
		nextDuePrincipal: moneySchema,
		nextDueInterest: moneySchema,
		lastAmount: moneySchema,
	}),
	sha256: z.string().describe('of the header and the rows of the CSV, without byte order mark, lines ending with LF'),
})
