import type { Scope } from '../access/asker.js'
import { owesAnything, rateOn } from '../banks/reconciliation.js'
import type { Clocks } from '../contracts/knowledge.js'
import { batches } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import { moneyFromText, zero } from '../kernel/money.js'
import { ratesOf } from '../lending/accrual.js'
import { standings } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { readLabels } from '../reports/labels-store.js'
import type { LoanLabels, StandingLoan } from '../reports/loan-rows.js'
import { codeOf } from './match.js'
import { readLoansByCode } from './our-store.js'
import type { BankLoan, OurLoan } from './sides.js'

/** The union's whole book of a lender is compared, whoever asks; who sees what of it is for the question to say. */
const everything: Scope = { kind: 'all' }

/**
 * The loans of a lender that owe something as our book has them; and those that owe nothing any more, or nothing yet, which
 * the bank's list still names by a code.
 */
export async function ourLoans(tx: Tx, lenderId: string, bank: readonly BankLoan[], clocks: Clocks): Promise<readonly OurLoan[]> {
	const owing: OurLoan[] = []
	for await (const batch of batches(owingOf(tx, lenderId, clocks))) {
		const labels = await readLabels(
			tx,
			batch.map(({ row }) => row),
		)
		for (const loan of batch) owing.push(loanOf(loan, must(labels.get(loan.row.contract.id), 'the labels of a loan'), clocks))
	}
	const known = new Set(owing.flatMap(({ loanCode, bankLoanCode }) => [codeOf(loanCode), codeOf(bankLoanCode)]))
	const others = bank.filter((row) => !known.has(codeOf(row.bankLoanCode)) && !known.has(codeOf(row.loanCode)))
	return [...owing, ...(await settledLoans(tx, lenderId, others, new Set(owing.map(({ loanId }) => loanId))))]
}

async function* owingOf(tx: Tx, lenderId: string, clocks: Clocks) {
	for await (const loan of standings(tx, { lenderId }, everything, clocks)) if (owesAnything(loan)) yield loan
}

function loanOf({ row, loan, state, standing }: StandingLoan, named: LoanLabels, { asOf }: Clocks): OurLoan {
	const { outstanding, interestDue, interestCarried, interestAccrued, lateInterest } = standing.balances
	return {
		loanId: row.contract.id,
		loanCode: row.code,
		bankLoanCode: row.externalCode,
		memberId: row.memberId,
		groupId: row.groupId,
		communeId: row.communeId,
		...namedOf(named),
		principal: row.principal,
		signedOn: row.signedOn,
		disbursedOn: state.anchor,
		rate: rateOn(ratesOf(loan.terms, state), asOf),
		outstanding,
		interestDue,
		interestCarried,
		interestAccrued,
		lateInterest,
		nextDuePrincipal: standing.nextDue?.principal ?? null,
	}
}

async function settledLoans(tx: Tx, lenderId: string, rows: readonly BankLoan[], owing: ReadonlySet<string>): Promise<readonly OurLoan[]> {
	const codes = rows.flatMap(({ bankLoanCode, loanCode }) => [bankLoanCode, loanCode]).filter((code) => code !== undefined)
	const found = (await readLoansByCode(tx, lenderId, codes)).filter(({ loanId }) => !owing.has(loanId))
	const labels = await readLabels(
		tx,
		found.map((loan) => ({ ...loan, contract: { id: loan.loanId } })),
	)
	return found.map(({ code, principal, ...loan }) => ({
		...loan,
		loanCode: code,
		...namedOf(must(labels.get(loan.loanId), 'the labels of a loan')),
		principal: moneyFromText(principal),
		disbursedOn: null,
		rate: null,
		outstanding: zero,
		interestDue: zero,
		interestCarried: zero,
		interestAccrued: zero,
		lateInterest: zero,
		nextDuePrincipal: null,
	}))
}

function namedOf({ memberCode, memberName, memberBankCode, groupCode, groupName, groupBankCode, productCode }: LoanLabels) {
	return { memberCode, memberName, memberBankCode, groupCode, groupName, groupBankCode, productCode }
}
