import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { cacheAnswers, type Clocks, stateKnown } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, earlier } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { explain } from './explanation.js'
import { expectedOn } from './expected.js'
import { accountOfRow, eventOfStored, keptAccount } from './kept.js'
import { placedOtherwise, placeOn, placeTold } from './places.js'
import { readPlaceLines } from './places-store.js'
import { readProduct } from './product-store.js'
import { statementOf } from './statement.js'
import * as store from './store.js'
import type { AccountFilter, AccountRow } from './stored.js'
import { accountLine, accountView, eventView, movementsOf } from './views.js'

/** An account as it stood on a day, as it was known at a moment. */
export async function findAccount(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const { row, account, told } = await accountWithHistory(tx, id, scope, { asOf, knownAt })
	const state = stateKnown(keptAccount(account, row.contract), { asOf, knownAt }, () => told)
	return accountView(row, account, state, asOf, knownAt)
}

/** What happened to an account, in the order in which it was recorded; what interest came to, as the account is now known. */
export async function findEvents(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { account, told } = await accountWithHistory(tx, id, scope, clocks)
	const moved = movementsOf(account, told)
	return { items: told.map((event) => eventView(event, told, moved.get(event.seq) ?? null)), next: null }
}

/** An account over a period, line by line; without a first day it begins with the account. */
export async function findStatement(tx: Tx, id: string, { scope, language }: Asker, wanted: WantedPeriod, clocks: Clocks) {
	const { from = null, to = clocks.asOf } = wanted
	const last = earlier(to, clocks.asOf)
	if (from !== null && from > last) throw new Refusal('savings.period-backwards', { path: 'from', details: { from, to: last } })
	const { row, account, told } = await accountWithHistory(tx, id, scope, { ...clocks, asOf: last })
	return { account: accountLine(row), ...statementOf(account, told.map(eventOfStored), { from, to: last }, language), ...clocks }
}

type WantedPeriod = { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined }

/** Where the interest of an account comes from, as it was known then; rates with the source that the product gives for them. */
export async function findExplanation(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const { row, account, told } = await accountWithHistory(tx, id, asker.scope, clocks)
	const product = await readProduct(tx, { kind: 'all' }, row.productId)
	const sources = must(product, 'the product of an account')
	return { account: accountLine(row), ...explain(account, told.map(eventOfStored), sources, clocks.asOf, asker.language), ...clocks }
}

/** An account where it was then, and what was known then of what had happened to it. */
async function accountWithHistory(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const found = await store.readAccount(tx, id, scope, 'read')
	const history = (await readEvents(tx, [id])).get(id) ?? []
	const told = known(history, asOf, knownAt)
	return { row: { ...found, ...placeTold(found.openedIn, told) }, account: accountOfRow(found), told }
}

/** A page of accounts with what they hold now, by id. */
export async function listAccounts(
	tx: Tx,
	filter: AccountFilter & { limit?: number | undefined; cursor?: string | undefined },
	scope: Scope,
) {
	const limit = filter.limit ?? 100
	const rows = await store.listAccounts(tx, filter, scope, filter.cursor ?? '0', limit + 1)
	const items = rows.slice(0, limit).map((row) => ({
		...accountLine(row),
		status: row.contract.state['status'],
		balance: row.contract.state['balance'],
	}))
	return { items, next: rows.length > limit ? must(items.at(-1), 'a last item').id : null }
}

/** More accounts than a group has: sixty members with a few books each. */
const accountsOfGroupMax = 1_000

/** The savings accounts of a group's members that were open on a day, as it was known then: what a sheet of that day has lines for. */
export async function accountsOfGroup(tx: Tx, groupId: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const rows = await store.listAccounts(tx, { everInGroup: groupId, openedBy: asOf }, scope, '0', accountsOfGroupMax)
	const stale = rows.filter(({ contract }) => !cacheAnswers(contract, { asOf, knownAt })).map(({ contract }) => contract.id)
	const histories = await readEvents(tx, stale, { asOf, knownAt })
	return rows.flatMap((row) => {
		const account = accountOfRow(row)
		const state = stateKnown(keptAccount(account, row.contract), { asOf, knownAt }, () => histories.get(row.contract.id) ?? [])
		if (state.status !== 'open' || placeOn(row.openedIn, state.moves, asOf).groupId !== groupId) return []
		const { minimum, saved, missing } = expectedOn(account.terms, state, asOf)
		const { id, chart } = row.contract
		return [
			{
				id,
				code: row.code,
				memberId: row.memberId,
				productId: row.productId,
				lenderId: row.lenderId,
				entrusted: chart === 'memorandum',
				minimumMonthly: minimum,
				savedInMonth: saved,
				missingInMonth: missing,
				balance: state.balance,
			},
		]
	})
}

/** Tells every savings account again from its events and compares it with the books; finds what is not as the events say. */
export function retellSavings(tx: Tx, counted: (accounts: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listAccounts(tx, {}, { kind: 'all' }, after, 500),
		(rows) => retellAccounts(tx, rows),
		counted,
	)
}

async function retellAccounts(tx: Tx, accounts: readonly AccountRow[]): Promise<readonly Finding[]> {
	const places = await readPlaceLines(
		tx,
		accounts.map(({ contract }) => contract.id),
	)
	return retellRows(tx, accounts, ({ row, fresh, history, booked }) => {
		const { id } = row.contract
		const placed = placedOtherwise(row, history, places.get(id) ?? [])
		const [opening] = history
		const opened = opening?.on === row.openedOn ? null : `opened on ${row.openedOn}, its first event says ${opening?.on}`
		const what = opened ?? placed
		if (what !== null) return [{ contractId: id, seq: null, what }]
		return [retell(keptAccount(accountOfRow(row), fresh), row.contract, history, booked)]
	})
}
