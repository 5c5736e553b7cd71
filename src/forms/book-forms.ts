import { type CalendarDate, monthOf, yearOf } from '../kernel/calendar-date.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import type { Certainty } from '../products/template.js'
import type { BookMonth } from './book-month.js'
import type { Paper } from '../documents/paper.js'

/** What a printed book is called, after which form it is drawn, and who signs it. */
export type BookForm = {
	readonly title: Words
	readonly form: string
	readonly source: string
	readonly certainty: Certainty
	readonly signers: readonly Words[]
}

const circular133 = 'TT 133/2016/TT-BTC, phụ lục 4'
const keeper: Words = { vi: 'Người ghi sổ', en: 'Kept by' }
const cashier: Words = { vi: 'Thủ quỹ', en: 'Cashier' }
const accountant: Words = { vi: 'Kế toán trưởng', en: 'Chief accountant' }
const head: Words = { vi: 'Người đại diện theo pháp luật', en: 'Legal representative' }

/** The books that are printed. The circular lets everybody draw her own; which numbers these forms have is to be confirmed by the accountant. */
export const bookForms = {
	journal: {
		title: { vi: 'SỔ NHẬT KÝ CHUNG', en: 'GENERAL JOURNAL' },
		form: 'S03a-DNN',
		source: circular133,
		certainty: 'high',
		signers: [keeper, accountant, head],
	},
	cash: {
		title: { vi: 'SỔ QUỸ TIỀN MẶT', en: 'CASH BOOK' },
		form: 'S04a-DNN',
		source: circular133,
		certainty: 'medium',
		signers: [cashier, accountant, head],
	},
	bank: {
		title: { vi: 'SỔ TIỀN GỬI NGÂN HÀNG', en: 'BOOK OF BANK DEPOSITS' },
		form: 'S05-DNN',
		source: circular133,
		certainty: 'medium',
		signers: [keeper, accountant, head],
	},
	'held-by-leader': {
		title: { vi: 'SỔ TIỀN TỔ TRƯỞNG ĐANG GIỮ', en: 'BOOK OF CASH HELD BY LEADERS' },
		form: 'S04a-DNN',
		source: `quyết định của dự án, như sổ quỹ tiền mặt (${circular133})`,
		certainty: 'project decision',
		signers: [keeper, accountant, head],
	},
} as const satisfies Record<string, BookForm>

/** The month that a book is of, as it stands under its title. */
export function monthTitle(from: CalendarDate, language: Language): string {
	return sentence(monthWords, language, { month: String(monthOf(from)).padStart(2, '0'), year: String(yearOf(from)) })
}

/** What stands above a book in a workbook. */
export function bookHeading(form: BookForm, { book, from }: Pick<BookMonth, 'book' | 'from'>, language: Language): readonly string[] {
	return [form.title[language], monthTitle(from, language), language === 'vi' ? book.name : book.nameEn]
}

/** Who signs a book. */
export function signersOf({ signers }: BookForm, language: Language): Paper['signers'] {
	return signers.map((office) => ({ office: office[language], name: null }))
}

/** After which form it is drawn. */
export function formNote({ form, source }: BookForm, language: Language): string {
	return sentence(drawnAfter, language, { form, source })
}

const monthWords: Words = { vi: 'Tháng {month} năm {year}', en: 'Month {month}/{year}' }
const drawnAfter: Words = { vi: 'Theo mẫu {form} ({source})', en: 'After form {form} ({source})' }
