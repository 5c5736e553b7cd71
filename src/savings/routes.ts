import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import * as accounts from './actions.js'
import * as questions from './question-actions.js'
import { savingsRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const params = z.strictObject({ id: idSchema })
const clocks = z.strictObject(clocksShape)
const refusals = [...Object.keys(savingsRefusals), ...Object.keys(contractRefusals)]
const tag = 'savings'

/** The events that are recorded each by one POST, and the type that each is. */
const recorded = [
	{
		id: 'depositSavings',
		path: 'deposits',
		type: 'deposited',
		body: schemas.depositSchema,
		summary: 'Records a deposit; one that is found late changes the interest that was credited since',
	},
	{
		id: 'creditAccountInterest',
		path: 'interest-credits',
		type: 'interest-credited',
		body: schemas.creditSchema,
		summary: 'Credits the interest that has grown up to a day; how much is told by the account',
	},
	{
		id: 'changeSavingsRate',
		path: 'rate-changes',
		type: 'rate-changed',
		body: schemas.rateChangeSchema,
		summary: 'Changes the rate of one account from a day on',
	},
	{
		id: 'changeSavingsMinimum',
		path: 'minimums',
		type: 'minimum-changed',
		body: schemas.minimumSchema,
		summary: 'Changes what is to be saved a month, as the group agreed it (10C/TD)',
	},
] as const

export function savingsRoutes(door: AppDoor): void {
	door.operation({
		id: 'listSavingsAccounts',
		method: 'GET',
		path: '/savings-accounts',
		tag,
		summary: 'Lists savings accounts with what they hold now',
		query: schemas.listAccountsQuery,
		answer: schemas.accountListView,
		handle: ({ tx, query, asker }) => questions.listAccounts(tx, query, asker.scope),
	})
	door.operation({
		id: 'openSavingsAccount',
		method: 'POST',
		path: '/savings-accounts',
		tag,
		summary: "Opens a savings account under a product's terms of that day",
		body: schemas.openAccountSchema,
		answer: schemas.accountView,
		status: 201,
		rehearsable: true,
		refusals,
		handle: ({ tx, body, asker, today }) => accounts.openAccount(tx, body, asker, today),
	})
	door.operation({
		id: 'readSavingsAccount',
		method: 'GET',
		path: '/savings-accounts/:id',
		tag,
		summary: 'A savings account as it stood on a day, as it was known at a moment',
		params,
		query: clocks,
		answer: schemas.accountView,
		refusals: ['savings.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findAccount(tx, id, asker.scope, { asOf, knownAt }),
	})
	for (const { id, path, type, body, summary } of recorded)
		door.operation({
			id,
			method: 'POST',
			path: `/savings-accounts/:id/${path}`,
			tag,
			summary,
			params,
			body: body as z.ZodType<accounts.AccountCommand>,
			answer: schemas.outcomeView,
			status: 201,
			money: true,
			refusals,
			handle: ({ tx, params: { id: accountId }, body: command, asker, today }) =>
				accounts.recordOnAccount(tx, accountId, type, command, asker, today),
		})
	door.operation({
		id: 'closeSavingsAccount',
		method: 'POST',
		path: '/savings-accounts/:id/closures',
		tag,
		summary: 'Credits what has grown, pays everything out and closes the account',
		params,
		body: schemas.closureSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => accounts.closeAccount(tx, id, body, { owes: null }, asker, today),
	})
	door.operation({
		id: 'transferSavingsAccount',
		method: 'POST',
		path: '/savings-accounts/:id/transfers',
		tag,
		summary: 'Moves a savings account to another group, or to a commune outside any group',
		params,
		body: schemas.transferSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals: [...refusals, 'unit.not-found', 'unit.not-a-commune'],
		handle: ({ tx, params: { id }, body, asker, today }) => accounts.transferAccount(tx, id, body, asker, today),
	})
	door.operation({
		id: 'reverseSavingsEvent',
		method: 'POST',
		path: '/savings-accounts/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes an event; the book receives the difference',
		params: z.strictObject({ id: idSchema, eventId: idSchema }),
		body: schemas.reversalSchema,
		answer: schemas.outcomeView,
		status: 201,
		money: true,
		refusals,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => accounts.reverseAccountEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		id: 'listSavingsEvents',
		method: 'GET',
		path: '/savings-accounts/:id/events',
		tag,
		summary: 'What happened to a savings account, in the order in which it was recorded',
		params,
		query: clocks,
		answer: schemas.eventListView,
		refusals: ['savings.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findEvents(tx, id, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		id: 'readSavingsStatement',
		method: 'GET',
		path: '/savings-accounts/:id/statement',
		tag,
		summary: 'A savings account over a period, line by line',
		params,
		query: schemas.statementQuery,
		answer: schemas.statementView,
		refusals: ['savings.not-found', 'savings.period-backwards'],
		handle: ({ tx, params: { id }, query, asker, asOf, knownAt }) => questions.findStatement(tx, id, asker, query, { asOf, knownAt }),
	})
	door.operation({
		id: 'readSavingsExplanation',
		method: 'GET',
		path: '/savings-accounts/:id/explanation',
		tag,
		summary: 'Where the interest of a savings account comes from: days, balances, rates, roundings, rules',
		params,
		query: clocks,
		answer: schemas.explanationView,
		refusals: ['savings.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findExplanation(tx, id, asker, { asOf, knownAt }),
	})
}
