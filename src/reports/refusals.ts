import type { RefusalCatalogue } from '../kernel/refusal.js'

export const reportRefusals = {
	'report.no-districts': {
		status: 422,
		vi: 'Từ ngày 01/07/2025 không còn cấp huyện; hãy chọn bản đồ 2022',
		en: 'There are no districts since 01/07/2025; ask for the map of 2022',
	},
	'report.period-backwards': {
		status: 422,
		vi: 'Ngày cuối {to} trước ngày đầu {from}',
		en: 'The last day {to} comes before the first, {from}',
	},
	'report.too-many-months': {
		status: 422,
		vi: 'Mỗi lần xem được nhiều nhất {limit} tháng',
		en: 'At most {limit} months can be told at once',
	},
	'ledger.book-not-found': { status: 404, vi: 'Không có sổ này', en: 'There is no such book' },
	'ledger.entry-not-found': { status: 404, vi: 'Không có bút toán này', en: 'There is no such entry' },
} as const satisfies RefusalCatalogue
