import type { RefusalCatalogue } from '../kernel/refusal.js'

export const bankListRefusals = {
	'bank-list.not-found': { status: 404, vi: 'Không có danh sách này', en: 'There is no such list' },
	'bank-list.no-heading': {
		status: 422,
		vi: 'Không tìm thấy dòng tiêu đề có mã món vay hoặc tên người vay và số tiền trong 40 dòng đầu; hãy cho biết cột',
		en: 'None of the first 40 lines is a heading with loans or borrowers and amounts; say what the columns hold',
	},
	'bank-list.column-twice': {
		status: 422,
		vi: 'Nhiều cột cùng một nội dung: {headers}; hãy chọn một cột',
		en: 'Several columns are read as the same: {headers}; choose one',
	},
	'bank-list.has-faults': {
		status: 422,
		vi: 'Danh sách có {count} ô chưa đọc được; xem trước để biết từng ô',
		en: 'The list has {count} cells that cannot be read; the preview names each',
	},
	'bank-list.no-rows': { status: 422, vi: 'Danh sách không có dòng nào', en: 'The list has no row' },
	'bank-list.too-many-rows': {
		status: 422,
		vi: 'Danh sách có quá 100.000 món vay; hãy chia theo chi nhánh',
		en: 'The list has more than 100.000 loans; divide it by branch',
	},
	'bank-list.future-day': { status: 422, vi: 'Ngày số dư chưa đến', en: 'The day of the balances is still to come' },
	'bank-list.mapping-twice': { status: 422, vi: 'Một tiêu đề ghi hai lần: {header}', en: 'A header is told twice: {header}' },
} as const satisfies RefusalCatalogue
