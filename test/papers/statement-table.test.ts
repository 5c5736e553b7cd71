import { describe, expect, it } from 'vitest'
import { closingParts, statementTable } from '../../src/papers/statement-table.js'
import type { PaperCell } from '../../src/documents/paper.js'
import { vietnameseNumber } from '../../src/kernel/number-text.js'
import { statementOf } from '../../src/lending/statement.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold } from '../lending/loans.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const
const paid = ['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }] as const

function told(events: Parameters<typeof eventsOf>[0], from: string | null, to: string, given: GivenTerms = poorHousehold) {
	return statementOf(loanFrom(given).loan, eventsOf(events), { from: from === null ? null : day(from), to: day(to) }, 'vi')
}
const shown = (cell: PaperCell) => (typeof cell === 'bigint' ? vietnameseNumber(cell) : (cell ?? ''))
const rows = (...given: Parameters<typeof told>) =>
	statementTable(told(...given), 'vi').rows.map(({ cells }) => cells.map(shown).join(' | '))

describe('a statement on paper', () => {
	it('shows principal and interest, each more and less, and what is left; zeros are left empty', () => {
		expect(rows([lent, paid], null, '2023-01-31')).toEqual([
			'07/11/2022 | Giải ngân 20.000.000 | 20.000.000 |  |  |  | 20.000.000 | 0',
			'07/12/2022 | Lãi đến hạn |  |  | 108.493 |  | 20.000.000 | 108.493',
			'07/01/2023 | Lãi đến hạn |  |  | 112.110 |  | 20.000.000 | 220.603',
			'15/01/2023 | Trả nợ 5.000.000, biên lai số BL-7 |  | 4.779.397 |  | 220.603 | 15.220.603 | 0',
			' | Cộng phát sinh | 20.000.000 | 4.779.397 | 220.603 | 220.603 |  | ',
			' | Số dư cuối ngày 31/01/2023 |  |  |  |  | 15.220.603 | 0',
		])
	})

	it('of a period begins with what stood before it', () => {
		expect(rows([lent, paid], '2023-01-01', '2023-01-10')[0]).toBe(' | Số dư trước ngày 01/01/2023 |  |  |  |  | 20.000.000 | 108.493')
	})

	it('names the decision, the late interest within a payment, and what is held', () => {
		const late = { ...poorHousehold, overdue: { lateInterestYearly: '0.1' }, overpayment: 'hold' }
		const lines = rows(
			[lent, ['frozen', '2022-12-10', null, { decisionNo: '15/QĐ' }], ['repaid', '2022-12-17', 21_000_000]],
			null,
			'2022-12-20',
			late,
		)
		expect(lines.find((line) => line.includes('Khoanh nợ'))).toContain('Khoanh nợ, quyết định số 15/QĐ')
		expect(lines.find((line) => line.includes('Trả nợ'))).toMatch(/Trả nợ 21\.000\.000, trong đó lãi chậm trả 297, đang giữ hộ [\d.]+ \|/)
	})

	it('says beside the interest due what the budget bears of it', () => {
		const supported = { ...poorHousehold, interestSupport: { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' } }
		expect(rows([lent], null, '2022-12-07', supported)[1]).toBe(
			'07/12/2022 | Lãi đến hạn, ngân sách chịu thêm 32.877 |  |  | 75.616 |  | 20.000.000 | 75.616',
		)
	})

	it('waived interest and a debt that is written off make what is owed less, and are no payment', () => {
		const lines = rows([lent, ['interest-waived', '2022-12-10', 8_493], ['written-off', '2022-12-17']], null, '2022-12-31')
		expect(lines.at(-4)).toBe('10/12/2022 | Miễn lãi 8.493 |  |  | -8.493 |  | 20.000.000 | 100.000')
		expect(lines.at(-3)).toBe('17/12/2022 | Xoá nợ |  | 20.000.000 |  |  | 0 | 100.000')
	})
})

describe('what is owed at the end', () => {
	const texts = (...given: Parameters<typeof told>) => closingParts(told(...given), 'vi').map((part) => ('text' in part ? part.text : ''))

	it('is said part by part, and what closes the loan in figures and in words', () => {
		expect(texts([lent], null, '2023-01-17')).toEqual([
			'Dư nợ gốc 20.000.000; lãi đến hạn 112.110; lãi tồn 108.493; lãi đang chạy, chưa đến hạn 36.164.',
			'Số tiền cần trả để tất toán ngày 17/01/2023: 20.256.767 đồng',
			'(Bằng chữ: Hai mươi triệu hai trăm năm mươi sáu nghìn bảy trăm sáu mươi bảy đồng)',
		])
	})

	it('is a word where nothing is', () => {
		expect(texts([lent, ['repaid', '2022-11-07', 20_000_000]], null, '2022-12-01')).toEqual(['Khoản vay đã tất toán.'])
		expect(texts([lent, ['written-off', '2022-12-17']], null, '2023-01-01')).toEqual(['Nợ đã được xoá.'])
		expect(texts([['signed', '2022-11-01']], null, '2022-11-05')).toEqual(['Khoản vay đã ký, chưa giải ngân.'])
	})
})
