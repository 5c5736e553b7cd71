import type { RefusalCatalogue } from '../kernel/refusal.js'

export const reorganisationRefusals = {
	'departure.not-a-member': {
		status: 422,
		vi: 'Người này không phải tổ viên của tổ ngày {on}',
		en: 'This person is no member of the group on {on}',
	},
	'departure.already-leaving': { status: 422, vi: 'Tổ viên này ra khỏi tổ ngày {to}', en: 'This member leaves the group on {to} already' },
	'departure.debt-left': {
		status: 422,
		vi: 'Tổ viên còn nợ {amount} đồng ở {count} khoản vay: {codes}',
		en: 'The member still owes {amount} đồng on {count} loans: {codes}',
	},
	'departure.savings-left': {
		status: 422,
		vi: 'Tổ viên còn {amount} đồng tiền gửi qua tổ: {codes}; hãy rút, bù nợ hoặc chuyển trước',
		en: 'The member still has {amount} đồng saved through the group: {codes}; withdraw, offset or move it first',
	},
	'admission.already-a-member': {
		status: 422,
		vi: 'Người này đã là tổ viên của tổ từ ngày {from}',
		en: 'This person is a member of the group since {from}',
	},
	'reorganisation.group-closed': { status: 422, vi: 'Tổ đã giải thể ngày {on}', en: 'The group was closed on {on}' },
	'reorganisation.before-group': {
		status: 422,
		vi: 'Tổ thành lập ngày {on}; chỉ đổi được từ ngày sau đó',
		en: 'The group was established on {on}; it can be changed from the day after',
	},
	'reorganisation.later-history': {
		status: 422,
		vi: 'Sổ đã có {what} ngày {on}; hãy chọn ngày sau đó',
		en: 'The books already have something of {on} ({what}); take a later day',
	},
	'reorganisation.member-twice': { status: 422, vi: 'Tổ viên này có tên hai lần', en: 'This member is named twice' },
	'reorganisation.member-of-another-group': {
		status: 422,
		vi: 'Người này không phải tổ viên của tổ ngày {on}',
		en: 'This person is no member of the group on {on}',
	},
	'reorganisation.leader-elsewhere': {
		status: 422,
		vi: 'Tổ trưởng, tổ phó phải là tổ viên của tổ mới đó',
		en: 'The leader and the deputy have to be members of that new group',
	},
	'reorganisation.leader-is-deputy': { status: 422, vi: 'Tổ trưởng không đồng thời là tổ phó', en: 'The leader is not her own deputy' },
	'reorganisation.nothing-split': {
		status: 422,
		vi: 'Mọi tổ viên đều sang một tổ mới: tổ không tách ra',
		en: 'Every member goes into the one new group: nothing is split',
	},
	'reorganisation.into-itself': { status: 422, vi: 'Tổ không nhập vào chính nó', en: 'A group is not merged into itself' },
	'reorganisation.kinds-differ': { status: 422, vi: 'Hai tổ khác loại', en: 'The two groups are not of one kind' },
	'reorganisation.lenders-differ': {
		status: 422,
		vi: 'Hai tổ không vay của cùng một ngân hàng hoặc quỹ',
		en: 'The two groups do not work for one lender',
	},
	'reorganisation.group-owes': {
		status: 422,
		vi: 'Chính tổ còn nợ {amount} đồng ở khoản vay {code}; khoản đó không chia và không chuyển được',
		en: 'The group itself owes {amount} đồng on the loan {code}, which cannot be divided or handed on',
	},
	'reorganisation.cash-held': {
		status: 422,
		vi: '{name} còn giữ {amount} đồng tiền mặt của tổ; hãy nộp trước',
		en: '{name} still holds {amount} đồng of the group’s cash; it is handed over first',
	},
	'reorganisation.stranger-left': {
		status: 422,
		vi: 'Khoản vay hoặc sổ tiết kiệm {code} trong tổ là của người không còn là tổ viên; hãy chuyển trước',
		en: 'The loan or savings account {code} in the group is of a woman who is no longer its member; transfer it first',
	},
	'reorganisation.already-there': { status: 422, vi: 'Tổ đang ở địa bàn đó', en: 'The group is there already' },
} as const satisfies RefusalCatalogue
