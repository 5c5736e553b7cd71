import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, rateSchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { minimumText, savingsKinds } from './terms.js'

const day = { on: dateSchema }
const note = { note: textSchema(500).optional() }
const receipt = { receiptNo: textSchema(40).optional() }
const method = { method: z.enum(['cash', 'bank']).optional() }
const decision = { decisionNo: textSchema(80).optional(), decisionOn: dateSchema.optional() }
const minutes = { minutesNo: textSchema(80).optional().describe('of the group’s minutes that agreed it (10C/TD)') }

export const openAccountSchema = z.strictObject({
	code: textSchema(40).optional(),
	externalCode: textSchema(40).optional().describe("the bank's own number of the account"),
	productId: idSchema,
	groupId: idSchema.optional(),
	memberId: idSchema,
	openedOn: dateSchema,
	minimumMonthly: minimumText.optional().describe('where the group has agreed otherwise than the product says'),
	...minutes,
	...note,
})
export type OpenAccount = z.output<typeof openAccountSchema>

export const depositSchema = z.strictObject({ ...day, amount: amountSchema, ...method, ...receipt, ...note })
export const withdrawalSchema = z.strictObject({
	...day,
	amount: amountSchema,
	...method,
	noticeOn: dateSchema.optional().describe('when she said that she would, where the product asks for notice'),
	...receipt,
	...note,
})
export type WithdrawSavings = z.output<typeof withdrawalSchema>
export const offsetSchema = z.strictObject({ ...day, amount: amountSchema, ...receipt, ...decision, ...note })
export type OffsetSavings = z.output<typeof offsetSchema>
export const creditSchema = z.strictObject({ ...day, ...note })
export const rateChangeSchema = z.strictObject({ ...day, yearly: rateSchema, ...decision, ...note })
export const minimumSchema = z.strictObject({ ...day, minimumMonthly: minimumText, ...minutes, ...note })
export const closureSchema = z.strictObject({ ...day, ...method, noticeOn: dateSchema.optional(), ...receipt, ...note })
export type CloseAccount = z.output<typeof closureSchema>
/** To a group, whose commune the account then stands in; or, without one, to a commune outside any group. */
export const transferSchema = z
	.strictObject({
		...day,
		groupId: idSchema.optional(),
		communeId: idSchema.optional(),
		reason: textSchema(500),
		...decision,
		...note,
	})
	.refine(({ groupId, communeId }) => (groupId === undefined) !== (communeId === undefined), {
		path: ['groupId'],
		message: 'field.required',
	})
export type TransferAccount = z.output<typeof transferSchema>
export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })
export type ReverseEvent = z.output<typeof reversalSchema>

const statusView = z.enum(['unopened', 'open', 'closed'])
const clocksView = { asOf: dateSchema, knownAt: z.string() }

/** What identifies an account in any list. */
export const accountLineShape = {
	id: idSchema,
	code: z.string(),
	externalCode: z.string().nullable().describe("the bank's own number"),
	lenderId: idSchema.nullable().describe('null where the group itself holds the money'),
	productId: idSchema,
	groupId: idSchema.nullable(),
	communeId: idSchema,
	memberId: idSchema,
	openedOn: dateSchema,
	kind: z.enum(savingsKinds),
}
const balancesShape = {
	balance: moneySchema,
	interestAccrued: moneySchema.describe('grown since it was last credited, rounded as it would be today'),
	deposited: moneySchema,
	withdrawn: moneySchema,
	offset: moneySchema,
	interestCredited: moneySchema,
}
export const accountView = z.strictObject({
	...accountLineShape,
	status: statusView,
	closedOn: dateSchema.nullable(),
	terms: z.looseObject({}),
	...balancesShape,
	yearly: rateSchema.nullable().describe('the rate of the day'),
	creditedOn: dateSchema.nullable(),
	nextCreditOn: dateSchema,
	expected: z.strictObject({ minimum: moneySchema, saved: moneySchema, missing: moneySchema }).describe('of the month of that day'),
	...clocksView,
})
export const accountListView = z.strictObject({
	items: z.array(z.strictObject({ ...accountLineShape, status: statusView, balance: moneySchema })),
	next: z.string().nullable(),
})
export const listAccountsQuery = z.strictObject({
	status: statusView.optional(),
	lenderId: idSchema.optional(),
	productId: idSchema.optional(),
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
	q: textSchema(40).optional(),
	limit: z.coerce.number().int().min(1).max(500).optional(),
	cursor: idSchema.optional(),
})

/** What a recording did. */
export const outcomeView = z.strictObject({
	accountId: idSchema,
	eventId: idSchema,
	entryId: idSchema.nullable().describe('the entry of that day; null where nothing is posted'),
	entryIds: z.array(idSchema),
	interest: moneySchema.optional().describe('what the event credited'),
	paidOut: moneySchema.optional().describe('what the closing paid out'),
	status: statusView,
	balance: moneySchema,
	asOf: dateSchema,
})

export const eventListView = z.strictObject({
	items: z.array(
		z.looseObject({
			id: idSchema,
			type: z.string(),
			on: dateSchema,
			amount: moneySchema.nullable(),
			interest: moneySchema.optional().describe('what it credited, as the account is now known'),
			recordedAt: z.string(),
			recordedBy: z.string(),
			reverses: idSchema.nullable(),
			reversedBy: idSchema.nullable(),
		}),
	),
	next: z.null(),
})

const sumsShape = { deposit: moneySchema, interest: moneySchema, withdrawal: moneySchema, offset: moneySchema }
export const statementQuery = z.strictObject({ from: dateSchema.optional(), to: dateSchema.optional(), ...clocksShape })
/** An account over a period: opening and lines are closing, in every column. */
export const statementView = z.strictObject({
	account: z.strictObject(accountLineShape),
	from: dateSchema.nullable(),
	to: dateSchema,
	opening: moneySchema.describe('the balance on the evening before the first day'),
	lines: z.array(
		z.strictObject({
			on: dateSchema,
			type: z.string(),
			text: z.string(),
			eventId: idSchema,
			...sumsShape,
			balance: moneySchema.describe('after it'),
			receiptNo: z.string().nullable(),
			note: z.string().nullable(),
		}),
	),
	totals: z.strictObject(sumsShape),
	closing: moneySchema,
	interestAccrued: moneySchema.describe('grown since it was last credited'),
	...clocksView,
})

/** Where the interest of an account comes from. */
export const explanationView = z.strictObject({
	account: z.strictObject(accountLineShape),
	periods: z.array(
		z.strictObject({
			creditedOn: dateSchema.nullable().describe('null for interest that still grows'),
			segments: z.array(
				z.strictObject({
					from: dateSchema,
					to: dateSchema.describe('the first day that is no longer counted'),
					days: z.int(),
					balance: moneySchema,
					rate: z.string(),
					amount: z.string().describe('exact, to 20 digits'),
					text: z.string(),
				}),
			),
			brought: moneySchema.describe('interest that had grown when the account was brought forward'),
			exact: z.string(),
			rounded: moneySchema,
			text: z.string(),
		}),
	),
	rounding: z.strictObject({ unit: z.string(), towards: z.string(), text: z.string() }),
	rules: z.array(z.strictObject({ code: z.string(), vi: z.string(), en: z.string(), source: z.string() })),
	...clocksView,
})
