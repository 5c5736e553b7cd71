import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import * as piggyBanks from './actions.js'
import * as questions from './question-actions.js'
import { piggyBankRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const tag = 'piggy-banks'
const params = schemas.piggyBankParams
const refusals = [...Object.keys(piggyBankRefusals), ...Object.keys(contractRefusals)]

export function piggyBankRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, money: true, refusals } as const
	const question = { method: 'GET', tag } as const
	door.operation({
		...command,
		id: 'startPiggyBanks',
		path: '/piggy-banks',
		summary: 'Starts piggy banks (lợn nhựa) of a group, one for each member or one of all: every one, or none',
		body: schemas.startPiggyBanksSchema,
		answer: schemas.startedView,
		refusals: [...refusals, 'group.not-found'],
		handle: ({ tx, body, asker, today }) => piggyBanks.startPiggyBanks(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'openPiggyBanks',
		path: '/piggy-banks/openings',
		summary: 'Opens piggy banks of a group on one day, each counted before two witnesses: every one, or none',
		body: schemas.openingDaySchema,
		answer: schemas.openedView,
		handle: ({ tx, body, asker, today }) => piggyBanks.openPiggyBanks(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'feedPiggyBank',
		path: '/piggy-banks/:id/feedings',
		summary: 'Puts counted money into a piggy bank',
		params,
		body: schemas.feedingSchema,
		answer: schemas.outcomeView,
		handle: ({ tx, params: { id }, body, asker, today }) => piggyBanks.feedPiggyBank(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'openPiggyBank',
		path: '/piggy-banks/:id/openings',
		summary: 'Opens a piggy bank (mổ lợn), counted by denomination before two witnesses',
		params,
		body: schemas.openingSchema,
		answer: schemas.outcomeView,
		handle: ({ tx, params: { id }, body, asker, today }) => piggyBanks.openPiggyBank(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'payOutOfPiggyBank',
		path: '/piggy-banks/:id/payouts',
		summary: 'Says what became of what was counted: paid to the member, saved, given to a fund or to a purpose',
		params,
		body: schemas.payoutSchema,
		answer: schemas.outcomeView,
		handle: ({ tx, params: { id }, body, asker, today }) => piggyBanks.payOutOfPiggyBank(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'reversePiggyBankEvent',
		path: '/piggy-banks/:id/events/:eventId/reversal',
		summary: 'Undoes an event; the book receives the difference',
		params: schemas.eventParams,
		body: schemas.reversalSchema,
		answer: schemas.outcomeView,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => piggyBanks.reversePiggyBankEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		...question,
		id: 'listPiggyBanks',
		path: '/piggy-banks',
		summary: 'Lists piggy banks as they stand now',
		query: schemas.listPiggyBanksQuery,
		answer: schemas.piggyBanksView,
		handle: ({ tx, query, asker }) => questions.listPiggyBanks(tx, query, asker.scope),
	})
	door.operation({
		...question,
		id: 'readPiggyBank',
		path: '/piggy-banks/:id',
		summary: 'A piggy bank with what happened to it, on any day as known at any moment',
		params,
		query: schemas.clocksQuery,
		answer: schemas.piggyBankView,
		refusals: ['piggy-bank.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findPiggyBank(tx, id, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		...question,
		id: 'reportPiggyBanks',
		path: '/reports/piggy-banks',
		tag: 'reports',
		summary: 'What the piggy banks of a year came to, by commune or by group',
		query: schemas.reportQuery,
		answer: schemas.reportView,
		refusals: ['unit.not-found'],
		handle: ({ tx, query, asker, asOf, knownAt }) => questions.reportPiggyBanks(tx, query, asker, { asOf, knownAt }),
	})
}
