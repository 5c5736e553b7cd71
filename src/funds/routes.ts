import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import * as funds from './actions.js'
import * as questions from './question-actions.js'
import { fundRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const tag = 'funds'
const refusals = [...Object.keys(fundRefusals), ...Object.keys(contractRefusals), 'member.not-found', 'group.not-found', 'unit.not-found']

/** The events that move money and are recorded each by one POST, and the type that each is. */
const recorded = [
	{
		id: 'receiveIntoFund',
		path: 'receipts',
		type: 'received',
		body: schemas.receiptSchema,
		summary: 'Records money given, with its donor and what it is for',
	},
	{
		id: 'payFromFund',
		path: 'payments',
		type: 'spent',
		body: schemas.paymentSchema,
		summary: 'Records money spent on its purpose, with its beneficiary and decision',
	},
	{ id: 'returnFromFund', path: 'returns', type: 'returned', body: schemas.returnSchema, summary: 'Records money given back to its donor' },
] as const

export function fundRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, answer: schemas.fundView, refusals } as const
	const question = { method: 'GET', tag } as const
	const params = schemas.fundParams
	door.operation({
		...question,
		id: 'listFunds',
		path: '/funds',
		summary: 'Lists collective funds with what they hold now',
		query: schemas.listFundsQuery,
		answer: schemas.fundListView,
		handle: ({ tx, query, asker }) => questions.listFunds(tx, query, asker.scope),
	})
	door.operation({
		...command,
		id: 'openFund',
		path: '/funds',
		summary: 'Opens a fund that money is collected for',
		rehearsable: true,
		body: schemas.openFundSchema,
		handle: ({ tx, body, asker, today }) => funds.openFund(tx, body, asker, today),
	})
	door.operation({
		...question,
		id: 'readFund',
		path: '/funds/:id',
		summary: 'A fund with what it holds for each purpose, its pledges and events, on a day as known at a moment',
		params,
		query: schemas.clocksQuery,
		answer: schemas.fundView,
		refusals: ['fund.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findFund(tx, id, asker, { asOf, knownAt }),
	})
	for (const { id: operation, path, type, body: shape, summary } of recorded)
		door.operation({
			...command,
			id: operation,
			path: `/funds/:id/${path}`,
			summary,
			money: true,
			params,
			body: shape,
			handle: ({ tx, params: { id }, body, asker, today }) => funds.recordOnFund(tx, id, type, body, asker, today),
		})
	door.operation({
		...command,
		id: 'moveWithinFund',
		path: '/funds/:id/moves',
		summary: 'Moves money from one purpose to another by a decision',
		money: true,
		params,
		body: schemas.moveSchema,
		handle: ({ tx, params: { id }, body: { from, to, ...body }, asker, today }) =>
			funds.recordOnFund(tx, id, 'moved', { ...body, purpose: from, toPurpose: to }, asker, today),
	})
	door.operation({
		...command,
		id: 'transferFundMoney',
		path: '/funds/:id/transfers',
		summary: 'Records cash brought to the bank, or drawn from it',
		money: true,
		params,
		body: schemas.transferSchema,
		handle: ({ tx, params: { id }, body: { from, ...body }, asker, today }) =>
			funds.recordOnFund(tx, id, 'transferred', { ...body, method: from }, asker, today),
	})
	door.operation({
		...command,
		id: 'pledgeToFund',
		path: '/funds/:id/pledges',
		summary: 'Records what a sponsor promises every month (mẹ đỡ đầu)',
		rehearsable: true,
		params,
		body: schemas.pledgeSchema,
		handle: ({ tx, params: { id }, body, asker, today }) => funds.pledgeToFund(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'endFundPledge',
		path: '/funds/:id/pledges/:pledgeNo/end',
		summary: 'Records that a sponsor promises nothing more from a day on',
		rehearsable: true,
		params: schemas.pledgeParams,
		body: schemas.pledgeEndSchema,
		handle: ({ tx, params: { id, pledgeNo }, body, asker, today }) =>
			funds.recordOnFund(tx, id, 'pledge-ended', { ...body, pledgeNo }, asker, today),
	})
	door.operation({
		...command,
		id: 'reverseFundEvent',
		path: '/funds/:id/events/:eventId/reversal',
		summary: 'Undoes an event of a fund',
		money: true,
		params: schemas.eventParams,
		body: schemas.reversalSchema,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => funds.reverseFundEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		...question,
		id: 'reportFunds',
		path: '/reports/funds',
		summary: 'What came into the funds and went out in a period, with pledges, by purpose, keeper or kind',
		query: schemas.fundReportQuery,
		answer: schemas.fundReportView,
		refusals: ['fund.period-backwards', 'unit.not-found'],
		handle: ({ tx, query, asker, asOf, knownAt }) => questions.fundReport(tx, query, asker.scope, { asOf, knownAt }),
	})
}
