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
	'member.spouse-not-found': {
		status: 422,
		vi: 'Không có người này để ghi là vợ hoặc chồng',
		en: 'There is no such person to be the spouse',
	},
	'member.spouse-herself': { status: 422, vi: 'Không thể là vợ hoặc chồng của chính mình', en: 'Nobody is her own spouse' },
	'member.spouse-already': {
		status: 422,
		vi: 'Đã ghi vợ hoặc chồng từ {from} đến {to}; mỗi lúc chỉ một người',
		en: 'There is a spouse from {from} to {to} already; one at a time',
	},
	'member.spouse-ends-before': {
		status: 422,
		vi: 'Ngày cuối phải từ {on} trở đi; đúng ngày {on} là bỏ điều đã ghi nhầm',
		en: 'The last day is {on} or later; {on} itself takes back what was recorded by mistake',
	},
	'member.no-spouse': { status: 422, vi: 'Không có vợ hoặc chồng đang ghi để kết thúc', en: 'There is no spouse whose tie could end' },
} as const satisfies RefusalCatalogue
