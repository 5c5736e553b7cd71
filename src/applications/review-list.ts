import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { type Money, sum } from '../kernel/money.js'
import { borrowerName, reversedBy, reviewsOf, type ToldApplication } from './views.js'

/** The eight columns of form 03/TD: what the group agreed to, and what the lender then approved. */
export const reviewListColumns: readonly SheetColumn[] = [
	{ key: 'no', header: 'STT', kind: 'count', width: 6 },
	{ key: 'name', header: 'Họ và tên', kind: 'text', width: 28 },
	{ key: 'beneficiary', header: 'Đối tượng thụ hưởng', kind: 'text', width: 28 },
	{ key: 'amount', header: 'Tổ đề nghị: Số tiền (đồng)', kind: 'money' },
	{ key: 'purpose', header: 'Tổ đề nghị: Mục đích', kind: 'text', width: 30 },
	{ key: 'months', header: 'Tổ đề nghị: Thời hạn (tháng)', kind: 'count' },
	{ key: 'approvedAmount', header: 'NH phê duyệt: Số tiền (đồng)', kind: 'money' },
	{ key: 'approvedMonths', header: 'NH phê duyệt: Thời hạn (tháng)', kind: 'count' },
]

type ListRow = SheetRow & { readonly amount: Money | null; readonly approvedAmount: Money | null }

/**
 * The list of members who ask for loans (danh sách tổ viên đề nghị vay vốn, form 03/TD): those to whom the group agreed
 * at the meeting. What was approved stands beside it once it is; the row Cộng sums both.
 */
export function reviewList(
	meetingId: string,
	reviewed: readonly ToldApplication[],
): { readonly rows: readonly ListRow[]; readonly totals: SheetRow } {
	const agreed = reviewsOf(meetingId, reviewed).filter(
		({ told, step }) => step.details.agreed === true && reversedBy(step, told.steps) === null,
	)
	const rows = agreed.map(({ told: { row, state }, step }, index): ListRow => {
		const isApproved = state.status === 'approved' || state.status === 'signed'
		return {
			no: index + 1,
			name: borrowerName(row),
			beneficiary: row.beneficiary ?? row.productName,
			amount: step.amount,
			purpose: row.purpose,
			months: step.months,
			approvedAmount: isApproved ? state.amount : null,
			approvedMonths: isApproved ? state.months : null,
		}
	})
	const total = (key: 'amount' | 'approvedAmount') => sum(rows.flatMap((row) => row[key] ?? []))
	return { rows, totals: { name: 'Cộng', amount: total('amount'), approvedAmount: total('approvedAmount') } }
}
