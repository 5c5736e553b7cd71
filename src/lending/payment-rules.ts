import { vietnameseDate } from '../kernel/calendar-date.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { LoanEvent } from './event.js'
import { movementNames, partNames } from './names.js'
import { type CodedRules, contract, contractOrOurs, type Rule } from './rule.js'
import type { Terms } from './schemas.js'

/** What becomes overdue and when, and what a payment goes to. */
export function paymentRules(terms: Terms, restructured: readonly LoanEvent[], wasReversed: boolean): CodedRules {
	return [
		['overdue-transfer', transferRule(terms)],
		['due-days', dueDayRules[terms.dueDays]],
		['restructuring', restructuringRule(terms, restructured)],
		['allocation-in-term', inTermRule(terms)],
		['allocation-overdue', overdueOrderRule(terms)],
		['prepayment', [prepayments[terms.prepayment], contractOrOurs]],
		['overpayment', terms.overpayment === 'hold' ? [held, contract] : null],
		['reversal', wasReversed ? [neverHappened, accountingLaw] : null],
	]
}

const accountingLaw: Words = {
	vi: 'Luật Kế toán 2015, Điều 27; quyết định của dự án về ngày có hiệu lực',
	en: 'Law on Accounting 2015, article 27; the day of effect is a decision of this project',
}

function transferRule({ overdue, classification }: Terms): Rule {
	const carried = overdue.missedInstalment === 'carry-forward'
	const when: Words = carried
		? {
				vi: 'kỳ gốc lỡ chuyển sang kỳ sau, chỉ quá hạn khi hết hạn cuối',
				en: 'a missed instalment is carried forward, and late only after the end of the term',
			}
		: { vi: 'kỳ gốc lỡ là quá hạn', en: 'a missed instalment is late' }
	const how: Words =
		overdue.transfer === 'recorded'
			? { vi: 'gốc thành nợ quá hạn từ ngày ghi chuyển nợ quá hạn', en: 'principal is overdue from the recorded day of its transfer' }
			: {
					vi: 'gốc thành quá hạn ngay sau ngày cuối còn đúng hạn, không cần quyết định',
					en: 'principal is overdue by itself after its last day in time',
				}
	const source: Readonly<Record<Terms['classification'], Words>> = {
		policy: carried
			? {
					vi: 'NHCSXH: khoản vay ký trước 01/03/2026; chuyển nợ bằng mẫu 14/TD',
					en: 'NHCSXH: loans signed before 01/03/2026; transfer by form 14/TD',
				}
			: {
					vi: 'NHCSXH: CV 597/NHCS-TDNN ngày 30/01/2026; chuyển nợ bằng mẫu 14/TD',
					en: 'NHCSXH: letter 597/NHCS-TDNN of 30/01/2026; transfer by form 14/TD',
				},
		bank: { vi: 'Thông tư 39/2016/TT-NHNN, Điều 20', en: 'Circular 39/2016/TT-NHNN, article 20' },
		microfinance: { vi: 'Thoả thuận trong hợp đồng; Bộ luật Dân sự 2015, Điều 466', en: 'The contract; Civil Code 2015, article 466' },
	}
	return [{ vi: capital(`${how.vi}; ${when.vi}`), en: capital(`${how.en}; ${when.en}`) }, source[classification]]
}

/** What the due days follow after the term was agreed anew. */
function restructuringRule({ classification }: Terms, events: readonly LoanEvent[]): Rule | null {
	if (events.length === 0) return null
	const told = (language: Language): string =>
		events
			.map(({ type, on, details: { decisionNo } }) => {
				const decision = decisionNo === undefined ? '' : language === 'vi' ? ` (quyết định ${decisionNo})` : ` (decision ${decisionNo})`
				return `${movementNames[type][language].toLowerCase()} ${vietnameseDate(on)}${decision}`
			})
			.join('; ')
	return [
		{
			vi: `Kỳ hạn trả nợ đã thay đổi, ngày đến hạn theo lần sau cùng: ${told('vi')}`,
			en: `The days of payment were agreed anew, and the latest agreement counts: ${told('en')}`,
		},
		classification === 'microfinance' ? contract : restructuringLaw,
	]
}

const restructuringLaw: Words = {
	vi: 'Thông tư 39/2016/TT-NHNN, Điều 19 (gia hạn, điều chỉnh kỳ hạn) và Điều 27 (lưu vụ)',
	en: 'Circular 39/2016/TT-NHNN, article 19 (extension, rescheduling) and article 27 (roll-over)',
}

function inTermRule(terms: Terms): Rule {
	return [
		{
			vi: `Khi không có gốc quá hạn, tiền trả vào phần đến hạn theo thứ tự: ${orderText(terms.allocation.inTerm, terms, 'vi')}`,
			en: `While no principal is overdue, a payment meets what is due in this order: ${orderText(terms.allocation.inTerm, terms, 'en')}`,
		},
		contractOrOurs,
	]
}

function overdueOrderRule(terms: Terms): Rule {
	const { allocation, classification } = terms
	const rule: Words = {
		vi: `Khi có gốc quá hạn, tiền trả vào phần đến hạn theo thứ tự: ${orderText(allocation.overdue, terms, 'vi')}`,
		en: `While principal is overdue, a payment meets what is due in this order: ${orderText(allocation.overdue, terms, 'en')}`,
	}
	if (allocation.overdue[0] !== 'principal' || classification === 'microfinance') return [rule, contractOrOurs]
	return [
		rule,
		{
			vi: 'Thông tư 39/2016/TT-NHNN, Điều 18.4 (sửa bởi Thông tư 06/2023/TT-NHNN): thu gốc trước, lãi sau',
			en: 'Circular 39/2016/TT-NHNN, article 18.4 (as amended by Circular 06/2023/TT-NHNN): principal first, then interest',
		},
	]
}

const prepayments: Readonly<Record<Terms['prepayment'], Words>> = {
	'from-next': { vi: 'Gốc trả trước hạn trừ vào các kỳ gần nhất sắp tới', en: 'Principal paid early comes off the next instalments' },
	'from-last': { vi: 'Gốc trả trước hạn trừ vào các kỳ cuối', en: 'Principal paid early comes off the last instalments' },
	reamortize: { vi: 'Gốc trả trước hạn làm chia lại các kỳ còn lại', en: 'After an early payment the instalments left are reckoned anew' },
}

const dueDayRules: Readonly<Record<Terms['dueDays'], Rule>> = {
	none: [{ vi: 'Ngày cuối còn đúng hạn là chính ngày đến hạn', en: 'The due day itself is the last day in time' }, contract],
	'next-working-day': [
		{
			vi: 'Hạn rơi vào ngày nghỉ thì trả vào ngày làm việc tiếp theo vẫn đúng hạn; lãi vẫn tính đến ngày trả thật',
			en: 'A due day that is a day off leaves time until the end of the next working day; interest runs to the real day of payment',
		},
		{ vi: 'Bộ luật Dân sự 2015, Điều 148.5', en: 'Civil Code 2015, article 148.5' },
	],
	'transaction-day': [
		{
			vi: 'Trả vào ngày giao dịch xã đầu tiên từ ngày đến hạn vẫn đúng hạn; lãi vẫn tính đến ngày trả thật',
			en: 'What is paid on the first commune transaction day on or after the due day is in time; interest runs to the real day of payment',
		},
		{ vi: 'Lịch giao dịch xã của NHCSXH', en: "NHCSXH's commune transaction days" },
	],
}

const held: Words = {
	vi: 'Tiền trả nhiều hơn số phải trả được giữ hộ thành viên',
	en: 'What is paid beyond what is owed is held for the member',
}
const neverHappened: Words = {
	vi: 'Việc đã bỏ ghi coi như chưa từng xảy ra, từ chính ngày của việc đó; sổ ghi phần chênh lệch, không xoá gì',
	en: 'What was reversed is told as if it had never happened, from its own day on; the book receives the difference and nothing is erased',
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}
/** "gốc, lãi": the order in which a payment meets what is due; late interest is named only where there can be any. */
export function orderText(order: Terms['allocation']['inTerm'], { overdue }: Terms, language: Language): string {
	return order
		.filter((part) => part !== 'late-interest' || overdue.lateInterestYearly !== null)
		.map((part) => partNames[part][language])
		.join(', ')
}
