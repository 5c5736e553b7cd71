import { type CalendarDate, calendarDate } from '../kernel/calendar-date.js'
import { Decimal } from '../kernel/decimal.js'
import { rateFromText } from '../kernel/rate.js'
import { newLoansAt, type ProductLine, signedFrom } from './offer.js'
import type { ProductRate, ProductRules } from './rules.js'
import type { BorrowerKind, Certainty, ExtensionRule, PrincipalBand, TermsTemplate } from './template.js'

/** Since when the limits hold, and who says so. */
type LimitStep = {
	readonly from: string
	readonly amountMax: string | null
	readonly amountMaxGroup?: string
	readonly monthsMax: number | null
	readonly source: string
	readonly certainty: Certainty
}

type Programme = {
	readonly code: string
	readonly name: string
	readonly nameEn: string
	readonly borrower?: BorrowerKind
	readonly source: string
	readonly rates: readonly ProductRate[]
	readonly limits: readonly LimitStep[]
	readonly bands?: readonly PrincipalBand[]
	readonly extensionMonthsMax?: number
}

/** From this signing day a missed instalment is overdue unless it was adjusted; before, it is carried to the next one. */
const missedIsOverdueFrom = calendarDate('2026-03-01')
const missedSource = 'CV 597/NHCS-TDNN (30/01/2026)'

/** VB 2174 as one transaction office applies it: up to 12 months once, up to 60 every 24, longer every 36. */
export const policyBands: readonly PrincipalBand[] = [
	{ monthsMax: 12, every: null },
	{ monthsMax: 60, every: 24 },
	{ monthsMax: null, every: 36 },
]
const everyYear: readonly PrincipalBand[] = [{ monthsMax: null, every: 12 }]
const everyHalfYear: readonly PrincipalBand[] = [{ monthsMax: null, every: 6 }]

/** Short loans 12 months in all, longer ones half their term (the bank's examination questions; its staff tools). */
export const policyExtension: ExtensionRule = { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null }

const office = 'bảng tổng hợp của một phòng giao dịch NHCSXH (2025)'
const decision750 = 'QĐ 750/QĐ-TTg (01/06/2015)'

const poorHousehold: readonly ProductRate[] = [
	newLoansAt('2006-01-01', '0.078', 'mức trước QĐ 872/QĐ-TTg; ngày bắt đầu chưa kiểm chứng', 'low'),
	newLoansAt('2014-06-06', '0.072', 'QĐ 872/QĐ-TTg (06/06/2014)', 'medium'),
	newLoansAt('2015-06-01', '0.066', decision750, 'high'),
]

const programmes: readonly Programme[] = [
	{
		code: 'HONGHEO',
		name: 'Cho vay hộ nghèo',
		nameEn: 'Poor households',
		source: 'NĐ 78/2002/NĐ-CP; mã chương trình 01',
		rates: poorHousehold,
		limits: [
			limit('2003-01-01', null, 60, 'mức cũ chưa kiểm chứng', 'low'),
			limit('2019-03-01', '100000000', 120, `QĐ 12/QĐ-HĐQT (22/02/2019); ${office}`, 'medium'),
		],
	},
	{
		code: 'CANNGHEO',
		name: 'Cho vay hộ cận nghèo',
		nameEn: 'Near-poor households',
		source: 'QĐ 15/2013/QĐ-TTg; QĐ 1826/QĐ-TTg: 120 % lãi suất hộ nghèo',
		rates: relatedTo(poorHousehold, '1.2', '2013-10-09', 'QĐ 1826/QĐ-TTg (09/10/2013): 120 % hộ nghèo', 'high'),
		limits: [
			limit('2013-04-16', null, 60, 'mức cũ chưa kiểm chứng', 'low'),
			limit('2019-03-01', '100000000', 120, 'như hộ nghèo', 'medium'),
		],
	},
	{
		code: 'MOITHOATNGHEO',
		name: 'Cho vay hộ mới thoát nghèo',
		nameEn: 'Households newly out of poverty',
		source: 'QĐ 28/2015/QĐ-TTg: 125 % lãi suất hộ nghèo',
		rates: relatedTo(poorHousehold, '1.25', '2015-09-05', `QĐ 28/2015/QĐ-TTg: 125 % hộ nghèo; ${office}`, 'high'),
		limits: [limit('2015-09-05', null, 60, office, 'medium'), limit('2019-03-01', '100000000', 60, office, 'medium')],
	},
	{
		code: 'HSSV',
		name: 'Cho vay học sinh, sinh viên',
		nameEn: 'Pupils and students',
		source: 'QĐ 157/2007/QĐ-TTg; mã chương trình 02; 4 triệu đồng/tháng từ 19/05/2022 (QĐ 05/2022/QĐ-TTg)',
		rates: [newLoansAt('2015-06-01', '0.066', office, 'medium')],
		limits: [limit('2007-10-01', null, null, 'mức cho vay tính theo tháng học', 'medium')],
		bands: everyYear,
	},
	{
		code: 'GQVL',
		name: 'Cho vay giải quyết việc làm',
		nameEn: 'Job creation',
		borrower: 'either',
		source: 'NĐ 61/2015, NĐ 74/2019, NĐ 338/2025; mã chương trình 03',
		rates: [
			newLoansAt('2015-09-01', '0.066', 'NĐ 61/2015/NĐ-CP', 'medium'),
			newLoansAt('2019-11-08', '0.0792', `NĐ 74/2019/NĐ-CP; ${office}`, 'high'),
		],
		limits: jobLimits(),
	},
	{
		code: 'GQVL-UT',
		name: 'Cho vay giải quyết việc làm, đối tượng ưu tiên',
		nameEn: 'Job creation, disabled people and ethnic minorities',
		borrower: 'either',
		source: 'NĐ 61/2015, NĐ 74/2019: bằng 50 % lãi suất chung',
		rates: [
			newLoansAt('2015-09-01', '0.033', 'NĐ 61/2015/NĐ-CP', 'medium'),
			newLoansAt('2019-11-08', '0.0396', `NĐ 74/2019/NĐ-CP; ${office}`, 'high'),
		],
		limits: jobLimits(),
	},
	{
		code: 'NSVSMT',
		name: 'Cho vay nước sạch và vệ sinh môi trường nông thôn',
		nameEn: 'Rural clean water and sanitation',
		source: 'QĐ 62/2004/QĐ-TTg; mã chương trình 06; mức tính cho mỗi công trình',
		rates: [
			newLoansAt('2013-01-01', '0.096', 'mức năm 2013; ngày bắt đầu chưa kiểm chứng', 'low'),
			newLoansAt('2015-06-01', '0.09', `${decision750}; ${office}`, 'medium'),
		],
		limits: [
			limit('2013-01-01', null, 60, 'mức cũ chưa kiểm chứng', 'low'),
			limit('2018-06-01', '10000000', 60, 'QĐ 18/2018/QĐ-TTg: 10 triệu đồng/công trình', 'medium'),
			limit('2024-09-02', '25000000', 60, `QĐ 10/2024/QĐ-TTg: 25 triệu đồng/công trình; ${office}`, 'medium'),
		],
		bands: everyYear,
	},
	{
		code: 'SXKDVKK',
		name: 'Cho vay sản xuất kinh doanh vùng khó khăn',
		nameEn: 'Production in difficult areas',
		source: 'QĐ 31/2007/QĐ-TTg',
		rates: [newLoansAt('2015-06-01', '0.09', decision750, 'high')],
		limits: [
			limit('2015-06-01', '50000000', 60, 'mức cũ chưa kiểm chứng', 'low'),
			limit('2023-06-05', '100000000', 120, 'QĐ 17/2023/QĐ-TTg', 'low'),
		],
		bands: everyYear,
	},
	{
		code: 'XKLD',
		name: 'Cho vay đi lao động có thời hạn ở nước ngoài',
		nameEn: 'Work abroad',
		source: 'nguồn vốn trung ương',
		rates: [newLoansAt('2015-06-01', '0.066', office, 'medium')],
		limits: [limit('2015-06-01', null, 60, 'theo thời hạn hợp đồng lao động', 'low')],
		bands: everyYear,
	},
	{
		code: 'XKLD-DP',
		name: 'Cho vay đi lao động ở nước ngoài, nguồn địa phương',
		nameEn: 'Work abroad, local funds',
		source: 'nguồn vốn địa phương (nguồn 2)',
		rates: [newLoansAt('2015-06-01', '0.0858', `${office}; ngày bắt đầu chưa kiểm chứng`, 'medium')],
		limits: [limit('2015-06-01', null, 60, 'theo thời hạn hợp đồng lao động', 'low')],
		bands: everyYear,
	},
	{
		code: 'NOXH',
		name: 'Cho vay nhà ở xã hội',
		nameEn: 'Social housing',
		source: 'NĐ 100/2015, NĐ 100/2024; mã chương trình 12; tối đa 25 năm',
		rates: [
			newLoansAt('2018-01-01', '0.048', 'QĐ 370/QĐ-TTg (2018) và các năm sau', 'medium'),
			newLoansAt('2024-08-01', '0.066', `NĐ 100/2024/NĐ-CP; ${office}`, 'high'),
		],
		limits: [limit('2016-01-01', null, 300, `NĐ 100/2015/NĐ-CP; ${office}`, 'high')],
		bands: everyHalfYear,
		extensionMonthsMax: 24,
	},
	{
		code: 'NCHXAPT',
		name: 'Cho vay người chấp hành xong án phạt tù',
		nameEn: 'People who have served a sentence',
		source: 'QĐ 22/2023/QĐ-TTg; mã chương trình 26',
		rates: [newLoansAt('2023-10-10', '0.066', `QĐ 22/2023/QĐ-TTg; ${office}`, 'high')],
		limits: [limit('2023-10-10', '100000000', 120, 'QĐ 22/2023/QĐ-TTg', 'medium')],
	},
	...minorityProgrammes(),
]

export const policyProducts: readonly ProductLine[] = programmes.map((programme) => ({
	code: `NHCSXH-${programme.code}`,
	lender: 'NHCSXH',
	name: programme.name,
	nameEn: programme.nameEn,
	borrower: programme.borrower ?? 'member',
	source: programme.source,
	rates: programme.rates,
	rules: rulesOf(programme),
}))

/** NĐ 28/2022: half of the rate for poor households, and 3 % for houses; from memory, the bank confirms. */
function minorityProgrammes(): readonly Programme[] {
	const decree = 'NĐ 28/2022/NĐ-CP (26/04/2022)'
	const half = relatedTo(poorHousehold, '0.5', '2022-04-26', `${decree}: 50 % hộ nghèo`, 'medium')
	return [
		{
			code: 'ND28-DATO',
			name: 'Cho vay hỗ trợ đất ở (NĐ 28/2022)',
			nameEn: 'Homestead land, ethnic minority areas',
			source: decree,
			rates: half,
			limits: [limit('2022-04-26', '50000000', 180, decree, 'low')],
		},
		{
			code: 'ND28-NHAO',
			name: 'Cho vay hỗ trợ nhà ở (NĐ 28/2022)',
			nameEn: 'Houses, ethnic minority areas',
			source: decree,
			rates: [newLoansAt('2022-04-26', '0.03', decree, 'medium')],
			limits: [limit('2022-04-26', '40000000', 180, decree, 'low')],
		},
		{
			code: 'ND28-DATSX',
			name: 'Cho vay hỗ trợ đất sản xuất, chuyển đổi nghề (NĐ 28/2022)',
			nameEn: 'Farm land and change of trade, ethnic minority areas',
			source: decree,
			rates: half,
			limits: [limit('2022-04-26', null, 120, decree, 'low')],
		},
		{
			code: 'ND28-CHUOI',
			name: 'Cho vay đầu tư, phát triển sản xuất theo chuỗi giá trị (NĐ 28/2022)',
			nameEn: 'Value chains, ethnic minority areas',
			borrower: 'either',
			source: decree,
			rates: half,
			limits: [limit('2022-04-26', null, 120, decree, 'low')],
		},
	]
}

function jobLimits(): readonly LimitStep[] {
	return [
		{ ...limit('2015-09-01', '50000000', 60, 'NĐ 61/2015/NĐ-CP', 'medium'), amountMaxGroup: '1000000000' },
		{ ...limit('2019-11-08', '100000000', 120, 'NĐ 74/2019/NĐ-CP', 'medium'), amountMaxGroup: '2000000000' },
		{ ...limit('2025-12-25', '100000000', 120, `NĐ 338/2025/NĐ-CP; HD 11055; ${office}`, 'high'), amountMaxGroup: '2000000000' },
	]
}

function limit(from: string, amountMax: string | null, monthsMax: number | null, source: string, certainty: Certainty): LimitStep {
	return { from, amountMax, monthsMax, source, certainty }
}

/** The rates that follow another programme's by a factor, from the day of the decision that says so. */
function relatedTo(
	base: readonly ProductRate[],
	factor: string,
	from: string,
	source: string,
	certainty: Certainty,
): readonly ProductRate[] {
	const start = calendarDate(from)
	const inForce = base.findLast((rate) => rate.from <= start)
	return base
		.filter((rate) => rate === inForce || rate.from > start)
		.map((rate) => ({
			from: rate === inForce ? start : rate.from,
			yearly: rateFromText(new Decimal(rate.yearly).times(factor).toFixed()),
			reachesLoansOut: false,
			source,
			certainty,
		}))
}

/** One line for each day on which a limit changed, and one for the day from which a missed instalment is overdue. */
function rulesOf(programme: Programme): readonly ProductRules[] {
	const days = [...new Set<CalendarDate>([...programme.limits.map((step) => calendarDate(step.from)), missedIsOverdueFrom])].sort()
	return days.flatMap((day) => {
		const step = programme.limits.findLast((one) => one.from <= day)
		if (step === undefined) return []
		return [
			signedFrom(day, {
				terms: policyTerms(programme.bands ?? policyBands, day),
				limits: {
					amountMax: step.amountMax,
					amountMaxGroup: step.amountMaxGroup ?? null,
					monthsMin: null,
					monthsMax: step.monthsMax,
					extension: { ...policyExtension, monthsMax: programme.extensionMonthsMax ?? null },
					// The bank approves, and tells the Union so (form 04/TD).
					secondPersonAbove: null,
				},
				source: day === missedIsOverdueFrom ? `${step.source}; ${missedSource}` : step.source,
				certainty: step.certainty,
			}),
		]
	})
}

/**
 * Interest on the declining balance by days over 365 (TT 14/2017), monthly on the commune's transaction day; principal
 * split down to 100.000 đồng, the last instalment takes the rest; overdue principal at 130 % from the recorded day of
 * transfer (form 01/TD); interest that is not paid waits and bears nothing (form 07b/GQVL).
 */
function policyTerms(principalBands: readonly PrincipalBand[], signedOn: CalendarDate): TermsTemplate {
	return {
		interestMethod: 'declining',
		dayCount: 'actual/365',
		instalments: { every: 1, period: 'month' },
		principalBands,
		amortization: 'equal-principal',
		instalmentRounding: { unit: '100000', towards: 'down' },
		interestRounding: { unit: '1', towards: 'nearest' },
		remainder: 'last',
		prepayment: 'from-next',
		allocation: { inTerm: ['interest', 'principal'], overdue: ['principal', 'interest'] },
		overdue: {
			missedInstalment: signedOn < missedIsOverdueFrom ? 'carry-forward' : 'overdue',
			transfer: 'recorded',
			factor: '1.3',
		},
		dueDays: 'transaction-day',
		classification: 'policy',
		overpayment: 'refuse',
	}
}
