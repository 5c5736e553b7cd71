import type { ChartKind } from '../../src/ledger/chart.js'
import type { LoanEventDetails, LoanEventType } from '../../src/lending/event.js'
import type { GivenTerms } from '../lending/loans.js'

/** What is recorded, in the order in which it was learnt. A reversal names the number of what it undoes. */
export type GoldenEvent =
	| readonly [
			type: Exclude<LoanEventType, 'reversed'>,
			on: string,
			amount?: number | null,
			details?: LoanEventDetails & { readonly rate?: string },
	  ]
	| readonly [type: 'reversed', of: number, reason: string]

/** A life of a loan that an accountant can read and sign. */
export type GoldenLife = {
	readonly file: string
	readonly title: string
	/** What it shows, and by which rule. */
	readonly about: string
	readonly chart: ChartKind
	readonly terms: GivenTerms
	readonly events: readonly GoldenEvent[]
	/** The days of which the balances are shown. */
	readonly stands: readonly string[]
	/** Whether the interest of each period is shown as it is reckoned. */
	readonly explained?: boolean
}

const poorHousehold: GivenTerms = {
	principal: '20000000',
	disbursedOn: '2022-11-07',
	rates: [{ from: '2022-11-07', yearly: '0.066' }],
	instalments: { count: 36, every: 1, period: 'month' },
	principalEvery: { every: 6, period: 'month' },
	instalmentRounding: { unit: '100000', towards: 'down' },
	overdue: { missedInstalment: 'carry-forward', factor: '1.3' },
	classification: 'policy',
}

const fund: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2023-01-10',
	rates: [{ from: '2023-01-10', yearly: '0.108' }],
	instalments: { count: 12, every: 1, period: 'month' },
	overdue: { transfer: 'automatic', factor: '1.5' },
}

export const lives: readonly GoldenLife[] = [
	{
		file: 'ho-ngheo-36-thang',
		title: 'Hộ nghèo vay 36 tháng, trả gốc 6 tháng một lần',
		about:
			'Lãi trả hằng tháng theo số ngày thực tế chia 365; gốc chia đều, làm tròn xuống 100.000 đồng, kỳ cuối nhận phần còn lại (NHCSXH).',
		chart: 'memorandum',
		terms: poorHousehold,
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['repaid', '2022-12-07', 108_493],
			['repaid', '2023-01-07', 112_110],
			['repaid', '2023-05-07', 3_300_000 + 112_110 + 101_260 + 112_110 + 108_493],
		],
		stands: ['2023-05-07', '2023-06-20'],
	},
	{
		file: 'tra-no-tim-thay-sau-mot-nam',
		title: 'Một lần trả nợ được tìm thấy sau một năm',
		about:
			'Lần trả ngày 07/12/2022 được ghi sau các lần trả của năm 2023: sổ nhận phần chênh lệch của từng ngày bị ảnh hưởng, ngày đã qua không bị viết lại.',
		chart: 'memorandum',
		terms: { ...poorHousehold, instalments: { count: 12, every: 1, period: 'month' }, principalEvery: { every: 3, period: 'month' } },
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['repaid', '2023-01-07', 300_000],
			['repaid', '2023-02-07', 5_200_000],
			['repaid', '2022-12-07', 1_108_493],
		],
		stands: ['2022-12-31', '2023-02-07'],
		explained: true,
	},
	{
		file: 'giam-lai-suat-giua-ky',
		title: 'Lãi suất giảm giữa kỳ',
		about: 'Ngày thay đổi đã chịu lãi suất mới (Thông tư 14/2017/TT-NHNN, Điều 5); lãi của kỳ làm tròn một lần trên tổng hai đoạn.',
		chart: 'memorandum',
		terms: { ...poorHousehold, instalments: { count: 12, every: 1, period: 'month' }, principalEvery: { every: 12, period: 'month' } },
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['rate-changed', '2023-01-20', null, { rate: '0.046' }],
			['repaid', '2023-02-07', 400_000],
		],
		stands: ['2023-02-07'],
		explained: true,
	},
	{
		file: 'quy-an-han-ba-thang',
		title: 'Vay Quỹ, ân hạn gốc ba tháng',
		about: 'Ba kỳ đầu chỉ trả lãi; gốc chia đều cho chín kỳ còn lại, kỳ cuối nhận phần lẻ.',
		chart: 'own',
		terms: { ...fund, grace: { principalPeriods: 3 } },
		events: [
			['disbursed', '2023-01-10', 12_000_000, { method: 'bank' }],
			['repaid', '2023-02-10', 110_071],
			['repaid', '2023-03-10', 99_419],
			['repaid', '2023-04-10', 110_071],
			['repaid', '2023-05-10', 1_333_333 + 106_521],
		],
		stands: ['2023-05-10', '2023-05-20'],
	},
	{
		file: 'tra-truoc-mot-phan-tu-ky-cuoi',
		title: 'Trả trước một phần, trừ vào các kỳ cuối',
		about: 'Sáu kỳ năm triệu; trả trước bảy triệu: kỳ 36 tháng hết, kỳ 30 tháng còn ba triệu (SCH-05).',
		chart: 'memorandum',
		terms: { ...poorHousehold, principal: '30000000', prepayment: 'from-last' },
		events: [
			['disbursed', '2022-11-07', 30_000_000],
			['repaid', '2022-12-07', 7_000_000 + 162_740],
		],
		stands: ['2022-12-07'],
	},
	{
		file: 'agribank-qua-han',
		title: 'Vay Agribank quá hạn, có lãi chậm trả',
		about:
			'Gốc quá hạn chịu 150 % lãi suất từ ngày chuyển; lãi chưa trả chịu 10 %/năm, không tính chồng; nợ quá hạn thu gốc trước, lãi sau (Thông tư 39/2016/TT-NHNN, Điều 13.4, 18.4).',
		chart: 'memorandum',
		terms: {
			principal: '36500000',
			disbursedOn: '2022-01-10',
			rates: [{ from: '2022-01-10', yearly: '0.09' }],
			instalments: { count: 12, every: 1, period: 'month' },
			interestEvery: { every: 6, period: 'month' },
			principalEvery: { every: 6, period: 'month' },
			overdue: { missedInstalment: 'overdue', factor: '1.5', lateInterestYearly: '0.10' },
			classification: 'bank',
		},
		events: [
			['disbursed', '2022-01-10', 36_500_000],
			['moved-to-overdue', '2022-07-11'],
			['repaid', '2022-09-08', 20_000_000],
		],
		stands: ['2022-07-11', '2022-09-08'],
		explained: true,
	},
	{
		file: 'khong-lai-tra-cham',
		title: 'Vay không tính lãi, trả chậm',
		about:
			'Bên cho vay có quyền đòi 10 %/năm trên phần chậm trả (BLDS 2015, Điều 466.4, 468.2) nhưng không tự động: ở đây hợp đồng không đòi, trả chậm 92 ngày vẫn không có lãi.',
		chart: 'own',
		terms: {
			principal: '5000000',
			disbursedOn: '2021-12-30',
			rates: [{ from: '2021-12-30', yearly: '0' }],
			interestMethod: 'none',
			instalments: { count: 1, every: 6, period: 'month' },
			overdue: { transfer: 'automatic', factor: '1' },
		},
		events: [
			['disbursed', '2021-12-30', 5_000_000],
			['repaid', '2022-09-30', 5_000_000],
		],
		stands: ['2022-06-30', '2022-07-01', '2022-09-30'],
	},
	{
		file: 'khoanh-no-sau-lu',
		title: 'Khoanh nợ sau lũ',
		about: 'Thời gian khoanh không tính lãi (QĐ 50/2010/QĐ-TTg); hết khoanh nợ trở về trong hạn và lãi chạy tiếp từ ngày đó.',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			principal: '36500000',
			rates: [{ from: '2022-11-07', yearly: '0.073' }],
			principalEvery: { every: 36, period: 'month' },
		},
		events: [
			['disbursed', '2022-11-07', 36_500_000],
			['repaid', '2022-12-07', 219_000],
			['frozen', '2022-12-17', null, { decisionNo: '15/QĐ-NHCS' }],
			['thawed', '2023-12-17', null, { decisionNo: '15/QĐ-NHCS' }],
			['repaid', '2024-01-07', 200_000],
		],
		stands: ['2022-12-17', '2023-12-07', '2024-01-07'],
		explained: true,
	},
	{
		file: 'xoa-no-roi-thu-hoi',
		title: 'Xoá nợ rồi thu hồi được một phần',
		about: 'Xoá nợ là chi phí; tiền thu hồi về sau là thu nhập khác, không phải gốc.',
		chart: 'own',
		terms: { ...fund, overdue: { transfer: 'recorded', factor: '1.5' } },
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 1_110_071],
			['moved-to-overdue', '2023-03-11'],
			['written-off', '2024-03-11', null, { decisionNo: '03/QĐ-HĐQL' }],
			['recovered', '2024-08-01', 2_500_000, { method: 'bank' }],
		],
		stands: ['2023-03-11', '2024-03-11', '2024-08-01'],
	},
	{
		file: 'bo-ghi-mot-lan-tra',
		title: 'Bỏ ghi một lần trả nợ ghi nhầm người',
		about:
			'Lần trả ngày 10/02/2023 là của người khác: bỏ ghi có hiệu lực từ chính ngày đó, và lần trả sau đó được chia lại giữa lãi và gốc.',
		chart: 'own',
		terms: fund,
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 1_110_071],
			['repaid', '2023-03-10', 1_091_134],
			['reversed', 2, 'ghi nhầm người'],
		],
		stands: ['2023-02-09', '2023-03-10'],
		explained: true,
	},
]
