import type { RefusalCatalogue } from '../kernel/refusal.js'

export const custodyRefusals = {
	'custody.not-found': { status: 404, vi: 'Không có sổ giữ tiền này', en: 'There is no such custody' },
	'custody.no-leader': {
		status: 422,
		vi: 'Ngày {on} tổ chưa có tổ trưởng; hãy ghi người giữ tiền',
		en: 'On {on} the group has no leader; name who holds the cash',
	},
	'custody.not-in-committee': {
		status: 422,
		vi: 'Ngày {on} người này không phải tổ trưởng hoặc tổ phó của tổ',
		en: 'On {on} she is neither leader nor deputy of the group',
	},
	'custody.more-than-held': {
		status: 422,
		vi: 'Tổ trưởng chỉ đang giữ {held} đồng',
		en: 'The leader holds {held} đồng and no more',
	},
	'custody.handed-over': {
		status: 422,
		vi: 'Tiền thu đến ngày {through} đã nộp rồi: không ghi thêm bảng kê, cán bộ ghi bảng điều chỉnh',
		en: 'The cash of meetings up to {through} was handed over; an officer corrects its sheet instead',
	},
	'custody.counted-differs': {
		status: 422,
		vi: 'Tiền đếm được là {counted} đồng, sổ giữ tiền là {held} đồng',
		en: '{counted} đồng were counted and the custody holds {held} đồng',
	},
	'custody.banknotes-differ': {
		status: 422,
		vi: 'Bảng kê tiền cộng lại là {sum} đồng, số nộp là {amount} đồng',
		en: 'The banknotes sum to {sum} đồng and {amount} đồng are handed over',
	},
	'custody.not-by-itself': {
		status: 422,
		vi: 'Chỉ bỏ ghi lần nộp tiền ở đây; tiền thu thì điều chỉnh bảng kê, bàn giao thì bàn giao lại',
		en: 'Only a handover is reversed here: correct the sheet that collected, hand back what was passed on',
	},
	'custody.nothing-held': { status: 422, vi: 'Không còn giữ tiền nào để giải thích', en: 'Nothing is held that would need a reason' },
} as const satisfies RefusalCatalogue
