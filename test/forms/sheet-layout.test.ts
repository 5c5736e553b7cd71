import { describe, expect, it } from 'vitest'
import * as catalogue from '../../src/forms/catalogue-sheets.js'
import { balanceRows } from '../../src/forms/balance-rows.js'
import { collectionRows } from '../../src/forms/collection-rows.js'
import { type FormGroup, collectionList, listPaper } from '../../src/forms/group-papers.js'
import { passbookPaper } from '../../src/forms/passbook.js'
import { layoutColumns, layoutSums, layoutTable } from '../../src/forms/sheet-layout.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, zero } from '../../src/kernel/money.js'
import { letter } from '../papers/loan.js'

const loan = {
	code: 'KV1',
	productCode: 'NHCSXH-HONGHEO',
	outstanding: dong(20_000_000n),
	interestDue: dong(108_000n),
	interestCarried: zero,
	lateInterest: zero,
	principalDue: null,
	collected: zero,
}
const member = { code: 'HV1', name: 'Nông Thị Ái' }
const rows = collectionRows([{ member, loans: [loan], savings: [], status: null }], 'Tổ 1', 'vắng')
const group: FormGroup = {
	code: 'TO1',
	name: 'Tổ Bản Viết 1',
	communeName: 'Xã Phong Nậm',
	leader: { name: 'Lục Thị Bình' },
	lender: { name: 'Ngân hàng Chính sách xã hội', nameEn: 'VBSP', entrusted: true },
}

describe('the layout of a form', () => {
	it('adds up what is written, and leaves the sum of what is to be filled in empty', () => {
		const sums = layoutSums(catalogue.collectionSheet, rows, { memberName: 'Cộng' })
		expect(sums).toMatchObject({ memberName: 'Cộng', outstanding: 20_000_000n, interestDue: 108_000n })
		expect(sums).not.toHaveProperty('loanPaid')
	})

	it('stands over neighbours that say the same, on paper; in a workbook each column says it', () => {
		const { groups } = layoutTable(catalogue.collectionSheet, rows, {}, 'vi')
		expect(groups?.filter(({ text }) => text !== null)).toEqual([
			{ text: 'Lãi phải thu', span: 2 },
			{ text: 'Số tiền thực thu', span: 3 },
		])
		expect(layoutColumns(catalogue.collectionSheet, 'vi').map(({ header }) => header)).toContain('Lãi phải thu: tháng này')
	})

	it('names only facts that its rows have, and where it is from', () => {
		const owed = { ...loan, memberId: '1', externalCode: null, productName: '', signedOn: letter.asOf, overdue: zero, frozen: zero }
		const balances = balanceRows([{ id: '1', ...member, bankCode: null }], [owed], [], 'Tổ 1')
		for (const [layout, row] of [
			[catalogue.collectionSheet, rows[0]],
			[catalogue.ownCollectionSheet, rows[0]],
			[catalogue.balanceList, balances[0]],
		] as const) {
			for (const { key } of layout.columns) expect(row).toHaveProperty(key)
			expect(layout.source.length).toBeGreaterThan(10)
		}
	})
})

describe('papers of a group', () => {
	it('of the Union’s own funds ask for principal, of a bank’s never', () => {
		const sheet = { on: letter.asOf, transactionDay: calendarDate('2023-02-20'), collected: zero, isHeld: false }
		const list = collectionList(group, sheet, rows, null, 'vi')
		expect(list.layout).toBe(catalogue.collectionSheet)
		expect(list.facts).toContainEqual(['Ngày giao dịch xã', '20/02/2023'])
		const own = { ...group, lender: { name: 'Quỹ', nameEn: 'Fund', entrusted: false } }
		expect(collectionList(own, sheet, rows, null, 'vi').layout).toBe(catalogue.ownCollectionSheet)
		expect(listPaper(list, letter).signers[0]).toEqual({ office: 'Tổ trưởng', name: 'Lục Thị Bình' })
	})

	it('a passbook of nothing says so', () => {
		const paper = passbookPaper({ member: { ...member, hamlet: null, communeName: 'Xã Phong Nậm' }, group: null, parts: [] }, letter)
		expect(paper.parts).toContainEqual({ is: 'text', text: 'Chưa có khoản vay hay sổ tiết kiệm nào.' })
	})
})
