import type { RefusalCatalogue } from '../kernel/refusal.js'

export const groupRefusals = {
	'group.not-found': { status: 404, vi: 'Không có tổ (nhóm) này', en: 'There is no such group' },
	'group.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho tổ khác', en: 'The code {code} is another group’s' },
	'membership.overlaps': {
		status: 422,
		vi: 'Tổ viên này đã có thời gian trong tổ từ {from} đến {to}',
		en: 'This member is in the group from {from} to {to} already',
	},
	'membership.already': {
		status: 422,
		vi: 'Tổ viên này đang giữ vai trò đó từ {from} đến {to}',
		en: 'This member has that role from {from} to {to} already',
	},
	'membership.leader-already': {
		status: 422,
		vi: 'Tổ đã có tổ trưởng từ {from} đến {to}; hãy kết thúc hoặc đổi vai trò người đó trước',
		en: 'The group has a leader from {from} to {to}; end or change that role first',
	},
	'membership.ends-before': { status: 422, vi: 'Ngày kết thúc trước ngày bắt đầu', en: 'It ends before it begins' },
	'membership.before-group': { status: 422, vi: 'Tổ thành lập ngày {on}', en: 'The group was established on {on}' },
	'membership.after-group': { status: 422, vi: 'Tổ đã giải thể ngày {on}', en: 'The group was closed on {on}' },
} as const satisfies RefusalCatalogue
