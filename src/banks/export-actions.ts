import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { toldBatches } from '../documents/csv.js'
import { type FileHead, sheetFile } from '../documents/download.js'
import { writeJson } from '../documents/json.js'
import { pdfType, writePdf } from '../documents/pdf.js'
import type { Out, Sheet } from '../documents/sheet.js'
import { Refusal } from '../kernel/refusal.js'
import { readProvince } from '../papers/store.js'
import type { Tx } from '../platform/database.js'
import { reconciliation, reconciliationDelta } from './actions.js'
import type { ExportFormat } from './formats.js'
import { GroupTally, listPaper, paperRowsMax, refuseTooLong, summaryPaper } from './list-paper.js'
import type { ReconciliationRow } from './reconciliation.js'
import type { ReconciliationQuery } from './schemas.js'
import { writeStatement } from './statement.js'
import { lenderStatement } from './statement-actions.js'

/** A file that can be written; how many rows it has is known when it was. */
export type Export = {
	readonly lenderId: string
	readonly file: Omit<FileHead, 'asOf' | 'knownAt'>
	readonly write: (out: Out) => Promise<void>
	readonly rows: () => number
}

export const camtType = 'application/xml'

/** A lender's list in the format that was asked for: whole, or of a part; or what differs from a signed copy; or its account. */
export async function lenderExport(tx: Tx, lenderId: string, query: ReconciliationQuery, asker: Asker, clocks: Clocks): Promise<Export> {
	refuseUnmade(query)
	const { format, since, from } = query
	if (format === 'camt053') return statementExport(tx, lenderId, from, asker, clocks)
	if (format === 'pdf') return paperExport(tx, lenderId, query, asker, clocks)
	if (since !== undefined) {
		const { lender, since: signed, sheet, end } = await reconciliationDelta(tx, lenderId, since, query, asker, clocks)
		return sheetExport(
			{ lender, sheet, rows: () => end().totals.loans, end, head: { lender, since: signed, ...clocks } },
			format,
			'thay-doi',
			clocks,
		)
	}
	const { lender, sheet, end } = await reconciliation(tx, lenderId, query, asker, clocks)
	return sheetExport({ lender, sheet, rows: () => end().totals.loans, end, head: { lender, ...clocks } }, format, 'doi-chieu', clocks)
}

/** What some formats have nothing of. */
function refuseUnmade({ format, since, from, groupId, unitId }: ReconciliationQuery): void {
	const no = (path: string, what: string) => new Refusal('export.not-in-this-format', { path, details: { what, format } })
	if (since !== undefined && (format === 'pdf' || format === 'camt053')) throw no('since', 'since')
	if (format === 'camt053' && groupId !== undefined) throw no('groupId', 'groupId')
	if (format === 'camt053' && unitId !== undefined) throw no('unitId', 'unitId')
	if (format !== 'camt053' && from !== undefined) throw no('from', 'from')
}

type Lender = { readonly id: string; readonly code: string; readonly name: string }
type Listed = {
	readonly lender: Lender
	readonly sheet: Sheet
	readonly rows: () => number
	readonly end: () => object
	readonly head: object
}

function sheetExport({ lender, sheet, rows, end, head }: Listed, format: 'json' | 'csv' | 'xlsx', what: string, clocks: Clocks): Export {
	const { type, write } =
		format === 'json' ? { type: 'application/json', write: (out: Out) => writeJson(sheet, out, head, end) } : sheetFile(sheet, format)
	return { lenderId: lender.id, file: { type, name: nameOf(what, lender, clocks, format) }, write, rows }
}

async function statementExport(tx: Tx, lenderId: string, from: ReconciliationQuery['from'], asker: Asker, clocks: Clocks): Promise<Export> {
	const statement = await lenderStatement(tx, lenderId, from, asker, clocks)
	return {
		lenderId: statement.lender.id,
		file: { type: camtType, name: nameOf('sao-ke', statement.lender, clocks, 'xml') },
		write: (out) => writeStatement(statement, out),
		rows: () => statement.lent.count + statement.returned.count,
	}
}

/** A whole lender by commune and group; a group or a unit loan by loan. Signed is the list, by its digest. */
async function paperExport(tx: Tx, lenderId: string, query: ReconciliationQuery, asker: Asker, clocks: Clocks): Promise<Export> {
	const { lender, sheet, end } = await reconciliation(tx, lenderId, query, asker, clocks)
	const isPart = query.groupId !== undefined || query.unitId !== undefined
	const tally = new GroupTally(clocks.asOf)
	const listed: ReconciliationRow[] = []
	for await (const batch of toldBatches(sheet)) {
		for (const row of batch as readonly ReconciliationRow[]) {
			tally.count(row)
			if (isPart && listed.length <= paperRowsMax) listed.push(row)
		}
	}
	const { totals, sha256 } = end()
	if (isPart) refuseTooLong(totals.loans)
	const letter = { language: asker.language, province: await readProvince(tx, clocks.asOf), ...clocks }
	const told = { lender, sha256 }
	const paper = isPart ? listPaper(listed, told, letter) : summaryPaper(tally.list(), told, letter)
	return {
		lenderId: lender.id,
		file: { type: pdfType, name: nameOf('doi-chieu', lender, clocks, 'pdf') },
		write: (out) => writePdf(paper, out),
		rows: () => totals.loans,
	}
}

function nameOf(what: string, { code }: Lender, { asOf }: Clocks, ending: ExportFormat | 'xml'): string {
	return `${what}-${code.toLowerCase()}-${asOf}.${ending}`
}
