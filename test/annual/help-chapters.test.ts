import { describe, expect, it } from 'vitest'
import { aidChapters, fundChapters } from '../../src/annual/help-chapters.js'
import { answered, said, saidInEnglish, valuesOf } from './asked.js'

const help = 'Giúp nhau phát triển kinh tế'
const visits = 'Thăm hỏi'
const act = (key: string | null, unit: string, given: string, lent: string, handedOver: string) => ({ key, unit, given, lent, handedOver })
const aid = (...rows: unknown[]) => answered({ rows }, '2022-12-31', '2022-01-01')
const funds = (...rows: unknown[]) => answered({ rows }, '2022-12-31', '2022-01-01')
const fund = (key: string, name: string, received: bigint, more: Record<string, number> = {}) => ({
	key,
	name,
	received,
	funds: 1,
	sponsored: 0,
	beneficiaries: 0,
	...more,
})

describe('help in the report of 2022', () => {
	it('P6: says each unit of each programme by itself, in the order of the units', () => {
		const chapters = aidChapters(
			aid(
				act(help, 'cay', '24000', '0', '24000'),
				act(help, 'con', '360', '0', '360'),
				act(help, 'cong', '17653', '8000', '25653'),
				act(help, 'm2', '0', '233832', '233832'),
				act(visits, 'cong', '18172', '0', '18172'),
				act(visits, 'kg', '7413', '0', '7413'),
			),
		)
		expect(chapters.map(said)).toEqual([
			'Giúp nhau phát triển kinh tế: giúp 25.653 công lao động; cho mượn 233.832 m² đất canh tác; hỗ trợ 360 con giống, 24.000 cây giống.',
			'Thăm hỏi: giúp 18.172 công lao động, 7.413 kg lương thực.',
		])
		expect(chapters.flatMap((chapter) => ('figures' in chapter ? chapter.figures.map(({ at }) => at) : []))).toEqual([
			'/rows/2/handedOver',
			'/rows/3/lent',
			'/rows/1/handedOver',
			'/rows/0/handedOver',
			'/rows/4/handedOver',
			'/rows/5/handedOver',
		])
		expect(chapters.map(saidInEnglish)[1]).toBe('“Thăm hỏi”: gave 18,172 labour days, 7,413 kg of food.')
	})

	it('leaves out what only came back in the year, and says so where there is nothing else', () => {
		const [chapter] = aidChapters(aid(act(help, 'm2', '0', '0', '0'), act(null, 'cong', '2.5', '0', '2.5')))
		expect(chapter === undefined ? '' : said(chapter)).toBe('Giúp nhau khác: giúp 2,5 công lao động.')
		expect(aidChapters(aid(act(help, 'm2', '0', '0', '0'))).map(said)).toEqual([
			'[Giúp nhau bằng hiện vật, ngày công: trong năm sổ không có]',
		])
	})

	it('P11, P12: says what each kind of fund received and whom it reached', () => {
		const chapters = fundChapters(
			funds(
				fund('border', 'Đồng hành cùng phụ nữ biên cương', 1_177_005_000n, { beneficiaries: 3 }),
				fund('rice-jar', 'Hũ gạo tình thương', 0n),
				fund('shelter', 'Mái ấm tình thương', 310_000_000n, { beneficiaries: 7 }),
				fund('sponsorship', 'Mẹ đỡ đầu', 186_740_000n, { sponsored: 48 }),
				fund('waste-collection', 'Thu gom rác thải', 4_420_000n, { funds: 6 }),
			),
		)
		expect(chapters.map(said)).toEqual([
			'“Mẹ đỡ đầu” vận động được 186.740.000đ, đỡ đầu 48 trẻ.',
			'“Mái ấm tình thương” vận động được 310 triệu đồng, hỗ trợ xây dựng 07 mái ấm.',
			'“Đồng hành cùng phụ nữ biên cương” vận động được 1.177.005.000đ.',
			'“Thu gom rác thải” vận động được 4.420.000đ (gồm 06 quỹ).',
		])
		expect(chapters.flatMap(valuesOf)).toContainEqual(['fund-shelter.beneficiaries', '7'])
	})

	it('counts nobody where nobody was reached, and says so where nothing came in', () => {
		expect(fundChapters(funds(fund('sponsorship', 'Mẹ đỡ đầu', 5_000_000n))).map(said)).toEqual(['“Mẹ đỡ đầu” vận động được 5.000.000đ.'])
		expect(fundChapters(funds()).map(said)).toEqual(['[Các quỹ vận động, đỡ đầu: trong năm sổ không có khoản thu]'])
	})
})
