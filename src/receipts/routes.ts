import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { idSchema } from '../kernel/wire.js'
import * as books from './book-actions.js'
import { findReceiptBook, listReceiptBooks } from './question-actions.js'
import * as schemas from './schemas.js'

const params = z.strictObject({ id: idSchema })

export function receiptRoutes(door: AppDoor): void {
	const tag = 'receipts'
	const leaf = [
		'receipt.outside-book',
		'receipt.used-already',
		'receipt.cancelled-already',
		'receipt.missing-already',
		'receipt.returned-already',
	]
	const refusals = ['receipt.book-not-found', 'receipt.not-issued', ...leaf, ...Object.keys(contractRefusals)]
	door.operation({
		id: 'issueReceiptBook',
		method: 'POST',
		path: '/receipt-books',
		tag,
		summary: 'Issues a book of receipts to a group: a series and a range of its serials',
		body: schemas.issueBookSchema,
		answer: schemas.receiptOutcomeView,
		status: 201,
		rehearsable: true,
		refusals: [
			'group.not-found',
			'receipt.range-backwards',
			'receipt.range-overlaps',
			'receipt.holder-not-in-committee',
			'contract.future-day',
		],
		handle: ({ tx, body, asker, today }) => books.issueBook(tx, body, asker, today),
	})
	door.operation({
		id: 'listReceiptBooks',
		method: 'GET',
		path: '/receipt-books',
		tag,
		summary: 'Receipt books with how many leaves are blank, used, cancelled, missing and returned',
		query: schemas.listBooksQuery,
		answer: schemas.receiptBooksView,
		handle: ({ tx, query, asker, asOf, knownAt }) => listReceiptBooks(tx, query, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'readReceiptBook',
		method: 'GET',
		path: '/receipt-books/:id',
		tag,
		summary: 'A receipt book: what each of its serials is, and what happened to it',
		params,
		query: schemas.receiptBookQuery,
		answer: schemas.receiptBookView,
		refusals: ['receipt.book-not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => findReceiptBook(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'cancelReceipts',
		method: 'POST',
		path: '/receipt-books/:id/cancellations',
		tag,
		summary: 'Cancels receipts that were spoilt or are void; the pages are kept',
		params,
		body: schemas.receiptsWithReasonSchema,
		answer: schemas.receiptOutcomeView,
		status: 201,
		rehearsable: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => books.cancelReceipts(tx, id, body, asker, today),
	})
	door.operation({
		id: 'recordMissingReceipts',
		method: 'POST',
		path: '/receipt-books/:id/losses',
		tag,
		summary: 'Reports receipts missing',
		params,
		body: schemas.receiptsWithReasonSchema,
		answer: schemas.receiptOutcomeView,
		status: 201,
		rehearsable: true,
		refusals,
		handle: ({ tx, params: { id }, body, asker, today }) => books.reportMissing(tx, id, body, asker, today),
	})
	door.operation({
		id: 'returnReceipts',
		method: 'POST',
		path: '/receipt-books/:id/returns',
		tag,
		summary: 'Gives unused receipts back to the bank or the office',
		params,
		body: schemas.returnReceiptsSchema,
		answer: schemas.receiptOutcomeView,
		status: 201,
		rehearsable: true,
		refusals: [...refusals, 'receipt.nothing-blank'],
		handle: ({ tx, params: { id }, body, asker, today }) => books.returnReceipts(tx, id, body, asker, today),
	})
	door.operation({
		id: 'reverseReceiptEvent',
		method: 'POST',
		path: '/receipt-books/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes an event of a receipt book: its leaves are blank again',
		params: z.strictObject({ id: idSchema, eventId: idSchema }),
		body: schemas.receiptReversalSchema,
		answer: schemas.receiptOutcomeView,
		status: 201,
		rehearsable: true,
		refusals: [...refusals, 'receipt.issue-not-reversed', 'receipt.passing-not-reversed'],
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => books.reverseReceiptEvent(tx, id, eventId, body, asker, today),
	})
}
