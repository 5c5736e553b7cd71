import { calendarDate } from '../kernel/calendar-date.js'
import { rateFromText } from '../kernel/rate.js'
import type { Certainty } from '../products/template.js'
import type { NewSavingsProduct, SavingsRate, SavingsRules } from './offer.js'
import type { SavingsTemplate } from './terms.js'

/** A savings product as the catalogue writes it; the lender by its code, null where the group itself holds the money. */
export type SavingsProductLine = Omit<NewSavingsProduct, 'lenderId'> & { readonly lender: string | null }

const notAsked = 'mức minh hoạ của dự án; bên nhận tiền gửi chưa xác nhận (loại không kỳ hạn)'

/** Half up to one đồng each time that interest is credited, on the first day of each month; where the rules are silent (project decision). */
const monthly: Pick<SavingsTemplate, 'interestRounding' | 'creditEvery'> = {
	interestRounding: { unit: '1', towards: 'nearest' },
	creditEvery: { every: 1, period: 'month', from: calendarDate('2000-01-01') },
}

/**
 * Where the women of Cao Bằng save, and by which rules. Before anybody relies on a rate that is not 'read' or 'high', the
 * bank or the fund confirms it.
 */
export const savingsProductLines: readonly SavingsProductLine[] = [
	{
		code: 'NHCSXH-TGTV',
		lender: 'NHCSXH',
		name: 'Tiền gửi tổ viên tổ TK&VV',
		nameEn: 'Deposits of members of savings-and-loan groups',
		source: 'Mẫu 01/TGTV của NHCSXH; tài khoản 105',
		rates: [reachingAt('2009-01-01', '0.024', notAsked, 'project decision')],
		rules: [
			openedFrom('2009-01-01', 'Mẫu 01/TGTV mục 5 và mục 6; mức tối thiểu theo biên bản họp tổ 10C/TD', 'high', {
				...monthly,
				kind: 'compulsory',
				minimumMonthly: '0',
				withdrawal: { rule: 'when-no-debt' },
				offsetOrder: ['interest', 'due-principal', 'overdue-principal'],
			}),
		],
	},
	{
		code: 'QUY-TKBB',
		lender: 'QUY-HTPN',
		name: 'Tiết kiệm bắt buộc của Quỹ',
		nameEn: 'Compulsory savings in the women’s fund',
		source: 'QĐ 20/2017/QĐ-TTg: tiết kiệm bắt buộc của khách hàng tài chính vi mô',
		rates: [reachingAt('2010-01-01', '0.024', notAsked, 'project decision')],
		rules: [
			openedFrom('2010-01-01', 'dự án chọn; quy chế của Quỹ chưa có', 'project decision', {
				...monthly,
				kind: 'compulsory',
				minimumMonthly: '20000',
				withdrawal: { rule: 'when-no-debt' },
				offsetOrder: ['interest', 'due-principal', 'overdue-principal'],
			}),
		],
	},
	{
		code: 'QUY-TKTN',
		lender: 'QUY-HTPN',
		name: 'Tiết kiệm tự nguyện của Quỹ',
		nameEn: 'Voluntary savings in the women’s fund',
		source: 'QĐ 20/2017/QĐ-TTg: tiền gửi tự nguyện của khách hàng tài chính vi mô',
		rates: [reachingAt('2010-01-01', '0.03', notAsked, 'project decision')],
		rules: [
			openedFrom('2010-01-01', 'dự án chọn; quy chế của Quỹ chưa có', 'project decision', {
				...monthly,
				kind: 'voluntary',
				minimumMonthly: '0',
				withdrawal: { rule: 'free' },
				offsetOrder: [],
			}),
		],
	},
	{
		code: 'TO-TIETKIEM',
		lender: null,
		name: 'Tiết kiệm do tổ, nhóm giữ',
		nameEn: 'Savings that the group itself holds',
		source: 'Quy ước của tổ, nhóm; sổ tiền của tổ, nhóm',
		rates: [reachingAt('2000-01-01', '0', 'tổ, nhóm giữ hộ, không trả lãi', 'project decision')],
		rules: [
			openedFrom('2000-01-01', 'quy ước của tổ, nhóm', 'project decision', {
				...monthly,
				kind: 'voluntary',
				minimumMonthly: '0',
				withdrawal: { rule: 'free' },
				offsetOrder: [],
			}),
		],
	},
]

/** A rate of demand type: from that day on it is also the rate of accounts opened before. */
function reachingAt(from: string, yearly: string, source: string, certainty: Certainty): SavingsRate {
	return { from: calendarDate(from), yearly: rateFromText(yearly), reachesOpenAccounts: true, source, certainty }
}

function openedFrom(from: string, source: string, certainty: Certainty, terms: SavingsTemplate): SavingsRules {
	return { from: calendarDate(from), terms, source, certainty }
}
