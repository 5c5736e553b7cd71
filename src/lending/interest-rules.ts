import { vietnamesePercent } from '../kernel/number-text.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import type { Language, Words } from '../kernel/refusal.js'
import { nearestDong, roundingName } from '../kernel/rounding.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import type { RateStep } from './interest.js'
import { type CodedRules, contract, contractOrOurs, type Rule } from './rule.js'
import type { Terms } from './schemas.js'

/** How a loan's interest comes about: days, rates, what bears it and what does not, and the rounding. */
export function interestRules(terms: Terms, rates: readonly RateStep[], wasFrozen: boolean): CodedRules {
	const bears = terms.interestMethod !== 'none' || terms.overdue.yearly !== null
	return [
		['day-count', bears ? byLaw(dayCountRules[terms.dayCount], terms) : null],
		['interest-method', byLaw(methodRules[terms.interestMethod], terms)],
		['rate', terms.interestMethod === 'none' ? null : rateRule(rates)],
		['interest-days', bears ? interestDays : null],
		['rounding', bears ? roundingRule(terms) : null],
		['overdue-rate', overdueRateRule(terms)],
		['unpaid-interest', bears ? unpaidInterestRule(terms) : null],
		['grace', graceRule(terms)],
		['freeze', wasFrozen ? freezeRule(terms) : null],
		['interest-support', supportRule(terms)],
	]
}

/** The circular binds banks; a fund of the Union reckons by it because its contracts say so. */
function byLaw([rule, source]: Rule, { classification }: Terms): Rule {
	if (classification !== 'microfinance' || source !== circular14) return [rule, source]
	return [rule, { vi: `${contract.vi}, theo ${circular14.vi}`, en: `${contract.en}, by ${circular14.en}` }]
}

const circular14: Words = { vi: 'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5', en: 'Circular 14/2017/TT-NHNN, articles 4 and 5' }
function isda(section: string): Words {
	return {
		vi: `Thoả thuận trong hợp đồng; cách đếm theo ISDA 2006, mục ${section}`,
		en: `The contract; counted as in ISDA 2006, section ${section}`,
	}
}

const dayCountRules: Readonly<Record<Terms['dayCount'], Rule>> = {
	'actual/365': [
		{
			vi: 'Một năm tính 365 ngày, năm nhuận cũng vậy; đếm số ngày thật, tính ngày đầu, không tính ngày cuối, trên số dư cuối mỗi ngày',
			en: 'A year has 365 days, a leap year too; real days are counted, the first one in and the last one out, on the balance at the end of each day',
		},
		circular14,
	],
	'actual/360': [
		{
			vi: 'Một năm tính 360 ngày; đếm số ngày thật, tính ngày đầu, không tính ngày cuối',
			en: 'A year has 360 days; real days are counted, the first one in and the last one out',
		},
		isda('4.16(e)'),
	],
	'actual/actual': [
		{
			vi: 'Ngày của năm nào chia cho số ngày của năm đó (365 hoặc 366); tính ngày đầu, không tính ngày cuối',
			en: 'The days of each calendar year are divided by its own length (365 or 366); the first day in, the last one out',
		},
		isda('4.16(b)'),
	],
	'30/360': [
		{
			vi: 'Mỗi tháng tính 30 ngày, một năm 360 ngày, theo từng kỳ trọn; phần của một kỳ tính theo số ngày thật trên số ngày của kỳ đó',
			en: 'A month has 30 days and a year 360, by whole periods; part of a period is pro rata of its real days',
		},
		contractOrOurs,
	],
	'30e/360': [
		{
			vi: 'Mỗi tháng tính 30 ngày, một năm 360 ngày, theo ngày lịch; ngày 31 coi như ngày 30',
			en: 'A month has 30 days and a year 360, by dates; a 31st counts as the 30th',
		},
		isda('4.16(g)'),
	],
	periodic: [
		{
			vi: 'Lãi suất tính theo kỳ: một tháng là 1/12, một tuần là 1/52 của năm; phần của một kỳ tính theo số ngày thật trên số ngày của kỳ đó',
			en: 'The rate is one per period: a month is 1/12 and a week 1/52 of a year; part of a period is pro rata of its real days',
		},
		contractOrOurs,
	],
}

const methodRules: Readonly<Record<Terms['interestMethod'], Rule>> = {
	declining: [
		{
			vi: 'Lãi tính trên dư nợ gốc thực tế của từng ngày (dư nợ giảm dần)',
			en: 'Interest is on the principal really owed on each day (declining balance)',
		},
		circular14,
	],
	flat: [
		{
			vi: 'Lãi tính trên số tiền đã giải ngân cho đến hết thời hạn, dù gốc đã trả bớt (lãi phẳng)',
			en: 'Interest is on the amount lent until the term ends, however much principal was repaid (flat)',
		},
		{
			vi: 'Thoả thuận trong hợp đồng; so lãi suất thực với mức 20 %/năm của Bộ luật Dân sự 2015, Điều 468',
			en: 'The contract; to be compared, by its true yearly rate, with the 20 % of the Civil Code 2015, article 468',
		},
	],
	none: [{ vi: 'Khoản vay không tính lãi', en: 'The loan bears no interest' }, contract],
}

function rateRule(rates: readonly RateStep[]): Rule {
	const steps = (language: Language): string =>
		rates
			.map(
				({ from, yearly }) =>
					`${vietnamesePercent(rateFraction(yearly))}${language === 'vi' ? '/năm từ' : ' a year from'} ${vietnameseDate(from)}`,
			)
			.join('; ')
	return [
		{ vi: `Lãi suất cho vay: ${steps('vi')}`, en: `The rate: ${steps('en')}` },
		{ vi: 'Hợp đồng và các lần đổi lãi suất đã ghi', en: 'The contract, and the changes of rate on record' },
	]
}

const interestDays: Rule = [
	{
		vi: 'Lãi đến hạn vào mỗi ngày trả lãi; phần chưa trả của kỳ gần nhất là lãi đến hạn, của các kỳ trước là lãi tồn',
		en: 'Interest falls due on each interest day; what is unpaid of the latest is interest due, of earlier ones carried interest',
	},
	contract,
]

function roundingRule({ interestRounding }: Terms): Rule {
	const { vi, en } = roundingName(interestRounding)
	const isOurs = interestRounding.unit === nearestDong.unit && interestRounding.towards === nearestDong.towards
	return [
		{
			vi: `Cộng các đoạn ngày của một kỳ lãi rồi mới ${vi}, đúng một lần; không làm tròn từng đoạn`,
			en: `The stretches of a period are added first and ${en} once, on the sum; never each by itself`,
		},
		isOurs
			? { vi: 'Quyết định của dự án: luật và mẫu hợp đồng không quy định', en: 'A decision of this project: law and forms are silent' }
			: contract,
	]
}

function overdueRateRule({ overdue, interestMethod, classification }: Terms): Rule {
	if (overdue.yearly !== null) {
		const rate = vietnamesePercent(rateFraction(overdue.yearly))
		return [
			{
				vi: `Gốc quá hạn chịu lãi ${rate}/năm, chỉ trên phần gốc quá hạn`,
				en: `Overdue principal bears ${rate} a year, on the overdue part only`,
			},
			overdueSources[classification],
		]
	}
	if (interestMethod === 'none') {
		return [
			{ vi: 'Gốc trả chậm cũng không tính lãi', en: 'Principal that is late bears no interest either' },
			{
				vi: 'Bộ luật Dân sự 2015, Điều 466.4: bên cho vay có quyền đòi lãi chậm trả nhưng không buộc phải đòi',
				en: 'Civil Code 2015, article 466.4: the lender may ask for it and does not have to',
			},
		]
	}
	const share = vietnamesePercent(rateFraction(overdue.factor as Rate))
	return [
		{
			vi: `Gốc quá hạn chịu lãi bằng ${share} lãi suất cho vay, chỉ trên phần gốc quá hạn`,
			en: `Overdue principal bears ${share} of the loan's rate, on the overdue part only`,
		},
		overdueSources[classification],
	]
}

const overdueSources: Readonly<Record<Terms['classification'], Words>> = {
	policy: { vi: 'Mẫu 01/TD của NHCSXH (130 % lãi suất cho vay)', en: 'Form 01/TD of NHCSXH (130 % of the rate)' },
	bank: {
		vi: 'Thông tư 39/2016/TT-NHNN, Điều 13.4: không quá 150 % lãi suất cho vay tại thời điểm chuyển nợ quá hạn',
		en: 'Circular 39/2016/TT-NHNN, article 13.4: at most 150 % of the rate at the transfer',
	},
	microfinance: {
		vi: 'Thoả thuận trong hợp đồng; không thoả thuận thì 150 % theo Bộ luật Dân sự 2015, Điều 466.5',
		en: 'The contract; where it is silent 150 %, Civil Code 2015, article 466.5',
	},
}

function unpaidInterestRule({ overdue, classification }: Terms): Rule {
	if (overdue.lateInterestYearly === null) {
		return [
			{ vi: 'Lãi chưa trả không sinh lãi', en: 'Unpaid interest bears no interest' },
			classification === 'policy' ? { vi: 'Mẫu 07b/GQVL của NHCSXH', en: 'Form 07b/GQVL of NHCSXH' } : contract,
		]
	}
	const rate = vietnamesePercent(rateFraction(overdue.lateInterestYearly))
	return [
		{
			vi: `Lãi chậm trả chịu lãi đơn ${rate}/năm theo số ngày chậm ÷ 365, không cộng dồn vào gốc; tổng làm tròn một lần`,
			en: `Late interest bears simple interest of ${rate} a year, by days ÷ 365, never on top of itself; rounded once on the sum`,
		},
		classification === 'microfinance'
			? {
					vi: 'Thoả thuận trong hợp đồng; Bộ luật Dân sự 2015, Điều 466.5(a) và Điều 468.2',
					en: 'The contract; Civil Code 2015, articles 466.5(a) and 468.2',
				}
			: {
					vi: 'Thông tư 39/2016/TT-NHNN, Điều 13.4: không quá 10 %/năm',
					en: 'Circular 39/2016/TT-NHNN, article 13.4: at most 10 % a year',
				},
	]
}

function graceRule({ grace }: Terms): Rule | null {
	const { principalPeriods, interestDeferredPeriods, interestFreePeriods } = grace
	const parts: readonly (readonly [number, string, string])[] = [
		[principalPeriods, `${principalPeriods} kỳ đầu chưa phải trả gốc`, `no principal in the first ${principalPeriods} periods`],
		[
			interestDeferredPeriods,
			`lãi của ${interestDeferredPeriods} kỳ đầu dồn vào kỳ trả lãi sau đó`,
			`interest of the first ${interestDeferredPeriods} periods falls due with the next`,
		],
		[
			interestFreePeriods,
			`${interestFreePeriods} kỳ đầu không tính lãi`,
			`no interest is borne in the first ${interestFreePeriods} periods`,
		],
	]
	const told = parts.filter(([periods]) => periods > 0)
	if (told.length === 0) return null
	return [{ vi: `Ân hạn: ${told.map(([, vi]) => vi).join('; ')}`, en: `Grace: ${told.map(([, , en]) => en).join('; ')}` }, contract]
}

function freezeRule({ classification }: Terms): Rule {
	return [
		{ vi: 'Trong thời gian khoanh nợ, phần gốc được khoanh không tính lãi', en: 'Frozen principal bears no interest while it is frozen' },
		classification === 'policy'
			? {
					vi: 'Quyết định 50/2010/QĐ-TTg (sửa bởi Quyết định 08/2021/QĐ-TTg)',
					en: 'Decision 50/2010/QĐ-TTg (as amended by Decision 08/2021/QĐ-TTg)',
				}
			: { vi: 'Quyết định khoanh nợ của bên cho vay', en: "The lender's decision to freeze" },
	]
}

function supportRule({ interestSupport }: Terms): Rule | null {
	if (interestSupport === undefined) return null
	const rate = vietnamesePercent(rateFraction(interestSupport.yearly))
	const [from, to] = [vietnameseDate(interestSupport.from), vietnameseDate(interestSupport.to)]
	return [
		{
			vi: `Ngân sách chịu ${rate}/năm tiền lãi của các ngày từ ${from} đến hết ${to}; lãi suất cho vay giữ nguyên, người vay trả phần còn lại`,
			en: `The budget bears ${rate} a year of the interest of the days from ${from} to the end of ${to}; the loan's rate stays, the borrower pays the rest`,
		},
		{ vi: 'Nghị định 36/2022/NĐ-CP', en: 'Decree 36/2022/NĐ-CP' },
	]
}
