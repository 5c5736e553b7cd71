import { createHash } from 'node:crypto'
import { type ListKey, listKeys, listKinds } from '../banklists/keys.js'
import type { Sheet, SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import { add, type Money, zero } from '../kernel/money.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { ratesOf } from '../lending/accrual.js'
import type { LastTransaction, LoanLabels, StandingLoan } from '../reports/loan-rows.js'
import type { Drawn } from '../units/map.js'
import { agribankLayout } from './agribank.js'
import type { ReconciliationLayout } from './layout.js'
import { nhcsxhLayout } from './nhcsxh.js'
import { plainLayout } from './plain.js'

export type ReconciliationRow = SheetRow & Readonly<Record<ListKey, SheetRow[string]>>

/** What the rows of one loan are told with. */
export type Surroundings = {
	readonly asOf: CalendarDate
	readonly labels: ReadonlyMap<string, LoanLabels>
	readonly last: ReadonlyMap<string, LastTransaction>
	readonly map2022: ReadonlyMap<string, Drawn>
	readonly map2025: ReadonlyMap<string, Drawn>
}

/** The list that a lender reads, by its code. */
export function layoutFor(lenderCode: string): ReconciliationLayout {
	return { NHCSXH: nhcsxhLayout, AGRIBANK: agribankLayout }[lenderCode] ?? plainLayout
}

/** One line of the list: a loan that owes something. */
export function reconciliationRow(
	{ row, loan, state, standing }: StandingLoan,
	{ asOf, labels, last, map2022, map2025 }: Surroundings,
): ReconciliationRow {
	const id = row.contract.id
	const named = must(labels.get(id), 'the labels of a loan')
	const moved = last.get(id)
	const [old, today] = [map2022.get(row.communeId), map2025.get(row.communeId)]
	const { balances, nextDue } = standing
	return {
		loanCode: row.code,
		bankLoanCode: row.externalCode,
		memberCode: named.memberCode,
		memberName: named.memberName,
		memberBankCode: named.memberBankCode,
		groupCode: named.groupCode,
		groupName: named.groupName,
		groupBankCode: named.groupBankCode,
		commune2022Code: old?.code ?? null,
		commune2022Name: old?.name ?? null,
		commune2025Code: today?.code ?? null,
		commune2025Name: today?.name ?? null,
		productCode: named.productCode,
		productName: named.productName,
		principal: row.principal,
		signedOn: row.signedOn,
		disbursedOn: state.anchor,
		maturityOn: state.anchor === null ? null : loan.basisOf(state, asOf).layout.maturityOn,
		rate: rateOn(ratesOf(loan.terms, state), asOf),
		outstanding: balances.outstanding,
		inTerm: balances.inTerm,
		overdue: balances.overdue,
		frozen: balances.frozen,
		interestDue: balances.interestDue,
		interestCarried: balances.interestCarried,
		interestAccrued: balances.interestAccrued,
		lateInterest: balances.lateInterest,
		nextDueOn: nextDue?.on ?? null,
		nextDuePrincipal: nextDue?.principal ?? null,
		nextDueInterest: nextDue?.interest ?? null,
		lastOn: moved?.on ?? null,
		lastType: moved === undefined ? null : (transactionNames[moved.type] ?? moved.type),
		lastAmount: moved?.amount ?? null,
	}
}

/** Whether a loan has anything to be checked: principal or interest. */
export function owesAnything({ standing: { balances } }: StandingLoan): boolean {
	const { outstanding, interestDue, interestCarried, interestAccrued, lateInterest } = balances
	return [outstanding, interestDue, interestCarried, interestAccrued, lateInterest].some((amount) => amount !== zero)
}

/**
 * The list as a sheet: after the rows come the control totals, then the digest by which both sides know that they hold
 * the same list. `end` is complete once the rows were written.
 */
export function reconciliationSheet(rows: AsyncIterable<ReconciliationRow>, { columns }: ReconciliationLayout, madeAt: Instant) {
	const digest = createHash('sha256')
	const sums = new Map<string, Money>(moneyKeys.map((key) => [key, zero]))
	let loans = 0
	let sha256: string | null = null
	async function* counted(): AsyncGenerator<ReconciliationRow> {
		for await (const row of rows) {
			loans += 1
			for (const [key, total] of sums) sums.set(key, add(total, (row[key] as Money | null) ?? zero))
			yield row
		}
	}
	const end = () => {
		sha256 ??= digest.digest('hex')
		return { totals: { loans, ...(Object.fromEntries(sums) as SheetRow) }, sha256 }
	}
	const [first, second] = columns
	const label = (name: string, text: string): SheetRow => ({
		[must(first, 'a first column').key]: name,
		[must(second, 'a second column').key]: text,
	})
	const sheet: Sheet = {
		name: 'Đối chiếu',
		columns,
		rows: counted(),
		madeAt,
		onLines: (lines) => void digest.update(lines),
		footer: () => [{ ...label('Tổng cộng', String(loans)), ...Object.fromEntries(sums) }, label('SHA-256', end().sha256)],
	}
	return { sheet, end }
}

/** The moneys that move, in the words of a bank's list. */
const transactionNames: Readonly<Record<string, string>> = { disbursed: 'Giải ngân', repaid: 'Thu nợ', recovered: 'Thu nợ đã xoá' }

/** What is summed, whether the bank's list shows it or not. */
const moneyKeys = listKeys.filter((key) => listKinds[key] === 'money')

/** The yearly rate in force on a day; before the first step, that of the first. */
export function rateOn(steps: ReturnType<typeof ratesOf>, on: CalendarDate): string {
	return must(steps.findLast(({ from }) => from <= on) ?? steps[0], 'a loan has a rate').yearly
}
