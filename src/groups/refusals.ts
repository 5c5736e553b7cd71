import type { RefusalCatalogue } from '../kernel/refusal.js'

export const groupRefusals = {
	'group.not-found': { status: 404, vi: 'Không có tổ (nhóm) này', en: 'There is no such group' },
	'group.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho tổ khác', en: 'The code {code} is another group’s' },
	'group.rule-already': {
		status: 409,
		vi: 'Đã có quy định riêng từ ngày {on}',
		en: 'A rule of our own from {on} is there already',
	},
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
	'meeting.not-found': { status: 404, vi: 'Không có cuộc họp này của tổ', en: 'There is no such meeting of the group' },
	'meeting.day-taken': {
		status: 422,
		vi: 'Đã có biên bản họp tổ ngày {on}; hãy sửa biên bản đó',
		en: 'There are minutes of {on} already; correct those',
	},
	'meeting.not-a-member': {
		status: 422,
		vi: 'Người này không phải tổ viên của tổ ngày {on}',
		en: 'This person was no member of the group on {on}',
	},
	'meeting.member-twice': { status: 422, vi: 'Tổ viên này có tên hai lần', en: 'This member is named twice' },
	'meeting.attendance-missing': {
		status: 422,
		vi: 'Chưa điểm danh {count} tổ viên, trong đó có {name}',
		en: 'Nothing is said of {count} members, {name} among them',
	},
	'meeting.votes-above-attended': {
		status: 422,
		vi: 'Số phiếu nhiều hơn {attended} người dự họp',
		en: 'There are more votes than the {attended} who attended',
	},
	'meeting.leader-is-deputy': { status: 422, vi: 'Tổ trưởng không đồng thời là tổ phó', en: 'The leader is not her own deputy' },
	'meeting.nothing-new': { status: 422, vi: 'Biên bản đã ghi đúng như vậy', en: 'The minutes say so already' },
	'meeting.cancelled': { status: 422, vi: 'Cuộc họp này đã được huỷ ghi', en: 'The meeting was cancelled already' },
	'score.month-to-come': { status: 422, vi: 'Tháng này chưa đến', en: 'The month is still to come' },
	'score.group-unknown': { status: 422, vi: 'Không có tổ nào mang mã này', en: 'No group has this code' },
	'score.group-twice': { status: 422, vi: 'Tổ này có hai dòng', en: 'This group has two rows' },
	'score.group-of-another-lender': {
		status: 422,
		vi: 'Tổ này không thuộc ngân hàng chấm điểm',
		en: 'The group does not work for this bank',
	},
	'score.group-not-there': { status: 422, vi: 'Tháng đó tổ chưa thành lập hoặc đã giải thể', en: 'The group was not there in that month' },
	'score.no-table': { status: 422, vi: 'Chưa có thang điểm cho loại tổ này', en: 'There is no table of scores for groups of this kind' },
	'score.points-above-maximum': {
		status: 422,
		vi: 'Điểm tối đa của tiêu chí này là {max}',
		en: 'The most points of this criterion are {max}',
	},
	'score.total-differs': { status: 422, vi: 'Tổng các điểm là {sum}', en: 'The points add up to {sum}' },
} as const satisfies RefusalCatalogue
