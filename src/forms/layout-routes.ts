import type { AppDoor } from '../access/asker.js'
import { enterAccount, listAccounts } from './account-actions.js'
import * as accounts from './account-schemas.js'
import { enterLayout, findForm, listForms } from './layout-actions.js'
import * as schemas from './layout-schemas.js'

/** What of forms is data: how those that are lists look, and into which accounts lenders are paid. */
export function layoutRoutes(door: AppDoor): void {
	door.operation({
		id: 'listForms',
		method: 'GET',
		path: '/forms',
		tag: 'forms',
		summary: 'The forms that can be corrected without code, as the program brings them, each with its source and certainty',
		answer: schemas.formsView,
		handle: async () => listForms(),
	})
	door.operation({
		id: 'readFormLayout',
		method: 'GET',
		path: '/forms/:code/layout',
		tag: 'forms',
		summary: 'A form as it holds for a lender on a day, and every line that was entered over it',
		params: schemas.formCodeParams,
		query: schemas.formQuery,
		answer: schemas.formView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { code }, query: { lenderId }, asker, asOf, knownAt }) =>
			findForm(tx, code, lenderId ?? null, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'enterFormLayout',
		method: 'POST',
		path: '/forms/:code/layouts',
		tag: 'forms',
		summary: 'Enters how a form looks from a day on, for a lender or for all; papers of earlier days stay as they were',
		params: schemas.formCodeParams,
		body: schemas.enterLayoutSchema,
		answer: schemas.layoutLineView,
		status: 201,
		refusals: ['lender.not-found', 'form.column-unknown', 'form.column-twice', 'form.column-not-money'],
		handle: ({ tx, params: { code }, body, asker }) => enterLayout(tx, code, body, asker),
	})
	door.operation({
		id: 'listPaymentAccounts',
		method: 'GET',
		path: '/payment-accounts',
		tag: 'forms',
		summary: 'Into which accounts lenders are paid, from which day on and in which unit',
		query: accounts.listAccountsQuery,
		answer: accounts.accountsView,
		handle: ({ tx, query, asker }) => listAccounts(tx, query, asker),
	})
	door.operation({
		id: 'enterPaymentAccount',
		method: 'POST',
		path: '/payment-accounts',
		tag: 'forms',
		summary: 'Enters into which account a lender is paid from a day on: what receipts and notices show as VietQR',
		body: accounts.enterAccountSchema,
		answer: accounts.accountView,
		status: 201,
		refusals: ['lender.not-found', 'unit.not-found'],
		handle: ({ tx, body, asker, today }) => enterAccount(tx, body, asker, today),
	})
}
