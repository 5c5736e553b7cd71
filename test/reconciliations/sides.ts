import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import { dong, type Money, zero } from '../../src/kernel/money.js'
import type { Rate } from '../../src/kernel/rate.js'
import { compare } from '../../src/reconciliations/differences.js'
import type { Item } from '../../src/reconciliations/item.js'
import type { BankLoan, Movement, OurLoan } from '../../src/reconciliations/sides.js'
import { toleranceOf } from '../../src/reconciliations/tolerance.js'

export const asOf = '2022-10-31' as CalendarDate

/** A loan of ours; what is not said is that of number n. */
export function ours(n: number, said: Partial<OurLoan> = {}): OurLoan {
	return {
		loanId: String(n),
		loanCode: `KV-${n}`,
		bankLoanCode: `66${n}`,
		memberId: String(1_000 + n),
		memberCode: `TV-${n}`,
		memberName: `Nông Thị ${n}`,
		memberBankCode: `KH${n}`,
		groupId: '1',
		groupCode: 'TK-1',
		groupName: 'Tổ 1',
		groupBankCode: '6601',
		communeId: '7',
		productCode: 'HN',
		principal: dong(20_000_000n),
		signedOn: '2022-01-05' as CalendarDate,
		disbursedOn: '2022-01-07' as CalendarDate,
		rate: '0.066',
		outstanding: dong(10_000_000n),
		interestDue: dong(55_000n),
		interestCarried: zero,
		interestAccrued: zero,
		lateInterest: zero,
		nextDuePrincipal: dong(2_000_000n),
		...said,
	}
}

/** The bank's row of the same loan, with what it says otherwise; undefined is left out. */
export function bankOf(loan: OurLoan, said: { readonly [K in keyof BankLoan]?: BankLoan[K] | undefined } = {}): BankLoan {
	const { bankLoanCode, loanCode, memberBankCode, memberName, groupBankCode, productCode, principal, disbursedOn, rate } = loan
	const { outstanding, interestDue, interestCarried } = loan
	const all = {
		bankLoanCode,
		loanCode,
		memberBankCode,
		memberName,
		groupBankCode,
		productCode,
		principal,
		disbursedOn,
		rate,
		outstanding,
		interestDue,
		interestCarried,
		...said,
	}
	const told = Object.entries(all).filter(([, value]) => value !== undefined && value !== null)
	return { line: Number(loan.loanId) + 1, ...Object.fromEntries(told) }
}

export function paid(loanId: string, on: string, amount: bigint, said: Partial<Movement> = {}): Movement {
	return {
		loanId,
		eventId: '3',
		kind: 'repayment',
		on: on as CalendarDate,
		amount: dong(amount),
		principal: dong(amount),
		counted: on <= asOf,
		sheet: null,
		...said,
	}
}

/** What is found of some rows, beside what agrees. */
export function found(bank: readonly BankLoan[], loans: readonly OurLoan[], moved: readonly Movement[] = []): readonly Item[] {
	const movements = new Map<string, Movement[]>()
	for (const movement of moved) movements.set(movement.loanId, [...(movements.get(movement.loanId) ?? []), movement])
	return compare(bank, loans, { asOf, tolerance: toleranceOf('NHCSXH'), movements }).filter(({ type }) => type !== 'matched')
}

export const less = (amount: Money, by: bigint): Money => dong(amount - by)
export const day = (text: string) => text as CalendarDate
export const rate = (text: string) => text as Rate
