import type { RefusalCatalogue } from '../kernel/refusal.js'

export const collectionRefusals = {
	'collection.not-found': { status: 404, vi: 'Không có bảng kê thu này', en: 'There is no such collection sheet' },
	'collection.sheet-twice': {
		status: 422,
		vi: 'Bảng kê này đã ghi rồi (bảng số {sheetId}), không ghi lần nữa',
		en: 'This sheet was recorded already as {sheetId} and is not recorded again',
	},
	'collection.loan-of-another-group': {
		status: 422,
		vi: 'Khoản vay {loanId} không thuộc tổ này vào ngày đó',
		en: 'The loan {loanId} is not of this group on that day',
	},
	'collection.account-of-another-group': {
		status: 422,
		vi: 'Sổ tiết kiệm {accountId} không thuộc tổ này vào ngày đó',
		en: 'The savings account {accountId} is not of this group on that day',
	},
	'collection.loan-of-another-member': {
		status: 422,
		vi: 'Khoản vay {loanId} không phải của người ở dòng này',
		en: 'The loan {loanId} is not of the member of this line',
	},
	'collection.account-of-another-member': {
		status: 422,
		vi: 'Sổ tiết kiệm {accountId} không phải của người ở dòng này',
		en: 'The savings account {accountId} is not of the member of this line',
	},
	'collection.not-a-member': {
		status: 422,
		vi: 'Người ở dòng này không thuộc tổ vào ngày đó',
		en: 'The member of this line is not of the group on that day',
	},
	'collection.member-twice': { status: 422, vi: 'Một người có hai dòng trong bảng', en: 'A member is on two lines of the sheet' },
	'collection.loan-twice': { status: 422, vi: 'Khoản vay {loanId} có hai dòng trong bảng', en: 'The loan {loanId} is on two lines' },
	'collection.account-twice': {
		status: 422,
		vi: 'Sổ tiết kiệm {accountId} có hai dòng trong bảng',
		en: 'The savings account {accountId} is on two lines',
	},
	'collection.nothing-collected': {
		status: 422,
		vi: 'Dòng ghi đã thu nhưng không có số tiền nào',
		en: 'The line says that she paid and names no amount',
	},
	'collection.unpaid-line-pays': {
		status: 422,
		vi: 'Dòng ghi vắng hoặc chưa nộp nhưng lại có số tiền',
		en: 'The line says that she did not pay and names an amount',
	},
	'collection.total-differs': {
		status: 422,
		vi: 'Tổng các dòng là {sum} đồng, trên bảng ghi {total} đồng',
		en: 'The lines sum to {sum} đồng and the sheet says {total} đồng',
	},
	'collection.banknotes-differ': {
		status: 422,
		vi: 'Bảng kê tiền cộng lại là {counted} đồng, tổng các dòng là {sum} đồng',
		en: 'The banknotes come to {counted} đồng and the lines sum to {sum} đồng',
	},
	'collection.group-collects-no-principal': {
		status: 422,
		vi: 'Tổ TK&VV không được thu nợ gốc (khoản vay {loanId}: {principal} đồng)',
		en: 'A savings-and-loan group collects no principal (loan {loanId}: {principal} đồng)',
	},
	'collection.expectation-changed': {
		status: 422,
		vi: 'Số cần thu đã đổi từ khi lấy bảng: lúc đó {was} đồng, nay {is} đồng; nếu vẫn ghi thì xác nhận',
		en: 'What is asked has changed since the sheet was fetched: {was} đồng then, {is} đồng now; confirm to record it nevertheless',
	},
	'collection.line-recorded': {
		status: 422,
		vi: 'Dòng này đã ghi rồi (bảng số {sheetId})',
		en: 'This line was recorded already on the sheet {sheetId}',
	},
	'collection.line-twice': { status: 422, vi: 'Mã dòng này có hai lần trong bảng', en: 'Two lines have the same id' },
	'collection.line-says-otherwise': {
		status: 422,
		vi: 'Mã dòng này đã dùng cho nội dung khác',
		en: 'A line of that id says something else',
	},
	'collection.sheet-of-another-meeting': {
		status: 422,
		vi: 'Mã bảng này đã dùng cho buổi thu khác',
		en: 'A sheet of that id is of another meeting',
	},
	'collection.line-not-standing': {
		status: 422,
		vi: 'Dòng số {no} không có trong bảng hoặc đã được ghi lại',
		en: 'There is no line {no} on the sheet, or it was restated already',
	},
	'collection.nothing-stands': {
		status: 422,
		vi: 'Bảng này không còn dòng nào có hiệu lực',
		en: 'No line of this sheet counts any more',
	},
} as const satisfies RefusalCatalogue
