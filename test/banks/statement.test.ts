import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type Statement, type StatementEntry, writeStatement } from '../../src/banks/statement.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { collector, each } from '../documents/rows.js'
import { installed } from '../platform/programs.js'

const schema = process.env['SOQUY_XSD'] ?? fileURLToPath(new URL('../../../shared/xsd/camt.053.001.08.xsd', import.meta.url))

const repaid: StatementEntry = {
	on: calendarDate('2023-03-10'),
	amount: dong(-1_500_000n),
	loanCode: 'KV-BICH',
	bankLoanCode: '66KV-BICH',
	borrowerName: 'Hoàng Thị Bích <&> "Tổ 1"',
	events: [{ type: 'repaid', amount: dong(2_000_000n), receiptNo: 'BL-7' }],
}
const lent: StatementEntry = {
	on: calendarDate('2023-03-12'),
	amount: dong(5_000_000n),
	loanCode: 'KV-CUC',
	bankLoanCode: null,
	borrowerName: 'Lý Thị Cúc',
	events: [
		{ type: 'disbursed', amount: dong(6_000_000n), receiptNo: null },
		{ type: 'repaid', amount: dong(1_000_000n), receiptNo: null },
	],
}
const quiet: StatementEntry = { ...lent, on: calendarDate('2023-03-13'), amount: dong(-5n), borrowerName: null, events: [] }

function statement(entries: readonly StatementEntry[], more: Partial<Statement> = {}): Statement {
	return {
		lender: { id: '1', code: 'NHCSXH', name: 'Ngân hàng Chính sách xã hội' },
		from: calendarDate('2023-03-01'),
		to: calendarDate('2023-03-31'),
		knownAt: '2023-06-15T05:00:00.000000Z' as Instant,
		opening: dong(50_000_000n),
		closing: dong(53_499_995n),
		lent: { count: 1, amount: dong(5_000_000n) },
		returned: { count: 2, amount: dong(1_500_005n) },
		entries: each([entries as never]) as unknown as Statement['entries'],
		...more,
	}
}

async function written(given: Statement): Promise<string> {
	const out = collector()
	await writeStatement(given, out)
	return out.text()
}

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => ['Bal', 'Ntry', 'TxDtls'].includes(name) })

describe('the statement of a lender’s loan account', () => {
	it('is valid by the schema of camt.053.001.08', async (context) => {
		if (!installed('xmllint') || !existsSync(schema)) context.skip('xmllint or the schema (SOQUY_XSD) is not here')
		const folder = mkdtempSync(join(tmpdir(), 'camt-'))
		try {
			for (const [name, given] of Object.entries({
				full: statement([repaid, lent, quiet]),
				empty: statement([], {
					opening: dong(0n),
					closing: dong(0n),
					lent: { count: 0, amount: dong(0n) },
					returned: { count: 0, amount: dong(0n) },
				}),
				long: statement([], { lender: { id: '1', code: 'X'.repeat(80), name: 'Quỹ '.repeat(80) } }),
			})) {
				const path = join(folder, `${name}.xml`)
				writeFileSync(path, await written(given))
				const said = spawnSync('xmllint', ['--noout', '--schema', schema, path], { encoding: 'utf8' })
				expect([name, said.status, said.stderr.trim()]).toEqual([name, 0, `${path} validates`])
			}
			const broken = join(folder, 'broken.xml')
			writeFileSync(broken, (await written(statement([repaid]))).replace('<Sts><Cd>BOOK</Cd></Sts>', ''))
			expect(() => execFileSync('xmllint', ['--noout', '--schema', schema, broken], { stdio: 'ignore' })).toThrow('Command failed')
		} finally {
			rmSync(folder, { recursive: true })
		}
	})

	it('says what is owed before and after as debit balances, and its control sums before its entries', async () => {
		const { Stmt } = parser.parse(await written(statement([repaid, lent, quiet]))).Document.BkToCstmrStmt
		expect(Stmt.Bal.map((one: any) => [one.Tp.CdOrPrtry.Cd, one.Amt['#text'], one.Amt['@_Ccy'], one.CdtDbtInd, one.Dt.Dt])).toEqual([
			['OPBD', '50000000', 'VND', 'DBIT', '2023-03-01'],
			['CLBD', '53499995', 'VND', 'DBIT', '2023-03-31'],
		])
		expect(Stmt.TxsSummry).toEqual({
			TtlNtries: { NbOfNtries: '3', Sum: '6500005', TtlNetNtry: { Amt: '3499995', CdtDbtInd: 'DBIT' } },
			TtlCdtNtries: { NbOfNtries: '2', Sum: '1500005' },
			TtlDbtNtries: { NbOfNtries: '1', Sum: '5000000' },
		})
	})

	it('has an entry of principal for each loan and day, and in it what happened, with receipt, borrower and loan', async () => {
		const { Stmt } = parser.parse(await written(statement([repaid, lent]))).Document.BkToCstmrStmt
		const [first, second] = Stmt.Ntry
		expect(first).toMatchObject({ NtryRef: '1', Amt: { '#text': '1500000' }, CdtDbtInd: 'CRDT', BookgDt: { Dt: '2023-03-10' } })
		const [detail] = first.NtryDtls.TxDtls
		expect(detail).toMatchObject({
			Refs: { AcctSvcrRef: '66KV-BICH', EndToEndId: 'BL-7', Prtry: { Ref: 'KV-BICH' } },
			AmtDtls: { InstdAmt: { Amt: { '#text': '2000000' } } },
			BkTxCd: { Domn: { Fmly: { SubFmlyCd: 'PPAY' } } },
			RltdPties: { Dbtr: { Pty: { Nm: 'Hoàng Thị Bích <&> "Tổ 1"' } } },
			RmtInf: { Ustrd: 'KV-BICH Trả nợ' },
		})
		expect(second).toMatchObject({ NtryRef: '2', CdtDbtInd: 'DBIT', NtryDtls: { Btch: { NbOfTxs: '2' } } })
		expect(second.NtryDtls.TxDtls[0]).toMatchObject({
			Refs: { AcctSvcrRef: 'KV-CUC', EndToEndId: 'NOTPROVIDED' },
			RltdPties: { Cdtr: { Pty: { Nm: 'Lý Thị Cúc' } } },
		})
	})
})
