import { add, type Money, sum, zero } from '../kernel/money.js'
import { type Statement, type StatementFigures, type StatementSums, totalsOf } from '../lending/statement.js'
import type { Balances } from '../lending/standing.js'
import type { loanLine } from '../lending/views.js'
import type { LoanHeading } from './loan-heading.js'

export type LoanStatement = { readonly loan: ReturnType<typeof loanLine> } & Statement

/** What the loans of one lender come to, in đồng. */
export type LenderTotals = {
	readonly loans: number
	readonly opening: StatementFigures
	readonly sums: StatementSums
	readonly closing: StatementFigures
	readonly balances: Balances
}

/** The accounts of a member's loans at one lender. */
export type LenderStatements = {
	readonly lender: Omit<LoanHeading['lender'], 'entrusted'>
	/** A bank's money that the Union is entrusted with, as against its own. */
	readonly entrusted: boolean
	readonly loans: readonly LoanStatement[]
	readonly totals: LenderTotals
}

/** Accounts by lender, banks first; there is no sum over lenders, for the money is not one owner's. */
export function byLender(statements: readonly LoanStatement[], headings: ReadonlyMap<string, LoanHeading>): readonly LenderStatements[] {
	const lenders = new Map<string, { readonly lender: LoanHeading['lender']; readonly loans: LoanStatement[] }>()
	for (const statement of statements) {
		const lender = headings.get(statement.loan.id)?.lender
		if (lender === undefined) continue
		const seen = lenders.get(lender.id)
		if (seen === undefined) lenders.set(lender.id, { lender, loans: [statement] })
		else seen.loans.push(statement)
	}
	return [...lenders.values()]
		.map(({ lender: { entrusted, ...lender }, loans }) => ({ lender, entrusted, loans, totals: totalsOfLender(loans) }))
		.toSorted((a, b) => Number(b.entrusted) - Number(a.entrusted) || (a.lender.code < b.lender.code ? -1 : 1))
}

function totalsOfLender(loans: readonly LoanStatement[]): LenderTotals {
	const figures = (of: (loan: LoanStatement) => StatementFigures): StatementFigures => ({
		outstanding: sum(loans.map((loan) => of(loan).outstanding)),
		interestUnpaid: sum(loans.map((loan) => of(loan).interestUnpaid)),
		lateInterest: sum(loans.map((loan) => of(loan).lateInterest)),
		credit: sum(loans.map((loan) => of(loan).credit)),
	})
	const balances = loans.reduce<Record<string, Money>>((totals, loan) => {
		for (const [code, amount] of Object.entries(loan.balances)) totals[code] = add(totals[code] ?? zero, amount)
		return totals
	}, {})
	return {
		loans: loans.length,
		opening: figures(({ opening }) => opening),
		sums: totalsOf(loans.map(({ totals }) => totals)),
		closing: figures(({ closing }) => closing),
		balances: balances as Balances,
	}
}
