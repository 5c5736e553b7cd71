import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { lendingRefusals } from '../lending/refusals.js'
import { savingsRefusals } from '../savings/refusals.js'
import { outcomeView, withdrawalSchema } from '../savings/schemas.js'
import * as offsets from './actions.js'
import { offsetRefusals } from './refusals.js'
import * as schemas from './schemas.js'

export function offsetRoutes(door: AppDoor): void {
	const [savings, dated] = [Object.keys(savingsRefusals), Object.keys(contractRefusals)]
	const both = [...Object.keys(offsetRefusals), ...Object.keys(lendingRefusals), ...savings, ...dated]
	const command = { method: 'POST', tag: 'savings', status: 201, money: true } as const
	door.operation({
		...command,
		id: 'withdrawSavings',
		path: '/savings-accounts/:id/withdrawals',
		summary: 'Pays out of a savings account; many products pay out only to those who owe nothing at their lender',
		params: schemas.accountParams,
		body: withdrawalSchema,
		answer: outcomeView,
		refusals: [...savings, ...dated],
		handle: ({ tx, params: { id }, body, asker, today }) => offsets.withdrawSavings(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'offsetSavings',
		path: '/savings-accounts/:id/offsets',
		summary: "Pays what is due on a loan out of the saver's account at the same lender, in the order of the savings product",
		params: schemas.accountParams,
		body: schemas.offsetSchema,
		answer: schemas.offsetView,
		refusals: both,
		handle: ({ tx, params: { id }, body, asker, today }) => offsets.offsetSavings(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'reverseSavingsOffset',
		path: '/savings-accounts/:id/offsets/:eventId/reversal',
		summary: 'Undoes an offset on the account and on the loan',
		params: schemas.offsetParams,
		body: schemas.offsetReversalSchema,
		answer: schemas.offsetView,
		refusals: both,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => offsets.reverseOffset(tx, id, eventId, body, asker, today),
	})
}
