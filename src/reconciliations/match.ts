import { grouped } from '../kernel/grouped.js'
import { fold } from '../kernel/personal-id.js'
import type { BankLoan, OurLoan } from './sides.js'

/** By what a row of the bank's list was found to be a loan of ours. */
export type MatchedBy = 'bank-code' | 'our-code' | 'score'
export const reasons = [
	'bank-code',
	'our-code',
	'member-code',
	'name',
	'group',
	'principal',
	'day',
	'outstanding',
	'product',
	'bank-code-differs',
] as const
export type Reason = (typeof reasons)[number]
export type Match = { readonly by: MatchedBy; readonly score: number; readonly reasons: readonly Reason[] }
export type Pair = { readonly bank: BankLoan; readonly ours: OurLoan; readonly match: Match }
export type Matched = { readonly pairs: readonly Pair[]; readonly bankOnly: readonly BankLoan[]; readonly oursOnly: readonly OurLoan[] }

/** What each agreement is worth. A name alone, or an amount alone, is never enough: both are common. */
const weights: Readonly<Record<Reason, number>> = {
	'bank-code': 100,
	'our-code': 100,
	'member-code': 40,
	name: 25,
	principal: 20,
	day: 20,
	group: 10,
	outstanding: 10,
	product: 5,
	// Both sides have a code for it, and not the same: likely another loan of hers.
	'bank-code-differs': -25,
}
/** From which score on two rows are one loan: a name with amount and day, or a customer's number with one of them. */
const scoreLeast = 60

/**
 * Finds for each row of the bank's list the loan of ours that it is: by the bank's loan code, then by ours, then by who
 * borrowed how much and when. One row is one loan and one loan one row; the order of the rows changes nothing but ties.
 */
export function matchLoans(bank: readonly BankLoan[], ours: readonly OurLoan[]): Matched {
	const free = new Map(ours.map((loan) => [loan.loanId, loan]))
	const pairs = new Map<BankLoan, Pair>()
	const pair = (row: BankLoan, loan: OurLoan, match: Match): void => {
		free.delete(loan.loanId)
		pairs.set(row, { bank: row, ours: loan, match })
	}
	const byCode = (by: 'bank-code' | 'our-code', key: 'bankLoanCode' | 'loanCode'): void => {
		const loans = new Map([...free.values()].flatMap((loan) => (loan[key] === null ? [] : [[codeOf(loan[key]), loan] as const])))
		for (const row of bank) {
			if (pairs.has(row)) continue
			const loan = loans.get(codeOf(row[key]))
			if (loan !== undefined && free.has(loan.loanId)) pair(row, loan, codeMatch(by, row, loan))
		}
	}
	byCode('bank-code', 'bankLoanCode')
	byCode('our-code', 'loanCode')
	const left = bank.filter((row) => !pairs.has(row))
	for (const { row, loan, match } of candidates(left, [...free.values()]))
		if (!pairs.has(row) && free.has(loan.loanId)) pair(row, loan, match)
	return {
		pairs: bank.flatMap((row) => pairs.get(row) ?? []),
		bankOnly: bank.filter((row) => !pairs.has(row)),
		oursOnly: ours.filter(({ loanId }) => free.has(loanId)),
	}
}

function codeMatch(by: 'bank-code' | 'our-code', row: BankLoan, loan: OurLoan): Match {
	const differs = by === 'our-code' && codesDiffer(row.bankLoanCode, loan.bankLoanCode)
	return differs ? { by, score: 75, reasons: [by, 'bank-code-differs'] } : { by, score: 100, reasons: [by] }
}

/** What two rows have in common, and what it is worth, 0 to 100. */
export function scoreOf(row: BankLoan, loan: OurLoan): Match {
	const found: Reason[] = []
	if (codesEqual(row.memberBankCode, loan.memberBankCode) || codesEqual(row.memberCode, loan.memberCode)) found.push('member-code')
	if (namesEqual(row.memberName, loan.memberName)) found.push('name')
	if (codesEqual(row.groupBankCode, loan.groupBankCode) || codesEqual(row.groupCode, loan.groupCode)) found.push('group')
	if (row.principal === loan.principal) found.push('principal')
	if (daysEqual(row.disbursedOn, loan.disbursedOn) || daysEqual(row.signedOn, loan.signedOn)) found.push('day')
	if (row.outstanding === loan.outstanding) found.push('outstanding')
	if (codesEqual(row.productCode, loan.productCode)) found.push('product')
	if (codesDiffer(row.bankLoanCode, loan.bankLoanCode)) found.push('bank-code-differs')
	const score = found.reduce((all, reason) => all + weights[reason], 0)
	return { by: 'score', score: Math.max(0, Math.min(100, score)), reasons: found }
}

/** Pairs that may be one loan, the likeliest first. Only who shares a number or a name is looked at together. */
function candidates(rows: readonly BankLoan[], loans: readonly OurLoan[]) {
	const blocks = grouped(
		loans.flatMap((loan) => keysOf(loan).map((key) => ({ key, loan }))),
		({ key }) => key,
	)
	return rows
		.flatMap((row) => {
			const near = keysOf(row).flatMap((key) => blocks.get(key) ?? [])
			return [...new Set(near.map(({ loan }) => loan))].map((loan) => ({ row, loan, match: scoreOf(row, loan) }))
		})
		.filter(({ match }) => match.score >= scoreLeast)
		.sort((a, b) => b.match.score - a.match.score || a.row.line - b.row.line || byId(a.loan.loanId, b.loan.loanId))
}

/** Ids are numbers of any size as text. */
function byId(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : 1)
}

function keysOf(side: BankLoan | OurLoan): readonly string[] {
	const { memberBankCode, memberCode, memberName } = side
	return [
		...(memberBankCode ? [`b:${codeOf(memberBankCode)}`] : []),
		...(memberCode ? [`m:${codeOf(memberCode)}`] : []),
		...(memberName ? [`n:${fold(memberName)}`] : []),
	]
}

type Text = string | null | undefined

/** A code as both sides may write it: case and spaces say nothing. */
export function codeOf(code: Text): string {
	return (code ?? '').replace(/\s+/g, '').toUpperCase()
}

export function codesEqual(a: Text, b: Text): boolean {
	if (!a || !b) return false
	return a === b || (codeOf(a) !== '' && codeOf(a) === codeOf(b))
}

/** Whether both sides have a code, and not the same. */
export function codesDiffer(a: Text, b: Text): boolean {
	if (!a || !b || a === b) return false
	return codeOf(a) !== '' && codeOf(b) !== '' && codeOf(a) !== codeOf(b)
}

export function namesEqual(a: Text, b: Text): boolean {
	if (!a || !b) return false
	return a === b || fold(a) === fold(b)
}

function daysEqual(a: Text, b: Text): boolean {
	return a !== null && a !== undefined && a === b
}
