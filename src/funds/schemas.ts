import { z } from 'zod'
import { partySchema, partyView } from '../groups/party.js'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { fundEventTypes, methods } from './event.js'
import { fundKindCodes } from './kind.js'
import { fundKeys } from './report.js'

const note = { note: textSchema(500).optional() }
const purposeSchema = textSchema(120)
const purpose = { purpose: purposeSchema.optional().describe('the purpose of the fund itself where left out') }
const method = { method: z.enum(methods).default('cash') }
const donorSchema = z.union([...partySchema.options, z.strictObject({ anonymous: z.literal(true) })])
const beneficiarySchema = z.union([
	...partySchema.options.slice(0, 3),
	z.strictObject({ name: textSchema(120), child: z.boolean().optional().describe('a child is shown by her initials to most') }),
])
const decision = { decisionNo: textSchema(80), decisionOn: dateSchema.optional() }

export const openFundSchema = z.strictObject({
	code: textSchema(40).optional(),
	name: textSchema(160),
	kind: z.enum(fundKindCodes),
	purpose: purposeSchema,
	keeper: z.union([z.strictObject({ unitId: idSchema }), z.strictObject({ groupId: idSchema })]),
	openedOn: dateSchema,
	...note,
})
export type OpenFund = z.output<typeof openFundSchema>

export const receiptSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema,
	donor: donorSchema,
	...purpose,
	...method,
	receiptNo: textSchema(40).optional(),
	pledgeNo: z
		.string()
		.regex(/^[1-9]\d{0,8}$/, 'id.not-an-id')
		.optional()
		.describe('the pledge that it keeps; it is then for its purpose'),
	...note,
})
export const paymentSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema,
	beneficiary: beneficiarySchema,
	...purpose,
	...method,
	...decision,
	...note,
})
export const moveSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema,
	from: purposeSchema,
	to: purposeSchema,
	...decision,
	...note,
})
export const returnSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema,
	donor: donorSchema,
	...purpose,
	...method,
	...decision,
	...note,
})
export const transferSchema = z.strictObject({ on: dateSchema, amount: amountSchema, from: z.enum(methods), ...note })
export const pledgeSchema = z.strictObject({
	on: dateSchema,
	sponsor: donorSchema,
	beneficiary: beneficiarySchema,
	monthly: amountSchema,
	months: z.int().min(1).max(240),
	firstOn: dateSchema.optional().describe('when it is first paid; the day of the pledge where left out'),
	...purpose,
	...note,
})
export const pledgeEndSchema = z.strictObject({ on: dateSchema, reason: textSchema(500) })
export const reversalSchema = z.strictObject({
	on: dateSchema.optional().describe('the day on which it was decided'),
	reason: textSchema(500),
})

const numbered = z.string().regex(/^[1-9]\d{0,8}$/, 'id.not-an-id')
export const fundParams = z.strictObject({ id: idSchema })
export const pledgeParams = z.strictObject({ id: idSchema, pledgeNo: numbered })
export const eventParams = z.strictObject({ id: idSchema, eventId: numbered })
export const clocksQuery = z.strictObject(clocksShape)

export const listFundsQuery = z.strictObject({
	kind: z.enum(fundKindCodes).optional(),
	groupId: idSchema.optional(),
	unitId: idSchema.optional().describe('kept by this unit, or in a commune below it'),
	...pageShape(1),
})
export type ListFunds = z.output<typeof listFundsQuery>

const clocksAnswer = { asOf: dateSchema, knownAt: z.string().describe('instant, RFC 3339') }
const lineShape = {
	id: idSchema,
	code: z.string(),
	name: z.string(),
	kind: z.enum(fundKindCodes),
	purpose: z.string(),
	keeper: partyView,
	communeId: idSchema.nullable(),
	openedOn: dateSchema,
	status: z.enum(['open', 'void']),
	balance: moneySchema,
	cash: moneySchema,
	bank: moneySchema,
}
export const fundListView = pageView(z.strictObject(lineShape))

const sumsShape = { received: moneySchema, spent: moneySchema, movedIn: moneySchema, movedOut: moneySchema, returned: moneySchema }
const somebody = partyView.extend({ kind: z.enum(['member', 'group', 'unit', 'other', 'anonymous']) })

/** A fund with what it holds for each purpose, its pledges and what happened, as it stood on a day and was known at a moment. */
export const fundView = z.strictObject({
	...lineShape,
	purposes: z.array(z.strictObject({ purpose: z.string(), ...sumsShape, balance: moneySchema })),
	pledges: z.array(
		z.strictObject({
			no: z.string(),
			sponsor: somebody,
			beneficiary: somebody,
			monthly: moneySchema,
			months: z.int(),
			firstOn: dateSchema,
			purpose: z.string(),
			pledged: moneySchema.describe('promised for the days up to asOf'),
			paid: moneySchema,
			endedOn: dateSchema.nullable(),
		}),
	),
	events: z.array(
		z.strictObject({
			id: z.string(),
			type: z.enum(fundEventTypes),
			on: dateSchema,
			amount: moneySchema.nullable(),
			recordedAt: z.string(),
			recordedBy: idSchema,
			reverses: z.string().nullable(),
			reversedBy: z.string().nullable(),
			donor: somebody.optional(),
			beneficiary: somebody.optional(),
			purpose: z.string().optional(),
			toPurpose: z.string().optional(),
			method: z.enum(methods).optional(),
			receiptNo: z.string().optional(),
			decisionNo: z.string().optional(),
			decisionOn: dateSchema.optional(),
			pledgeNo: z.string().optional(),
			months: z.int().optional(),
			firstOn: dateSchema.optional(),
			reason: z.string().optional(),
			note: z.string().optional(),
		}),
	),
	...clocksAnswer,
})

export const fundReportQuery = z.strictObject({
	by: z.enum(fundKeys).default('purpose'),
	year: z
		.string()
		.regex(/^(19|20)\d{2}$/, 'field.wrong-format')
		.optional()
		.describe('in place of from and to'),
	from: dateSchema.optional(),
	to: dateSchema.optional(),
	kind: z.enum(fundKindCodes).optional(),
	unitId: idSchema.optional(),
	...clocksShape,
})
export type FundReportQuery = z.output<typeof fundReportQuery>

const reportShape = {
	funds: z.int(),
	opening: moneySchema,
	...sumsShape,
	closing: moneySchema,
	pledged: moneySchema.describe('promised for the days of the period'),
	pledgesPaid: moneySchema.describe('received in the period on pledges'),
	sponsors: z.int().describe('of pledges that reach into the period'),
	sponsored: z.int().describe('beneficiaries of pledges that reach into the period'),
	beneficiaries: z.int().describe('to whom something was paid in the period, each counted once'),
}
export const fundReportView = z.strictObject({
	rows: z.array(z.strictObject({ key: z.string(), name: z.string(), ...reportShape })),
	totals: z.strictObject(reportShape),
	by: z.enum(fundKeys),
	from: dateSchema.nullable(),
	to: dateSchema,
	...clocksAnswer,
})
