import type { RefusalCatalogue } from '../kernel/refusal.js'

/** Why a file that was sent is not read. */
export const fileRefusals = {
	'file.empty': { status: 422, vi: 'Tệp trống', en: 'The file is empty' },
	'file.old-or-encrypted': {
		status: 422,
		vi: 'Tệp .xls đời cũ hoặc có mật khẩu; hãy lưu lại thành .xlsx không mật khẩu',
		en: 'An old .xls or a file with a password; save it as .xlsx without one',
	},
	'file.not-a-workbook': { status: 422, vi: 'Tệp không phải bảng tính .xlsx hợp lệ', en: 'The file is not a valid .xlsx workbook' },
	'file.not-text': {
		status: 422,
		vi: 'Tệp không phải bảng tính .xlsx hay văn bản CSV đọc được',
		en: 'The file is neither an .xlsx workbook nor readable CSV text',
	},
	'file.not-a-statement': {
		status: 422,
		vi: 'Tệp XML không phải sao kê ISO 20022 camt.053 hay camt.052',
		en: 'The XML file is no ISO 20022 statement, camt.053 or camt.052',
	},
	'file.too-large': {
		status: 422,
		vi: 'Tệp quá lớn khi mở ra: nhiều nhất 200.000 dòng, 300 cột, 200 MB',
		en: 'The file is too large once opened: at most 200.000 rows, 300 columns, 200 MB',
	},
	'file.unsafe': {
		status: 422,
		vi: 'Tệp có nội dung không an toàn ({what}); hãy lưu lại chỉ còn dữ liệu',
		en: 'The file holds what is not safe to open ({what}); save the data alone',
	},
} as const satisfies RefusalCatalogue
