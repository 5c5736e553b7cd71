import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, negate, zero } from '../kernel/money.js'
import type { Rate } from '../kernel/rate.js'
import {
	type Gap,
	gapOf,
	isNothing,
	isRounding,
	lackedByBank,
	newsOf,
	owedTo,
	repaidAtBank,
	statedBy,
	statedKeys,
	timed,
	total,
} from './balance.js'
import { causes } from './causes.js'
import type { Correction, Evidence, Found, Item } from './item.js'
import { codesDiffer, codesEqual, type Matched, matchLoans, namesEqual, type Pair } from './match.js'
import { type BankLoan, type InterestKey, interestKeys, type Movement, type OurLoan, type Surroundings } from './sides.js'
import { evidenceOf, type Swap, swaps } from './swaps.js'
import type { Tolerance } from './tolerance.js'

/** Loans of which something differs, for which it matters what moved. */
export function toLookInto({ pairs }: Matched): readonly OurLoan[] {
	return pairs.filter((pair) => !isNothing(gapOf(pair))).map(({ ours }) => ours)
}

/** Compares two lists: for each loan that both sides agree, or each difference with its cause; in the order of the bank's lines. */
export function compare(bank: readonly BankLoan[], ours: readonly OurLoan[], around: Surroundings): readonly Item[] {
	return itemsOf(matchLoans(bank, ours), around)
}

/**
 * The same of loans that are matched. What the differences say is all that the sides are apart: the bank's sum less ours
 * is theirs, to the đồng, for principal and for the interest that the bank states.
 */
export function itemsOf({ pairs, bankOnly, oursOnly }: Matched, around: Surroundings): readonly Item[] {
	const swapped = swaps(pairs, around)
	const stated = statedKeys([...pairs.map(({ bank }) => bank), ...bankOnly])
	const found = [
		...pairs.flatMap((pair) => ofPair(pair, swapped.get(pair.ours.loanId), around)),
		...bankOnly.map(unknownLoan),
		...oursOnly.map((ours) => missingAtBank(ours, stated)),
	]
	return found.map((one, index) => ({ no: index + 1, ...one }))
}

const none: Gap = { outstanding: zero, interest: zero }
const plain = { ...none, evidence: [], corrections: [], counterpart: null }

function ofPair(pair: Pair, swap: Swap | undefined, around: Surroundings): readonly Found[] {
	const { bank, ours, match } = pair
	const sides = { match, bank, ours }
	const evidence: readonly Evidence[] = [{ kind: 'list-line', line: bank.line }]
	const said = ofTerms(pair, around).map((one): Found => ({ ...plain, ...sides, ...one, evidence }))
	const gap = gapOf(pair)
	const balance = isNothing(gap) ? [] : ofBalance(pair, gap, swap, around).map((one): Found => ({ ...plain, ...sides, ...one }))
	const found = [...balance, ...said]
	return found.length > 0 ? found : [{ ...plain, ...sides, type: 'matched', cause: causes.matched(), evidence }]
}

type Part = Partial<Found> & Pick<Found, 'type' | 'cause'>

/** What is said of a loan beside its balance: whose it is, under which code, at what rate. */
function ofTerms({ bank, ours, match }: Pair, { asOf }: Surroundings): readonly Part[] {
	const { loanId } = ours
	const parts: Part[] = []
	const otherCode = codesDiffer(bank.memberBankCode, ours.memberBankCode)
	const sameCode = codesEqual(bank.memberBankCode, ours.memberBankCode)
	const otherName = bank.memberName !== undefined && ours.memberName !== null && !namesEqual(bank.memberName, ours.memberName)
	if (match.by !== 'score' && (otherCode || (otherName && !sameCode)))
		parts.push({ type: 'wrong-member', cause: causes.otherMember(bank.memberName ?? bank.memberBankCode ?? '', ours.memberName ?? '') })
	if (bank.bankLoanCode !== undefined && !codesEqual(bank.bankLoanCode, ours.bankLoanCode)) {
		const corrections: readonly Correction[] = ours.bankLoanCode === null ? [{ kind: 'attach-code', loanId, code: bank.bankLoanCode }] : []
		parts.push({ type: 'code-differs', cause: causes.code(bank.bankLoanCode, ours.bankLoanCode), corrections })
	}
	if (bank.rate !== undefined && ours.rate !== null && plainRate(bank.rate) !== plainRate(ours.rate))
		parts.push({
			type: 'rate-differs',
			cause: causes.rate(bank.rate, ours.rate),
			corrections: [{ kind: 'change-rate', loanId, on: asOf, yearly: plainRate(bank.rate) as Rate }],
		})
	return parts
}

/** Why the balances differ, in one part or two that add up to the gap. The more certain reason is asked first. */
function ofBalance(pair: Pair, gap: Gap, swap: Swap | undefined, { asOf, tolerance, movements }: Surroundings): readonly Part[] {
	const { bank, ours } = pair
	const line: Evidence = { kind: 'list-line', line: bank.line }
	const moved = movements.get(ours.loanId) ?? []
	if (isRounding(gap, tolerance)) return [{ type: 'rounding', ...gap, cause: causes.rounding(gap), evidence: [line] }]
	if (swap !== undefined) return [{ ...swap, ...gap, evidence: [line, ...swap.evidence] }]
	const inTime = timed(moved, gap, asOf, tolerance)
	if (inTime !== undefined)
		return [{ type: 'timing', ...gap, cause: causes.timing(inTime, inTime.counted), evidence: [line, ...evidenceOf(inTime)] }]
	if (bank.outstanding === zero && ours.outstanding > zero) return [closedAtBank(pair, gap, line)]
	const lacked = lackedByBank(moved, gap, asOf, tolerance)
	if (lacked !== undefined)
		return [{ type: 'missing-receipt', ...gap, cause: causes.lackedByBank(lacked), evidence: [line, ...evidenceOf(lacked)] }]
	const lackedByUs = missingWithUs(pair, gap, moved, asOf)
	if (lackedByUs !== null) return [{ ...lackedByUs, ...gap, evidence: [line, ...(lackedByUs.evidence ?? [])] }]
	return unexplained(gap, tolerance, line)
}

/** What has no explanation: principal and interest each by itself, and a part that is only rounding said to be that. */
function unexplained(gap: Gap, tolerance: Tolerance, line: Evidence): readonly Part[] {
	const evidence = [line]
	const principal = { ...none, outstanding: gap.outstanding }
	const interest = { ...none, interest: gap.interest }
	const parts: Part[] = []
	if (gap.outstanding !== zero)
		parts.push(
			isRounding(principal, tolerance)
				? { type: 'rounding', ...principal, cause: causes.rounding(principal), evidence }
				: { type: 'balance-differs', ...principal, cause: causes.balance(principal), evidence },
		)
	if (gap.interest !== zero)
		parts.push(
			isRounding(interest, tolerance)
				? { type: 'rounding', ...interest, cause: causes.rounding(interest), evidence }
				: { type: 'interest-differs', ...interest, cause: causes.interest(interest), evidence },
		)
	return parts
}

function closedAtBank({ bank, ours }: Pair, gap: Gap, line: Evidence): Part {
	const { lastOn: on, lastAmount: amount } = bank
	// What the bank names pays the loan off only where it is all that we are still owed.
	const paid = on !== undefined && amount !== undefined && amount >= ours.outstanding && amount <= owed(ours) ? { on, amount } : null
	return {
		type: 'closed-at-bank',
		...gap,
		cause: causes.closedAtBank(ours.outstanding),
		evidence: [line, ...(paid === null ? [] : [{ kind: 'bank-transaction' as const, ...paid }])],
		corrections: paid === null ? [] : [{ kind: 'repay', loanId: ours.loanId, ...paid }],
	}
}

/** A repayment that only the bank has: by what it says of its last transaction, or since the gap is an instalment. */
function missingWithUs({ bank, ours }: Pair, gap: Gap, moved: readonly Movement[], asOf: CalendarDate): Part | null {
	const { loanId, nextDuePrincipal } = ours
	const news = newsOf(bank, moved)
	if (news !== null && repaidAtBank(news.amount, gap))
		return {
			type: 'missing-receipt',
			cause: causes.lackedByUs(news.on, news.amount),
			evidence: [{ kind: 'bank-transaction', ...news }],
			corrections: news.on > asOf ? [] : [{ kind: 'repay', loanId, ...news }],
		}
	if (nextDuePrincipal === null || nextDuePrincipal === zero || gap.outstanding !== negate(nextDuePrincipal) || gap.interest > zero)
		return null
	const amount = negate(total(gap))
	return {
		type: 'missing-receipt',
		cause: causes.lackedInstalment(amount),
		evidence: [{ kind: 'instalment', amount: nextDuePrincipal }],
		corrections: [{ kind: 'repay', loanId, on: asOf, amount }],
	}
}

function unknownLoan(bank: BankLoan): Found {
	const cause = causes.unknownLoan(bank.bankLoanCode ?? bank.memberName ?? '')
	const evidence: readonly Evidence[] = [{ kind: 'list-line', line: bank.line }]
	return { ...plain, type: 'unknown-loan', match: null, bank, ours: null, ...statedBy(bank), cause, evidence }
}

function missingAtBank(ours: OurLoan, stated: readonly InterestKey[]): Found {
	const { outstanding, interest } = owedTo(ours, stated)
	const gap: Gap = { outstanding: negate(outstanding), interest: negate(interest) }
	return { ...plain, type: 'missing-at-bank', match: null, bank: null, ours, ...gap, cause: causes.missingAtBank(ours.loanCode) }
}

function owed(ours: OurLoan): Money {
	return interestKeys.reduce((all, key) => add(all, ours[key]), ours.outstanding)
}

/** 0.0660 says what 0.066 says. */
function plainRate(rate: string): string {
	return rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate
}
