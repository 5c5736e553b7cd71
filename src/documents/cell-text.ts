import { type CalendarDate, isCalendarDate } from '../kernel/calendar-date.js'
import { decimalFromText } from '../kernel/decimal.js'
import { dong, type Money } from '../kernel/money.js'
import { parseVietnameseAmount } from '../kernel/number-text.js'
import { isRate, type Rate } from '../kernel/rate.js'
import type { Words } from '../kernel/refusal.js'
import type { ReadCell } from './read-cell.js'

/** What is wrong with a cell. */
export const cellFaults = {
	formula: { vi: 'Ô là công thức hoặc báo lỗi; cần giá trị', en: 'The cell is a formula or an error; a value is wanted' },
	amount: { vi: 'Không phải số tiền nguyên đồng', en: 'Not an amount of whole đồng' },
	date: { vi: 'Không phải ngày; viết như 31/10/2022', en: 'Not a day; write it as 31/10/2022' },
	rate: { vi: 'Không phải lãi suất năm; viết như 6,6%', en: 'Not a yearly rate; write it as 6.6%' },
	'text-long': { vi: 'Chữ dài quá 500 ký tự', en: 'The text is longer than 500 characters' },
} as const satisfies Record<string, Words>
export type CellFault = keyof typeof cellFaults

/** What a cell says, null where it is empty; or what is wrong with it. */
export type Told<T> = { readonly value: T | null } | { readonly fault: CellFault }

const amountMax = 10n ** 18n

/**
 * Whole đồng of a cell: a number, or text as Vietnamese people write it ("1.234.567", "1.149,6 triệu", "-50.000",
 * "(50.000)"). Mixed marks ("1,149.6") and fractions of a đồng are faults. A dash alone is nothing.
 */
export function moneyOf({ text, kind }: ReadCell): Told<Money> {
	if (kind === 'empty' || /^[-–—]$/.test(text)) return { value: null }
	if (kind === 'error') return { fault: 'formula' }
	if (kind === 'number' || /^-?\d+$/.test(text)) {
		const decimal = decimalFromText(text)
		if (decimal === null || !decimal.isInteger()) return { fault: 'amount' }
		return bounded(BigInt(decimal.toFixed(0)))
	}
	if (kind !== 'text') return { fault: 'amount' }
	const negative = /^-(?=\d)|^\((?=.*\)$)/.test(text)
	const written = parseVietnameseAmount(negative ? text.replace(/^[-(]/, '').replace(/\)$/, '') : text)
	// A list says what is, not about what.
	if (written === null || written.qualifier !== null) return { fault: 'amount' }
	return bounded(negative ? -written.amount : written.amount)
}

/** The day of a cell: a date, "31/10/2022", "31-10-2022", "2022-10-31", "ngày 31 tháng 10 năm 2022", or a spreadsheet's number of a day. */
export function dayOfCell({ text, kind }: ReadCell): Told<CalendarDate> {
	if (kind === 'empty' || /^[-–—]$/.test(text)) return { value: null }
	if (kind === 'error') return { fault: 'formula' }
	if (kind === 'boolean') return { fault: 'date' }
	const iso = kind === 'number' ? serialDay(text) : isoDay(text)
	return iso !== null && isCalendarDate(iso) ? { value: iso } : { fault: 'date' }
}

/** The yearly rate of a cell: 0.066, "6,6%", "6.6 %/năm", "0,55%/tháng"; a bare number from 1 on is of a hundred. */
export function rateOfCell({ text, kind }: ReadCell): Told<Rate> {
	if (kind === 'empty' || /^[-–—]$/.test(text)) return { value: null }
	if (kind === 'error') return { fault: 'formula' }
	const match = /^(\d{1,4})(?:[.,](\d{1,18}))? ?(%)?(?: ?\/? ?(năm|tháng))?$/u.exec(text.toLowerCase())
	if (kind === 'date' || kind === 'boolean' || match === null) return { fault: 'rate' }
	const decimal = decimalFromText(`${match[1]}.${match[2] ?? '0'}`)
	if (decimal === null) return { fault: 'rate' }
	const share = match[3] === '%' || decimal.greaterThanOrEqualTo(1) ? decimal.dividedBy(100) : decimal
	const yearly = (match[4] === 'tháng' ? share.times(12) : share).toFixed()
	return isRate(yearly) ? { value: yearly } : { fault: 'rate' }
}

/** The text of a cell; a code that a spreadsheet took for a number is its digits. */
export function textOfCell({ text, kind }: ReadCell): Told<string> {
	if (kind === 'empty') return { value: null }
	if (kind === 'error') return { fault: 'formula' }
	return text.length > 500 ? { fault: 'text-long' } : { value: text }
}

function bounded(amount: bigint): Told<Money> {
	return amount < amountMax && amount > -amountMax ? { value: dong(amount) } : { fault: 'amount' }
}

function isoDay(text: string): string | null {
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
	const written =
		/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/u.exec(text.toLowerCase())
	return written === null ? null : `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}`
}

/** Days since 1899-12-30, as spreadsheets count from March 1900 on. */
function serialDay(text: string): string | null {
	if (!/^\d{2,6}$/.test(text)) return null
	return new Date(Date.UTC(1899, 11, 30) + Number(text) * 86_400_000).toISOString().slice(0, 10)
}
