import { describe, expect, it } from 'vitest'
import type { ReadRow } from '../../src/documents/read-cell.js'
import { readCamt } from '../../src/documents/read-camt.js'
import { all } from './rows.js'

const read = (bytes: Uint8Array) => all(readCamt(bytes))
const texts = (rows: readonly ReadRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text))

describe('a statement', () => {
	it('gives its transactions as rows below a heading', async () => {
		const transaction = (id: string, amount: string) =>
			`<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="VND">${amount}</Amt><RltdPties><Dbtr><Nm>Nông Thị Ái</Nm></Dbtr></RltdPties></TxDtls>`
		const entry = `<Ntry><Amt Ccy="VND">300</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2022-10-31</Dt></BookgDt><NtryDtls>${transaction('A1', '100')}${transaction('A2', '200.00')}</NtryDtls></Ntry>`
		const xml = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>${entry}</Stmt></BkToCstmrStmt></Document>`
		expect(texts(await read(Buffer.from(xml))).slice(1)).toEqual([
			['A1', 'Nông Thị Ái', '', '100', '2022-10-31', 'Thu nợ', ''],
			['A2', 'Nông Thị Ái', '', '200', '2022-10-31', 'Thu nợ', ''],
		])
	})

	it('calls a loan as the bank does, where a receipt has a number of its own', async () => {
		const refs = '<Refs><AcctSvcrRef>66-001</AcctSvcrRef><EndToEndId>BL-0001</EndToEndId></Refs>'
		const entry = `<Ntry><Amt Ccy="VND">300</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2022-10-31</Dt></BookgDt><NtryDtls><TxDtls>${refs}</TxDtls></NtryDtls></Ntry>`
		const xml = `<Document><BkToCstmrStmt><Stmt>${entry}</Stmt></BkToCstmrStmt></Document>`
		expect(texts(await read(Buffer.from(xml)))[1]).toEqual(['66-001', '', '', '300', '2022-10-31', 'Giải ngân', ''])
	})

	it('that is broken off, or of another kind, is none', async () => {
		for (const xml of ['<Document><BkToCstmrStmt><Stmt><Ntry>', '<Document><a/></Document>']) {
			await expect(read(Buffer.from(xml))).rejects.toMatchObject({ code: 'file.not-a-statement' })
		}
	})
})
