import { describe, expect, it } from 'vitest'
import { GroupTally, listPaper, paperRowsMax, refuseTooLong, summaryPaper } from '../../src/banks/list-paper.js'
import type { ReconciliationRow } from '../../src/banks/reconciliation.js'
import { listKeys } from '../../src/banklists/keys.js'
import type { PaperTable } from '../../src/documents/paper.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { madeAt } from '../documents/rows.js'

const asOf = calendarDate('2022-10-31')
const letter = { language: 'vi', province: 'Tỉnh Cao Bằng', asOf, knownAt: madeAt } as const
const told = { lender: { code: 'NHCSXH', name: 'Ngân hàng Chính sách xã hội' }, sha256: 'f'.repeat(64) }

function row(name: string, commune: string, group: string | null, outstanding: bigint): ReconciliationRow {
	const empty = Object.fromEntries(listKeys.map((key) => [key, null])) as unknown as ReconciliationRow
	const figures = {
		inTerm: outstanding,
		overdue: 0n,
		frozen: 0n,
		interestDue: 1_000n,
		interestCarried: 0n,
		principal: 30_000_000n,
		outstanding,
	}
	return {
		...empty,
		...Object.fromEntries(Object.entries(figures).map(([key, amount]) => [key, dong(amount)])),
		loanCode: `KV-${name}`,
		bankLoanCode: `66${name}`,
		memberName: name,
		groupCode: group,
		groupName: group === null ? null : `Tổ ${group}`,
		commune2022Name: commune,
		commune2025Name: `${commune} mới`,
		disbursedOn: calendarDate('2022-01-05'),
		maturityOn: calendarDate('2025-01-05'),
	}
}
const rows = [
	row('Ái', 'Xã B', 'T2', 10_000_000n),
	row('Bích', 'Xã A', 'T1', 20_000_000n),
	row('Cúc', 'Xã A', null, 5_000_000n),
	row('An', 'Xã B', 'T2', 1_000n),
]
const cellsOf = (parts: readonly { readonly is: string }[]) =>
	(parts.find(({ is }) => is === 'table') as PaperTable).rows.map(({ is, cells }) => [is, ...cells])

describe('the paper that both sides sign', () => {
	it('sums a whole lender by commune and group, and says the total in words and the digest of the list', () => {
		const tally = new GroupTally(asOf)
		for (const one of rows) tally.count(one)
		const { parts, signers, orientation } = summaryPaper(tally.list(), told, letter)
		expect(cellsOf(parts).map((cells) => cells.slice(0, 5))).toEqual([
			['total', null, 'Xã A', '2', 25_000_000n],
			['cells', null, 'Không qua tổ', '1', 5_000_000n],
			['cells', 'T1', 'Tổ T1', '1', 20_000_000n],
			['total', null, 'Xã B', '2', 10_001_000n],
			['cells', 'T2', 'Tổ T2', '2', 10_001_000n],
			['total', null, 'Tổng cộng', '4', 35_001_000n],
		])
		const said = JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? String(value) : value))
		expect(said).toContain('Ba mươi lăm triệu không trăm linh một nghìn đồng chẵn')
		expect(said).toContain(told.sha256)
		expect(signers.map(({ office }) => office)).toEqual(['ĐẠI DIỆN NGÂN HÀNG CHÍNH SÁCH XÃ HỘI', 'ĐẠI DIỆN HỘI LIÊN HIỆP PHỤ NỮ'])
		expect(orientation).toBe('landscape')
	})

	it('lists a part loan by loan, with what each group comes to', () => {
		const { parts } = listPaper(rows, told, letter)
		expect(cellsOf(parts).map((cells) => [cells[0], cells[1], cells[2], cells[3], cells[7]])).toEqual([
			['cells', '1', '66Cúc', 'Cúc', 5_000_000n],
			['total', null, null, 'Không qua tổ, Xã A', 5_000_000n],
			['cells', '2', '66Bích', 'Bích', 20_000_000n],
			['total', null, null, 'T1 Tổ T1, Xã A', 20_000_000n],
			['cells', '3', '66Ái', 'Ái', 10_000_000n],
			['cells', '4', '66An', 'An', 1_000n],
			['total', null, null, 'T2 Tổ T2, Xã B', 10_001_000n],
			['total', null, null, 'Tổng cộng', 35_001_000n],
		])
	})

	it('is refused loan by loan where nobody could read it', () => {
		expect(() => refuseTooLong(paperRowsMax)).not.toThrow()
		expect(() => refuseTooLong(paperRowsMax + 1)).toThrow('export.too-long-for-paper')
	})

	it('calls places as they were called on the day', () => {
		const tally = new GroupTally(calendarDate('2025-07-01'))
		for (const one of rows) tally.count(one)
		expect([...new Set(tally.list().map(({ communeName }) => communeName))]).toEqual(['Xã A mới', 'Xã B mới'])
	})
})
