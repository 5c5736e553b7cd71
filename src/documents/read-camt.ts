import { XMLParser } from 'fast-xml-parser'
import { Refusal } from '../kernel/refusal.js'
import { type ReadCell, type ReadRow, textCell, tooLarge } from './read-cell.js'
import { listOf, type Tag, tagsOf, within } from './xml-tag.js'

/** A statement of 20.000 entries is about 16 MB. */
const sizeMax = 20 * 1_024 * 1_024
const depthMax = 40

/** What each column of a statement's rows is called: words that lists of loans have too. */
const headers = ['Mã món vay', 'Họ tên', 'Mã khách hàng', 'Số tiền giao dịch', 'Ngày giao dịch gần nhất', 'Giao dịch gần nhất', 'Diễn giải']

const parser = new XMLParser({
	removeNSPrefix: true,
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	parseAttributeValue: false,
	processEntities: { enabled: true, maxTotalExpansions: 1_000_000 },
	isArray: (name) => ['Stmt', 'Rpt', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd'].includes(name),
})

/**
 * The transactions of a bank's statement (ISO 20022 camt.053, or camt.052 of the day) as rows below a heading: one for each
 * transaction of each entry, known by the bank's own reference, else by its end-to-end id, which may be a receipt's number. Money that the bank paid out counts
 * as Giải ngân, money that it received as Thu nợ. Entities and document types are refused.
 */
export function* readCamt(bytes: Uint8Array): Generator<ReadRow> {
	if (bytes.length > sizeMax) throw tooLarge()
	const text = textOf(bytes)
	if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Refusal('file.unsafe', { path: 'file', details: { what: 'DOCTYPE' } })
	refuseUnclosed(text)
	const document = within(parsed(text)['Document'])
	const statements = [...tagsOf(within(document['BkToCstmrStmt'])['Stmt']), ...tagsOf(within(document['BkToCstmrAcctRpt'])['Rpt'])]
	if (statements.length === 0) throw notStatement()
	yield { line: 1, cells: headers.map(textCell) }
	let line = 1
	for (const statement of statements) {
		for (const entry of tagsOf(statement['Ntry'])) {
			const details = tagsOf(entry['NtryDtls']).flatMap((one) => tagsOf(one['TxDtls']))
			for (const transaction of details.length === 0 ? [{}] : details) yield { line: (line += 1), cells: cellsOf(entry, transaction) }
		}
	}
}

function cellsOf(entry: Tag, transaction: Tag): readonly ReadCell[] {
	const references = within(transaction['Refs'])
	const parties = within(transaction['RltdPties'])
	const isDebit = said(transaction['CdtDbtInd'] ?? entry['CdtDbtInd']) === 'DBIT'
	const party = within(parties[isDebit ? 'Cdtr' : 'Dbtr'])
	const named = party['Pty'] === undefined ? party : within(party['Pty'])
	const day = within(entry['BookgDt'])
	const code = [references['AcctSvcrRef'], references['EndToEndId'], entry['AcctSvcrRef'], entry['NtryRef']].map(said)
	const amount = said(transaction['Amt'] ?? entry['Amt'])
	return [
		textCell(code.find((one) => one !== '' && one !== 'NOTPROVIDED') ?? ''),
		textCell(said(named['Nm'])),
		textCell(said(references['InstrId'])),
		// VND has no fraction; a schema of two decimals may write one of zeros.
		/^\d{1,18}(\.0+)?$/.test(amount) ? { text: amount.replace(/\.0+$/, ''), kind: 'number' } : textCell(amount),
		textCell(said(day['Dt']) || said(day['DtTm']).slice(0, 10)),
		textCell(isDebit ? 'Giải ngân' : 'Thu nợ'),
		textCell(listOf(within(transaction['RmtInf'])['Ustrd']).map(said).join(' ')),
	]
}

function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
	} catch {
		throw notStatement()
	}
}

/** A tree is as deep as the format says, and ends: the library takes the half of a file for a whole one. What is deeper only wants to exhaust us. */
function refuseUnclosed(text: string): void {
	let depth = 0
	for (const tag of text.matchAll(/<(\/?)[A-Za-z][^<>]*?(\/?)>/g)) {
		if (tag[1] === '/') depth -= 1
		else if (tag[2] !== '/') depth += 1
		if (depth > depthMax) throw notStatement()
	}
	if (depth !== 0) throw notStatement()
}

function parsed(text: string): Tag {
	try {
		return within(parser.parse(text))
	} catch {
		throw notStatement()
	}
}

function said(value: unknown): string {
	const text = typeof value === 'object' && value !== null ? (value as Tag)['#text'] : value
	return typeof text === 'string' ? text : ''
}

function notStatement(): Refusal {
	return new Refusal('file.not-a-statement', { path: 'file' })
}
