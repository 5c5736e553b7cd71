import type { AppDoor } from '../access/asker.js'
import { bankListRefusals } from '../banklists/refusals.js'
import { contractRefusals } from '../contracts/refusals.js'
import { csvType, sendFile, sendSheet, xlsxType } from '../documents/download.js'
import { writeJson } from '../documents/json.js'
import { fileRefusals } from '../documents/refusals.js'
import { lendingRefusals } from '../lending/refusals.js'
import * as reconciliations from './actions.js'
import * as questions from './question-actions.js'
import * as schemas from './schemas.js'
import * as settling from './settling-actions.js'

const tag = 'reconciliations'
const settlingRefusals = [
	'reconciliation.not-found',
	'reconciliation.item-not-found',
	'reconciliation.no-difference',
	'reconciliation.already-accepted',
	'reconciliation.signed',
]

export function reconciliationRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201 } as const
	const question = { method: 'GET', tag } as const
	door.operation({
		...command,
		id: 'startReconciliation',
		path: '/lenders/:id/reconciliations',
		summary: "Takes a lender's list (XLSX, CSV, camt.053) and compares it with our book of its day",
		upload: true,
		rehearsable: true,
		params: schemas.lenderParams,
		query: schemas.startQuery,
		body: schemas.startSchema,
		answer: schemas.reconciliationView,
		refusals: [...Object.keys(bankListRefusals), ...Object.keys(fileRefusals), 'lender.not-found'],
		handle: ({ tx, params: { id: lenderId }, body, file, asker, today, knownAt }) =>
			reconciliations.receiveAndReconcile(tx, { lenderId, file, ...body }, asker, today, knownAt),
	})
	door.operation({
		...command,
		id: 'reconcileBankList',
		path: '/bank-lists/:id/reconciliations',
		summary: 'Compares a list that is kept with our book of its day, as it is known now',
		rehearsable: true,
		params: schemas.listParams,
		query: schemas.startQuery,
		answer: schemas.reconciliationView,
		refusals: ['bank-list.not-found', 'lender.not-found'],
		handle: ({ tx, params: { id }, asker, knownAt }) => reconciliations.reconcileList(tx, id, asker, knownAt),
	})
	door.operation({
		...question,
		id: 'listReconciliations',
		path: '/lenders/:id/reconciliations',
		summary: 'The reconciliations with a lender, the latest first',
		params: schemas.lenderParams,
		query: schemas.listReconciliationsQuery,
		answer: schemas.reconciliationsView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => questions.listReconciliations(tx, id, query, asker),
	})
	door.operation({
		...question,
		id: 'readReconciliation',
		path: '/reconciliations/:id',
		summary: 'One reconciliation: both sides’ sums, by kind of difference and group by group, and who signed',
		params: schemas.reconciliationParams,
		answer: schemas.wholeView,
		refusals: ['reconciliation.not-found'],
		handle: ({ tx, params: { id }, asker }) => questions.findReconciliation(tx, id, asker),
	})
	door.operation({
		...question,
		id: 'listReconciliationItems',
		path: '/reconciliations/:id/items',
		summary: 'What was found, loan by loan: that both sides agree, or how and why they differ, and what would set it right',
		params: schemas.reconciliationParams,
		query: schemas.listItemsQuery,
		answer: schemas.itemsView,
		refusals: ['reconciliation.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => questions.listItems(tx, id, query, asker),
	})
	door.operation({
		...command,
		id: 'acceptReconciliationItem',
		path: '/reconciliations/:id/items/:itemId/acceptances',
		summary: 'Accepts a difference, and records what sets our book right',
		money: true,
		params: schemas.itemParams,
		body: schemas.noteSchema,
		answer: schemas.settledView,
		refusals: [...settlingRefusals, ...Object.keys(lendingRefusals), ...Object.keys(contractRefusals)],
		handle: ({ tx, params: { id, itemId }, body, asker, today }) => settling.acceptItem(tx, id, itemId, body, asker, today),
	})
	door.operation({
		...command,
		id: 'disputeReconciliationItem',
		path: '/reconciliations/:id/items/:itemId/disputes',
		summary: 'Says that a side does not agree, and why',
		rehearsable: true,
		params: schemas.itemParams,
		body: schemas.disputeSchema,
		answer: schemas.settledView,
		refusals: settlingRefusals,
		handle: ({ tx, params: { id, itemId }, body, asker }) => settling.disputeItem(tx, id, itemId, body, asker),
	})
	door.operation({
		...command,
		id: 'assignReconciliationItem',
		path: '/reconciliations/:id/items/:itemId/assignments',
		summary: 'Gives a difference to somebody to look into',
		rehearsable: true,
		params: schemas.itemParams,
		body: schemas.assignSchema,
		answer: schemas.settledView,
		refusals: settlingRefusals,
		handle: ({ tx, params: { id, itemId }, body, asker }) => settling.assignItem(tx, id, itemId, body, asker),
	})
	door.operation({
		...command,
		id: 'signReconciliation',
		path: '/reconciliations/:id/signatures',
		summary: 'Signs for one side: the bank’s clerk for her bank, the office for the Union; nothing changes afterwards',
		rehearsable: true,
		params: schemas.reconciliationParams,
		body: schemas.noteSchema,
		answer: schemas.reconciliationView,
		refusals: ['reconciliation.not-found', 'reconciliation.side-signed', 'reconciliation.beyond-reach'],
		handle: ({ tx, params: { id }, body, asker }) => settling.sign(tx, id, body, asker),
	})
	door.operation({
		...question,
		id: 'readReconciliationCopy',
		path: '/reconciliations/:id/copy',
		summary: 'The copy that both sides signed, the same bytes for ever, with its SHA-256',
		params: schemas.reconciliationParams,
		query: schemas.copyQuery,
		answer: schemas.copyView,
		media: [csvType, xlsxType],
		refusals: ['reconciliation.not-found', 'reconciliation.not-signed'],
		handle: async ({ tx, params: { id }, query: { format }, asker, reply }) => {
			const { reconciliation, sheet, end } = await questions.signedCopy(tx, id, asker)
			const { lenderId, lenderCode, asOf, knownAt } = reconciliation
			const file = { name: `bien-ban-doi-chieu-${lenderCode.toLowerCase()}-${asOf}`, asOf, knownAt }
			if (format !== 'json') return sendSheet(reply, sheet, format, file)
			const head = { ...file, type: 'application/json', name: `${file.name}.json` }
			return sendFile(reply, head, (out) => writeJson(sheet, out, { id, lenderId, asOf, knownAt }, end))
		},
	})
}
