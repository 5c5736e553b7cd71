import type { RefusalCatalogue } from '../kernel/refusal.js'

export const memberRefusals = {
	'member.not-found': { status: 404, vi: 'Không có hội viên này', en: 'There is no such member' },
	'member.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho người khác', en: 'The code {code} is another member’s' },
	'member.born-later': { status: 422, vi: 'Ngày sinh còn ở phía trước', en: 'The day of birth is still to come' },
	'member.birth-year-differs': {
		status: 422,
		vi: 'Năm sinh {year} khác với ngày sinh',
		en: 'The year of birth {year} differs from the day of birth',
	},
} as const satisfies RefusalCatalogue
