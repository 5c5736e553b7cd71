import type { LoanChart } from '../../src/lending/accounts.js'
import type { LoanEventType } from '../../src/lending/event.js'
import type { GivenTerms } from '../lending/loans.js'

/** What is recorded, in the order in which it was learnt. A reversal names the number of what it undoes. */
export type GoldenEvent =
	| readonly [
			type: Exclude<LoanEventType, 'reversed'>,
			on: string,
			amount?: number | null,
			details?: Readonly<Record<string, unknown>> & { readonly rate?: string },
	  ]
	| readonly [type: 'reversed', of: number, reason: string]

/** A life of a loan that an accountant can read and sign. */
export type GoldenLife = {
	readonly file: string
	readonly title: string
	/** What it shows, and by which rule. */
	readonly about: string
	readonly chart: LoanChart
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
	{
		file: 'gia-han-no',
		title: 'Gia hạn nợ mười hai tháng, rồi thêm sáu tháng',
		about:
			'Kỳ cuối chuyển sang ngày đến hạn mới, kỳ đã đến hạn không đổi; tổng thời gian gia hạn không quá nửa thời hạn vay (SCH-06: 36 tháng được 18 tháng).',
		chart: 'memorandum',
		terms: { ...poorHousehold, extension: { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null } },
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['repaid', '2025-10-07', 16_500_000 + 3_851_513],
			['extended', '2025-10-30', null, { months: 12, decisionNo: '21/QĐ-NHCS' }],
			['extended', '2026-10-30', null, { months: 6, decisionNo: '34/QĐ-NHCS' }],
		],
		stands: ['2025-11-08', '2026-11-08'],
	},
	{
		file: 'dieu-chinh-ky-han',
		title: 'Điều chỉnh kỳ hạn trả nợ sau mất mùa',
		about:
			'Khoản vay ký sau 01/03/2026: kỳ lỡ là nợ quá hạn nếu không được điều chỉnh (CV 597/NHCS-TDNN); được điều chỉnh trước khi chuyển thì trở lại trong hạn theo các kỳ mới.',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			disbursedOn: '2026-03-09',
			rates: [{ from: '2026-03-09', yearly: '0.066' }],
			overdue: { missedInstalment: 'overdue', factor: '1.3' },
		},
		events: [
			['disbursed', '2026-03-09', 20_000_000],
			['repaid', '2026-09-19', 665_426],
			[
				'rescheduled',
				'2026-09-20',
				null,
				{
					rows: [
						{ dueOn: '2027-09-09', principal: '6000000' },
						{ dueOn: '2029-03-09', principal: '14000000' },
					],
					decisionNo: '08/TD-05',
				},
			],
		],
		stands: ['2026-09-19', '2026-09-20', '2027-09-10'],
	},
	{
		file: 'luu-vu',
		title: 'Lưu vụ khoản vay trồng ngô',
		about: 'Vay ngắn hạn, trả hết lãi, gốc chuyển sang vụ sau theo lãi suất của ngày lưu vụ (Thông tư 39/2016/TT-NHNN, Điều 27).',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			instalments: { count: 8, every: 1, period: 'month' },
			interestEvery: { every: 8, period: 'month' },
			principalEvery: { every: 8, period: 'month' },
		},
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['repaid', '2023-07-07', 875_178],
			['rolled-over', '2023-07-07', null, { months: 8, rate: '0.072', note: 'vụ mùa' }],
			['repaid', '2024-03-07', 20_000_000 + 962_630],
		],
		stands: ['2023-07-07', '2024-03-07'],
		explained: true,
	},
	{
		file: 'ho-tro-lai-suat',
		title: 'Ngân sách hỗ trợ hai điểm lãi suất đến hết năm 2023',
		about:
			'Lãi suất vay 8 %/năm không đổi; trong thời gian hỗ trợ người vay trả 6 điểm, ngân sách trả 2 điểm thành một dòng riêng (NĐ 36/2022/NĐ-CP).',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			principal: '36500000',
			rates: [{ from: '2022-11-07', yearly: '0.08' }],
			instalments: { count: 18, every: 1, period: 'month' },
			interestEvery: { every: 3, period: 'month' },
			principalEvery: { every: 18, period: 'month' },
			interestSupport: { yearly: '0.02', from: '2022-01-01', to: '2023-12-31' },
		},
		events: [
			['disbursed', '2022-11-07', 36_500_000],
			['repaid', '2023-02-07', 552_000],
			['repaid', '2023-05-07', 534_000],
			['support-received', '2023-06-30', 362_000],
			['repaid', '2023-11-07', 552_000 + 552_000],
		],
		stands: ['2023-05-07', '2023-11-07', '2024-02-07'],
		explained: true,
	},
	{
		file: 'bu-tru-tiet-kiem',
		title: 'Thu nợ từ tiền gửi của tổ viên',
		about: 'Ngân hàng được trích tiền gửi để thu lãi, gốc đến hạn và gốc quá hạn (01/TGTV mục 5): không có tiền mặt đi qua.',
		chart: 'memorandum',
		terms: poorHousehold,
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['savings-offset', '2023-05-07', 2_000_000],
			['moved-to-overdue', '2025-11-08'],
			['savings-offset', '2025-11-20', 1_000_000],
		],
		stands: ['2023-05-07', '2025-11-20'],
	},
	{
		file: 'mien-lai',
		title: 'Miễn lãi cho hộ gặp hoạn nạn',
		about: 'Lãi được miễn chưa từng là thu nhập: không có bút toán; gốc vẫn phải trả.',
		chart: 'own',
		terms: fund,
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['interest-waived', '2023-04-10', 307_000, { decisionNo: '02/QĐ-HĐQL' }],
			['repaid', '2023-04-10', 3_000_000],
		],
		stands: ['2023-04-09', '2023-04-10'],
	},
	{
		file: 'tra-gop-deu-chia-lai',
		title: 'Trả góp đều, trả trước thì chia lại các kỳ',
		about: 'Mỗi kỳ trả một số bằng nhau gồm gốc và lãi (MFI-04); trả trước ba triệu, phần còn lại chia lại cho các kỳ sau.',
		chart: 'own',
		terms: {
			...fund,
			rates: [{ from: '2023-01-10', yearly: '0.12' }],
			dayCount: 'periodic',
			amortization: 'equal-instalment',
			prepayment: 'reamortize',
		},
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 1_066_185],
			['repaid', '2023-03-10', 1_066_185 + 3_000_000],
		],
		stands: ['2023-03-10'],
	},
	{
		file: 'lai-phang',
		title: 'Lãi phẳng một phần trăm mỗi tháng',
		about:
			'Lãi tính trên số đã vay suốt thời hạn (MFI-02); lãi suất thực trên dư nợ là 21,46 %/năm, vượt 20 % của BLDS 2015, Điều 468 (MFI-03).',
		chart: 'own',
		terms: { ...fund, interestMethod: 'flat', rates: [{ from: '2023-01-10', yearly: '0.12' }], dayCount: 'periodic' },
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 1_120_000],
		],
		stands: ['2023-02-10', '2023-03-20'],
		explained: true,
	},
	{
		file: 'ky-tra-no-tu-thoa-thuan',
		title: 'Các kỳ trả gốc tự thoả thuận theo mùa thu hoạch',
		about: 'Ba kỳ gốc vào ba vụ; giải ngân hai đợt, đợt nào cũng chia theo tỷ lệ đã thoả thuận.',
		chart: 'own',
		terms: {
			...fund,
			instalments: { every: 3, period: 'month' },
			amortization: 'custom',
			customRows: [
				{ dueOn: '2023-06-30', principal: '2000000' },
				{ dueOn: '2023-11-30', principal: '4000000' },
				{ dueOn: '2024-06-30', principal: '6000000' },
			],
		},
		events: [
			['disbursed', '2023-01-10', 6_000_000],
			['disbursed', '2023-03-01', 6_000_000],
			['repaid', '2023-06-30', 2_300_000],
		],
		stands: ['2023-06-30', '2023-07-11'],
	},
	{
		file: 'hoc-sinh-sinh-vien',
		title: 'Vay cho con đi học, giải ngân theo học kỳ, ân hạn đến khi ra trường',
		about: 'Bốn đợt giải ngân; lãi tính từ từng đợt nhưng mười hai tháng đầu chưa phải trả; gốc trả mười hai tháng một lần sau ân hạn.',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			principal: '40000000',
			disbursedOn: '2022-09-05',
			rates: [{ from: '2022-09-05', yearly: '0.066' }],
			instalments: { count: 60, every: 1, period: 'month' },
			principalEvery: { every: 12, period: 'month' },
			grace: { principalPeriods: 2, interestDeferredPeriods: 11 },
		},
		events: [
			['disbursed', '2022-09-05', 10_000_000],
			['disbursed', '2023-02-06', 10_000_000],
			['disbursed', '2023-09-05', 10_000_000],
			['disbursed', '2024-02-05', 10_000_000],
		],
		stands: ['2023-09-04', '2023-09-05', '2024-02-05'],
	},
	{
		file: 'ky-lo-truoc-thang-3-2026',
		title: 'Kỳ lỡ của khoản vay ký trước 01/03/2026',
		about:
			'Kỳ gốc không trả được chuyển sang kỳ sau, chưa quá hạn cho đến ngày đến hạn cuối (SCH-07); sau đó chuyển nợ quá hạn theo ngày ghi.',
		chart: 'memorandum',
		terms: { ...poorHousehold, instalments: { count: 12, every: 1, period: 'month' } },
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['repaid', '2023-06-07', 700_000],
			['moved-to-overdue', '2023-11-08'],
			['repaid', '2023-12-07', 5_000_000],
		],
		stands: ['2023-05-08', '2023-11-08', '2023-12-07'],
		explained: true,
	},
	{
		file: 'ky-lo-tu-thang-3-2026',
		title: 'Kỳ lỡ của khoản vay ký từ 01/03/2026',
		about: 'Kỳ gốc không trả, không được điều chỉnh: chuyển nợ quá hạn riêng kỳ đó, chịu 130 % lãi suất từ ngày chuyển (CV 597/NHCS-TDNN).',
		chart: 'memorandum',
		terms: {
			...poorHousehold,
			disbursedOn: '2026-03-02',
			rates: [{ from: '2026-03-02', yearly: '0.066' }],
			instalments: { count: 12, every: 1, period: 'month' },
			overdue: { missedInstalment: 'overdue', factor: '1.3' },
		},
		events: [
			['disbursed', '2026-03-02', 20_000_000],
			['moved-to-overdue', '2026-09-22'],
			['repaid', '2026-11-02', 10_000_000],
		],
		stands: ['2026-09-03', '2026-09-22', '2026-11-02'],
		explained: true,
	},
	{
		file: 'bo-giai-ngan',
		title: 'Bỏ một lần giải ngân chưa nhận tiền',
		about: 'Người vay không đến nhận: giải ngân được bỏ, giải ngân lại ngày khác; mọi ngày của khoản vay tính lại từ lần giải ngân sau.',
		chart: 'own',
		terms: fund,
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['reversed', 1, 'người vay không đến nhận tiền'],
			['disbursed', '2023-01-17', 12_000_000],
			['repaid', '2023-02-17', 1_110_071],
		],
		stands: ['2023-01-12', '2023-02-17'],
	},
	{
		file: 'qua-han-roi-khoanh',
		title: 'Quá hạn rồi khoanh, hết khoanh lại quá hạn',
		about:
			'Nợ khoanh lấy phần quá hạn trước; trả một phần trong lúc khoanh; hết khoanh, phần quá hạn còn lại trở về quá hạn, ngày khoanh không tính là ngày quá hạn.',
		chart: 'memorandum',
		terms: { ...poorHousehold, overdue: { missedInstalment: 'overdue', factor: '1.3' } },
		events: [
			['disbursed', '2022-11-07', 20_000_000],
			['moved-to-overdue', '2023-05-08'],
			['frozen', '2023-05-20', null, { decisionNo: '40/QĐ-NHCS' }],
			['repaid', '2023-09-07', 1_000_000],
			['thawed', '2024-05-20', null, { decisionNo: '40/QĐ-NHCS' }],
		],
		stands: ['2023-05-20', '2024-05-19', '2024-05-20'],
		explained: true,
	},
	{
		file: 'tat-toan-giua-ky',
		title: 'Tất toán trước hạn giữa kỳ',
		about: 'Trả hết gốc thì trả cả lãi đã lớn từ kỳ lãi trước, làm tròn một lần (INT-08); không có phí trả trước (07b/GQVL).',
		chart: 'memorandum',
		terms: { ...poorHousehold, principal: '12000000' },
		events: [
			['disbursed', '2022-11-07', 12_000_000],
			['repaid', '2022-12-07', 65_096],
			['repaid', '2022-12-19', 12_000_000 + 26_038],
		],
		stands: ['2022-12-19'],
	},
	{
		file: 'phi-khi-giai-ngan',
		title: 'Thu phí khi giải ngân',
		about: 'Phí hai phần trăm thu ngay khi giải ngân là thu nhập của Quỹ; lãi suất thực cả năm cao hơn lãi suất ghi trong hợp đồng.',
		chart: 'own',
		terms: { ...fund, upfrontFee: '240000' },
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 1_110_071],
		],
		stands: ['2023-02-10'],
	},
	{
		file: 'tra-du-giu-ho',
		title: 'Trả thừa, tiền thừa giữ hộ thành viên',
		about: 'Sản phẩm cho giữ hộ tiền thừa: khoản vay tất toán, tiền thừa là nợ của Quỹ với thành viên.',
		chart: 'own',
		terms: { ...fund, overpayment: 'hold' },
		events: [
			['disbursed', '2023-01-10', 12_000_000],
			['repaid', '2023-02-10', 12_200_000],
		],
		stands: ['2023-02-10'],
	},
	{
		file: 'tra-gop-hang-tuan',
		title: 'Vay nhỏ trả góp năm mươi tuần',
		about: 'Như TYM: mỗi tuần một kỳ, lãi trên dư nợ giảm dần theo ngày thực tế; nghỉ một tuần thì tuần sau trả bù.',
		chart: 'own',
		terms: {
			...fund,
			principal: '10000000',
			rates: [{ from: '2023-01-10', yearly: '0.18' }],
			instalments: { count: 50, every: 1, period: 'week' },
		},
		events: [
			['disbursed', '2023-01-10', 10_000_000],
			['repaid', '2023-01-17', 234_521],
			['repaid', '2023-01-31', 400_000 + 67_661],
		],
		stands: ['2023-01-25', '2023-01-31'],
	},
]
