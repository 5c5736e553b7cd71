import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'

const jsonOrPdf = z.enum(['json', 'pdf']).default('json')
const pdfOrXlsx = z.enum(['pdf', 'xlsx']).default('pdf')
const pdfOnly = z.enum(['pdf']).default('pdf')
const until = dateSchema.optional().describe('the last day of what falls due; thirty days on where left out')

export const formParams = z.strictObject({ id: idSchema })
export const requestFormQuery = z.strictObject({
	meetingId: idSchema.optional().describe('the meeting that reviewed the requests; the latest of the group where left out'),
	format: pdfOrXlsx,
	...clocksShape,
})
export const listFormQuery = z.strictObject({ format: pdfOrXlsx, ...clocksShape })
export const noticeQuery = z.strictObject({ until, format: jsonOrPdf, ...clocksShape })
export const noticesQuery = z.strictObject({ until, format: pdfOnly, ...clocksShape })
export const paperQuery = z.strictObject({ format: pdfOnly, ...clocksShape })
export const extensionQuery = z.strictObject({
	months: z
		.string()
		.regex(/^[1-9]\d{0,2}$/, 'field.wrong-format')
		.transform(Number)
		.optional()
		.describe('how many months more are asked for'),
	reason: textSchema(500).optional(),
	format: pdfOnly,
	...clocksShape,
})
const seqSchema = z.string().regex(/^[1-9]\d{0,8}$/, 'id.not-an-id')
export const eventReceiptParams = z.strictObject({ id: idSchema, eventId: seqSchema })
export const lineReceiptParams = z.strictObject({ id: idSchema, no: seqSchema })
export const receiptQuery = z.strictObject({ format: jsonOrPdf, ...clocksShape })

const wordsView = z.strictObject({ vi: z.string(), en: z.string() })
export const receiptView = z.strictObject({
	receiptNo: z.string().nullable().describe('the serial number in the receipt book'),
	on: dateSchema,
	payer: z.string(),
	groupName: z.string().nullable(),
	place: z.string().nullable(),
	lender: wordsView.nullable(),
	parts: z.array(
		z.strictObject({
			kind: z.enum(['loan', 'savings']),
			contractId: idSchema,
			code: z.string(),
			amount: moneySchema,
			principal: moneySchema,
			interest: moneySchema,
			lateInterest: moneySchema,
			credit: moneySchema,
			savings: moneySchema,
			outstandingAfter: moneySchema.nullable(),
		}),
	),
	amount: moneySchema,
	amountInWords: z.string(),
})
const noticeLoanView = z.strictObject({
	loanId: idSchema,
	code: z.string(),
	product: wordsView,
	firstDueOn: dateSchema.nullable(),
	principal: moneySchema,
	interest: moneySchema,
	carriedPrincipal: moneySchema,
	carriedInterest: moneySchema,
	lateInterest: moneySchema,
	overdue: moneySchema.describe('due before the first day: principal, interest and interest on it'),
	total: moneySchema,
	outstanding: moneySchema,
})
export const noticeView = z.strictObject({
	borrowerId: idSchema.nullable(),
	borrowerCode: z.string(),
	borrowerName: z.string(),
	groupName: z.string().nullable(),
	groupLeader: z.string().nullable(),
	place: z.string().nullable(),
	until: dateSchema,
	lenders: z
		.array(
			z.strictObject({
				lenderId: idSchema,
				name: wordsView,
				loans: z.array(noticeLoanView),
				total: moneySchema,
				totalInWords: z.string(),
			}),
		)
		.describe('what belongs to different lenders is never added'),
	asOf: dateSchema,
	knownAt: z.string(),
})
