import type { RefusalCatalogue } from '../kernel/refusal.js'

export const feeRefusals = {
	'fee.not-found': { status: 404, vi: 'Không có khoản phí này', en: 'There is no such fee' },
	'fee.lender-not-entrusting': {
		status: 422,
		vi: 'Bên cho vay này không uỷ thác qua Hội, nên không có phí uỷ thác hay hoa hồng',
		en: 'This lender entrusts nothing to the Union and pays no fee',
	},
	'fee.product-of-another-lender': {
		status: 422,
		vi: 'Chương trình này là của bên cho vay khác',
		en: "This product is another lender's",
	},
	'fee.shares-not-whole': {
		status: 422,
		vi: 'Các phần chia phải đủ 100 %, mỗi cấp một phần, và cấp nhận số dư phải có phần',
		en: 'The shares make 100 % together, one for each level, and who takes the rest has one',
	},
	'fee.no-agreement': {
		status: 422,
		vi: 'Tháng {month} chưa có thoả thuận phí hay hoa hồng với bên cho vay này',
		en: 'There is no fee agreement with this lender for {month}',
	},
	'fee.month-not-over': {
		status: 422,
		vi: 'Tháng {month} chưa hết; phí được tính từ ngày sau ngày cuối tháng',
		en: '{month} is not over; it is reckoned from the day after its last',
	},
	'fee.reckoned-already': { status: 422, vi: 'Tháng {month} đã được tính phí', en: '{month} has been reckoned already' },
	'fee.not-reckoned': { status: 422, vi: 'Tháng {month} chưa được tính phí', en: '{month} has not been reckoned' },
	'fee.reckoned-later': {
		status: 422,
		vi: 'Tháng {month} đã được tính vào ngày {on}; lần tính sau không ghi trước ngày ấy',
		en: '{month} was reckoned on {on}; it is not reckoned again on an earlier day',
	},
	'fee.more-than-owed': {
		status: 422,
		vi: 'Ngân hàng còn phải trả {owed} đồng, không ghi được {amount} đồng',
		en: 'The bank owes {owed} đồng; {amount} đồng is not of it',
	},
	'fee.payment-differs': {
		status: 422,
		vi: 'Đến hết tháng {month} ngân hàng còn phải trả {owed} đồng, số ghi là {amount} đồng; trả một phần thì ghi theo từng tổ',
		en: 'Through {month} the bank owes {owed} đồng and {amount} đồng was given; a part is recorded group by group',
	},
	'fee.period-backwards': { status: 422, vi: 'Tháng đầu {from} sau tháng cuối {to}', en: 'The first month {from} is after the last {to}' },
} as const satisfies RefusalCatalogue
