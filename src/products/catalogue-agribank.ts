import { newLoansAt, type ProductLine, signedFrom } from './offer.js'
import type { LimitsTemplate, TermsTemplate } from './template.js'

/**
 * Lending through groups. Interest by days over 365 (TT 14/2017); overdue principal at 150 % of the rate and interest
 * on late interest at 10 % a year, the most that TT 39/2016 art. 13.4 allows; for overdue debt principal comes first
 * (art. 18.4 as amended by TT 06/2023). Which of these Cao Bằng's agreement says has not been read.
 */
const groupTerms: TermsTemplate = {
	interestMethod: 'declining',
	dayCount: 'actual/365',
	instalments: { every: 1, period: 'month' },
	principalBands: [
		{ monthsMax: 12, every: null },
		{ monthsMax: null, every: 12 },
	],
	amortization: 'equal-principal',
	instalmentRounding: { unit: '100000', towards: 'down' },
	interestRounding: { unit: '1', towards: 'nearest' },
	remainder: 'last',
	prepayment: 'from-next',
	allocation: { inTerm: ['interest', 'principal'], overdue: ['principal', 'interest'] },
	overdue: { missedInstalment: 'overdue', transfer: 'recorded', factor: '1.5', lateInterestYearly: '0.10' },
	dueDays: 'next-working-day',
	classification: 'bank',
	overpayment: 'refuse',
}

const agreement = 'thỏa thuận của Agribank Cao Bằng chưa được đọc: mức do dự án chọn'

export const agribankProducts: readonly ProductLine[] = [
	{
		code: 'AGRIBANK-TO',
		lender: 'AGRIBANK',
		name: 'Cho vay qua tổ vay vốn, không bảo đảm bằng tài sản',
		nameEn: 'Unsecured lending through groups',
		borrower: 'either',
		source: 'NĐ 55/2015, NĐ 116/2018, NĐ 156/2025: hộ ở địa bàn nông thôn',
		rates: [
			newLoansAt('2015-07-25', '0.1', agreement, 'project decision'),
			newLoansAt('2020-01-01', '0.09', agreement, 'project decision'),
			newLoansAt('2024-01-01', '0.08', agreement, 'project decision'),
		],
		rules: [
			signedFrom('2015-07-25', {
				terms: groupTerms,
				limits: unsecured('100000000', '300000000'),
				source: 'NĐ 55/2015/NĐ-CP (09/06/2015)',
				certainty: 'medium',
			}),
			signedFrom('2018-10-25', {
				terms: groupTerms,
				limits: unsecured('200000000', '300000000'),
				source: 'NĐ 116/2018/NĐ-CP: 200 triệu đồng ở nông thôn, nơi khác 100 triệu',
				certainty: 'high',
			}),
			signedFrom('2025-07-01', {
				terms: groupTerms,
				limits: unsecured('300000000', '500000000'),
				source: 'NĐ 156/2025/NĐ-CP: hộ 300 triệu đồng, tổ hợp tác và hộ kinh doanh 500 triệu',
				certainty: 'high',
			}),
		],
	},
]

/** Terms of up to five years are "medium" (TT 39/2016 art. 10); how far one may be extended is the bank's word. */
function unsecured(amountMax: string, amountMaxGroup: string): LimitsTemplate {
	return {
		amountMax,
		amountMaxGroup,
		monthsMin: null,
		monthsMax: 60,
		extension: { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null },
		secondPersonAbove: null,
	}
}
