import type { RefusalCatalogue } from '../kernel/refusal.js'

export const bookRefusals = {
	'form.too-many-pages': {
		status: 422,
		vi: 'Bản in có nhiều nhất {pages} trang ({lines} dòng); tháng này nhiều hơn, hãy lấy bản XLSX',
		en: 'A printed book has at most {pages} pages ({lines} lines); this month has more, ask for the XLSX',
	},
	'form.not-a-cash-account': {
		status: 422,
		vi: 'Tài khoản {account} của sổ này không phải tiền mặt, tiền gửi; có thể chọn: {accounts}',
		en: 'Account {account} of this book holds no cash or deposits; there are: {accounts}',
	},
	'form.no-cash-in-book': {
		status: 422,
		vi: 'Sổ này không giữ tiền của Hội, của tổ: không có sổ quỹ',
		en: 'This book holds no money of the Union or its groups: it has no cash book',
	},
	'form.book-without-money': {
		status: 422,
		vi: 'Sổ này không ghi bằng đồng, không in được sổ nhật ký chung',
		en: 'This book does not count đồng; it has no printed journal',
	},
} as const satisfies RefusalCatalogue
