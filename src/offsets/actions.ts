import type { Asker } from '../access/asker.js'
import { readEvents } from '../contracts/store.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { endOfTime } from '../kernel/instant.js'
import { smaller, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { recordOnLoan, reverseLoanEvent } from '../lending/actions.js'
import { duesOf, type LoanDue, owedAt } from '../lending/collectable-actions.js'
import type { Tx } from '../platform/database.js'
import { offsetAccount, reverseAccountEvent, withdrawFromAccount } from '../savings/actions.js'
import { findAccount } from '../savings/question-actions.js'
import type { WithdrawSavings } from '../savings/schemas.js'
import type { Offset, ReverseOffset } from './schemas.js'

/**
 * Pays out of a savings account. What the saver owes on that day at the lender that holds the money, wherever her loans
 * are, is asked of lending and kept with the withdrawal: many products pay out only without debt (01/TGTV item 6).
 */
export async function withdrawSavings(tx: Tx, accountId: string, command: WithdrawSavings, asker: Asker, today: CalendarDate) {
	refuseFutureDay(command.on, today)
	const clocks = { asOf: command.on, knownAt: endOfTime }
	const { memberId, lenderId } = await findAccount(tx, accountId, asker.scope, clocks)
	// What a group itself holds for its members is owed by no lender, and no debt stands against it.
	const owes = lenderId === null ? zero : await owedAt(tx, { memberId, lenderId }, clocks)
	return withdrawFromAccount(tx, accountId, command, { owes }, asker, today)
}

/**
 * Pays what is due on a loan out of the saver's account at the same lender, in the order of the savings product (01/TGTV
 * item 5), nothing ahead of its day: one event on each contract, in one transaction, through the clearing account.
 */
export async function offsetSavings(tx: Tx, accountId: string, command: Offset, asker: Asker, today: CalendarDate) {
	const { on, loanId, amount, ...rest } = command
	refuseFutureDay(on, today)
	const clocks = { asOf: on, knownAt: endOfTime }
	const account = await findAccount(tx, accountId, asker.scope, clocks)
	const { memberId, lenderId, balance } = account
	const dues = lenderId === null ? [] : await duesOf(tx, { memberId, lenderId }, asker.scope, clocks)
	const loan = loanMeant(dues, loanId, on)
	const wanted = amount ?? smaller(loan.due, balance)
	if (wanted === 0n) throw new Refusal('offset.nothing-saved')
	const paid = await offsetAccount(tx, accountId, { on, amount: wanted, loanId: loan.loanId, ...rest }, asker, today)
	const { eventId: accountEvent } = paid.outcome
	const repaid = await recordOnLoan(
		tx,
		loan.loanId,
		'savings-offset',
		{ on, amount: wanted, ...rest, accountId, accountEvent, order: paid.account.offsetOrder },
		asker,
		today,
	)
	return { amount: wanted, savings: paid.outcome, loan: repaid }
}

/** Undoes an offset on both contracts. */
export async function reverseOffset(tx: Tx, accountId: string, eventId: string, command: ReverseOffset, asker: Asker, today: CalendarDate) {
	await findAccount(tx, accountId, asker.scope, { asOf: today, knownAt: endOfTime })
	const offset = (await readEvents(tx, [accountId])).get(accountId)?.find(({ seq, type }) => String(seq) === eventId && type === 'offset')
	const loanId = offset?.details['loanId'] as string | undefined
	if (offset === undefined || loanId === undefined) throw new Refusal('offset.not-found')
	const repaid = (await readEvents(tx, [loanId])).get(loanId)?.find(({ details }) => {
		return details['accountId'] === accountId && details['accountEvent'] === eventId
	})
	const { seq } = must(repaid, "the loan's side of an offset")
	const paired = { ...command, paired: true } as const
	const loan = await reverseLoanEvent(tx, loanId, String(seq), paired, asker, today)
	const savings = await reverseAccountEvent(tx, accountId, eventId, paired, asker, today)
	return { amount: must(offset.amount, 'an amount of an offset'), savings, loan }
}

/** The loan that savings pay: the one that is named, else the only one of which something is due. */
function loanMeant(dues: readonly LoanDue[], named: string | undefined, on: CalendarDate): LoanDue {
	const due = dues.filter((loan) => loan.due > 0n)
	if (named !== undefined) {
		const meant = due.find(({ loanId }) => loanId === named)
		if (meant === undefined) throw new Refusal('offset.loan-not-hers', { path: 'loanId' })
		return meant
	}
	const [only, ...others] = due
	if (only === undefined) throw new Refusal('offset.nothing-due', { path: 'on', details: { on: vietnameseDate(on) } })
	if (others.length > 0) throw new Refusal('offset.which-loan', { path: 'loanId', details: { count: String(due.length) } })
	return only
}
