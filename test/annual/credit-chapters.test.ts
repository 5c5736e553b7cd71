import { describe, expect, it } from 'vitest'
import {
	bankChapter,
	bankOrder,
	cooperativeChapters,
	fundChapter,
	interestFreeChapter,
	reportedBank,
	startUpChapter,
} from '../../src/annual/credit-chapters.js'
import { answered, said, saidInEnglish, valuesOf } from './asked.js'

const owed = (outstanding: bigint, groups: number, borrowers: number, asOf: string) =>
	answered({ totals: { outstanding, groups, borrowers } }, asOf)
const lent = (totals: Record<string, unknown>, rows: readonly Record<string, unknown>[] = []) =>
	answered({ totals: { groups: 0, borrowers: 0, monthsLeast: null, monthsMost: null, ...totals }, rows }, '2022-12-31', '2022-01-01')
const bank = (code: string) => reportedBank({ code, name: 'Ngân hàng Hợp tác', nameEn: 'Co-operative Bank' })

describe('lending in the report of 2022', () => {
	it('P1: says what is owed to NHCSXH with its day', () => {
		const chapter = bankChapter(bank('NHCSXH'), owed(1_038_873_000_000n, 645, 17_348, '2022-10-31'))
		expect(said(chapter)).toBe(
			'Ngân hàng CSXH tổng dư nợ là 1.038.873 triệu đồng, 645 tổ TK&VV với 17.348 thành viên vay vốn (đến ngày 31/10/2022).',
		)
		expect(saidInEnglish(chapter)).toBe(
			'The Bank for Social Policies: outstanding 1,038,873 million đồng, 645 savings and loan groups with 17,348 borrowing members (as of 31 October 2022).',
		)
		expect(valuesOf(chapter)).toEqual([
			['nhcsxh.outstanding', '1038873000000'],
			['nhcsxh.groups', '645'],
			['nhcsxh.borrowers', '17348'],
		])
	})

	it('P2: says what is owed to Agribank with another day, and adds it to nothing', () => {
		const chapter = bankChapter(bank('AGRIBANK'), owed(26_711_000_000n, 72, 512, '2022-09-30'))
		expect(said(chapter)).toBe(
			'Ngân hàng NN&PTNT tổng dư nợ là 26.711 triệu đồng với 72 tổ tiết kiệm, 512 hộ vay vốn (đến ngày 30/9/2022).',
		)
	})

	it('tells a bank that no report ever named by its own name, after the others', () => {
		expect(bankOrder).toEqual(['NHCSXH', 'AGRIBANK'])
		const chapter = bankChapter(bank('COOP'), owed(5_000_000n, 1, 1, '2022-12-31'))
		expect(said(chapter)).toBe('Ngân hàng Hợp tác tổng dư nợ là 5 triệu đồng với 01 tổ, 01 thành viên vay vốn (đến ngày 31/12/2022).')
		expect(said(bankChapter(bank('COOP'), owed(0n, 0, 0, '2022-12-31')))).toBe(
			'[Ngân hàng Hợp tác: sổ không có dư nợ (đến ngày 31/12/2022)]',
		)
	})

	it('P3: says of the women’s fund for how long it lent', () => {
		const fund = owed(43_000_000_000n, 415, 2_911, '2022-12-31')
		const chapter = fundChapter(fund, lent({ monthsLeast: 12, monthsMost: 36 }))
		expect(said(chapter)).toBe(
			'Quỹ hỗ trợ phụ nữ phát triển có tổng dư nợ 43 tỷ đồng với 415 nhóm tín dụng - tiết kiệm; 2.911 thành viên vay vốn (đến ngày 31/12/2022), thời hạn vay từ 1 năm đến 3 năm.',
		)
		expect(valuesOf(chapter).slice(3)).toEqual([
			['women-fund.least', '12'],
			['women-fund.most', '36'],
		])
		expect(said(fundChapter(fund, lent({ monthsLeast: 24, monthsMost: 24 })))).toMatch(/\(đến ngày 31\/12\/2022\), thời hạn vay 2 năm\.$/)
		expect(said(fundChapter(fund, lent({})))).toMatch(/\(đến ngày 31\/12\/2022\)\.$/)
		expect(said(fundChapter(owed(0n, 0, 0, '2022-12-31'), lent({})))).toMatch(/^\[Quỹ hỗ trợ phụ nữ phát triển: sổ không có dư nợ/)
	})

	it('P5, P7: says what was lent without interest and to start up', () => {
		expect(said(interestFreeChapter(lent({ lent: 1_149_600_000n, borrowers: 230 })))).toBe(
			'Vận động cho vay không tính lãi 1.149,6 triệu đồng, giúp 230 hội viên.',
		)
		expect(said(startUpChapter(lent({ lent: 1_400_000_000n, groups: 5, borrowers: 70 })))).toBe(
			'Hỗ trợ vốn vay khởi nghiệp cho 05 mô hình có 70 thành viên với tổng trị giá vốn cho vay là 1,4 tỷ đồng.',
		)
		for (const chapter of [interestFreeChapter(lent({ lent: 0n })), startUpChapter(lent({ lent: 0n }))])
			expect(said(chapter)).toMatch(/^\[.*: trong năm sổ không có khoản nào/)
	})

	it('P8: tells cooperative groups from cooperatives (HTX), and neither where there is none', () => {
		const [groups, cooperatives] = cooperativeChapters(
			lent({ lent: 300_000_000n }, [
				{ key: 'KHAC', lent: 1n, groups: 1 },
				{ key: 'HOPTAC', lent: 300_000_000n, groups: 3 },
			]),
		)
		expect(said(groups)).toBe('Hỗ trợ vốn cho 03 mô hình tổ hợp tác với tổng vốn 300.000.000đ.')
		expect('figures' in groups ? groups.figures.map(({ at }) => at) : []).toEqual(['/rows/1/groups', '/rows/1/lent'])
		expect(said(cooperatives)).toBe('[Vốn vay hợp tác xã: trong năm sổ không có khoản nào (đến ngày 31/12/2022)]')
		const [, one] = cooperativeChapters(lent({}, [{ key: 'HTX', lent: 100_000_000n, groups: 1 }]))
		expect(said(one)).toBe('Hỗ trợ vốn cho 01 hợp tác xã với tổng vốn 100.000.000đ.')
		const [none] = cooperativeChapters(lent({}, [{ key: 'HOPTAC', lent: 0n, groups: 0 }]))
		expect(said(none)).toMatch(/^\[/)
	})
})
