import type { Words } from '../kernel/refusal.js'
import type { ItemType } from './item.js'
import type { ItemStatus } from './stored.js'

/** What people call each finding. */
export const typeNames: Readonly<Record<ItemType, Words>> = {
	matched: { vi: 'Khớp đúng', en: 'Agrees' },
	timing: { vi: 'Lệch thời điểm', en: 'Timing' },
	rounding: { vi: 'Làm tròn', en: 'Rounding' },
	'missing-receipt': { vi: 'Thiếu chứng từ thu', en: 'Missing receipt' },
	'wrong-member': { vi: 'Sai người vay', en: 'Wrong member' },
	'wrong-loan': { vi: 'Sai khoản vay', en: 'Wrong loan' },
	'unknown-loan': { vi: 'Hội không có', en: 'Unknown to us' },
	'missing-at-bank': { vi: 'Ngân hàng không có', en: 'Missing at the bank' },
	'closed-at-bank': { vi: 'Ngân hàng đã tất toán', en: 'Closed at the bank' },
	'rate-differs': { vi: 'Lệch lãi suất', en: 'Rate differs' },
	'interest-differs': { vi: 'Lệch lãi', en: 'Interest differs' },
	'code-differs': { vi: 'Lệch mã món vay', en: 'Code differs' },
	'balance-differs': { vi: 'Lệch dư nợ', en: 'Balance differs' },
}

export const statusNames: Readonly<Record<ItemStatus, Words>> = {
	open: { vi: 'Chưa xử lý', en: 'Open' },
	carried: { vi: 'Chuyển kỳ trước', en: 'Carried along' },
	accepted: { vi: 'Chấp nhận', en: 'Accepted' },
	disputed: { vi: 'Không đồng ý', en: 'Disputed' },
	assigned: { vi: 'Giao xử lý', en: 'Assigned' },
}
