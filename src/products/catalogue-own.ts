import { newLoansAt, type ProductLine, signedFrom } from './offer.js'
import type { LimitsTemplate, PrincipalBand, TermsTemplate } from './template.js'

const everyMonth: readonly PrincipalBand[] = [{ monthsMax: null, every: 1 }]
const everyQuarter: readonly PrincipalBand[] = [{ monthsMax: null, every: 3 }]

/**
 * The Union's own money. Where the contract is silent the law gives 150 % of the rate on overdue principal (BLDS 2015
 * art. 466.5), from the day after the due day: nobody has to record the transfer. The internal rules of the fund of 43
 * tỷ have not been read, so that its rate and instalments are the project's choice until the fund says its own.
 */
const fundTerms: TermsTemplate = {
	interestMethod: 'declining',
	dayCount: 'actual/365',
	instalments: { every: 1, period: 'month' },
	principalBands: everyMonth,
	amortization: 'equal-principal',
	instalmentRounding: { unit: '100000', towards: 'down' },
	interestRounding: { unit: '1', towards: 'nearest' },
	remainder: 'last',
	prepayment: 'from-next',
	allocation: { inTerm: ['interest', 'principal'], overdue: ['principal', 'interest'] },
	overdue: { missedInstalment: 'overdue', transfer: 'automatic', factor: '1.5' },
	dueDays: 'next-working-day',
	classification: 'microfinance',
	overpayment: 'refuse',
}

/** Interest-free: late too, since BLDS art. 466.4 lets the lender ask 10 % a year but does not make her. */
const interestFreeTerms: TermsTemplate = { ...fundTerms, interestMethod: 'none', overdue: { ...fundTerms.overdue, factor: '1' } }

/** From which amount of its own money the Union looks twice: no rule says; the project's decision until the fund says its own. */
const secondPersonAbove = '30000000'

const silent = 'quy chế nội bộ chưa được đọc: mức do dự án chọn'
const microfinance = 'QĐ 20/2017/QĐ-TTg: tối đa 50 triệu đồng một khách hàng; thời hạn 12–36 tháng theo báo cáo năm 2022 của Hội'
const report = 'báo cáo năm 2022 của Hội LHPN tỉnh Cao Bằng'
const free = 'không tính lãi'

export const ownProducts: readonly ProductLine[] = [
	{
		code: 'QUY-GIAMDAN',
		lender: 'QUY-HTPN',
		name: 'Vay trả góp hằng tháng, lãi trên dư nợ giảm dần',
		nameEn: 'Monthly instalments, interest on the declining balance',
		borrower: 'member',
		source: microfinance,
		rates: [newLoansAt('2017-06-12', '0.108', `0,9 %/tháng; ${silent}`, 'project decision')],
		rules: [signedFrom('2017-06-12', { terms: fundTerms, limits: upTo('50000000', 12, 36), source: microfinance, certainty: 'high' })],
	},
	{
		code: 'QUY-PHANG',
		lender: 'QUY-HTPN',
		name: 'Vay trả góp hằng tháng, lãi tính trên gốc ban đầu',
		nameEn: 'Monthly instalments, flat interest',
		borrower: 'member',
		source: `${microfinance}; luôn in kèm lãi suất năm trên dư nợ thực tế (BLDS Đ.468: không quá 20 %/năm)`,
		rates: [newLoansAt('2017-06-12', '0.06', `0,5 %/tháng; ${silent}`, 'project decision')],
		rules: [
			signedFrom('2017-06-12', {
				terms: { ...fundTerms, interestMethod: 'flat', dayCount: 'periodic' },
				limits: upTo('50000000', 12, 36),
				source: microfinance,
				certainty: 'high',
			}),
		],
	},
	{
		code: 'KHONGLAI',
		lender: 'KHONG-LAI',
		name: 'Vay không tính lãi giữa hội viên',
		nameEn: 'Interest-free loan among members',
		borrower: 'member',
		source: report,
		rates: [newLoansAt('2010-01-01', '0', free, 'read')],
		rules: [
			signedFrom('2010-01-01', {
				terms: { ...interestFreeTerms, principalBands: everyQuarter },
				limits: upTo('20000000', null, 24),
				source: silent,
				certainty: 'project decision',
			}),
		],
	},
	{
		code: 'KHOINGHIEP',
		lender: 'KHOI-NGHIEP',
		name: 'Vay vốn khởi nghiệp',
		nameEn: 'Start-up loan',
		borrower: 'either',
		source: `${report}: 05 mô hình, 70 thành viên, 1,4 tỷ đồng`,
		rates: [newLoansAt('2017-06-30', '0.06', silent, 'project decision')],
		rules: [
			signedFrom('2017-06-30', {
				terms: { ...fundTerms, principalBands: everyQuarter },
				limits: { ...upTo('50000000', 12, 36), amountMaxGroup: '500000000' },
				source: silent,
				certainty: 'project decision',
			}),
		],
	},
	{
		code: 'HOPTAC',
		lender: 'HOP-TAC',
		name: 'Vay vốn tổ hợp tác',
		nameEn: 'Loan to a cooperative group',
		borrower: 'group',
		source: `${report}: 03 mô hình tổ hợp tác, 300.000.000đ`,
		rates: [newLoansAt('2017-06-30', '0.06', silent, 'project decision')],
		rules: [
			signedFrom('2017-06-30', {
				terms: { ...fundTerms, principalBands: everyQuarter },
				limits: upTo('100000000', 12, 36),
				source: silent,
				certainty: 'project decision',
			}),
		],
	},
]

function upTo(amountMax: string, monthsMin: number | null, monthsMax: number): LimitsTemplate {
	return {
		amountMax,
		amountMaxGroup: null,
		monthsMin,
		monthsMax,
		extension: { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null },
		secondPersonAbove,
	}
}
