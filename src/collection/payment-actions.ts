import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { repayOnLoans, reverseLoanEvent } from '../lending/actions.js'
import type { Tx } from '../platform/database.js'
import { depositOnAccounts, reverseAccountEvent } from '../savings/actions.js'
import type { LineSaid } from './posted.js'
import { lockContracts } from './store.js'
import type { Payment, ReadPayment } from './stored.js'

type RepaidLoan = Awaited<ReturnType<typeof repayOnLoans>>[number]
type SavedOn = Awaited<ReturnType<typeof depositOnAccounts>>[number]

/** What a line's payments did, in its order. */
export type PaidLine = {
	readonly loans: readonly RepaidLoan['outcome'][]
	readonly savings: readonly SavedOn['outcome'][]
	readonly payments: readonly Payment[]
}

/** A payment and where it stands among the lines. */
type Placed = { readonly line: number; readonly part: number; readonly memberId: string | null }

/**
 * Records what lines of one meeting paid, all or nothing: repayments in one statement, deposits in another. Refused
 * where a loan or an account is not of the group or the member of the line on that day, and where a group of an
 * entrusting bank would collect principal: its members pay that to the bank themselves (QĐ 15/QĐ-HĐQT; HD 727/HD-NHCS).
 */
export async function payLines(
	tx: Tx,
	{ groupId, on }: { readonly groupId: string; readonly on: CalendarDate },
	lines: readonly LineSaid[],
	asker: Asker,
	today: CalendarDate,
): Promise<readonly PaidLine[]> {
	const place = (line: number, part: number): Placed => ({ line, part, memberId: lines[line]?.memberId ?? null })
	const loans = lines.flatMap((said, line) => said.loans.map((paid, part) => ({ ...paid, at: place(line, part) })))
	const savings = lines.flatMap((said, line) => said.savings.map((paid, part) => ({ ...paid, at: place(line, part) })))
	await lockContracts(tx, [...loans.map(({ loanId }) => loanId), ...savings.map(({ accountId }) => accountId)])
	const repaid =
		loans.length === 0
			? []
			: await repayOnLoans(
					tx,
					on,
					loans.map(({ loanId, amount, receiptNo }) => ({ loanId, command: { amount, receiptNo } })),
					asker,
					today,
				).catch(saying(loans, 'loans', 'loanId'))
	const saved =
		savings.length === 0
			? []
			: await depositOnAccounts(
					tx,
					on,
					savings.map(({ accountId, amount, receiptNo }) => ({ accountId, command: { amount, receiptNo } })),
					asker,
					today,
				).catch(saying(savings, 'savings', 'accountId'))
	for (const [index, { loan, outcome }] of repaid.entries()) refuseStranger(groupId, must(loans[index], 'what was asked').at, loan, outcome)
	for (const [index, { account, outcome }] of saved.entries())
		refuseForeignAccount(groupId, must(savings[index], 'what was asked').at, account, outcome.accountId)
	return lines.map((_, line) => {
		const ownLoans = loans.flatMap((paid, index) =>
			paid.at.line === line ? [{ paid, outcome: must(repaid[index], 'its outcome').outcome }] : [],
		)
		const own = savings.flatMap((paid, index) =>
			paid.at.line === line ? [{ paid, outcome: must(saved[index], 'its outcome').outcome }] : [],
		)
		return {
			loans: ownLoans.map(({ outcome }) => outcome),
			savings: own.map(({ outcome }) => outcome),
			payments: [
				...ownLoans.map(({ paid, outcome }) => payment('loan', paid.loanId, paid, outcome)),
				...own.map(({ paid, outcome }) => payment('savings', paid.accountId, paid, outcome)),
			],
		}
	})
}

/** Undoes the repayments, or the deposits, among some payments, but for those that were undone on their contract already. */
export async function undoPayments(
	tx: Tx,
	kind: Payment['kind'],
	payments: readonly ReadPayment[],
	reason: string,
	asker: Asker,
	today: CalendarDate,
): Promise<void> {
	for (const one of payments) {
		if (one.kind !== kind || one.reversedBy !== null) continue
		const undo = kind === 'loan' ? reverseLoanEvent : reverseAccountEvent
		await undo(tx, one.contractId, String(one.eventSeq), { reason }, asker, today)
	}
}

function payment(
	kind: Payment['kind'],
	contractId: string,
	{ amount, receiptNo }: { readonly amount: Payment['amount']; readonly receiptNo?: string | undefined },
	{ eventId }: { readonly eventId: string },
): Payment {
	return { kind, contractId, eventSeq: Number(eventId), amount, receiptNo: receiptNo ?? null }
}

/** The same no, about the payment of the line that it concerns; a day is the whole sheet's, and there names the contract. */
function saying(placed: readonly { readonly at: Placed }[], list: 'loans' | 'savings', id: 'loanId' | 'accountId') {
	return (error: unknown): never => {
		if (!(error instanceof Refusal)) throw error
		const { line, part } = must(placed[error.item ?? 0], 'a payment that was asked').at
		const field = error.path === null || error.path === 'on' ? id : error.path
		throw new Refusal(error.code, { path: `lines.${line}.${list}.${part}.${field}`, details: error.details })
	}
}

function refuseStranger(groupId: string, { line, part, memberId }: Placed, loan: RepaidLoan['loan'], outcome: RepaidLoan['outcome']): void {
	const at = `lines.${line}.loans.${part}`
	const { loanId } = outcome
	if (loan.groupId !== groupId) throw new Refusal('collection.loan-of-another-group', { path: `${at}.loanId`, details: { loanId } })
	if (loan.memberId !== memberId) throw new Refusal('collection.loan-of-another-member', { path: `${at}.loanId`, details: { loanId } })
	const principal = outcome.allocation?.principal ?? 0n
	if (loan.entrusted && principal > 0n)
		throw new Refusal('collection.group-collects-no-principal', {
			path: `${at}.amount`,
			details: { loanId, principal: String(principal) },
		})
}

function refuseForeignAccount(groupId: string, { line, part, memberId }: Placed, account: SavedOn['account'], accountId: string): void {
	const path = `lines.${line}.savings.${part}.accountId`
	if (account.groupId !== groupId) throw new Refusal('collection.account-of-another-group', { path, details: { accountId } })
	if (account.memberId !== memberId) throw new Refusal('collection.account-of-another-member', { path, details: { accountId } })
}
