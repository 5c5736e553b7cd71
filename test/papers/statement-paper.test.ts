import { describe, expect, it } from 'vitest'
import { byLender } from '../../src/papers/member-statement.js'
import { loanStatementPaper, memberStatementPaper } from '../../src/papers/statement-paper.js'
import { statementOf } from '../../src/lending/statement.js'
import { day, eventsOf, loanFrom, poorHousehold } from '../lending/loans.js'
import { pagesOf, squeezed } from '../documents/papers.js'
import { heading, letter, loan } from './loan.js'

const { loan: engine } = loanFrom(poorHousehold)
const events = eventsOf([
	['disbursed', '2022-11-07', 20_000_000],
	['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }],
])
const account = (from: string | null) =>
	statementOf(engine, events, { from: from === null ? null : day(from), to: day('2023-02-07') }, 'vi')
const member = { name: 'Nông Thị Ái', code: 'HV000001', hamlet: 'Xóm Bản Viết', communeName: 'Xã Phong Nậm' }

describe('statements on paper', () => {
	it('that of a loan has its head, its lines, its totals and who signs', async () => {
		const [page = '', ...more] = await pagesOf(loanStatementPaper(loan, account(null), heading, letter))
		expect(more).toEqual([])
		for (const wanted of [
			'SAO KÊ KHOẢN VAY Tính đến ngày 07/02/2023 Người vay: Nông Thị Ái (HV000001)',
			'15/01/2023 Trả nợ 5.000.000, biên lai số BL-7 4.779.397 220.603 15.220.603 0',
			'Cộng phát sinh 20.000.000 4.779.397 312.836 220.603',
			'Số dư cuối ngày 07/02/2023 15.220.603 92.233',
			'Số tiền cần trả để tất toán ngày 07/02/2023: 15.312.836 đồng (Bằng chữ: Mười lăm triệu ba trăm mười hai nghìn tám trăm ba mươi sáu đồng)',
			'Tổ trưởng (Ký, ghi rõ họ tên) Lục Thị Hoài Thương',
		])
			expect(squeezed(page)).toContain(squeezed(wanted))
	})

	it('of a period says its days under the title', () => {
		expect(loanStatementPaper(loan, account('2023-01-01'), heading, letter).subtitle).toEqual(['Từ ngày 01/01/2023 đến ngày 07/02/2023'])
	})

	const fund = {
		...heading,
		lender: { ...heading.lender, id: '9', code: 'QUY-HTPN', name: 'Quỹ hỗ trợ phụ nữ phát triển', entrusted: false },
	}
	const headings = new Map([
		['7', heading],
		['8', fund],
	])
	const statements = [
		{ loan, ...account(null) },
		{ loan: { ...loan, id: '8', code: 'KV00000008', externalCode: null }, ...account(null) },
	]

	it('that of a member names each lender and whose money it is, and says that nothing is added over them', async () => {
		const paper = memberStatementPaper(member, byLender(statements, headings), headings, letter, { from: null, to: day('2023-02-07') })
		const text = (await pagesOf(paper)).join(' ')
		for (const wanted of [
			'Thành viên: Nông Thị Ái (HV000001) Nơi ở: Xóm Bản Viết, Xã Phong Nậm',
			'1. Ngân hàng Chính sách xã hội (vốn uỷ thác) KV00000007 (khế ước 6600-LAV-1) · Cho vay hộ nghèo',
			'Cộng Ngân hàng Chính sách xã hội, 1 khoản vay: dư nợ gốc 15.220.603; lãi đến hạn chưa trả 92.233; tất toán cần 15.312.836 đồng.',
			'2. Quỹ hỗ trợ phụ nữ phát triển (vốn tự có) KV00000008',
			'Tiền của các bên cho vay khác nhau không cộng với nhau',
		])
			expect(squeezed(text)).toContain(squeezed(wanted))
		expect(text).not.toContain('30.441.206')
	})

	it('that of a member of one lender, or of none, has nothing to warn of', async () => {
		const text = async (some: typeof statements) =>
			(await pagesOf(memberStatementPaper(member, byLender(some, headings), headings, letter, { from: null, to: day('2023-02-07') }))).join(
				' ',
			)
		expect(await text(statements.slice(0, 1))).not.toContain('không cộng với nhau')
		expect(await text([])).toContain('Không có khoản vay nào.')
	})
})
