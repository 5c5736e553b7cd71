import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, negate, subtract } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import type { Movement, Payment } from './movements.js'
import { movementNames } from './names.js'
import { orderText } from './payment-rules.js'
import type { OffsetPart } from './repayment.js'
import type { RuleCode } from './rule.js'
import type { Terms } from './schemas.js'

/** What a part of a payment went to; interest names the day on which it had fallen due. */
export type PaymentPart = {
	readonly type: 'interest' | 'late-interest' | 'principal-due' | 'principal-early' | 'credit'
	readonly dueOn: CalendarDate | null
	readonly amount: Money
	readonly text: string
}

/** A payment, the parts that sum to it in the order in which they were met, and why in that order. */
export type ExplainedPayment = {
	readonly eventId: string
	readonly type: Movement['type']
	readonly on: CalendarDate
	readonly amount: Money
	readonly receiptNo: string | null
	readonly order: Terms['allocation']['inTerm']
	readonly parts: readonly PaymentPart[]
	/** What it met in which order, and why in that order. */
	readonly because: string
	/** The same, with the day, the amount and the receipt before it. */
	readonly text: string
	readonly rules: readonly RuleCode[]
}

/** How each payment was split and why, as the account tells them. */
export function paymentsOf(terms: Terms, movements: readonly Movement[], language: Language): readonly ExplainedPayment[] {
	return movements.flatMap((movement): readonly ExplainedPayment[] => {
		const { event, payment, type, on } = movement
		if (event === null || payment === null || event.amount === null) return []
		const { order: savingsOrder } = event.details
		const order = savingsOrder === undefined ? ownOrder(payment, terms) : orderOfSavings(savingsOrder)
		const parts = partsOf(movement, payment, terms, order, language)
		const receiptNo = event.details.receiptNo ?? null
		const receipt = receiptNo === null ? '' : ` (${receiptWord[language]} ${receiptNo})`
		const head = `${movementNames[type][language]} ${vietnameseDate(on)}: ${vietnameseNumber(event.amount)} đồng${receipt}`
		const when = savingsOrder === undefined ? (payment.wasLate ? whenLate : whenInTerm) : whenOffset
		const met = sentence(when, language, { order: orderText(order, terms, language) })
		const because = `${met}: ${parts.map(({ text, amount }) => `${text}: ${vietnameseNumber(amount)}`).join('; ')}`
		return [
			{
				eventId: String(event.seq),
				type,
				on,
				amount: event.amount,
				receiptNo,
				order,
				parts,
				because,
				text: `${head}. ${because}`,
				rules: [
					...(savingsOrder === undefined ? ([payment.wasLate ? 'allocation-overdue' : 'allocation-in-term'] as const) : []),
					...(payment.allocation.prepaid > 0n ? (['prepayment'] as const) : []),
					...(payment.allocation.credit > 0n ? (['overpayment'] as const) : []),
				],
			},
		]
	})
}

function partsOf(
	{ interest, on }: Movement,
	{ allocation, tookGrown }: Payment,
	terms: Terms,
	order: Terms['allocation']['inTerm'],
	language: Language,
): readonly PaymentPart[] {
	const { principal, prepaid, lateInterest, credit } = allocation
	const part = (type: PaymentPart['type'], amount: Money, words: Words, dueOn: CalendarDate | null = null): PaymentPart => ({
		type,
		dueOn,
		amount,
		text: `${words[language]}${dueOn === null ? '' : ` ${vietnameseDate(dueOn)}`}`,
	})
	const isGrown = (dueOn: CalendarDate): boolean => tookGrown && dueOn === on
	const paid = (wanted: boolean, words: Words): readonly PaymentPart[] =>
		interest.filter(([dueOn]) => isGrown(dueOn) === wanted).map(([dueOn, amount]) => part('interest', negate(amount), words, dueOn))
	const met = {
		interest: paid(false, due),
		'late-interest': [part('late-interest', lateInterest, late)],
		principal: [part('principal-due', subtract(principal, prepaid), principalDue)],
	}
	return [
		...order.flatMap((one) => met[one]),
		part('principal-early', prepaid, early[terms.prepayment]),
		...paid(true, grown),
		part('credit', credit, held),
	].filter(({ amount }) => amount > 0n)
}

function ownOrder({ wasLate }: Payment, { allocation }: Terms): Terms['allocation']['inTerm'] {
	return wasLate ? allocation.overdue : allocation.inTerm
}

/** The order in which savings pay, in the parts that a payment meets: principal is one of them, due or overdue. */
function orderOfSavings(order: readonly OffsetPart[]): Terms['allocation']['inTerm'] {
	return [...new Set(order.flatMap((part) => (part === 'interest' ? (['interest', 'late-interest'] as const) : (['principal'] as const))))]
}

const receiptWord: Words = { vi: 'biên lai', en: 'receipt' }
const whenInTerm: Words = {
	vi: 'Hôm đó không có gốc quá hạn, nên phần đến hạn được thu theo thứ tự {order}',
	en: 'No principal was overdue on that day, so that what was due is met in the order {order}',
}
const whenLate: Words = {
	vi: 'Hôm đó có gốc quá hạn, nên phần đến hạn được thu theo thứ tự {order}',
	en: 'Principal was overdue on that day, so that what was due is met in the order {order}',
}
const whenOffset: Words = {
	vi: 'Tiền tiết kiệm trả phần đến hạn theo thứ tự {order}',
	en: 'Savings pay what was due in the order {order}',
}
const due: Words = { vi: 'lãi đến hạn', en: 'interest due' }
const grown: Words = { vi: 'lãi chạy đến khi hết gốc', en: 'interest grown until no principal was left' }
const late: Words = { vi: 'lãi chậm trả', en: 'late interest' }
const principalDue: Words = { vi: 'gốc đến hạn', en: 'principal due' }
const held: Words = { vi: 'giữ hộ phần trả thừa', en: 'held for the member' }
const early: Readonly<Record<Terms['prepayment'], Words>> = {
	'from-next': { vi: 'gốc trả trước hạn, trừ vào các kỳ sắp tới', en: 'principal paid early, off the next instalments' },
	'from-last': { vi: 'gốc trả trước hạn, trừ vào các kỳ cuối', en: 'principal paid early, off the last instalments' },
	reamortize: { vi: 'gốc trả trước hạn, chia lại các kỳ còn lại', en: 'principal paid early, the instalments left reckoned anew' },
}
