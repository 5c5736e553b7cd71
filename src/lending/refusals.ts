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
	'loan.second-person-needed': {
		status: 422,
		vi: 'Trên {limit} đồng phải có hồ sơ được hai người duyệt trước khi ký',
		en: 'Above {limit} đồng two people have to approve an application before it is signed',
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
	'loan.row-before-day': {
		status: 422,
		vi: 'Kỳ trả gốc {dueOn} phải sau ngày {on}',
		en: 'The principal of {dueOn} must fall due after {on}',
	},
	'loan.rows-do-not-sum': {
		status: 422,
		vi: 'Các kỳ trả gốc cộng lại là {sum} đồng, phải bằng {balance} đồng',
		en: 'The rows sum to {sum} đồng and must sum to {balance} đồng',
	},
	'loan.nothing-in-term': { status: 422, vi: 'Không còn gốc trong hạn', en: 'No principal is in term' },
	'loan.maturity-not-later': {
		status: 422,
		vi: 'Ngày đến hạn cuối mới phải sau ngày {on}',
		en: 'The new end of the term must come after {on}',
	},
	'loan.term-over': {
		status: 422,
		vi: 'Thời hạn vay đã hết ngày {on}: không gia hạn, không điều chỉnh kỳ hạn được nữa',
		en: 'The term ended on {on}; it can no longer be lengthened or rearranged within itself',
	},
	'loan.extension-too-long': {
		status: 422,
		vi: 'Gia hạn tất cả không quá {months} tháng, tức là không sau ngày {on}',
		en: 'A term is lengthened by {months} months at most in all, which is until {on}',
	},
	'loan.roll-over-not-short-term': {
		status: 422,
		vi: 'Chỉ lưu vụ khoản vay ngắn hạn, không quá {months} tháng',
		en: 'Only short-term loans of at most {months} months are rolled over',
	},
	'loan.roll-over-of-bad-debt': {
		status: 422,
		vi: 'Không lưu vụ khoản vay có nợ quá hạn hoặc nợ khoanh',
		en: 'A loan with overdue or frozen debt is not rolled over',
	},
	'loan.roll-over-interest-unpaid': {
		status: 422,
		vi: 'Phải trả hết {interest} đồng lãi đã đến hạn trước khi lưu vụ',
		en: 'The {interest} đồng of interest due are paid before a loan is rolled over',
	},
	'loan.roll-over-too-long': {
		status: 422,
		vi: 'Lưu vụ không quá một vụ nữa, tức là không sau ngày {on}',
		en: 'A loan is rolled over for one more season at most, which is until {on}',
	},
	'loan.late-interest-above-cap': {
		status: 422,
		vi: 'Lãi trên lãi chậm trả {asked} một năm, trên mức tối đa {limit}',
		en: 'Interest on late interest is {asked} a year, above the maximum of {limit}',
	},
	'loan.overdue-factor-above-cap': {
		status: 422,
		vi: 'Gốc quá hạn chịu lãi bằng {asked} lần lãi suất vay, trên mức tối đa {limit} lần',
		en: 'Overdue principal bears {asked} times the rate, above the maximum of {limit} times',
	},
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
	'loan.knowledge-backwards': {
		status: 422,
		vi: 'Thời điểm trước {since} phải không sau thời điểm {knownAt}',
		en: 'The earlier moment of knowledge, {since}, comes after the later one, {knownAt}',
	},
	'loan.signing-not-reversed': {
		status: 422,
		vi: 'Không bỏ ghi việc ký; hãy bỏ ghi các sự kiện sau đó',
		en: 'A signing is not reversed; reverse what came after it',
	},
	'loan.nothing-to-waive': { status: 422, vi: 'Lãi chưa trả chỉ có {interest} đồng', en: 'Only {interest} đồng of interest are unpaid' },
} as const satisfies RefusalCatalogue
