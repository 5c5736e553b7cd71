import type { SheetRow } from '../documents/sheet.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import type { Method } from '../lending/accounts.js'
import type { FormGroup, GroupList } from './group-papers.js'
import { columnSum, type SheetLayout } from './sheet-layout.js'

/** What was paid out of a loan on a day, or is waiting to be. */
export type PaidOut = {
	readonly loanCode: string
	readonly memberName: string | null
	readonly product: { readonly vi: string; readonly en: string }
	readonly purpose: string | null
	readonly principal: Money
	/** Null where nothing has been paid out of the loan by then. */
	readonly paidOut: Money | null
	readonly method: Method | null
}

/** The list of a review meeting as rows of the form. */
export function requestRows(rows: readonly SheetRow[]): readonly SheetRow[] {
	return rows.map(({ name, ...row }) => ({ ...row, memberName: name ?? null }))
}

/** What was paid out, row by row; who is waiting has room to be written in. */
export function disbursementRows(paid: readonly PaidOut[], groupName: string, language: Language): readonly SheetRow[] {
	return paid.map(({ memberName, product, method, ...row }, index) => ({
		...row,
		no: index + 1,
		memberName: memberName ?? groupName,
		productName: product[language],
		method: method === null ? null : methods[method][language],
	}))
}

/** A list of a group whose one column is told in words below it. */
export function listOf(
	layout: SheetLayout,
	group: FormGroup,
	on: CalendarDate,
	rows: readonly SheetRow[],
	inWords: string,
	language: Language,
): GroupList {
	const total = columnSum(rows, inWords)
	const header = layout.columns.find(({ key }) => key === inWords)
	return {
		layout,
		group,
		on,
		rows,
		facts: [],
		below: [
			{
				is: 'text',
				text: `${words.total[language]} (${(header?.over ?? header?.header)?.[language].toLowerCase()}): ${vietnameseNumber(total)} đồng`,
				isBold: true,
			},
			{ is: 'text', text: `(${words.inWords[language]}: ${amountInWords(total)})` },
		],
		beside: null,
	}
}

const methods: Readonly<Record<NonNullable<PaidOut['method']>, Words>> = {
	cash: { vi: 'tiền mặt', en: 'cash' },
	bank: { vi: 'chuyển khoản', en: 'transfer' },
}
const words = {
	total: { vi: 'Tổng cộng', en: 'In all' },
	inWords: { vi: 'bằng chữ', en: 'in Vietnamese words' },
} satisfies Record<string, Words>
