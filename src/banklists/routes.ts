import type { AppDoor } from '../access/asker.js'
import { fileRefusals } from '../documents/refusals.js'
import * as lists from './actions.js'
import { bankListRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const tag = 'bank lists'

export function bankListRoutes(door: AppDoor): void {
	door.operation({
		id: 'receiveBankList',
		method: 'POST',
		path: '/lenders/:id/bank-lists',
		tag,
		summary: "Takes a lender's own list of loans (XLSX, CSV, camt.053), whole or not at all; a dry run previews it, cell by cell",
		upload: true,
		rehearsable: true,
		status: 201,
		params: schemas.lenderParams,
		query: schemas.receiveQuery,
		body: schemas.receiveSchema,
		answer: schemas.receivedView,
		wasThere: (view) => (view as { wasThere: boolean }).wasThere,
		refusals: [...Object.keys(bankListRefusals), ...Object.keys(fileRefusals), 'lender.not-found'],
		handle: ({ tx, params: { id: lenderId }, query, body, file, asker, today }) => {
			const take = query.dryRun === 'true' ? lists.previewList : lists.receiveList
			return take(tx, { lenderId, file, ...body }, asker, today)
		},
	})
	door.operation({
		id: 'listBankLists',
		method: 'GET',
		path: '/lenders/:id/bank-lists',
		tag,
		summary: 'The lists that a lender handed in, the latest first',
		params: schemas.lenderParams,
		query: schemas.listListsQuery,
		answer: schemas.listsView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => lists.listLists(tx, id, query, asker),
	})
	door.operation({
		id: 'readBankList',
		method: 'GET',
		path: '/bank-lists/:id',
		tag,
		summary: 'One list: its file, how its columns were read, and its sums',
		params: schemas.listParams,
		answer: schemas.listView,
		refusals: ['bank-list.not-found'],
		handle: ({ tx, params: { id }, asker }) => lists.findList(tx, id, asker),
	})
	door.operation({
		id: 'listBankListRows',
		method: 'GET',
		path: '/bank-lists/:id/rows',
		tag,
		summary: 'The loans of a list, by line of its file',
		params: schemas.listParams,
		query: schemas.listRowsQuery,
		answer: schemas.rowsView,
		refusals: ['bank-list.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => lists.listRows(tx, id, query, asker),
	})
	door.operation({
		id: 'readBankListMapping',
		method: 'GET',
		path: '/lenders/:id/bank-list-mapping',
		tag,
		summary: "What the headers of a lender's lists stand for, as it is remembered",
		params: schemas.lenderParams,
		answer: schemas.mappingView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { id }, asker }) => lists.findMapping(tx, id, asker),
	})
	door.operation({
		id: 'setBankListMapping',
		method: 'POST',
		path: '/lenders/:id/bank-list-mapping',
		tag,
		summary: "Says what the headers of a lender's lists stand for from now on",
		rehearsable: true,
		status: 201,
		params: schemas.lenderParams,
		body: schemas.setMappingSchema,
		answer: schemas.mappingView,
		refusals: ['bank-list.mapping-twice', 'lender.not-found'],
		handle: ({ tx, params: { id }, body, asker }) => lists.setMapping(tx, id, body.mapping, asker),
	})
}
