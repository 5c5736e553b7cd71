import type { SheetColumn } from '../documents/sheet.js'
import type { Money } from '../kernel/money.js'
import { keyNames, type OutstandingKey } from './outstanding.js'

/** What was paid out in a period (doanh số cho vay), in đồng, to whom, and for how long. */
export type LentSums = {
	readonly lent: Money
	readonly loans: number
	/** Groups through which it was lent. */
	readonly groups: number
	/** Members, and groups that borrow themselves, each counted once. */
	readonly borrowers: number
	/** The shortest and the longest term of them; null where none is agreed in months. */
	readonly monthsLeast: number | null
	readonly monthsMost: number | null
}

/** The columns of the report as a file. */
export function lentColumns(by: OutstandingKey): readonly SheetColumn[] {
	return [
		{ key: 'key', header: `Mã ${keyNames[by].toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: keyNames[by], kind: 'text', width: 40 },
		{ key: 'lent', header: 'Doanh số cho vay', kind: 'money' },
		{ key: 'loans', header: 'Số khoản vay', kind: 'count' },
		{ key: 'groups', header: 'Số tổ', kind: 'count' },
		{ key: 'borrowers', header: 'Số người vay', kind: 'count' },
		{ key: 'monthsLeast', header: 'Thời hạn ngắn nhất (tháng)', kind: 'count' },
		{ key: 'monthsMost', header: 'Thời hạn dài nhất (tháng)', kind: 'count' },
	]
}
