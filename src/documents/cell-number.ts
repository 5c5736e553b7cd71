import { decimalFromText } from '../kernel/decimal.js'
import { isCalendarDate } from '../kernel/calendar-date.js'
import type { ReadCell } from './read-cell.js'

/**
 * A number as a workbook keeps it. A workbook keeps binary fractions with 17 digits, so that 0,066 stands there as
 * 6.6000000000000003E-2: the shortest text of the same binary number is what was typed. Whole numbers beyond 2^53 keep all
 * their digits.
 */
export function numberText(written: string): ReadCell {
	const whole = /^-?\d{1,30}$/.test(written)
	const decimal = decimalFromText(whole ? written : plain(written))
	return decimal === null ? { text: written.slice(0, 40), kind: 'error' } : { text: decimal.toFixed(), kind: 'number' }
}

/** The day of a date cell, from its milliseconds since 1970 in UTC. */
export function dateText(milliseconds: number): ReadCell {
	const text = Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8e15 ? new Date(milliseconds).toISOString().slice(0, 10) : ''
	return isCalendarDate(text) ? { text, kind: 'date' } : { text: text === '' ? 'ngày' : text, kind: 'error' }
}

/** The shortest digits that mean the same binary number, without an exponent: 20 decimals at most. */
function plain(written: string): string {
	const [digits = '', exponent = '0'] = String(Number(written)).split('e')
	const [whole = '', fraction = ''] = digits.replace('-', '').split('.')
	const shift = Number(exponent)
	if (!/^\d+$/.test(whole) || Math.abs(shift) > 40) return written
	const all = whole + fraction
	const point = whole.length + shift
	const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0')
	const at = Math.max(point, 1)
	const rest = padded.slice(at)
	return `${digits.startsWith('-') ? '-' : ''}${padded.slice(0, at)}${rest === '' ? '' : `.${rest}`}`
}
