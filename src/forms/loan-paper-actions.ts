import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Paper } from '../documents/paper.js'
import { addMonths } from '../kernel/calendar-date.js'
import { add } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { findLoan, findSchedule } from '../lending/question-actions.js'
import { termsSchema } from '../lending/schemas.js'
import { findMember } from '../members/actions.js'
import type { LoanHeading } from '../papers/loan-heading.js'
import type { Tx } from '../platform/database.js'
import { contractPapers, type Party } from './contract-paper.js'
import { extensionPaper } from './extension-paper.js'
import { headingOf, letterOf } from '../papers/heading-actions.js'

/** The contract of a loan of own money with its schedule; a bank that entrusts its money makes its own ('form.contract-is-the-banks'). */
export async function contractForm(tx: Tx, loanId: string, asker: Asker, clocks: Clocks): Promise<readonly [Paper, ...Paper[]]> {
	const { loan, schedule } = await findSchedule(tx, loanId, asker, clocks)
	const heading = await headingOf(tx, loan, clocks)
	if (heading.lender.entrusted) throw new Refusal('form.contract-is-the-banks')
	const { terms: given, maturityOn } = await findLoan(tx, loanId, asker.scope, clocks)
	const { disbursedOn: _, ...kept } = given
	const terms = termsSchema.parse(kept)
	const told = {
		...loan,
		maturityOn: maturityOn ?? schedule.rows.at(-1)?.dueOn ?? null,
		yearly: terms.rates.at(0)?.yearly ?? null,
		interestMethod: terms.interestMethod,
		overdueFactor: terms.overdue.factor,
	}
	return contractPapers(told, await partyOf(tx, loan.memberId, heading, asker), schedule.rows, heading, await letterOf(tx, asker, clocks))
}

/** What a borrower writes who asks for a longer term. */
export async function extensionForm(
	tx: Tx,
	loanId: string,
	{ months, reason }: { readonly months?: number | undefined; readonly reason?: string | undefined },
	asker: Asker,
	clocks: Clocks,
): Promise<Paper> {
	const loan = await findLoan(tx, loanId, asker.scope, clocks)
	const heading = await headingOf(tx, loan, clocks)
	const { outstanding, interestDue, interestCarried } = loan.balances
	const wish = {
		loanCode: loan.code,
		bankCode: loan.externalCode,
		signedOn: loan.signedOn,
		principal: loan.principal,
		outstanding,
		interestUnpaid: add(interestDue, interestCarried),
		maturityOn: loan.maturityOn,
		months: months ?? null,
		newMaturityOn: months === undefined || loan.maturityOn === null ? null : addMonths(loan.maturityOn, months),
		reason: reason ?? null,
	}
	return extensionPaper(wish, await partyOf(tx, loan.memberId, heading, asker), heading, await letterOf(tx, asker, clocks))
}

/** The borrower; a group that borrows itself is named as it is. */
async function partyOf(tx: Tx, memberId: string | null, { groupName, communeName }: LoanHeading, asker: Asker): Promise<Party> {
	if (memberId !== null) return findMember(tx, memberId, asker)
	const unknown = { bornOn: null, birthYear: null, citizenId: null, address: null, hamlet: null, phone: null }
	return { name: groupName ?? '', communeName, ...unknown }
}
