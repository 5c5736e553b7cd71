import type { RefusalCatalogue } from '../kernel/refusal.js'

export const closingRefusals = {
	'closing.not-found': { status: 404, vi: 'Không có lần khoá sổ này', en: 'There is no such closing' },
	'closing.of-the-centre': {
		status: 403,
		vi: 'Khoá sổ là việc của Hội cấp tỉnh',
		en: 'Books are closed by the Union’s office of the province',
	},
	'closing.month-not-ended': { status: 422, vi: 'Tháng {month} chưa hết', en: 'The month {month} has not ended' },
	'closing.closed-already': {
		status: 422,
		vi: '{book} đã khoá hết tháng {month}',
		en: 'The book {book} is closed through {month} already',
	},
	'closing.earlier-month-open': {
		status: 422,
		vi: '{book} còn mở từ tháng {month}; khoá tháng đó trước',
		en: 'The book {book} is open since {month}; close that month first',
	},
	'closing.not-held': {
		status: 422,
		vi: '{book}: chưa xong mục “{item}”',
		en: 'Book {book}: “{item}” is still open',
	},
	'closing.nothing-to-waive': {
		status: 422,
		vi: '{book}: mục “{item}” không còn gì để bỏ qua',
		en: 'Book {book}: nothing of “{item}” is open',
	},
	'closing.item-not-of-book': { status: 422, vi: '{book} không có mục “{item}”', en: 'The book {book} has no item “{item}”' },
	'closing.later-month-closed': {
		status: 422,
		vi: '{book} đã khoá đến tháng {month}; mở lại tháng đó trước',
		en: 'The book {book} is closed through {month}; open that month first',
	},
	'closing.open-again': { status: 422, vi: 'Lần khoá sổ này đã được mở lại', en: 'What this closed was opened again' },
	'closing.asked-already': { status: 422, vi: 'Đã có người đề nghị mở lại', en: 'Somebody has asked to open it again already' },
	'closing.not-closed': { status: 422, vi: 'Chưa khoá sổ tháng {month}', en: 'The month {month} was not closed' },
	'reopening.not-found': { status: 404, vi: 'Không có đề nghị mở lại sổ này', en: 'There is no such request to open a book again' },
	'reopening.by-the-same-person': {
		status: 422,
		vi: 'Người đề nghị mở lại không tự đồng ý được; cần người thứ hai',
		en: 'Nobody agrees to what she asked for; a second person has to',
	},
} as const satisfies RefusalCatalogue
