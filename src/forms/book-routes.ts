import type { AppDoor } from '../access/asker.js'
import { sendFile, sendSheet, xlsxType } from '../documents/download.js'
import type { Paper } from '../documents/paper.js'
import { pdfType, writePdf } from '../documents/pdf.js'
import type { Sheet } from '../documents/sheet.js'
import type { Context } from '../platform/door.js'
import { letterOf } from '../papers/heading-actions.js'
import { cashOfMonth, journalOfMonth } from './book-actions.js'
import { printable } from './book-pages.js'
import { bookForms, bookHeading } from './book-forms.js'
import type { BookMonth } from './book-month.js'
import * as schemas from './book-schemas.js'
import { cashColumns, cashFooter, cashPaper, cashRows, withDays } from './cash-paper.js'
import { journalColumns, journalFooter, journalPaper, journalRow } from './journal-paper.js'

const tag = 'ledger'
const media = [pdfType, xlsxType]

/** The books of a month, as they are printed and bound. */
export function bookRoutes(door: AppDoor): void {
	door.operation({
		id: 'readJournalBook',
		method: 'GET',
		path: '/ledger/journal-book',
		tag,
		summary: 'The journal of a book for a month, corrections in red ink: to print and sign, or as a workbook',
		query: schemas.journalBookQuery,
		media,
		refusals: ['ledger.book-not-found', 'form.book-without-money', 'form.too-many-pages'],
		handle: async ({ tx, query, asker, knownAt, reply }) => {
			const month = await journalOfMonth(tx, query, asker, knownAt)
			const name = `so-nhat-ky-chung-${query.book}-${query.month}`
			if (query.format === 'pdf') {
				const lines = await printable(month.lines)
				return sendBook(reply, name, month, journalPaper(month, lines, await letterOf(tx, asker, { asOf: month.to, knownAt })))
			}
			const { language } = asker
			return sendWorkbook(reply, name, month, {
				name: bookForms.journal.title.vi,
				heading: bookHeading(bookForms.journal, month, language),
				columns: journalColumns(language),
				rows: mapped(month.lines, journalRow),
				footer: () => journalFooter(month, language),
				madeAt: knownAt,
			})
		},
	})
	door.operation({
		id: 'readCashBook',
		method: 'GET',
		path: '/ledger/cash-book',
		tag,
		summary: 'The cash book of a book for a month, the balance after each line: to print and sign, or as a workbook',
		query: schemas.cashBookQuery,
		media,
		refusals: ['ledger.book-not-found', 'form.no-cash-in-book', 'form.not-a-cash-account', 'form.too-many-pages'],
		handle: async ({ tx, query, asker, knownAt, reply }) => {
			const month = await cashOfMonth(tx, query, asker, knownAt)
			const name = `so-quy-${query.book}-${month.account.code}-${query.month}`
			if (query.format === 'pdf') {
				const lines = await printable(withDays(month))
				return sendBook(reply, name, month, cashPaper(month, lines, await letterOf(tx, asker, { asOf: month.to, knownAt })))
			}
			const { language } = asker
			return sendWorkbook(reply, name, month, {
				name: bookForms[month.account.purpose].title.vi,
				heading: [...bookHeading(bookForms[month.account.purpose], month, language), `TK ${month.account.code} ${month.account.name}`],
				columns: cashColumns(language),
				rows: cashRows(month, language),
				footer: () => cashFooter(month, language),
				madeAt: knownAt,
			})
		},
	})
}

type Reply = Context<unknown, unknown, unknown, unknown>['reply']

function sendBook(reply: Reply, name: string, { to, knownAt }: BookMonth, paper: Paper) {
	return sendFile(reply, { type: pdfType, name: `${name}.pdf`, asOf: to, knownAt }, (out) => writePdf(paper, out))
}

function sendWorkbook(reply: Reply, name: string, { to, knownAt }: BookMonth, sheet: Sheet) {
	return sendSheet(reply, sheet, 'xlsx', { name, asOf: to, knownAt })
}

async function* mapped<T, To>(all: AsyncIterable<T>, to: (one: T) => To): AsyncGenerator<To> {
	for await (const one of all) yield to(one)
}
