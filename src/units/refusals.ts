import type { RefusalCatalogue } from '../kernel/refusal.js'

export const unitRefusals = {
	'unit.not-found': { status: 404, vi: 'Không có đơn vị này', en: 'There is no such unit' },
	'unit.not-a-commune': { status: 422, vi: '{name} không phải là xã, phường, thị trấn', en: '{name} is not a commune' },
	'transaction-day.too-far': {
		status: 422,
		vi: 'Ngày giao dịch thay thế phải trong tháng {month} hoặc cách không quá một tháng',
		en: 'The day announced instead lies in {month} or at most a month from it',
	},
	'day-off.off-already': {
		status: 422,
		vi: '{on} là thứ bảy hoặc chủ nhật, vốn là ngày nghỉ',
		en: '{on} is a Saturday or Sunday, which is off without being listed',
	},
	'day-off.worked-already': {
		status: 422,
		vi: '{on} là ngày thường, vốn là ngày làm việc',
		en: '{on} is a weekday, which is worked without being listed',
	},
} as const satisfies RefusalCatalogue
