import type { SheetColumn } from '../documents/sheet.js'
import type { Money } from '../kernel/money.js'
import { keyNames, type OutstandingKey } from './outstanding.js'

/** What members have saved by a day, and what moved it since the first day of the period, in đồng: opening + deposited + interest − withdrawn = balance. */
export type SavingsSums = {
	readonly balance: Money
	/** Accounts that were open on the day. */
	readonly accounts: number
	/** Members who had one, each counted once. */
	readonly members: number
	readonly opening: Money
	readonly deposited: Money
	readonly interest: Money
	/** Paid out, or offset against debts. */
	readonly withdrawn: Money
}

/** What a line is called that belongs to none of its kind. */
export const withoutKey: Readonly<Record<OutstandingKey, string>> = {
	lender: 'Tổ, nhóm tự giữ',
	product: 'Chưa rõ sản phẩm',
	district: 'Chưa rõ địa bàn',
	commune: 'Chưa rõ địa bàn',
	group: 'Không qua tổ',
}

/** The columns of the report as a file. */
export function savingsColumns(by: OutstandingKey): readonly SheetColumn[] {
	const name = by === 'product' ? 'Sản phẩm tiết kiệm' : keyNames[by]
	return [
		{ key: 'key', header: `Mã ${name.toLowerCase()}`, kind: 'text', width: 18 },
		{ key: 'name', header: name, kind: 'text', width: 40 },
		{ key: 'balance', header: 'Số dư tiết kiệm', kind: 'money' },
		{ key: 'accounts', header: 'Số sổ', kind: 'count' },
		{ key: 'members', header: 'Số người gửi', kind: 'count' },
		{ key: 'opening', header: 'Số dư đầu kỳ', kind: 'money' },
		{ key: 'deposited', header: 'Gửi trong kỳ', kind: 'money' },
		{ key: 'interest', header: 'Lãi nhập gốc trong kỳ', kind: 'money' },
		{ key: 'withdrawn', header: 'Rút, trừ nợ trong kỳ', kind: 'money' },
	]
}
