import { type Language, sentence, type Words } from '../kernel/refusal.js'

/** What is odd about a receipt's number and stops nobody. */
export type ReceiptWarningCode = 'of-no-book' | 'of-another-group'

/** A warning about the number that stands at `item` of what was asked. */
export type ReceiptWarning = { readonly item: number; readonly code: string; readonly message: string; readonly source: string }

const source = 'HD 727/HD-NHCS (11/02/2026)'

const sentences: Readonly<Record<ReceiptWarningCode, Words>> = {
	'of-no-book': {
		vi: 'Số biên lai {number} không thuộc quyển nào; tổ chưa được giao quyển biên lai',
		en: 'The receipt {number} is of no book; none was issued to the group',
	},
	'of-another-group': {
		vi: 'Số biên lai {number} thuộc quyển giao cho {group}',
		en: 'The receipt {number} is of a book that was issued to {group}',
	},
}

/** A warning as it is answered. */
export function receiptWarning(
	item: number,
	code: ReceiptWarningCode,
	language: Language,
	details: { readonly number: string; readonly group?: string },
): ReceiptWarning {
	return { item, code: `receipt.${code}`, message: sentence(sentences[code], language, details), source }
}
