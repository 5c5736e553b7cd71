import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { entryText } from '../forms/entry-text.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, negate } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import type { Side } from '../ledger/account.js'

/** An entry about a closed day that was recorded after the closing, and what it moved on one account: debits less credits, in đồng. */
export type Cause = {
	readonly entryId: string
	readonly on: CalendarDate
	readonly bookedOn: CalendarDate
	readonly recordedAt: Instant
	readonly type: string | null
	readonly eventOn: CalendarDate | null
	readonly undoes: string | null
	readonly text: string | null
	readonly amount: Money
}

/** An account as a contract holds it, or the book itself: at the month's end as it was closed, and what was learnt since; debits less credits. */
export type ChangedAccount = {
	readonly book: string
	readonly contractId: string | null
	readonly kind: string | null
	readonly code: string | null
	readonly who: string | null
	readonly account: string
	readonly accountName: string
	readonly normal: Side
	readonly before: Money
	readonly change: Money
	readonly causes: readonly Cause[]
}

/** An account of a whole book. */
export type AccountTotal = Pick<ChangedAccount, 'book' | 'account' | 'accountName' | 'normal' | 'before' | 'change'>

/** Balances on the account's own side: more than nothing where it stands as such an account does. */
function sided<Balances extends { readonly normal: Side; readonly before: Money; readonly change: Money }>({
	normal,
	before,
	change,
	...rest
}: Balances) {
	const signed = (amount: Money): Money => (normal === 'debit' ? amount : negate(amount))
	return { ...rest, side: normal, before: signed(before), change: signed(change), after: signed(add(before, change)) }
}

/** A changed account as it is shown, each cause in words. */
export function changeView(changed: ChangedAccount, language: Language) {
	const { contractId, kind, code, who, causes, ...account } = changed
	return {
		...sided(account),
		contract: contractId === null ? null : { id: contractId, kind: kind ?? '', code, who },
		causes: causes.map(({ type, eventOn, undoes, text, amount, ...cause }) => ({
			...cause,
			text: entryText(
				{
					on: cause.on,
					kind,
					code: null,
					who: null,
					event: type === null || eventOn === null ? null : { type, on: eventOn, undoes },
					text,
				},
				language,
			),
			amount: account.normal === 'debit' ? amount : negate(amount),
		})),
	}
}

/** The account of a whole book as it is shown. */
export function totalView(total: AccountTotal) {
	return sided(total)
}

export type ChangeView = ReturnType<typeof changeView>
export type TotalView = ReturnType<typeof totalView>

export const changeColumns: readonly SheetColumn[] = [
	{ key: 'book', header: 'Sổ', kind: 'text', width: 16 },
	{ key: 'code', header: 'Số hiệu', kind: 'text', width: 18 },
	{ key: 'who', header: 'Của ai', kind: 'text', width: 26 },
	{ key: 'account', header: 'Tài khoản', kind: 'text', width: 10 },
	{ key: 'accountName', header: 'Tên tài khoản', kind: 'text', width: 30 },
	{ key: 'before', header: 'Số dư khi khoá', kind: 'money' },
	{ key: 'change', header: 'Chênh lệch', kind: 'money' },
	{ key: 'after', header: 'Số dư nay biết', kind: 'money' },
	{ key: 'cause', header: 'Nguyên nhân', kind: 'text', width: 34 },
	{ key: 'on', header: 'Của ngày', kind: 'date' },
	{ key: 'bookedOn', header: 'Ghi sổ ngày', kind: 'date' },
	{ key: 'recordedAt', header: 'Thời điểm nhập', kind: 'text', width: 28 },
	{ key: 'effect', header: 'Làm đổi', kind: 'money' },
]

/** A changed account as lines of a file: its balances, and below them one line for each cause, so that each column adds up by itself. */
export function linesOf({ contract, causes, ...account }: ChangeView): readonly SheetRow[] {
	const { book, account: code, accountName, before, change, after } = account
	const names = { book, code: contract?.code ?? contract?.id ?? null, account: code, accountName }
	return [
		line({ ...names, who: contract?.who ?? null, before, change, after }),
		...causes.map(({ text, on, bookedOn, recordedAt, amount }) =>
			line({ ...names, cause: text, on, bookedOn, recordedAt, effect: amount }),
		),
	]
}

/** The last lines: each account of each book as a whole. */
export function totalLine({ book, account, accountName, before, change, after }: TotalView): SheetRow {
	return line({ book, code: 'Cả sổ', account, accountName, before, change, after, effect: change })
}

/** Every column has a cell, if only an empty one. */
function line(cells: SheetRow): SheetRow {
	return Object.fromEntries(changeColumns.map(({ key }) => [key, cells[key] ?? null]))
}
