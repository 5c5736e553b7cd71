import { describe, expect, it } from 'vitest'
import { explanationPaper } from '../../src/papers/explanation-paper.js'
import { explain } from '../../src/lending/explanation.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold } from '../lending/loans.js'
import { pagesOf, squeezed } from '../documents/papers.js'
import { heading, letter, loan } from './loan.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const
async function text(events: Parameters<typeof eventsOf>[0], asOf: string, language: 'vi' | 'en' = 'vi', given: GivenTerms = poorHousehold) {
	const explanation = explain(loanFrom(given).loan, eventsOf(events), day(asOf), language)
	return (await pagesOf(explanationPaper(loan, explanation, heading, { ...letter, language, asOf: day(asOf) }))).join(' ')
}

describe('an explanation on paper', () => {
	it('tells the balances, the interest of each period, the payments, and the rules with their sources', async () => {
		const paper = await text([lent, ['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }]], '2023-02-07')
		for (const wanted of [
			'BẢNG GIẢI TRÌNH SỐ TIỀN CỦA KHOẢN VAY Tính đến ngày 07/02/2023',
			'1. Các số dư và từ đâu ra',
			'Dư nợ gốc 15.220.603 + 20.000.000 giải ngân 07/11/2022; − 4.779.397 trả nợ 15/01/2023',
			'Số tiền cần trả để tất toán: 15.312.836 đồng (bằng chữ: Mười lăm triệu ba trăm mười hai nghìn tám trăm ba mươi sáu đồng)',
			'2. Lãi của từng kỳ',
			'07/12/2022 07/11/2022 07/12/2022 30 20.000.000 đồng × 30 ngày × 6,6 %/năm ÷ 365 = 108.493,15… 108.493',
			'tổng cộng 92.232,53…; làm tròn đến 1 đồng (nửa lên) 92.233',
			'3. Các lần trả nợ và thứ tự thu',
			'15/01/2023 5.000.000 Biên lai BL-7. Hôm đó không có gốc quá hạn',
			'4. Quy tắc và căn cứ',
			'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5',
		])
			expect(squeezed(paper)).toContain(squeezed(wanted))
		// What is nothing and never was anything has no line.
		expect(paper).not.toContain('Gốc khoanh nợ')
	})

	it('of many parts of one kind says how many and their sum', async () => {
		const payments = Array.from({ length: 8 }, (_, index) => ['repaid', `2022-11-${String(10 + index)}`, 100_000] as const)
		const paper = await text([lent, ...payments], '2022-12-01')
		expect(paper).toContain('+ 20.000.000 giải ngân 07/11/2022; − 800.000 trả nợ (8 lần)')
	})

	it('shows days without interest with their reason, and late interest apart', async () => {
		const late = { ...poorHousehold, overdue: { lateInterestYearly: '0.1' } }
		const paper = await text([lent, ['frozen', '2022-12-17', null, { decisionNo: '15/QĐ' }]], '2023-02-07', 'vi', late)
		expect(squeezed(paper)).toContain(squeezed('17/12/2022 07/01/2023 21 20.000.000 đồng khoanh nợ không tính lãi (quyết định 15/QĐ)'))
		expect(squeezed(paper)).toContain(squeezed('lãi chậm trả 07/12/2022 07/02/2023 62 108.493 đồng × 62 ngày × 10 %/năm ÷ 365 = 1.842,89…'))
	})

	it('of a loan that is not paid out says so, in the reader’s language', async () => {
		const paper = await text([['signed', '2022-11-01']], '2022-11-05', 'en')
		for (const wanted of [
			'The loan is not yet paid out.',
			'No interest has grown.',
			'Nothing was paid yet.',
			'4. Rules, and where they are written',
		])
			expect(squeezed(paper)).toContain(squeezed(wanted))
	})
})
