import { cells, type Paper, type PaperQr, type PaperRow, unlessZero } from '../documents/paper.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, sum, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'

/** What of a payment went where, in đồng. */
export type ReceiptPart = {
	readonly kind: 'loan' | 'savings'
	readonly contractId: string
	/** The code of the loan or the account. */
	readonly code: string
	readonly amount: Money
	readonly principal: Money
	readonly interest: Money
	readonly lateInterest: Money
	/** Held for her beyond what she owed, and put into savings. */
	readonly credit: Money
	readonly savings: Money
	/** Principal that is left of the loan. */
	readonly outstandingAfter: Money | null
}

export type Receipt = {
	/** The serial numbers of the receipt book that were written down with the payment. */
	readonly receiptNo: string | null
	readonly on: CalendarDate
	readonly payer: string
	readonly groupName: string | null
	readonly place: string | null
	readonly lender: Words | null
	readonly parts: readonly ReceiptPart[]
}

export function receiptTotal({ parts }: Pick<Receipt, 'parts'>): Money {
	return sum(parts.map(({ amount }) => amount))
}

/** Money put into a savings account as part of a receipt. */
export function savedPart(contractId: string, code: string, amount: Money): ReceiptPart {
	const nothing = { principal: zero, interest: zero, lateInterest: zero, credit: zero, outstandingAfter: null }
	return { kind: 'savings', contractId, code, amount, ...nothing, savings: amount }
}

/** The receipt twice on one page of A4, one half for who paid and one for the office. */
export function receiptPaper(receipt: Receipt, qr: PaperQr | null, letter: Letter): Paper {
	const { language } = letter
	const { receiptNo, on, payer, groupName, place, lender, parts } = receipt
	const total = receiptTotal(receipt)
	const facts: readonly (readonly [Words, string | null])[] = [
		[words.payer, payer],
		[words.group, groupName],
		[words.place, place],
		[words.lender, lender?.[language] ?? null],
		[words.amount, `${vietnameseNumber(total)} đồng`],
		[words.inWords, amountInWords(total)],
	]
	return {
		...letterhead(letter),
		title: words.title[language],
		subtitle: [sentence(words.number, language, { no: receiptNo ?? dots, day: vietnameseDate(on) })],
		parts: [
			{
				is: 'facts',
				facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name[language], value] as const])),
				...(qr === null ? {} : { qr: { ...qr, caption: [words.next[language], ...qr.caption.slice(1)] } }),
			},
			allocation(parts, language),
		],
		signers: [
			{ office: words.payer[language], name: payer },
			{ office: words.collector[language], name: null },
			{ office: words.cashier[language], name: null },
		],
		copies: [words.copyOne[language], words.copyTwo[language]],
	}
}

/** What the payment met; columns in which nothing stands are left out. */
function allocation(parts: readonly ReceiptPart[], language: Language) {
	const shown = (['principal', 'interest', 'lateInterest', 'credit', 'savings'] as const).filter((key) =>
		parts.some((part) => part[key] !== 0n),
	)
	const row = (part: ReceiptPart): PaperRow =>
		cells(part.code, ...shown.map((key) => unlessZero(part[key])), part.amount, part.outstandingAfter)
	const totals: PaperRow = {
		is: 'total',
		cells: [words.sum[language], ...shown.map((key) => sum(parts.map((part) => part[key]))), receiptTotal({ parts }), null],
	}
	return {
		is: 'table' as const,
		columns: [
			{ header: words.contract[language], width: '*' as const },
			...[...shown, 'amount' as const, 'left' as const].map((key) => ({ header: columnWords[key][language], width: 66 })),
		],
		rows: [...parts.map(row), ...(parts.length > 1 ? [totals] : [])],
	}
}

const dots = '…'.repeat(10)
const columnWords = {
	principal: { vi: 'Gốc', en: 'Principal' },
	interest: { vi: 'Lãi', en: 'Interest' },
	lateInterest: { vi: 'Lãi chậm trả', en: 'Late interest' },
	credit: { vi: 'Trả dư giữ hộ', en: 'Held' },
	savings: { vi: 'Tiết kiệm', en: 'Savings' },
	amount: { vi: 'Cộng', en: 'Sum' },
	left: { vi: 'Gốc còn lại', en: 'Principal left' },
} satisfies Record<string, Words>
const words = {
	title: { vi: 'BIÊN LAI THU TIỀN', en: 'RECEIPT' },
	number: { vi: 'Số: {no} · thu ngày {day}', en: 'No. {no} · received on {day}' },
	payer: { vi: 'Người nộp tiền', en: 'Paid by' },
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	place: { vi: 'Địa bàn', en: 'Place' },
	lender: { vi: 'Nguồn vốn', en: 'Lender' },
	amount: { vi: 'Số tiền', en: 'Amount' },
	inWords: { vi: 'Bằng chữ', en: 'In Vietnamese words' },
	contract: { vi: 'Khoản vay, sổ tiết kiệm', en: 'Loan, savings account' },
	sum: { vi: 'Cộng', en: 'Total' },
	collector: { vi: 'Người thu tiền', en: 'Received by' },
	cashier: { vi: 'Thủ quỹ', en: 'Cashier' },
	next: { vi: 'Trả kỳ sau qua VietQR', en: 'Next time by VietQR' },
	copyOne: { vi: 'Liên 1: lưu', en: 'Copy 1: kept' },
	copyTwo: { vi: 'Liên 2: giao người nộp tiền', en: 'Copy 2: for who paid' },
} satisfies Record<string, Words>
