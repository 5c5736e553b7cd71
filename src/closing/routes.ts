import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import * as closing from './actions.js'
import { changeColumns, type ChangeView, linesOf, totalLine } from './changes.js'
import { closedChanges } from './changes-actions.js'
import * as questions from './question-actions.js'
import * as schemas from './schemas.js'

const tag = 'closings'
const params = schemas.closingParams
const centre = 'closing.of-the-centre'
const sequence = [centre, 'closing.month-not-ended', 'closing.closed-already', 'ledger.book-not-found']

export function closingRoutes(door: AppDoor): void {
	door.operation({
		id: 'readClosingChecklist',
		method: 'GET',
		path: '/closings/checklist',
		tag,
		summary: 'What has to be in order before a month is closed, book by book, with the evidence and what is still open',
		query: schemas.checklistQuery,
		answer: schemas.checklistsView,
		refusals: [centre, 'ledger.book-not-found'],
		handle: ({ tx, query: { month, book }, asker, today, knownAt }) => questions.findChecklists(tx, month, book, { asker, today, knownAt }),
	})
	door.operation({
		id: 'waiveClosingItem',
		method: 'POST',
		path: '/closings/waivers',
		tag,
		status: 201,
		rehearsable: true,
		summary: 'Says by name, and why, that a book may be closed with what is open of an item',
		body: schemas.waiveItemSchema,
		answer: schemas.waivedView,
		refusals: [...sequence, 'closing.item-not-of-book', 'closing.nothing-to-waive'],
		handle: ({ tx, body, asker, today }) => closing.waiveItem(tx, body, asker, today),
	})
	door.operation({
		id: 'closeMonth',
		method: 'POST',
		path: '/closings',
		tag,
		status: 201,
		rehearsable: true,
		summary: 'Closes a month of some books, or of all: every item of their checklists held or waived',
		body: schemas.closeMonthSchema,
		answer: schemas.closedView,
		refusals: [...sequence, 'closing.earlier-month-open', 'closing.not-held'],
		handle: ({ tx, body, asker, today }) => closing.closeMonth(tx, body, asker, today),
	})
	door.operation({
		id: 'listClosings',
		method: 'GET',
		path: '/closings',
		tag,
		summary: 'What closed the books and opened them again, the latest first',
		query: schemas.listClosingsQuery,
		answer: schemas.closingsView,
		refusals: [centre, 'ledger.book-not-found'],
		handle: ({ tx, query, asker, today }) => questions.listClosings(tx, query, asker, today),
	})
	door.operation({
		id: 'readClosing',
		method: 'GET',
		path: '/closings/:id',
		tag,
		summary: 'One closing with its checklist, its checkpoint and what was asked since',
		params,
		answer: schemas.closingView,
		refusals: [centre, 'closing.not-found'],
		handle: ({ tx, params: { id }, asker, today }) => questions.findClosing(tx, id, asker, today),
	})
	door.operation({
		id: 'askReopening',
		method: 'POST',
		path: '/closings/:id/reopenings',
		tag,
		status: 201,
		rehearsable: true,
		summary: 'Asks to open a closed book again, with the reason; a second person has to agree',
		params,
		body: schemas.askReopeningSchema,
		answer: schemas.closingLineView,
		refusals: [centre, 'closing.not-found', 'closing.open-again', 'closing.later-month-closed', 'closing.asked-already'],
		handle: ({ tx, params: { id }, body, asker, today }) => closing.askReopening(tx, id, body.reason, asker, today),
	})
	door.operation({
		id: 'approveReopening',
		method: 'POST',
		path: '/reopenings/:id/approvals',
		tag,
		status: 201,
		rehearsable: true,
		summary: 'Agrees to open a book again that another person asked for: it is open from the first day of that month on',
		params,
		answer: schemas.closingLineView,
		refusals: [
			centre,
			'reopening.not-found',
			'reopening.by-the-same-person',
			'closing.not-found',
			'closing.open-again',
			'closing.later-month-closed',
		],
		handle: ({ tx, params: { id }, asker, today }) => closing.approveReopening(tx, id, asker, today),
	})
	door.operation({
		id: 'reportClosedChanges',
		method: 'GET',
		path: '/reports/closed-changes',
		tag: 'reports',
		summary: 'What is known now of the balances at a closed month’s end that was not known when it was closed, and why',
		query: schemas.changesQuery,
		answer: schemas.changesView,
		media: [csvType, xlsxType],
		refusals: [centre, 'ledger.book-not-found', 'closing.not-closed'],
		handle: async ({ tx, query, asker, today, knownAt, reply }) => {
			const report = await closedChanges(tx, query, asker, { today, knownAt })
			if (query.format === 'json') return report
			const { rows, totals, asOf } = report
			const footer = () => totals.map(totalLine)
			const sheet = { name: 'Thay đổi sau khoá sổ', columns: changeColumns, rows: each(rows), footer, madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `thay-doi-sau-khoa-so-${query.month}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly ChangeView[]): AsyncGenerator<SheetRow> {
	for (const row of rows) yield* linesOf(row)
}
