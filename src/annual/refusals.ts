import type { RefusalCatalogue } from '../kernel/refusal.js'

export const annualRefusals = {
	'annual.year-to-come': { status: 422, vi: 'Năm {year} chưa bắt đầu', en: 'The year {year} has not begun' },
	'annual.day-of-another-year': {
		status: 422,
		vi: 'Ngày chốt số liệu {on} không thuộc năm {year} hoặc chưa đến',
		en: '{on} is not a day of {year}, or is still to come',
	},
} as const satisfies RefusalCatalogue
