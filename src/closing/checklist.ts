import { never } from '../kernel/assert.js'
import type { Instant } from '../kernel/instant.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import type { ChartKind } from '../ledger/chart.js'

/** What has to be in order before a month of a book is closed. */
export const itemCodes = ['sheets', 'custody', 'reconciliation', 'books', 'interest', 'fees', 'balance'] as const
export type ItemCode = (typeof itemCodes)[number]

/** In order; still open; or open, and somebody said why the book may be closed all the same. */
export const itemStates = ['held', 'open', 'waived'] as const
export type ItemState = (typeof itemStates)[number]

/** Something that is still open, and where to look at it. */
export type OpenLine = { readonly text: string; readonly href: string }

/** What was found of an item: how much was looked at, how much of it is open, and the first of that. */
export type Found = { readonly item: ItemCode; readonly counted: number; readonly open: number; readonly lines: readonly OpenLine[] }

/** Somebody's word that a book may be closed with so much still open. */
export type Waiver = {
	readonly id: string
	readonly item: ItemCode
	readonly open: number
	readonly reason: string
	readonly recordedAt: Instant
	readonly recordedBy: string
	readonly name: string
}

/** An item of a checklist as it stands. */
export type Item = Found & { readonly state: ItemState; readonly waiver: Waiver | null }

/** How many open things an item names; how many there are it counts. */
export const linesMax = 20

const money: readonly ItemCode[] = ['books', 'balance']

/**
 * Which items a book of a kind has. Own funds and a bank's money go through meetings and leaders; a bank's money is compared with
 * the bank; commissions are the Union's own and its groups'. A book in which nothing was ever booked has nothing to compare.
 */
export function itemsOf(kind: ChartKind): readonly ItemCode[] {
	switch (kind) {
		case 'own':
			return ['sheets', 'custody', 'interest', 'fees', ...money]
		case 'memorandum':
			return ['sheets', 'custody', 'reconciliation', 'interest', ...money]
		case 'group':
			return ['sheets', 'custody', 'interest', 'fees', ...money]
		case 'aid':
		case 'social':
			return money
		default:
			return never(kind)
	}
}

/** An item with its state: a waiver counts as long as no more is open than what it spoke of. */
export function itemOf(found: Found, waivers: readonly Waiver[]): Item {
	if (found.open === 0) return { ...found, state: 'held', waiver: null }
	const waiver = waivers.filter(({ item, open }) => item === found.item && open >= found.open).at(-1) ?? null
	return { ...found, state: waiver === null ? 'open' : 'waived', waiver }
}

/** What was found: how much was looked at, what of it is open, and how much that is where a line tells of several. */
export function foundOf(item: ItemCode, counted: number, lines: readonly OpenLine[], open = lines.length): Found {
	return { item, counted, open, lines: lines.slice(0, linesMax) }
}

/** What an item is called. */
export const itemNames: Readonly<Record<ItemCode, Words>> = {
	sheets: { vi: 'Bảng kê thu của các buổi họp tổ', en: 'Collection sheets of the meetings' },
	custody: { vi: 'Tiền tổ trưởng giữ sau ngày giao dịch', en: 'Cash held by leaders after the transaction day' },
	reconciliation: { vi: 'Đối chiếu với ngân hàng cuối tháng', en: 'Reconciliation with the bank at the month’s end' },
	books: { vi: 'Kiểm tra sổ', en: 'Check of the books' },
	interest: { vi: 'Nhập lãi tiết kiệm', en: 'Interest credited to savings' },
	fees: { vi: 'Tính phí uỷ thác, hoa hồng', en: 'Entrustment fees and commissions reckoned' },
	balance: { vi: 'Cân đối số phát sinh', en: 'Trial balance' },
}

const told: Readonly<Record<ItemCode, Words>> = {
	sheets: { vi: '{counted} buổi họp, {open} buổi chưa có bảng kê thu', en: '{counted} meetings, {open} without a collection sheet' },
	custody: {
		vi: '{counted} khoản giữ quá ngày giao dịch, {open} khoản chưa có lý do',
		en: '{counted} holdings after their transaction day, {open} without a reason',
	},
	reconciliation: { vi: '{counted} ngân hàng, {open} chưa ký đối chiếu', en: '{counted} banks, {open} not signed' },
	books: { vi: '{counted} bút toán, {open} chỗ sai', en: '{counted} entries, {open} things wrong' },
	interest: { vi: '{counted} lượt nhập lãi, {open} sổ chưa nhập', en: '{counted} creditings, {open} accounts not credited' },
	fees: { vi: '{counted} tổ được tính phí, {open} khoản còn phải tính', en: '{counted} groups reckoned, {open} fees still to be reckoned' },
	balance: { vi: '{counted} tài khoản, {open} chỗ không cân', en: '{counted} accounts, {open} out of balance' },
}

/** What was found, in one sentence. */
export function itemSays({ item, counted, open }: Pick<Found, 'item' | 'counted' | 'open'>, language: Language): string {
	return sentence(told[item], language, { counted: String(counted), open: String(open) })
}
