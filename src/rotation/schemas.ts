import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, rateSchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { coverers } from './event.js'
import { turnOrders } from './terms.js'

const holderSchema = z.strictObject({ memberId: idSchema, amount: amountSchema })
const rewardSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.enum(['none', 'first-pot']) }),
	z.strictObject({ kind: z.literal('commission'), amount: amountSchema.describe('of each pot') }),
])

/** The frozen terms of a circle, as they are stored. */
export const termsSchema = z.strictObject({
	shareAmount: amountSchema,
	shares: z
		.array(z.strictObject({ holders: z.array(holderSchema).min(1).max(20) }))
		.min(2)
		.max(100),
	days: z.array(dateSchema).min(2).max(100),
	order: z.enum(turnOrders),
	reward: rewardSchema,
	organiserId: idSchema.nullable(),
	lateYearly: rateSchema.nullable(),
	organiserCovers: z.boolean(),
})

const shareWanted = z.union([
	z.strictObject({ memberId: idSchema }).describe('a whole share'),
	z.strictObject({ holders: z.array(holderSchema).min(2).max(20) }).describe('one share in parts that sum to the share amount'),
])
const calendarWanted = z.union([
	z.strictObject({ firstOn: dateSchema, every: z.int().min(1).max(60).default(1), period: z.enum(['week', 'month']) }),
	z.strictObject({ days: z.array(dateSchema).min(2).max(100) }),
])

export const openCircleSchema = z.strictObject({
	name: textSchema(200),
	code: textSchema(40).optional(),
	groupId: idSchema.optional(),
	communeId: idSchema.optional().describe('where there is no group'),
	organiser: z.strictObject({ memberId: idSchema.optional(), name: textSchema(200).optional() }),
	openedOn: dateSchema,
	agreementNo: textSchema(80).optional(),
	shareAmount: amountSchema.describe('of one share for one turn'),
	shares: z
		.array(shareWanted)
		.min(2)
		.max(100)
		.describe('a member who holds several stands there several times; in a fixed order, the order of the turns'),
	calendar: calendarWanted,
	order: z.enum(turnOrders).default('need').describe('bid only where the circle agreed on it'),
	reward: rewardSchema.default({ kind: 'none' }),
	lateYearly: rateSchema.optional().describe('agreed late interest; 10 % where nothing is agreed, at most 20 %'),
	organiserCovers: z.boolean().default(true).describe('the organiser puts in missing shares unless it is agreed otherwise (Art. 23)'),
	note: textSchema(500).optional(),
})
export type OpenCircle = z.output<typeof openCircleSchema>

const turn = z.int().min(1).max(100)
const eventDay = { on: dateSchema }
const whose = { memberId: idSchema, share: turn.optional() }
const receipt = { receiptNo: textSchema(40).optional(), note: textSchema(500).optional() }
const note = { note: textSchema(500).optional() }
const cover = { by: z.enum(coverers).default('organiser') }

export const contributionsSchema = z.strictObject({
	...eventDay,
	contributions: z
		.array(z.strictObject({ ...whose, turn, amount: amountSchema, ...receipt }))
		.min(1)
		.max(200),
})
export const bidSchema = z.strictObject({ ...eventDay, ...whose, turn, interest: amountSchema, ...note })
export const drawSchema = z.strictObject({
	...eventDay,
	turn,
	share: turn.optional().describe('told by the engine where the order is agreed'),
	memberId: idSchema.optional(),
	amount: amountSchema.optional().describe('all that is in the turn, unless it is said'),
	interest: amountSchema.optional().describe('left to each share that has not drawn; where no bids were recorded'),
	decisionNo: textSchema(80).optional(),
	reason: textSchema(500).optional(),
	lotMinutes: textSchema(500).optional(),
	...receipt,
})
export const advanceSchema = z.strictObject({
	...eventDay,
	...whose,
	turn,
	amount: amountSchema.optional().describe('all that is missing, unless it is said'),
	...cover,
	...receipt,
})
export const repaymentSchema = z.strictObject({ ...eventDay, ...whose, turn: turn.optional(), amount: amountSchema, ...receipt })
export const lateChargeSchema = z.strictObject({ ...eventDay, ...whose, turn, ...note })
export const swapSchema = z.strictObject({ ...eventDay, turn, otherTurn: turn, ...note })
export const departureSchema = z.strictObject({ ...eventDay, ...whose, ...cover, reason: textSchema(500).optional(), ...receipt })
export const replacementSchema = z.strictObject({
	...eventDay,
	...whose,
	newMemberId: idSchema,
	reason: textSchema(500).optional(),
	...note,
})
export const defaultSchema = z.strictObject({
	...eventDay,
	...whose,
	...cover,
	decisionNo: textSchema(80).optional(),
	reason: textSchema(500).optional(),
})
export const closingSchema = z.strictObject({ ...eventDay, ...note })
export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })

export const listCirclesQuery = z.strictObject({
	...pageShape(1),
	status: z.enum(['open', 'closed']).optional(),
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
})
export type ListCircles = z.output<typeof listCirclesQuery>
export const clocksQuery = z.strictObject(clocksShape)

export const bidCapSchema = z.strictObject({
	sharesTotal: amountSchema.describe('all that the share puts in over the circle'),
	paidBefore: moneySchema,
	monthsLeft: z.int().min(0).max(1_200),
	cost: amountSchema.optional().describe('all that the others would get'),
	on: dateSchema.optional(),
})
export const bidCapView = z.strictObject({
	cap: moneySchema,
	exact: z.string(),
	isWithin: z.boolean().nullable(),
	yearlyMax: rateSchema,
	formula: z.string(),
	source: z.string(),
})

const warningView = z.strictObject({ code: z.string(), message: z.string(), source: z.string() })
const personView = z.strictObject({ id: z.string(), code: z.string(), name: z.string() })

const circleLine = {
	id: z.string(),
	code: z.string(),
	name: z.string(),
	groupId: z.string().nullable(),
	communeId: z.string(),
	organiser: z.strictObject({ memberId: z.string().nullable(), name: z.string() }),
	openedOn: dateSchema,
	agreementNo: z.string().nullable(),
	shareAmount: moneySchema,
	shares: z.int(),
}
export const circleListView = pageView(z.strictObject({ ...circleLine, status: z.string(), outstanding: moneySchema }))

const balancesView = z.strictObject({
	box: moneySchema,
	owedByMembers: moneySchema,
	owedToMembers: moneySchema,
	advanced: moneySchema,
	owedToCoverers: moneySchema,
	lateInterest: moneySchema,
})
const turnView = z.strictObject({
	turn: z.int(),
	on: dateSchema,
	status: z.enum(['waiting', 'open', 'taken', 'defaulted']),
	share: z.int().nullable().describe('who drew it, or whose it is by the agreed order'),
	members: z.array(personView),
	drawnOn: dateSchema.nullable(),
	pot: moneySchema,
	putIn: moneySchema,
	missing: moneySchema,
	handedOut: moneySchema,
	interest: moneySchema,
	commission: moneySchema,
	settlesDeparture: z.boolean(),
	bids: z.int(),
})
const memberView = z.strictObject({
	member: personView,
	shares: z.array(z.int()),
	amount: moneySchema,
	drew: z.array(z.strictObject({ share: z.int(), turn: z.int() })),
	paid: moneySchema,
	received: moneySchema,
	interest: moneySchema,
	position: moneySchema,
	owes: z.strictObject({ missing: moneySchema, advanced: moneySchema, lateInterest: moneySchema, lateInterestGrown: moneySchema }),
	next: z.strictObject({ turn: z.int(), on: dateSchema, amount: moneySchema }).nullable(),
	leftOn: dateSchema.nullable(),
	inDefault: z.enum(coverers).nullable(),
	before: z.array(z.strictObject({ share: z.int(), member: personView, until: dateSchema })),
})
const noticeView = z.strictObject({
	to: z.string(),
	organiser: z.string(),
	circle: z.string(),
	beginsOn: dateSchema,
	endsOn: dateSchema,
	perTurn: moneySchema,
	members: z.int(),
	circlesOfOrganiser: z.int(),
	reasons: z.array(z.enum(['amount', 'circles'])),
	text: z.string(),
	source: z.string(),
})
export const circleView = z.strictObject({
	...circleLine,
	status: z.enum(['agreed', 'open', 'closed']),
	closedOn: dateSchema.nullable(),
	terms: z.strictObject({ ...termsSchema.shape, lateYearlyInForce: rateSchema }),
	balances: balancesView,
	turns: z.array(turnView),
	members: z.array(memberView),
	notice: noticeView.nullable(),
	warnings: z.array(warningView),
	asOf: dateSchema,
	knownAt: z.string(),
})

export const outcomeView = z.strictObject({
	circleId: z.string(),
	status: z.string(),
	events: z.array(z.strictObject({ eventId: z.string(), type: z.string(), amount: moneySchema.nullable(), entryIds: z.array(z.string()) })),
	balances: balancesView,
	turns: z.array(turnView),
	explanation: z.array(
		z.strictObject({
			share: z.int(),
			amount: moneySchema,
			from: dateSchema,
			to: dateSchema,
			days: z.int(),
			yearly: rateSchema,
			text: z.string(),
		}),
	),
	asOf: dateSchema,
})

export const eventListView = z.strictObject({
	items: z.array(z.looseObject({ id: z.string(), type: z.string() })),
	next: z.string().nullable(),
})

export const recordBookView = z.strictObject({
	circle: z.strictObject(circleLine),
	lines: z.array(
		z.strictObject({
			eventId: z.string(),
			on: dateSchema,
			turn: z.int().nullable(),
			memberId: z.string(),
			member: z.string(),
			what: z.string(),
			paid: moneySchema,
			drawn: moneySchema,
			interest: moneySchema,
			receiptNo: z.string().nullable(),
			signature: z.string(),
		}),
	),
	totals: z.strictObject({ paid: moneySchema, drawn: moneySchema, interest: moneySchema }),
	asOf: dateSchema,
	knownAt: z.string(),
})

export const receiptView = z.strictObject({
	circle: z.strictObject(circleLine),
	eventId: z.string(),
	number: z.string(),
	kind: z.enum(['receipt', 'payment']),
	on: dateSchema,
	turn: z.int().nullable(),
	parties: z.array(z.strictObject({ memberId: z.string(), member: z.string(), amount: moneySchema })),
	from: z.string(),
	to: z.string(),
	what: z.string(),
	amount: moneySchema,
	inWords: z.string(),
	reversed: z.boolean(),
})
