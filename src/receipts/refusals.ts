import type { RefusalCatalogue } from '../kernel/refusal.js'

export const receiptRefusals = {
	'receipt.book-not-found': { status: 404, vi: 'Không có quyển biên lai này', en: 'There is no such receipt book' },
	'receipt.range-backwards': {
		status: 422,
		vi: 'Số đầu và số cuối phải cùng số chữ số, số đầu không sau số cuối, một quyển không quá {limit} tờ',
		en: 'The first and the last serial have as many digits, the first is not after the last, and a book has at most {limit} leaves',
	},
	'receipt.range-overlaps': {
		status: 422,
		vi: 'Quyển {series} từ {first} đến {last} đã giao cho {group} có số trùng',
		en: 'The book {series} from {first} to {last}, issued to {group}, has some of these serials',
	},
	'receipt.holder-not-in-committee': {
		status: 422,
		vi: 'Ngày {on} người giữ quyển biên lai không phải tổ trưởng hoặc tổ phó',
		en: 'On {on} the holder is neither leader nor deputy of the group',
	},
	'receipt.issued-already': { status: 422, vi: 'Quyển này đã giao rồi', en: 'The book was issued already' },
	'receipt.not-issued': { status: 422, vi: 'Ngày này quyển biên lai chưa giao', en: 'The book was not issued yet on that day' },
	'receipt.outside-book': { status: 422, vi: 'Số {serial} không thuộc quyển này', en: 'The serial {serial} is not of this book' },
	'receipt.used-already': {
		status: 422,
		vi: 'Biên lai số {serial} đã dùng ngày {on} cho {usedFor}',
		en: 'The receipt {serial} was used on {on} for {usedFor}',
	},
	'receipt.cancelled-already': {
		status: 422,
		vi: 'Biên lai số {serial} đã huỷ ngày {on}',
		en: 'The receipt {serial} was cancelled on {on}',
	},
	'receipt.missing-already': {
		status: 422,
		vi: 'Biên lai số {serial} đã báo mất ngày {on}',
		en: 'The receipt {serial} was reported missing on {on}',
	},
	'receipt.returned-already': {
		status: 422,
		vi: 'Biên lai số {serial} đã trả lại ngày {on}',
		en: 'The receipt {serial} was returned on {on}',
	},
	'receipt.of-no-book': {
		status: 422,
		vi: 'Số biên lai {number} không thuộc quyển nào đã giao cho tổ',
		en: 'The receipt {number} is of no book that was issued to the group',
	},
	'receipt.nothing-blank': { status: 422, vi: 'Quyển này không còn tờ trắng', en: 'The book has no blank leaves' },
	'receipt.issue-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc giao quyển; hãy trả lại các tờ trắng',
		en: 'An issue is not reversed; return the blank leaves',
	},
	'receipt.passing-not-reversed': {
		status: 422,
		vi: 'Bàn giao không bỏ ghi từng quyển; hãy bàn giao lại',
		en: 'A handover between leaders is not reversed book by book; hand it back',
	},
	'receipt.counted-differs': {
		status: 422,
		vi: 'Quyển {series} từ {first} đếm được {counted} tờ trắng, sổ còn {blank} tờ',
		en: '{counted} blank leaves were counted in the book {series} from {first}, which has {blank}',
	},
	'receipt.books-left-out': {
		status: 422,
		vi: 'Biên bản phải kể mọi quyển còn tờ trắng của tổ, còn thiếu quyển {series} từ {first}',
		en: 'The minutes name every book of the group with blank leaves; {series} from {first} is left out',
	},
} as const satisfies RefusalCatalogue
