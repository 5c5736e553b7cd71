import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { movementNames } from '../lending/names.js'
import { eventNames as savingsNames } from '../savings/names.js'

/** What an entry of a book came from: a contract with its code and whose it is, and an event; or the book's own words. */
export type EntryOrigin = {
	readonly on: CalendarDate
	readonly kind: string | null
	readonly code: string | null
	readonly who: string | null
	readonly event: { readonly type: string; readonly on: CalendarDate; readonly undoes: string | null } | null
	readonly text: string | null
}

/** What a printed book says of an entry: "Trả nợ, KV00000012, Nông Thị Ái"; of a later day that an event changed, by which event. */
export function entryText({ on, kind, code, who, event, text }: EntryOrigin, language: Language): string {
	const parts = [event === null ? null : eventText(kind, event, on, language), code, who, text]
	return parts.filter((part) => part !== null && part !== '').join(', ')
}

function eventText(kind: string | null, event: NonNullable<EntryOrigin['event']>, on: CalendarDate, language: Language): string {
	const name = (type: string): string => nameOf(kind, type)?.[language] ?? type
	const what = event.undoes === null ? name(event.type) : sentence(undone, language, { what: name(event.undoes).toLowerCase() })
	if (event.on === on) return what
	return sentence(changed, language, { what: what.toLowerCase(), day: vietnameseDate(event.on) })
}

function nameOf(kind: string | null, type: string): Words | undefined {
	switch (kind) {
		case 'loan':
			return (movementNames as Readonly<Record<string, Words>>)[type]
		case 'savings-account':
			return (savingsNames as Readonly<Record<string, Words>>)[type]
		default:
			return others[kind ?? '']?.[type]
	}
}

/** Events of the other contracts that post to a book of money. */
const others: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
	circle: {
		contributed: { vi: 'Góp họ', en: 'Share paid' },
		drawn: { vi: 'Lĩnh họ', en: 'Turn drawn' },
		advanced: { vi: 'Ứng thay phần góp họ', en: 'Share advanced for a member' },
		repaid: { vi: 'Trả lại phần đã ứng thay', en: 'Advance paid back' },
		'late-interest-charged': { vi: 'Tính lãi chậm góp họ', en: 'Late interest charged' },
		'late-interest-paid': { vi: 'Trả lãi chậm góp họ', en: 'Late interest paid' },
		left: { vi: 'Rút khỏi dây họ', en: 'Left the rotating fund' },
		replaced: { vi: 'Thay thành viên dây họ', en: 'Member replaced' },
		defaulted: { vi: 'Góp thay thành viên vi phạm', en: 'Covered for a member in default' },
		closed: { vi: 'Kết thúc dây họ', en: 'Rotating fund closed' },
	},
	custody: {
		collected: { vi: 'Thu tại buổi họp tổ', en: 'Collected at a meeting' },
		'handed-over': { vi: 'Nộp tiền đã thu', en: 'Cash handed over' },
		'passed-on': { vi: 'Bàn giao tiền cho tổ trưởng mới', en: 'Cash passed on to the next leader' },
		'taken-over': { vi: 'Nhận bàn giao tiền', en: 'Cash taken over' },
	},
	'piggy-bank': {
		opened: { vi: 'Mở lợn nhựa', en: 'Piggy bank opened' },
		'paid-out': { vi: 'Chi tiền lợn nhựa', en: 'Piggy bank paid out' },
	},
	fund: {
		received: { vi: 'Nhận ủng hộ', en: 'Donation received' },
		spent: { vi: 'Chi hỗ trợ', en: 'Support paid' },
		returned: { vi: 'Trả lại tiền ủng hộ', en: 'Donation returned' },
		transferred: { vi: 'Chuyển tiền của quỹ', en: 'Money of a fund transferred' },
		moved: { vi: 'Chuyển mục đích', en: 'Moved to another purpose' },
	},
	fee: {
		reckoned: { vi: 'Phí uỷ thác, hoa hồng phải thu', en: 'Fee or commission reckoned' },
		adjusted: { vi: 'Điều chỉnh phí uỷ thác, hoa hồng', en: 'Fee or commission adjusted' },
		paid: { vi: 'Thu phí uỷ thác, hoa hồng', en: 'Fee or commission received' },
	},
}
const undone: Words = { vi: 'Bỏ ghi {what}', en: 'Reversal of {what}' }
const changed: Words = { vi: 'Điều chỉnh do {what} ngày {day}', en: 'Changed by {what} on {day}' }
