import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { csvType, sendFile, sendSheet, xlsxType } from '../documents/download.js'
import { fileRefusals } from '../documents/refusals.js'
import { readRows } from '../documents/read.js'
import { writeTemplate } from '../documents/template-xlsx.js'
import { idSchema, moneySchema } from '../kernel/wire.js'
import { lendingRefusals } from '../lending/refusals.js'
import { outcomeView as loanOutcomeView } from '../lending/schemas.js'
import { savingsRefusals } from '../savings/refusals.js'
import { outcomeView as savingsOutcomeView } from '../savings/schemas.js'
import * as openings from './actions.js'
import { correctLoan, correctSavings } from './correction-actions.js'
import { leftRowsSheet, templateSheet } from './sheet-actions.js'
import { openingTemplate } from './template-actions.js'
import * as schemas from './schemas.js'

const params = z.strictObject({ id: idSchema })
const tag = 'openings'

/** Loans and savings that had been running in other books. `wake` tells the worker that there is work. */
export function openingRoutes(door: AppDoor, wake: () => void): void {
	door.operation({
		id: 'readOpeningTemplate',
		method: 'GET',
		path: '/openings/template',
		tag,
		summary: 'The list of existing loans or savings to be filled in, with an example and the codes that may be written',
		query: schemas.templateQuery,
		media: [xlsxType, csvType],
		handle: async ({ tx, query: { kind, format }, asker, today, knownAt, reply }) => {
			const template = await openingTemplate(tx, kind, asker, today)
			const file = { name: `mau-mo-so-${kind}`, asOf: today, knownAt }
			if (format === 'csv') return sendSheet(reply, templateSheet(template, knownAt), 'csv', file)
			const bytes = await writeTemplate(template)
			return sendFile(reply, { ...file, type: xlsxType, name: `${file.name}.xlsx` }, (out) => out.write(bytes))
		},
	})
	door.operation({
		id: 'importOpening',
		method: 'POST',
		path: '/openings',
		tag,
		summary: 'Brings existing loans or savings in from a spreadsheet: all rows are checked, then opened, all of them or the good ones',
		query: schemas.importQuery,
		body: schemas.importSchema,
		upload: true,
		rehearsesReading: true,
		answer: schemas.importedView,
		status: 202,
		money: true,
		wasThere: (view) => (view as { readonly repeated?: boolean }).repeated === true,
		refusals: ['opening.future-day', 'opening.column-missing', 'opening.no-rows', 'opening.too-many-rows', ...Object.keys(fileRefusals)],
		handle: async ({ tx, query, body, file, asker, today, afterCommit }) => {
			const list = { name: file.name, sha256: file.sha256, lines: readRows(file) }
			if (query.dryRun === 'true') return openings.rehearseOpening(tx, body, list, asker, today)
			afterCommit(wake)
			return openings.importOpening(tx, body, list, asker, today)
		},
	})
	door.operation({
		id: 'listOpenings',
		method: 'GET',
		path: '/openings',
		tag,
		summary: 'Lists of existing loans and savings that were handed in, the latest first',
		query: schemas.listOpeningsQuery,
		answer: schemas.openingsView,
		handle: ({ tx, query, asker }) => openings.listOpenings(tx, query, asker),
	})
	door.operation({
		id: 'readOpening',
		method: 'GET',
		path: '/openings/:id',
		tag,
		summary: 'How far the work on a list is, what was found of its rows and what became of them',
		params,
		answer: schemas.openingView,
		refusals: ['opening.not-found'],
		handle: ({ tx, params: { id }, asker }) => openings.findOpening(tx, id, asker),
	})
	door.operation({
		id: 'listOpeningEntries',
		method: 'GET',
		path: '/openings/:id/entries',
		tag,
		summary: 'The one entry of the book for each lender and group whose balances a list opened',
		params,
		query: schemas.listOpeningsQuery,
		answer: schemas.openingEntriesView,
		refusals: ['opening.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => openings.listOpeningEntries(tx, id, query, asker),
	})
	door.operation({
		id: 'listLeftRows',
		method: 'GET',
		path: '/openings/:id/left-rows',
		tag,
		summary: 'The rows that were not opened, with what is wrong with each cell; as a spreadsheet to be put right and handed in again',
		params,
		query: schemas.leftRowsQuery,
		answer: schemas.leftRowsView,
		media: [csvType, xlsxType],
		refusals: ['opening.not-found'],
		handle: async ({ tx, params: { id }, query, asker, reply, knownAt }) => {
			if (query.format === 'json') return openings.listLeftRows(tx, id, query, asker)
			const { sheet, file } = await leftRowsSheet(tx, id, asker, knownAt)
			return sendSheet(reply, sheet, query.format, file)
		},
	})
	door.operation({
		id: 'correctLoanOpening',
		method: 'POST',
		path: '/loans/:id/opening-corrections',
		tag,
		summary: 'Corrects the balances with which a loan was brought forward; the book receives the difference',
		params,
		body: schemas.loanCorrectionSchema,
		answer: loanOutcomeView.extend({ difference: moneySchema }),
		status: 201,
		money: true,
		refusals: [...Object.keys(lendingRefusals), ...Object.keys(contractRefusals)],
		handle: ({ tx, params: { id }, body, asker, today }) => correctLoan(tx, id, body, asker, today),
	})
	door.operation({
		id: 'correctSavingsOpening',
		method: 'POST',
		path: '/savings-accounts/:id/opening-corrections',
		tag,
		summary: 'Corrects the balance with which a savings account was brought forward; the book receives the difference',
		params,
		body: schemas.savingsCorrectionSchema,
		answer: savingsOutcomeView.extend({ difference: moneySchema }),
		status: 201,
		money: true,
		refusals: [...Object.keys(savingsRefusals), ...Object.keys(contractRefusals)],
		handle: ({ tx, params: { id }, body, asker, today }) => correctSavings(tx, id, body, asker, today),
	})
}
