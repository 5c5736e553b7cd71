import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { addDays, type CalendarDate, cycleDate, cycleIndex, later, vietnameseDate } from '../kernel/calendar-date.js'
import { add, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { recordOnAccounts, recordOnRows } from './actions.js'
import { findSavingsProduct } from './product-actions.js'
import type { AddSavingsRate, SetGroupMinimum } from './product-schemas.js'
import { insertRate } from './product-store.js'
import { countUncredited, listAccounts, lockUncredited, readCycles } from './store.js'

/** How many accounts are told and written at once. */
const batch = 500

/**
 * Credits the interest of all accounts of a product on one day, in batches: of those that were open by then and were not
 * credited on it yet, so that who asks again credits nobody twice. How much is told by each account.
 */
export async function creditInterest(
	tx: Tx,
	{ productId, on }: { readonly productId: string; readonly on: CalendarDate },
	asker: Asker,
	today: CalendarDate,
) {
	refuseFutureDay(on, today)
	await findSavingsProduct(tx, productId, asker)
	let accounts = 0
	let interest = zero
	for (let after = '0'; ; ) {
		const rows = await lockUncredited(tx, productId, on, asker.scope, after, batch)
		const last = rows.at(-1)
		if (last === undefined) return { productId, on, accounts, interest }
		const credits = rows.map((row) => ({ row, type: 'interest-credited' as const, command: { on } }))
		for (const { movement } of await recordOnRows(tx, credits, asker, today)) interest = add(interest, movement?.interest ?? zero)
		accounts += rows.length
		after = last.contract.id
	}
}

/** The days of a period on which interest of a book's accounts is credited, by product, each with how many accounts were not credited on it. */
export async function uncreditedDays(tx: Tx, bookId: number, { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate }) {
	const days: { productId: string; productCode: string; on: CalendarDate; accounts: number; uncredited: number }[] = []
	for (const cycle of await readCycles(tx, bookId)) {
		const { from: anchor, every, period } = cycle.creditEvery
		const counted = { anchor, every, period }
		for (let n = cycleIndex(counted, addDays(from, -1)) + 1; cycleDate(counted, n) <= to; n += 1) {
			const on = cycleDate(counted, n)
			const { productId, productCode } = cycle
			days.push({ productId, productCode, on, ...(await countUncredited(tx, { ...cycle, bookId, on })) })
		}
	}
	return days
}

/** Adds a rate to a product. One that reaches open accounts is recorded as an event on each of them, in the same transaction. */
export async function addSavingsRate(tx: Tx, productId: string, command: AddSavingsRate, asker: Asker, today: CalendarDate) {
	const { code } = await findSavingsProduct(tx, productId, asker)
	if (!(await insertRate(tx, productId, command)))
		throw new Refusal('savings-product.rate-already', { path: 'from', details: { code, on: vietnameseDate(command.from) } })
	let accountsReached = 0
	for (let after = '0'; command.reachesOpenAccounts; ) {
		const rows = await listAccounts(tx, { productId, status: 'open' }, asker.scope, after, batch)
		const last = rows.at(-1)
		if (last === undefined) break
		const wanted = rows.map(({ contract, openedOn }) => ({
			accountId: contract.id,
			type: 'rate-changed' as const,
			// An account that was opened since then has had the new rate from its first day.
			command: { on: later(command.from, openedOn), yearly: command.yearly },
		}))
		await recordOnAccounts(tx, wanted, asker, today)
		accountsReached += rows.length
		after = last.contract.id
	}
	return { productId, from: command.from, yearly: command.yearly, accountsReached }
}

/** Changes what each member of a group saves a month in a product, as the group agreed it in its minutes (10C/TD). */
export async function setGroupMinimum(
	tx: Tx,
	productId: string,
	{ groupId, ...command }: SetGroupMinimum,
	asker: Asker,
	today: CalendarDate,
) {
	await findSavingsProduct(tx, productId, asker)
	const rows = await listAccounts(tx, { productId, groupId, status: 'open', openedBy: command.on }, asker.scope, '0', batch)
	const wanted = rows.map(({ contract }) => ({
		accountId: contract.id,
		type: 'minimum-changed' as const,
		command: { ...command, amount: undefined, minimumMonthly: String(command.minimumMonthly) },
	}))
	await recordOnAccounts(tx, wanted, asker, today)
	return { productId, groupId, accounts: rows.length, minimumMonthly: command.minimumMonthly }
}
