import type { RefusalCatalogue } from '../kernel/refusal.js'

export const openingRefusals = {
	'opening.not-found': { status: 404, vi: 'Không có đợt mở sổ này', en: 'There is no such opening' },
	'opening.future-day': {
		status: 422,
		vi: 'Ngày mở sổ {on} chưa qua: số dư là của hết ngày đó',
		en: 'The opening day {on} is not over yet: balances are of its end',
	},
	'opening.column-missing': {
		status: 422,
		vi: 'Tệp thiếu cột: {columns} (xem tệp mẫu)',
		en: 'Columns are missing: {columns} (see the template)',
	},
	'opening.no-rows': { status: 422, vi: 'Tệp không có dòng nào dưới tiêu đề', en: 'There are no rows below the header' },
	'opening.too-many-rows': { status: 422, vi: 'Mỗi tệp nhiều nhất {limit} dòng', en: 'A file may have {limit} rows at most' },
} as const satisfies RefusalCatalogue
