import type { SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Drawn } from '../units/map.js'
import type { OutstandingKey } from './outstanding.js'

/** What a report by lender, product, place or group is about. */
export type KeyedQuestion = {
	readonly by: OutstandingKey
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly lenderId: string | null
	readonly communeIds: readonly string[] | null
	/** Where each commune stands; asked for when the key is a place. */
	readonly map: ReadonlyMap<string, Drawn> | null
}

/** One about a period, which ends on `asOf`. */
export type PeriodQuestion = KeyedQuestion & {
	/** The first day of the period; null for all that ever was. */
	readonly from: CalendarDate | null
}

/** One line of the answer: the id of what it is about, with its code and name where these are not of a map; null id with `isTotal` is the sum. */
export type KeyedLine<Sums> = Sums & {
	readonly id: string | null
	readonly code: string | null
	readonly name: string | null
	readonly isTotal: boolean
}

/** One row of the report. */
export type KeyedRow<Sums> = Sums & {
	/** The code; null for what belongs to none, such as a loan outside any group. */
	readonly key: string | null
	readonly id: string | null
	readonly name: string
}

/** Lines with their codes and names, from the map where they are places, in the order of their codes; and the sum over all. */
export function keyedRows<Sums>(
	lines: readonly KeyedLine<Sums>[],
	places: KeyedQuestion['map'],
	/** What a line is called that belongs to none of its kind. */
	withoutKey: string,
): { readonly rows: readonly KeyedRow<Sums>[]; readonly totals: Sums } {
	const rows = lines
		.filter(({ isTotal }) => !isTotal)
		.map((line) => {
			const place = line.id === null ? undefined : places?.get(line.id)
			const { id, code, name } = line
			return { key: place?.code ?? code, id, name: place?.name ?? name ?? withoutKey, ...sumsOf(line) }
		})
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	const total = lines.find(({ isTotal }) => isTotal)
	return { rows, totals: sumsOf(must(total, 'the sum over all')) }
}

/** The row under a report as a file. */
export function totalsRow(totals: SheetRow): SheetRow {
	return { ...totals, key: 'Tổng cộng', name: null }
}

function sumsOf<Sums>({ id: _, code: _code, name: _name, isTotal: _isTotal, ...sums }: KeyedLine<Sums>): Sums {
	return sums as unknown as Sums
}
