import type { CalendarDate } from '../kernel/calendar-date.js'

/** An account into which a lender is paid from a day on, in a unit or everywhere. */
export type PaymentAccount = {
	readonly id: string
	readonly lenderId: string
	readonly unitId: string | null
	readonly from: CalendarDate
	readonly to: CalendarDate | null
	/** The bank's number at NAPAS. */
	readonly bankBin: string
	readonly bankName: string
	readonly accountNo: string
	readonly accountName: string
}
