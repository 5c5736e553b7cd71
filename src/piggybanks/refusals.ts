import type { RefusalCatalogue } from '../kernel/refusal.js'

export const piggyBankRefusals = {
	'piggy-bank.not-found': { status: 404, vi: 'Không có lợn tiết kiệm này', en: 'There is no such piggy bank' },
	'piggy-bank.opens-before-start': {
		status: 422,
		vi: 'Ngày mổ lợn phải sau ngày bắt đầu',
		en: 'A piggy bank is opened after the day on which it is started',
	},
	'piggy-bank.member-not-in-group': {
		status: 422,
		vi: 'Thành viên không ở trong tổ, nhóm vào ngày {on}',
		en: 'The member is not in the group on {on}',
	},
	'piggy-bank.group-without-members': {
		status: 422,
		vi: 'Tổ, nhóm chưa có thành viên vào ngày {on}',
		en: 'The group has no members on {on}',
	},
	'piggy-bank.has-one': {
		status: 422,
		vi: 'Lợn {code} của năm {year} còn chưa mổ',
		en: 'The piggy bank {code} of {year} is not opened yet',
	},
	'piggy-bank.not-started': { status: 422, vi: 'Lợn chưa bắt đầu nuôi vào ngày này', en: 'The piggy bank was not started yet on that day' },
	'piggy-bank.opened-already': { status: 422, vi: 'Lợn đã mổ ngày {on}', en: 'The piggy bank was opened on {on} already' },
	'piggy-bank.not-opened': {
		status: 422,
		vi: 'Lợn chưa mổ thì chưa lấy tiền ra được',
		en: 'Nothing can be taken out of a piggy bank before it is opened',
	},
	'piggy-bank.count-differs': {
		status: 422,
		vi: 'Các loại tiền cộng lại được {sum} đồng, khác {amount} đồng',
		en: 'The banknotes come to {sum} đồng and not to {amount} đồng',
	},
	'piggy-bank.total-differs': {
		status: 422,
		vi: 'Các lợn cộng lại được {sum} đồng, khác tổng {total} đồng của biên bản',
		en: 'The piggy banks come to {sum} đồng and not to the {total} đồng of the minutes',
	},
	'piggy-bank.before-its-day': {
		status: 422,
		vi: 'Mổ trước ngày đã hẹn {on} thì phải ghi lý do',
		en: 'Opening it before the agreed day {on} needs a reason',
	},
	'piggy-bank.less-than-fed': {
		status: 422,
		vi: 'Đếm được ít hơn {fed} đồng đã bỏ vào thì phải ghi lý do',
		en: 'Counting less than the {fed} đồng put in needs a reason',
	},
	'piggy-bank.owner-as-witness': {
		status: 422,
		vi: '{name} là chủ lợn, không làm chứng cho chính mình',
		en: '{name} owns the piggy bank and is no witness of her own',
	},
	'piggy-bank.same-witness': {
		status: 422,
		vi: 'Cần hai người làm chứng khác nhau, không chỉ {name}',
		en: 'Two different witnesses are needed, not {name} alone',
	},
	'piggy-bank.of-another-group': {
		status: 422,
		vi: 'Lợn {code} không thuộc tổ, nhóm này',
		en: 'The piggy bank {code} is not of this group',
	},
	'piggy-bank.another-member': {
		status: 422,
		vi: 'Tiền của lợn này trả cho chủ của nó',
		en: 'What is in this piggy bank is paid to its owner',
	},
	'piggy-bank.member-missing': {
		status: 422,
		vi: 'Lợn của cả tổ: cần ghi trả cho ai',
		en: 'It is the whole group’s: say to whom it is paid',
	},
	'piggy-bank.above-balance': { status: 422, vi: 'Trong lợn chỉ còn {held} đồng', en: 'The piggy bank holds no more than {held} đồng' },
} as const satisfies RefusalCatalogue
