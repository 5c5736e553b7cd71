import type { SheetColumn } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, zero } from '../kernel/money.js'
import type { Loan } from '../lending/loan.js'
import type { Standing } from '../lending/standing.js'
import type { LoanState } from '../lending/state.js'
import type { NamedLoan } from '../lending/monthly.js'
import type { LoanRow } from '../lending/stored.js'

/** A loan as it stands, out of the stream of all of them. */
export type StandingLoan = { readonly row: LoanRow; readonly loan: Loan; readonly state: LoanState; readonly standing: Standing }

/** What a list of loans says beside numbers: whose, where, of which product. */
export type LoanLabels = {
	readonly lenderCode: string
	readonly productCode: string
	readonly productName: string
	readonly groupCode: string | null
	readonly groupName: string | null
	/** The lender's own code of the group, the member and the commune, where it gave one. */
	readonly groupBankCode: string | null
	readonly memberCode: string | null
	readonly memberName: string | null
	readonly memberBankCode: string | null
	readonly communeName: string
}

/** The last money that moved on a loan: what it was, when, how much. */
export type LastTransaction = { readonly type: string; readonly on: CalendarDate; readonly amount: Money | null }

/** What names a loan in a list. */
export function loanNamed({ row }: { readonly row: NamedLoan }, labels: ReadonlyMap<string, LoanLabels>) {
	const { lenderCode, productCode, groupCode, groupName, memberCode, memberName, communeName } = must(
		labels.get(row.contract.id),
		'the labels of a loan',
	)
	return {
		loanId: row.contract.id,
		loanCode: row.code,
		bankLoanCode: row.externalCode,
		lenderId: row.lenderId,
		lenderCode,
		productCode,
		groupId: row.groupId,
		groupCode,
		groupName,
		memberId: row.memberId,
		memberCode,
		memberName,
		communeId: row.communeId,
		communeName,
	}
}

export type ArrearsRow = ReturnType<typeof loanNamed> & {
	readonly outstanding: Money
	readonly daysPastDue: number
	readonly principal: Money
	readonly interest: Money
	readonly debtGroup: number | null
}
export type DueRow = ReturnType<typeof loanNamed> & {
	readonly outstanding: Money
	readonly dueOn: CalendarDate
	readonly principal: Money
	readonly interest: Money
	readonly latePrincipal: Money
	readonly lateInterest: Money
}

/** What names a loan in a sheet. */
export const namedColumns: readonly SheetColumn[] = [
	{ key: 'loanCode', header: 'Mã khoản vay', kind: 'text', width: 16 },
	{ key: 'bankLoanCode', header: 'Số khế ước', kind: 'text', width: 16 },
	{ key: 'lenderCode', header: 'Bên cho vay', kind: 'text', width: 12 },
	{ key: 'productCode', header: 'Chương trình', kind: 'text' },
	{ key: 'communeName', header: 'Xã', kind: 'text', width: 24 },
	{ key: 'groupCode', header: 'Mã tổ', kind: 'text', width: 12 },
	{ key: 'groupName', header: 'Tổ', kind: 'text', width: 28 },
	{ key: 'memberCode', header: 'Mã thành viên', kind: 'text', width: 14 },
	{ key: 'memberName', header: 'Họ tên', kind: 'text', width: 26 },
]
export const outstandingColumn: SheetColumn = { key: 'outstanding', header: 'Dư nợ', kind: 'money' }
export const arrearsColumns: readonly SheetColumn[] = [
	...namedColumns,
	outstandingColumn,
	{ key: 'daysPastDue', header: 'Số ngày quá hạn', kind: 'count' },
	{ key: 'principal', header: 'Gốc chậm trả', kind: 'money' },
	{ key: 'interest', header: 'Lãi chậm trả', kind: 'money' },
	{ key: 'debtGroup', header: 'Nhóm nợ', kind: 'count' },
]
export const dueColumns: readonly SheetColumn[] = [
	...namedColumns,
	outstandingColumn,
	{ key: 'dueOn', header: 'Ngày đến hạn', kind: 'date' },
	{ key: 'principal', header: 'Gốc đến hạn', kind: 'money' },
	{ key: 'interest', header: 'Lãi đến hạn', kind: 'money' },
	{ key: 'latePrincipal', header: 'Gốc còn chậm từ trước', kind: 'money' },
	{ key: 'lateInterest', header: 'Lãi còn chậm từ trước', kind: 'money' },
]

/** Running sums over rows that are seen once. */
export function runningTotals<K extends string>(keys: readonly K[]) {
	let loans = 0
	const sums = new Map<K, Money>(keys.map((key) => [key, zero]))
	return {
		count: (row: Readonly<Record<K, Money>>): void => {
			loans += 1
			for (const key of keys) sums.set(key, add(must(sums.get(key), 'a sum that was begun'), row[key]))
		},
		totals: () => ({ loans, ...(Object.fromEntries(sums) as Record<K, Money>) }),
	}
}
