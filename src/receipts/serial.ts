import type { Range } from './state.js'

/** A number as it is printed on a receipt: the series before it, folded so that spelling does not matter, and the serial. */
export type Numbered = { readonly seriesKey: string; readonly serial: number }

const serialMax = 10

/** Series are compared without case, spaces and the marks between series and serial: "bl - " and "BL" are one. */
export function seriesKey(series: string): string {
	return series
		.normalize('NFC')
		.toUpperCase()
		.replace(/[\s.:№_–-]+/g, '')
}

/** Reads a receipt's number, "BL-0001" or "0001" where the series is left out; null where it does not end in a serial. */
export function readNumber(text: string): Numbered | null {
	const found = /^(.*?)(\d+)\s*$/.exec(text.normalize('NFC').trim())
	const [, series = '', digits = ''] = found ?? []
	if (digits === '' || digits.length > serialMax) return null
	return { seriesKey: seriesKey(series), serial: Number(digits) }
}

/** A serial as it is printed, with its leading zeros. */
export function printed(serial: number, width: number): string {
	return String(serial).padStart(width, '0')
}

export type Shelved = Range & { readonly seriesKey: string; readonly groupId: string }

/**
 * The book that a number is of: one of the group's own first, else another group's of that very series. A number
 * without its series is only looked for in the group's own books; null where none or more than one could be meant.
 */
export function bookOfNumber<Book extends Shelved>(numbered: Numbered, groupId: string, books: readonly Book[]): Book | null {
	const within = books.filter(({ first, last }) => first <= numbered.serial && numbered.serial <= last)
	const sameSeries = within.filter((book) => book.seriesKey === numbered.seriesKey)
	const own = (numbered.seriesKey === '' ? within : sameSeries).filter((book) => book.groupId === groupId)
	const found = own.length > 0 || numbered.seriesKey === '' ? own : sameSeries
	return found.length === 1 ? (found[0] ?? null) : null
}
