import type { RefusalCatalogue } from '../kernel/refusal.js'

export const bankRefusals = {
	'export.column-twice': { status: 422, vi: 'Cột {column} có hai lần', en: 'The column {column} is there twice' },
	'export.first-columns-not-text': {
		status: 422,
		vi: 'Hai cột đầu phải là chữ, vì dòng tổng cộng và mã băm ghi ở đó',
		en: 'The first two columns are text, for there the lines of totals and digest say what they are',
	},
	'export.no-loan-code': {
		status: 422,
		vi: 'Mẫu phải có mã món vay của ngân hàng hoặc mã khoản vay của Hội',
		en: 'A layout has the loan’s code, the lender’s or ours',
	},
	'export.not-signed': {
		status: 422,
		vi: 'Chưa có bản đối chiếu nào mà hai bên đã ký',
		en: 'There is no reconciliation that both sides signed',
	},
	'export.not-in-this-format': {
		status: 422,
		vi: 'Không lập được {what} ở định dạng {format}',
		en: 'There is no {what} as {format}',
	},
	'export.too-long-for-paper': {
		status: 422,
		vi: 'Danh sách {rows} khoản vay dài hơn {max} dòng: hãy lập theo tổ hoặc xã, hoặc lấy bản tổng hợp của cả bên cho vay',
		en: 'The list has {rows} loans, more than {max} lines: ask by group or commune, or for the summary of the whole lender',
	},
	'export.period-backwards': { status: 422, vi: 'Ngày đầu {from} sau ngày cuối {to}', en: 'The first day {from} is after the last, {to}' },
	'export.whole-lender-only': {
		status: 422,
		vi: 'Sao kê là của cả bên cho vay: cán bộ phụ trách một địa bàn hãy dùng danh sách',
		en: 'A statement is of the whole lender: who looks after a part of the province takes the list',
	},
} as const satisfies RefusalCatalogue
