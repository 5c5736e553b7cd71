import type { RefusalCatalogue } from '../kernel/refusal.js'

export const lendingRefusals = {
	'loan.not-found': { status: 404, vi: 'Không có khoản vay này', en: 'There is no such loan' },
	'loan.group-not-found': { status: 422, vi: 'Không có tổ này', en: 'There is no such group' },
	'loan.member-not-found': { status: 422, vi: 'Không có thành viên này', en: 'There is no such member' },
	'loan.borrower-missing': { status: 422, vi: 'Cần ghi người vay: thành viên hoặc tổ', en: 'Name the borrower: a member or a group' },
	'loan.borrower-kind': { status: 422, vi: 'Sản phẩm này không cho {borrower} vay', en: 'This product does not lend to a {borrower}' },
	'loan.member-not-in-group': {
		status: 422,
		vi: 'Ngày {on} thành viên này không ở trong tổ',
		en: 'On {on} the member is not in the group',
	},
	'loan.code-taken': { status: 409, vi: 'Mã khoản vay {code} đã dùng', en: 'The loan code {code} is taken' },
	'loan.terms-malformed': {
		status: 422,
		vi: 'Điều khoản vay chưa đủ hoặc chưa đúng: {path}',
		en: 'The terms are not complete or not right: {path}',
	},
	'loan.terms-without-end': {
		status: 422,
		vi: 'Cần số kỳ (instalments.count) hoặc ngày đến hạn cuối (maturityOn)',
		en: 'Give instalments.count or maturityOn',
	},
	'loan.terms-end-before-start': {
		status: 422,
		vi: 'Ngày đến hạn cuối {maturityOn} phải sau ngày giải ngân {on}',
		en: 'The maturity {maturityOn} must come after the disbursement of {on}',
	},
	'loan.terms-too-many-rows': { status: 422, vi: 'Lịch trả nợ dài quá {limit} dòng', en: 'The schedule has more than {limit} rows' },
	'loan.terms-too-long': { status: 422, vi: 'Ngày đến hạn cuối phải không sau ngày {on}', en: 'The maturity must not come after {on}' },
	'loan.before-signing': { status: 422, vi: 'Ngày này trước ngày ký {on}', en: 'The day is before the signing of {on}' },
	'loan.not-disbursed': { status: 422, vi: 'Ngày này khoản vay chưa giải ngân', en: 'The loan is not disbursed on that day' },
	'loan.over-disbursed': { status: 422, vi: 'Chỉ còn được giải ngân {left} đồng', en: 'Only {left} đồng are left to disburse' },
	'loan.after-maturity': {
		status: 422,
		vi: 'Không giải ngân sau ngày đến hạn cuối {on}',
		en: 'Nothing is disbursed after the maturity of {on}',
	},
	'loan.closed': { status: 422, vi: 'Khoản vay đã tất toán', en: 'The loan is closed' },
	'loan.written-off': { status: 422, vi: 'Khoản vay đã được xoá nợ', en: 'The loan was written off' },
	'loan.overpayment': { status: 422, vi: 'Trả nhiều hơn số còn nợ {owed} đồng', en: 'More than the {owed} đồng that are owed' },
	'loan.nothing-overdue': { status: 422, vi: 'Không có gốc đến hạn chưa trả để chuyển quá hạn', en: 'No principal that is due and unpaid' },
	'loan.above-balance': { status: 422, vi: 'Số tiền vượt quá {balance} đồng', en: 'The amount is above {balance} đồng' },
	'loan.not-frozen': { status: 422, vi: 'Khoản vay không đang khoanh nợ', en: 'The loan is not frozen' },
	'loan.not-written-off': { status: 422, vi: 'Khoản vay chưa xoá nợ', en: 'The loan was not written off' },
	'loan.signing-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc ký; hãy bỏ ghi các sự kiện sau đó',
		en: 'A signing is not reversed; reverse what came after it',
	},
	'loan.nothing-to-waive': { status: 422, vi: 'Lãi chưa trả chỉ có {interest} đồng', en: 'Only {interest} đồng of interest are unpaid' },
} as const satisfies RefusalCatalogue
