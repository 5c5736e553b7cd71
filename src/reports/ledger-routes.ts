import type { AppDoor } from '../access/asker.js'
import { csvType, sendFile, sendSheet } from '../documents/download.js'
import { batches } from '../documents/sheet.js'
import { accountNames, beancountStyle, hledgerStyle } from './journal-text.js'
import * as ledger from './ledger-actions.js'
import * as schemas from './ledger-schemas.js'

const tag = 'ledger'
const textType = 'text/plain'

/** The ledger itself knows nobody and no wire: what is asked of it over HTTP is asked here. */
export function ledgerRoutes(door: AppDoor): void {
	door.operation({
		id: 'listBooks',
		method: 'GET',
		path: '/ledger/books',
		tag,
		summary: 'The books: own funds, interest-free loans, and a memorandum book per entrusting bank',
		answer: schemas.booksView,
		handle: async ({ tx, asker }) => ({
			items: (await ledger.findBooks(tx, asker.scope)).map((book) => ({ ...book, id: String(book.id) })),
			next: null,
		}),
	})
	door.operation({
		id: 'readTrialBalance',
		method: 'GET',
		path: '/ledger/trial-balance',
		tag,
		summary: 'What each account received, gave and holds, up to a day as known at a moment',
		query: schemas.trialBalanceQuery,
		answer: schemas.trialBalanceView,
		refusals: ['ledger.book-not-found'],
		handle: ({ tx, query, asker, asOf, knownAt }) => ledger.trialBalance(tx, query, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		id: 'listEntries',
		method: 'GET',
		path: '/ledger/entries',
		tag,
		summary: 'Entries in the order of their numbers, as known at a moment',
		query: schemas.listEntriesQuery,
		answer: schemas.entriesView,
		refusals: ['ledger.book-not-found'],
		handle: ({ tx, query, asker, knownAt }) => ledger.listEntries(tx, query, asker.scope, knownAt),
	})
	door.operation({
		id: 'readEntry',
		method: 'GET',
		path: '/ledger/entries/:id',
		tag,
		summary: 'One entry: its lines, the event it came from, its three dates',
		params: schemas.entryParams,
		answer: schemas.entryView,
		refusals: ['ledger.entry-not-found'],
		handle: ({ tx, params, asker }) => ledger.findEntry(tx, params.id, asker.scope),
	})
	door.operation({
		id: 'exportJournal',
		method: 'GET',
		path: '/ledger/journal',
		tag,
		summary: 'Every entry, for hledger, for beancount or as a table',
		query: schemas.journalQuery,
		media: [textType, csvType],
		refusals: ['ledger.book-not-found'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const { books, entries } = await ledger.journal(tx, query.book, asker.scope, { asOf, knownAt })
			const name = `so-cai-${query.book ?? 'tat-ca'}-${asOf}`
			if (query.format === 'csv') {
				const sheet = { name: 'Nhật ký', columns: ledger.journalColumns, rows: ledger.journalRows(entries), madeAt: knownAt }
				return sendSheet(reply, sheet, 'csv', { name, asOf, knownAt })
			}
			const style = query.format === 'hledger' ? hledgerStyle : beancountStyle
			const nameOf = accountNames(books)
			const file = { type: textType, name: `${name}.${query.format === 'hledger' ? 'journal' : 'beancount'}`, asOf, knownAt }
			return sendFile(reply, file, async (out) => {
				await out.write(style.opening(books))
				for await (const batch of batches(entries)) {
					await out.write(batch.map((entry) => style.entry(entry, (code) => nameOf(entry.book, code))).join(''))
				}
			})
		},
	})
}
