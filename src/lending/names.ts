import type { Words } from '../kernel/refusal.js'
import type { LoanEventType } from './event.js'
import type { Balances } from './standing.js'

/** What moves a loan's account: its events, and interest, which falls due or grows by itself. */
export type MovementType = LoanEventType | 'interest-due' | 'late-interest-due'

/** What each is called on papers and in sentences. */
export const movementNames: Readonly<Record<MovementType, Words>> = {
	signed: { vi: 'Ký hợp đồng', en: 'Signed' },
	cancelled: { vi: 'Huỷ hợp đồng chưa giải ngân', en: 'Cancelled before it was paid out' },
	disbursed: { vi: 'Giải ngân', en: 'Disbursed' },
	'brought-forward': { vi: 'Số dư chuyển sang', en: 'Brought forward' },
	repaid: { vi: 'Trả nợ', en: 'Repaid' },
	'savings-offset': { vi: 'Trừ nợ từ tiền tiết kiệm', en: 'Offset against savings' },
	'support-received': { vi: 'Ngân sách trả hỗ trợ lãi suất', en: 'Interest support received' },
	extended: { vi: 'Gia hạn nợ', en: 'Term extended' },
	rescheduled: { vi: 'Điều chỉnh kỳ hạn trả nợ', en: 'Instalments rescheduled' },
	'rolled-over': { vi: 'Lưu vụ', en: 'Rolled over into the next season' },
	transferred: { vi: 'Chuyển tổ hoặc địa bàn', en: 'Transferred to another group or commune' },
	'rate-changed': { vi: 'Đổi lãi suất', en: 'Rate changed' },
	'moved-to-overdue': { vi: 'Chuyển nợ quá hạn', en: 'Moved to overdue' },
	frozen: { vi: 'Khoanh nợ', en: 'Frozen' },
	thawed: { vi: 'Hết khoanh nợ', en: 'Freeze ended' },
	'written-off': { vi: 'Xoá nợ', en: 'Written off' },
	recovered: { vi: 'Thu hồi nợ đã xoá', en: 'Recovered after write-off' },
	'interest-waived': { vi: 'Miễn lãi', en: 'Interest waived' },
	reversed: { vi: 'Bỏ ghi', en: 'Reversed' },
	'interest-due': { vi: 'Lãi đến hạn', en: 'Interest due' },
	'late-interest-due': { vi: 'Lãi chậm trả phát sinh', en: 'Late interest grown' },
}

/** What each balance is called. */
export const balanceNames: Readonly<Record<keyof Balances, Words>> = {
	outstanding: { vi: 'Dư nợ gốc', en: 'Outstanding principal' },
	inTerm: { vi: 'Gốc trong hạn', en: 'Principal in term' },
	overdue: { vi: 'Gốc quá hạn', en: 'Overdue principal' },
	frozen: { vi: 'Gốc khoanh nợ', en: 'Frozen principal' },
	interestDue: { vi: 'Lãi đến hạn kỳ gần nhất, chưa trả', en: 'Interest due on the latest interest day, unpaid' },
	interestCarried: { vi: 'Lãi tồn các kỳ trước', en: 'Interest carried from earlier periods' },
	interestAccrued: { vi: 'Lãi đang chạy, chưa đến hạn', en: 'Interest accrued, not yet due' },
	lateInterest: { vi: 'Lãi chậm trả', en: 'Late interest' },
	credit: { vi: 'Tiền trả thừa đang giữ hộ', en: 'Overpayment held for the member' },
	interestSupport: { vi: 'Lãi ngân sách hỗ trợ, chưa nhận', en: 'Interest borne by the budget, not received yet' },
	payOff: { vi: 'Số tiền tất toán', en: 'Pay-off amount' },
}

/** The parts of a debt that a payment meets. */
export const partNames: Readonly<Record<'interest' | 'late-interest' | 'principal', Words>> = {
	interest: { vi: 'lãi', en: 'interest' },
	'late-interest': { vi: 'lãi chậm trả', en: 'late interest' },
	principal: { vi: 'gốc', en: 'principal' },
}
