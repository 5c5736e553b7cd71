import { calendarDate } from '../kernel/calendar-date.js'
import type { Cap, CapName } from './caps.js'
import type { Certainty, LenderKind } from './template.js'

const banks: readonly LenderKind[] = ['policy-bank', 'commercial-bank']
const others: readonly LenderKind[] = ['fund', 'union']

const circular39 = 'TT 39/2016/TT-NHNN Đ.13.4'
const civilCode = 'BLDS 2015 Đ.466.5, Đ.468'
const looked = 'mức do dự án chọn: ngưỡng 2 % nợ quá hạn mà phí uỷ thác của NHCSXH và hoa hồng của Agribank bắt đầu giảm'

/** The caps of the law and those that the project chose, each with its day, its source and how sure it is. */
export const capLines: readonly Cap[] = [
	...capped('yearly-rate', others, '2017-01-01', '0.2', 'BLDS 2015 Đ.468.1', 'high'),
	...capped('late-interest-yearly', banks, '2017-03-15', '0.1', `${circular39}.b`, 'read'),
	...capped('late-interest-yearly', others, '2017-01-01', '0.2', civilCode, 'high'),
	...capped('overdue-factor', banks, '2017-03-15', '1.5', `${circular39}.c`, 'read'),
	...capped('overdue-factor', others, '2017-01-01', '1.5', civilCode, 'high'),
	// Which legal form the funds have, and so whether the decision binds them, they have not said yet.
	...capped('household-amount', ['fund'], '2017-06-12', '50000000', 'QĐ 20/2017/QĐ-TTg: tối đa 50 triệu đồng một khách hàng', 'medium'),
	...capped('group-overdue-share', [...banks, ...others], '2000-01-01', '0.02', looked, 'project decision'),
]

function capped(
	name: CapName,
	kinds: readonly LenderKind[],
	from: string,
	value: string,
	source: string,
	certainty: Certainty,
): readonly Cap[] {
	return kinds.map((lenderKind) => ({ name, lenderKind, from: calendarDate(from), value, source, certainty }))
}
