import type { Asker, Scope } from '../access/asker.js'
import { cachedState } from '../custody/kept.js'
import { heldOf } from '../custody/state.js'
import { lockCustodiesOf } from '../custody/store.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { loansThen, type LoanThen } from '../lending/question-actions.js'
import { outstandingOf } from '../lending/state.js'
import { transferLoan } from '../lending/transfer-actions.js'
import type { Tx } from '../platform/database.js'
import { transferAccount } from '../savings/actions.js'
import { accountsOfGroup } from '../savings/question-actions.js'
import * as store from './store.js'

const everything: Scope = { kind: 'all' }
/** As much as is known: what a change is decided by. */
const now = 'infinity' as Instant

/** What went with the members from one group to another: the same amounts before and after. */
export type Carried = { readonly loans: number; readonly outstanding: Money; readonly savingsAccounts: number; readonly savings: Money }
export const nothingCarried: Carried = { loans: 0, outstanding: zero, savingsAccounts: 0, savings: zero }

/** Where the contracts of a member go. */
export type Carriage = {
	readonly groupId: string
	readonly on: CalendarDate
	readonly decisionNo: string
	readonly reason: string
	/** The group for a member's contracts, or for those of the group itself; null where they stay. */
	readonly to: (memberId: string | null) => string | null
	/** Whether none may stay, since the group is no more. */
	readonly closing: boolean
}

/**
 * Carries the loans and the savings accounts that are in a group on a day to where their members go, one event each, in
 * the order of their ids. Reports of earlier days leave them where they were; no money moves.
 */
export async function carryContracts(tx: Tx, carriage: Carriage, asker: Asker, today: CalendarDate): Promise<Carried> {
	const { groupId, to, closing, ...why } = carriage
	const going = <T extends { readonly code: string; readonly memberId: string | null }>(all: readonly T[]) =>
		all.flatMap((one) => {
			const destination = to(one.memberId)
			if (destination === null && closing) throw new Refusal('reorganisation.stranger-left', { details: { code: one.code } })
			return destination === null ? [] : [{ ...one, destination }]
		})
	const loans = going((await loansInGroup(tx, groupId, why.on)).map(({ row, state }) => ({ ...row, state })))
	for (const { contract, destination } of loans) await transferLoan(tx, contract.id, { ...why, groupId: destination }, asker, today)
	const accounts = going(await accountsOfGroup(tx, groupId, everything, { asOf: why.on, knownAt: now }))
	for (const { id, destination } of accounts) await transferAccount(tx, id, { ...why, groupId: destination }, asker, today)
	return {
		loans: loans.length,
		outstanding: sum(loans.map(({ state }) => outstandingOf(state))),
		savingsAccounts: accounts.length,
		savings: sum(accounts.map(({ balance }) => balance)),
	}
}

/** The loans that are in a group on a day and were not closed by then, by their ids. */
export async function loansInGroup(tx: Tx, groupId: string, on: CalendarDate): Promise<readonly LoanThen[]> {
	return openLoans(tx, { groupId }, on)
}

/** The same of a member at a lender, or in a group. */
export async function openLoans(
	tx: Tx,
	filter: { readonly groupId?: string | undefined; readonly memberId?: string | undefined; readonly lenderId?: string | undefined },
	on: CalendarDate,
): Promise<readonly LoanThen[]> {
	const found: LoanThen[] = []
	for (let after: string | null = '0'; after !== null; ) {
		const page: Awaited<ReturnType<typeof loansThen>> = await loansThen(
			tx,
			filter,
			everything,
			{ asOf: on, knownAt: now },
			{ after, limit: 500 },
		)
		found.push(...page.loans.filter(({ state }) => state.status !== 'closed'))
		after = page.next
	}
	return found
}

/** Refuses where the group itself owes: its debt cannot be divided over others. */
export async function refuseOwnDebt(tx: Tx, groupId: string, on: CalendarDate): Promise<void> {
	const own = (await loansInGroup(tx, groupId, on)).find(({ row }) => row.memberId === null)
	if (own === undefined) return
	throw new Refusal('reorganisation.group-owes', { details: { amount: String(outstandingOf(own.state)), code: own.row.code } })
}

/** Refuses where somebody still holds cash of the group: it is handed over first. */
export async function refuseCashHeld(tx: Tx, groupId: string): Promise<void> {
	const held = (await lockCustodiesOf(tx, groupId)).map((row) => ({ name: row.leaderName, amount: heldOf(cachedState(row.contract)) }))
	const one = held.find(({ amount }) => amount !== 0n)
	if (one !== undefined) throw new Refusal('reorganisation.cash-held', { details: { name: one.name, amount: String(one.amount) } })
}

const named = { membership: 'tổ viên vào, ra hoặc đổi vai trò', change: 'thay đổi của tổ', loan: 'khoản vay', savings: 'tiền gửi' } as const

/** Refuses a change from a day on where something of a later day is recorded that it would contradict. */
export async function refuseLaterHistory(tx: Tx, wanted: store.ChangeWanted): Promise<void> {
	const later = await store.firstLater(tx, wanted)
	if (later === null) return
	throw new Refusal('reorganisation.later-history', { path: 'on', details: { what: named[later.what], on: vietnameseDate(later.on) } })
}
