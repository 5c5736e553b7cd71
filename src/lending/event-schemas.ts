import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, rateSchema, textSchema } from '../kernel/wire.js'

const eventDay = { on: dateSchema }
const note = { note: textSchema(500).optional() }
const receipt = { receiptNo: textSchema(40).optional() }
const decision = { decisionNo: textSchema(80).optional(), decisionOn: dateSchema.optional() }

export const disbursementSchema = z.strictObject({
	...eventDay,
	amount: amountSchema,
	method: z.enum(['cash', 'bank']).optional(),
	...note,
})
export const repaymentSchema = z.strictObject({
	...eventDay,
	amount: amountSchema,
	method: z.enum(['cash', 'bank']).optional(),
	...receipt,
	...note,
})
export const cancellationSchema = z.strictObject({ ...eventDay, reason: textSchema(500), ...decision, ...note })
export const rateChangeSchema = z.strictObject({ ...eventDay, yearly: rateSchema, ...decision, ...note })
export const partSchema = z.strictObject({ ...eventDay, amount: amountSchema.optional(), ...decision, ...note })
export const sumSchema = z.strictObject({ ...eventDay, amount: amountSchema, ...receipt, ...decision, ...note })
export const thawSchema = z.strictObject({ ...eventDay, ...decision, ...note })
export const rowsSchema = z
	.array(z.strictObject({ dueOn: dateSchema, principal: z.string().regex(/^[1-9]\d{0,17}$/, 'money.not-whole-dong') }))
	.min(1)
	.max(1_000)
	.refine(rowsClimb, 'field.wrong-format')
const newEnd = {
	maturityOn: dateSchema.optional().describe('the new end of the term'),
	months: z.int().min(1).max(600).optional().describe('so many months after the end in force'),
}
export const extensionSchema = z
	.strictObject({ ...eventDay, ...newEnd, ...decision, ...note })
	.refine(saysOneEnd, { path: ['maturityOn'], message: 'field.required' })
export const reschedulingSchema = z
	.strictObject({
		...eventDay,
		rows: rowsSchema.optional().describe('principal that falls due anew, row by row; sums to the balance in term'),
		principalEvery: z
			.strictObject({ every: z.int().min(1).max(3_660), period: z.enum(['day', 'week', 'month']), firstOn: dateSchema.optional() })
			.optional()
			.describe('or in equal parts on a cycle'),
		maturityOn: dateSchema.optional(),
		...decision,
		...note,
	})
	.refine(({ rows, principalEvery }) => (rows === undefined) !== (principalEvery === undefined), {
		path: ['rows'],
		message: 'field.required',
	})
/** Without a rate it is the product's rate of that day. */
export const rollOverSchema = z
	.strictObject({ ...eventDay, ...newEnd, yearly: rateSchema.optional(), ...decision, ...note })
	.refine(saysOneEnd, { path: ['maturityOn'], message: 'field.required' })
/** To a group, whose commune the loan then stands in; or, without one, to a commune outside any group. */
export const transferSchema = z.strictObject({
	...eventDay,
	groupId: idSchema.optional(),
	communeId: idSchema.optional(),
	reason: textSchema(500),
	...decision,
	...note,
})
export type TransferLoan = z.output<typeof transferSchema>
export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })

/** The events of a stateless schedule; dated on or after the disbursement. */
export const givenEventSchema = z.discriminatedUnion('type', [
	disbursementSchema.extend({ type: z.literal('disbursed') }),
	repaymentSchema.extend({ type: z.literal('repaid') }),
	rateChangeSchema.extend({ type: z.literal('rate-changed') }),
	partSchema.extend({ type: z.literal('moved-to-overdue') }),
	partSchema.extend({ type: z.literal('frozen') }),
	thawSchema.extend({ type: z.literal('thawed') }),
	partSchema.extend({ type: z.literal('written-off') }),
	sumSchema.extend({ type: z.literal('recovered') }),
	sumSchema.extend({ type: z.literal('interest-waived') }),
	repaymentSchema.extend({ type: z.literal('savings-offset') }),
	sumSchema.extend({ type: z.literal('support-received') }),
	extensionSchema.safeExtend({ type: z.literal('extended') }),
	reschedulingSchema.safeExtend({ type: z.literal('rescheduled') }),
	rollOverSchema.safeExtend({ type: z.literal('rolled-over'), yearly: rateSchema }),
])

function saysOneEnd({ maturityOn, months }: { maturityOn?: unknown; months?: unknown }): boolean {
	return (maturityOn === undefined) !== (months === undefined)
}

/** Rows come in the order of their days, no two of them on one. */
export function rowsClimb(rows: readonly { readonly dueOn: string }[]): boolean {
	return rows.every(({ dueOn }, index) => index === 0 || dueOn > (rows[index - 1]?.dueOn ?? ''))
}
