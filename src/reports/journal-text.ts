import { never } from '../kernel/assert.js'
import type { AccountKind } from '../ledger/account.js'
import type { BookUnit } from '../ledger/chart.js'

/** A book as plain-text accounting tools are told of it. */
export type JournalBook = {
	readonly code: string
	readonly name: string
	readonly unit: BookUnit
	readonly decimals: number
	readonly accounts: readonly { readonly account: string; readonly kind: AccountKind; readonly name: string }[]
}

export type JournalEntry = {
	readonly id: string
	readonly book: string
	readonly loanCode: string | null
	readonly contract: { readonly id: string; readonly kind: string } | null
	readonly event: { readonly type: string } | null
	readonly text: string | null
	readonly on: string
	readonly bookedOn: string
	readonly recordedAt: string
	readonly unit: BookUnit
	/** Amounts as text, in the unit of the book. */
	readonly lines: readonly { readonly debit: string; readonly credit: string; readonly amount: string }[]
}

/** How a journal is written in one of the plain-text formats. */
export type JournalStyle = {
	readonly opening: (books: readonly JournalBook[]) => string
	readonly entry: (entry: JournalEntry, accountName: (code: string) => string) => string
}

/** https://hledger.org/hledger.html#journal ; the second date is the day on which it was booked. */
export const hledgerStyle: JournalStyle = {
	opening: (books) =>
		`; Sổ Quỹ\n${commoditiesOf(books)}\n${accountsOf(books, ({ name, full, book }) => `account ${full}  ; ${plain(book)}: ${plain(name)}`)}\n`,
	entry: ({ id, loanCode, contract, event, text, on, bookedOn, recordedAt, unit, lines }, accountName) => {
		const commodity = hledgerCommodity(unit)
		const date = on === bookedOn ? on : `${on}=${bookedOn}`
		const words = [calledBy(loanCode, contract), event?.type, text].filter((word) => word !== null && word !== undefined).map(plain)
		const legs = lines.map(
			({ debit, credit, amount }) =>
				`    ${accountName(debit)}    ${amount} ${commodity}\n    ${accountName(credit)}    -${amount} ${commodity}\n`,
		)
		return `${date} (${id}) ${words.join(' ')}  ; recorded ${recordedAt}\n${legs.join('')}\n`
	},
}

/** https://beancount.github.io/docs/beancount_language_syntax.html */
export const beancountStyle: JournalStyle = {
	opening: (books) =>
		`option "title" "Sổ Quỹ"\noption "operating_currency" "VND"\n\n${accountsOf(
			books,
			({ name, full, book, unit }) =>
				`${firstDay} open ${full} ${beancountCommodity(unit)}\n  name: ${quoted(name)}\n  book: ${quoted(book)}`,
		)}\n`,
	entry: ({ id, loanCode, contract, event, text, on, bookedOn, recordedAt, unit, lines }, accountName) => {
		const commodity = beancountCommodity(unit)
		const narration = [event?.type, text].filter((word) => word !== null && word !== undefined).join(' ')
		const legs = lines.map(
			({ debit, credit, amount }) => `  ${accountName(debit)}  ${amount} ${commodity}\n  ${accountName(credit)}  -${amount} ${commodity}\n`,
		)
		return `${on} * ${quoted(calledBy(loanCode, contract) ?? '')} ${quoted(narration)}\n  entry: "${id}"\n  booked: ${bookedOn}\n  recorded: "${recordedAt}"\n${legs.join('')}\n`
	},
}

/** Names the accounts of some books: legal in both formats, the chart's code last, as in Assets:Memo-nhcsxh:9821. */
export function accountNames(books: readonly JournalBook[]): (book: string, code: string) => string {
	const names = new Map(
		books.flatMap(({ code, accounts }) => accounts.map(({ account, kind }) => [`${code}:${account}`, fullName(code, account, kind)])),
	)
	return (book, code) => names.get(`${book}:${code}`) ?? fullName(book, code, 'equity')
}

/** Before every day that a contract can have. */
const firstDay = '1900-01-01'

type Named = { readonly book: string; readonly name: string; readonly full: string; readonly unit: BookUnit }

function accountsOf(books: readonly JournalBook[], line: (account: Named) => string): string {
	return books
		.flatMap(({ code, name: book, unit, accounts }) =>
			accounts.map(({ account, kind, name }) => `${line({ book, name, unit, full: fullName(code, account, kind) })}\n`),
		)
		.join('')
}

/** What an entry belongs to, by its code where it has one. */
function calledBy(loanCode: string | null, contract: JournalEntry['contract']): string | null {
	return loanCode ?? (contract === null ? null : `${contract.kind} ${contract.id}`)
}

/** One line for each unit that the books count in, with its decimals. */
function commoditiesOf(books: readonly JournalBook[]): string {
	const lines = books.map(({ unit, decimals }) => `commodity 1000.${'0'.repeat(decimals)} ${hledgerCommodity(unit)}\n`)
	return [...new Set(lines)].join('')
}

/** A symbol with a digit in it stands in quotes. */
function hledgerCommodity(unit: BookUnit): string {
	if (unit === 'đồng') return 'VND'
	return /\d/.test(unit) ? `"${unit}"` : unit
}

/** Symbols are capital letters. */
function beancountCommodity(unit: BookUnit): string {
	return unit === 'đồng' ? 'VND' : unit.toUpperCase()
}

function fullName(book: string, code: string, kind: AccountKind): string {
	return `${rootOf(kind)}:${book.charAt(0).toUpperCase()}${book.slice(1)}:${code}`
}

function rootOf(kind: AccountKind): string {
	switch (kind) {
		case 'asset':
			return 'Assets'
		case 'liability':
			return 'Liabilities'
		case 'equity':
		case 'off-balance':
			return 'Equity'
		case 'income':
			return 'Income'
		case 'expense':
			return 'Expenses'
		default:
			return never(kind)
	}
}

/** Words that neither end a line nor begin a comment, a payee or a tag. */
function plain(text: string): string {
	return text
		.replace(/[\s;|]+/g, ' ')
		.replaceAll(',', ' ')
		.trim()
}

function quoted(text: string): string {
	return `"${text.replace(/\s+/g, ' ').replace(/["\\]/g, (sign) => `\\${sign}`)}"`
}
