import type { RefusalCatalogue } from '../kernel/refusal.js'

export const fundRefusals = {
	'fund.not-found': { status: 404, vi: 'Không có quỹ này', en: 'There is no such fund' },
	'fund.code-taken': { status: 409, vi: 'Mã {code} đã dùng cho quỹ khác', en: 'The code {code} is another fund’s' },
	'fund.not-open': { status: 422, vi: 'Ngày {on} quỹ chưa lập', en: 'On {on} the fund was not open' },
	'fund.above-purpose': {
		status: 422,
		vi: 'Tiền cho mục đích “{purpose}” chỉ còn {balance} đồng; dùng tiền của mục đích khác thì phải có quyết định chuyển',
		en: 'For “{purpose}” only {balance} đồng is left; money for another purpose is first moved by a decision',
	},
	'fund.above-cash': { status: 422, vi: 'Tiền mặt của quỹ chỉ còn {balance} đồng', en: 'The fund has only {balance} đồng in cash' },
	'fund.above-bank': {
		status: 422,
		vi: 'Tiền gửi ngân hàng của quỹ chỉ còn {balance} đồng',
		en: 'The fund has only {balance} đồng in the bank',
	},
	'fund.same-purpose': { status: 422, vi: 'Hai mục đích là một', en: 'Both purposes are the same' },
	'fund.pledge-not-found': { status: 422, vi: 'Lúc này quỹ không có cam kết số {no}', en: 'At that time the fund has no pledge {no}' },
	'fund.pledge-ended': { status: 422, vi: 'Cam kết số {no} đã dừng ngày {on}', en: 'The pledge {no} ended on {on}' },
	'fund.period-backwards': {
		status: 422,
		vi: 'Kỳ báo cáo kết thúc {to} trước khi bắt đầu {from}',
		en: 'The period ends on {to} before it begins on {from}',
	},
} as const satisfies RefusalCatalogue
