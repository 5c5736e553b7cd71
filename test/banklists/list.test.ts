import { describe, expect, it } from 'vitest'
import { listKinds } from '../../src/banklists/keys.js'
import { keptRow, loanOfKept } from '../../src/banklists/kept.js'
import { readList } from '../../src/banklists/list.js'
import { headerReader, headerText, type Mapping } from '../../src/banklists/mapping.js'
import { nobodyNamed } from '../../src/banklists/listed.js'
import { previewOf } from '../../src/banklists/views.js'
import { layoutFor } from '../../src/banks/reconciliation.js'
import { readRows } from '../../src/documents/read.js'

const read = (
	text: string,
	{ lender = 'NHCSXH', told = [], remembered = [] }: { lender?: string; told?: Mapping; remembered?: Mapping } = {},
) => readList(readRows({ bytes: Buffer.from(text) }), headerReader(lender, told, remembered))
const refusal = (text: string, options = {}) =>
	read(text, options).then(
		() => null,
		(error: { code: string }) => error.code,
	)

const list = `NGÂN HÀNG CHÍNH SÁCH XÃ HỘI;;;;;
DANH SÁCH DƯ NỢ đến ngày 31/10/2022;;;;;
STT;Mã món vay;Họ và tên tổ viên;Ngày vay;Dư nợ;
;;;;Trong hạn;Quá hạn
(1);(2);(3);(4);(5);(6)
Tổ TK&VV bà Nông Thị Hoa;;;;;
1;66001;Nông Thị Ái;31/10/2021;10.000.000;-
2;66002;Lý Thị Mai;ngày 1 tháng 11 năm 2021;5.000.000;1.000.000
Cộng tổ;;;;15.000.000;1.000.000
Tổng cộng;;;;15.000.000;1.000.000
;;Người lập biểu;;Giám đốc;
`

describe("a bank's list", () => {
	it('is read below its title and its heading of two lines, down to its control totals', async () => {
		const { loans, columns, headingLine, faults, totals, agrees } = await read(list)
		expect(headingLine).toBe(3)
		expect(columns.map(({ column, key, how }) => [column, key, how])).toEqual([
			['A', null, 'unknown'],
			['B', 'bankLoanCode', 'header'],
			['C', 'memberName', 'header'],
			['D', 'disbursedOn', 'header'],
			['E', 'inTerm', 'header'],
			['F', 'overdue', 'header'],
		])
		expect(faults).toEqual([])
		expect(loans).toEqual([
			{ line: 7, bankLoanCode: '66001', memberName: 'Nông Thị Ái', disbursedOn: '2021-10-31', inTerm: 10_000_000n },
			{ line: 8, bankLoanCode: '66002', memberName: 'Lý Thị Mai', disbursedOn: '2021-11-01', inTerm: 5_000_000n, overdue: 1_000_000n },
		])
		expect(totals).toEqual([
			{ key: 'inTerm', sum: 15_000_000n, said: 15_000_000n },
			{ key: 'overdue', sum: 1_000_000n, said: 1_000_000n },
		])
		expect(agrees).toBe(true)
	})

	it('whose control totals are not those of its rows does not agree with itself; one without any says nothing', async () => {
		expect((await read(list.replace('Tổng cộng;;;;15.000.000', 'Tổng cộng;;;;15.000.001'))).agrees).toBe(false)
		expect((await read(list.replace(/Tổng cộng.*\n/, ''))).agrees).toBeNull()
	})

	it('tells of each cell that cannot be read its line, column, header and reason', async () => {
		const { faults, faultCount, loans } = await read(list.replace('10.000.000;-', '10,000.5;=1+1').replace('66002;Lý Thị Mai', ';'))
		expect(loans).toEqual([])
		expect(faultCount).toBe(3)
		expect(faults.map(({ line, column, header, text, reason }) => [line, column, header, text, reason.vi])).toEqual([
			[7, 'E', 'Dư nợ Trong hạn', '10,000.5', 'Không phải số tiền nguyên đồng'],
			[7, 'F', 'Quá hạn', 'công thức', 'Ô là công thức hoặc báo lỗi; cần giá trị'],
			[8, null, null, '2', nobodyNamed.vi],
		])
	})

	it('is read as we were told, before what is remembered and what headers are known to say', async () => {
		const text = 'Mã;Tên;Số dư;Trong hạn\n1;Ái;5;7\n'
		expect(await refusal(text)).toBe('bank-list.no-heading')
		const remembered: Mapping = [
			{ header: 'MÃ :', key: 'loanCode' },
			{ header: 'Số dư', key: 'outstanding' },
		]
		const told: Mapping = [
			{ header: 'mã', key: 'bankLoanCode' },
			{ header: 'Trong hạn', key: null },
		]
		const { loans, columns } = await read(text, { told, remembered })
		expect(columns.map(({ how }) => how)).toEqual(['told', 'unknown', 'remembered', 'told'])
		expect(loans).toEqual([{ line: 2, bankLoanCode: '1', outstanding: 5n }])
	})

	it('does not choose between two columns of one content', async () => {
		expect(await refusal('Mã món vay;Dư nợ;Tổng dư nợ\n1;2;3\n')).toBe('bank-list.column-twice')
	})

	it('shows its first rows and its sums in a preview', async () => {
		expect(previewOf(await read(list))).toMatchObject({
			rows: 2,
			faultCount: 0,
			first: [{ line: 7, inTerm: '10000000' }, { line: 8 }],
			agrees: true,
		})
	})

	it('comes back from what was kept of it as it was', async () => {
		const [, loan] = (await read(list)).loans
		expect(loan && loanOfKept(loan.line, keptRow(loan))).toEqual(loan)
	})
})

describe('what headers say', () => {
	it.each(['NHCSXH', 'AGRIBANK', 'OTHER'])('knows every column of our own export: %s', (lender) => {
		const reader = headerReader(lender, [], [])
		for (const { key, header } of layoutFor(lender).columns) expect([header, reader(header).key]).toEqual([header, key])
	})

	it('compares headers without case, blanks and marks', () => {
		expect(headerText('  Mã  MÓN vay : ')).toBe('mã món vay')
		expect(Object.keys(listKinds)).toHaveLength(33)
	})
})
