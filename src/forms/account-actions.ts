import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { PaperQr } from '../documents/paper.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { pageWish } from '../platform/page.js'
import { findLender } from '../products/actions.js'
import { findUnit } from '../units/actions.js'
import type { EnterAccount, ListAccounts } from './account-schemas.js'
import * as store from './account-store.js'
import { vietQr } from './vietqr.js'

export function listAccounts(tx: Tx, query: ListAccounts, asker: Asker) {
	return store.listAccounts(tx, asker.scope, query.lenderId ?? null, pageWish(query))
}

/** Enters into which account a lender is paid from a day on. */
export async function enterAccount(tx: Tx, { unitId, to, ...given }: EnterAccount, asker: Asker, today: CalendarDate) {
	await findLender(tx, given.lenderId, asker)
	if (unitId !== undefined) await findUnit(tx, unitId, today)
	const line = { ...given, unitId: unitId ?? null, to: to ?? null }
	return { id: await store.insertAccount(tx, line, asker.userId), ...line }
}

/** What is to be paid to whom: without an amount whoever pays types it. */
type Payment = { readonly lenderId: string; readonly communeId: string; readonly amount: Money | null; readonly purpose: string }

/** The code by which a lender is paid from a commune; null where the lender takes no transfers there, or there is nothing to pay. */
export async function paymentQr(tx: Tx, { lenderId, communeId, amount, purpose }: Payment, clocks: Clocks): Promise<PaperQr | null> {
	const account = amount === 0n ? null : await store.readAccount(tx, lenderId, communeId, clocks)
	return account === null
		? null
		: { text: vietQr(account, amount, purpose), caption: ['VietQR', account.accountName, `${account.accountNo} · ${account.bankName}`] }
}
