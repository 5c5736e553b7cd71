import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { idSchema } from '../kernel/wire.js'
import * as circles from './actions.js'
import * as questions from './question-actions.js'
import { rotationRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const params = z.strictObject({ id: idSchema })
const eventParams = z.strictObject({ id: idSchema, eventId: idSchema })
const refusals = [...Object.keys(rotationRefusals), ...Object.keys(contractRefusals)]
const tag = 'circles'

/** The events that are recorded each by one POST, and the type that each is. */
const recorded = [
	{
		id: 'bidForTurn',
		path: 'bids',
		type: 'bid',
		body: schemas.bidSchema,
		summary: 'Offers interest for a turn, where the circle takes bids; opened at the draw',
	},
	{
		id: 'drawTurn',
		path: 'draws',
		type: 'drawn',
		body: schemas.drawSchema,
		summary: 'Hands what is in a turn to the share whose turn it is',
	},
	{
		id: 'advanceShare',
		path: 'advances',
		type: 'advanced',
		body: schemas.advanceSchema,
		summary: 'The organiser or the group puts in what a member misses',
	},
	{
		id: 'repayAdvance',
		path: 'advance-repayments',
		type: 'repaid',
		body: schemas.repaymentSchema,
		summary: 'A member pays back what was put in for her',
	},
	{
		id: 'chargeLateShare',
		path: 'late-interest',
		type: 'late-interest-charged',
		body: schemas.lateChargeSchema,
		summary: 'Charges late interest on a share up to a day: late part × days × rate ÷ 365',
	},
	{
		id: 'payLateShare',
		path: 'late-interest-payments',
		type: 'late-interest-paid',
		body: schemas.repaymentSchema,
		summary: 'A member pays late interest to who waited',
	},
	{
		id: 'swapTurns',
		path: 'swaps',
		type: 'swapped',
		body: schemas.swapSchema,
		summary: 'Swaps two turns that nobody has drawn, where their order is agreed',
	},
	{
		id: 'leaveCircle',
		path: 'departures',
		type: 'left',
		body: schemas.departureSchema,
		summary: 'A member leaves: before her turn she is paid back what she put in, after it she owes the rest',
	},
	{
		id: 'declareDefault',
		path: 'defaults',
		type: 'defaulted',
		body: schemas.defaultSchema,
		summary: 'Declares a member in default; the organiser or the group puts in what she misses',
	},
	{
		id: 'closeCircle',
		path: 'closing',
		type: 'closed',
		body: schemas.closingSchema,
		summary: 'Ends a circle of which every turn is settled',
	},
] as const

export function rotationRoutes(door: AppDoor): void {
	door.operation({
		id: 'listCircles',
		method: 'GET',
		path: '/circles',
		tag,
		summary: 'Rotating funds with what who has drawn still owes',
		query: schemas.listCirclesQuery,
		answer: schemas.circleListView,
		handle: ({ tx, query, asker }) => questions.listCircles(tx, query, asker.scope),
	})
	door.operation({
		id: 'openCircle',
		method: 'POST',
		path: '/circles',
		tag,
		summary: 'Opens a rotating fund (họ, hụi, biêu, phường) of agreed shares, turns and order',
		body: schemas.openCircleSchema,
		answer: schemas.circleView,
		status: 201,
		rehearsable: true,
		refusals: [...refusals, 'group.not-found', 'member.not-found', 'unit.not-found', 'unit.not-a-commune'],
		handle: ({ tx, body, asker, today }) => circles.openCircle(tx, body, asker, today),
	})
	door.operation({
		id: 'readCircle',
		method: 'GET',
		path: '/circles/:id',
		tag,
		summary: 'A circle as it stood on a day: its turns, its members, and what the law asks of its organiser',
		params,
		query: schemas.clocksQuery,
		answer: schemas.circleView,
		refusals: ['rotation.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findCircle(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'contributeToCircle',
		method: 'POST',
		path: '/circles/:id/contributions',
		tag,
		summary: 'Records the shares that were put in at one meeting, all or none',
		params,
		body: schemas.contributionsSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => circles.contribute(tx, id, body, asker, today),
	})
	for (const { id, path, type, body, summary } of recorded)
		door.operation({
			id,
			method: 'POST',
			path: `/circles/:id/${path}`,
			tag,
			summary,
			params,
			body: body as unknown as z.ZodType<circles.CircleCommand>,
			answer: schemas.outcomeView,
			status: 201,
			money: true,
			refusals,
			handle: ({ tx, params: { id: circleId }, body: command, asker, today }) =>
				circles.recordOnCircle(tx, circleId, type, command, asker, today),
		})
	door.operation({
		id: 'replaceCircleMember',
		method: 'POST',
		path: '/circles/:id/replacements',
		tag,
		summary: "Another takes over a member's shares with all that was put in, drawn and owed",
		params,
		body: schemas.replacementSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals: [...refusals, 'member.not-found'],
		handle: ({ tx, params: { id }, body, asker, today }) => circles.replaceMember(tx, id, body, asker, today),
	})
	door.operation({
		id: 'reverseCircleEvent',
		method: 'POST',
		path: '/circles/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes an event; the book receives the difference',
		params: eventParams,
		body: schemas.reversalSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => circles.reverseCircleEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		id: 'listCircleEvents',
		method: 'GET',
		path: '/circles/:id/events',
		tag,
		summary: 'What happened to a circle, in the order in which it was recorded',
		params,
		query: schemas.clocksQuery,
		answer: schemas.eventListView,
		refusals: ['rotation.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findCircleEvents(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'readCircleReceipt',
		method: 'GET',
		path: '/circles/:id/receipts/:eventId',
		tag,
		summary: 'The receipt of one payment or draw, with the amount in words',
		params: eventParams,
		answer: schemas.receiptView,
		refusals: ['rotation.not-found', 'rotation.no-receipt', 'contract.event-not-found'],
		handle: ({ tx, params: { id, eventId }, asker }) => questions.findCircleReceipt(tx, id, eventId, asker),
	})
	door.operation({
		id: 'computeBidCap',
		method: 'POST',
		path: '/circle-bid-caps',
		tag,
		summary: 'The most interest that a share may leave to the others for its turn; stores nothing',
		reads: true,
		body: schemas.bidCapSchema,
		answer: schemas.bidCapView,
		handle: ({ body, today }) => questions.computeBidCap(body, today),
	})
}
