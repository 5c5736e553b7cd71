import type { Words } from '../kernel/refusal.js'
import type { SavingsEventType } from './event.js'

/** What an event is called where people read it. */
export const eventNames: Readonly<Record<SavingsEventType, Words>> = {
	opened: { vi: 'Mở sổ', en: 'Opened' },
	'brought-forward': { vi: 'Số dư chuyển sang', en: 'Brought forward' },
	deposited: { vi: 'Gửi tiền', en: 'Deposit' },
	withdrawn: { vi: 'Rút tiền', en: 'Withdrawal' },
	offset: { vi: 'Trừ tiền gửi trả nợ', en: 'Offset against a debt' },
	'interest-credited': { vi: 'Trả lãi nhập gốc', en: 'Interest credited' },
	'rate-changed': { vi: 'Đổi lãi suất', en: 'Change of the rate' },
	'minimum-changed': { vi: 'Đổi mức gửi tối thiểu', en: 'Change of the monthly minimum' },
	transferred: { vi: 'Chuyển tổ, nhóm', en: 'Transfer' },
	closed: { vi: 'Tất toán, đóng sổ', en: 'Paid out and closed' },
	reversed: { vi: 'Bỏ ghi', en: 'Reversal' },
}
