import { z } from 'zod'
import { calendarDate } from '../kernel/calendar-date.js'
import { endOfTime } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { countText } from '../kernel/quantity.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { sumAccounts } from '../ledger/balance-store.js'

/** What was turned over in a book since it was opened, in its unit, as text. */
export type ControlTotal = z.infer<typeof totalShape>

const totalShape = z.strictObject({ book: z.string(), unit: z.string(), debit: z.string(), credit: z.string() })

/** The totals by which an archive's books are known again: of every book, all that is in it. */
export async function controlTotals(tx: Tx): Promise<ControlTotal[]> {
	const books = await readBooks(tx)
	const lines = await sumAccounts(
		tx,
		books.map(({ id }) => id),
		'on',
		{ asOf: calendarDate('2199-12-31'), knownAt: endOfTime },
	)
	return books.map(({ code: book, unit, decimals }) => {
		const own = lines.filter((line) => line.book === book)
		const [debit, credit] = [sum(own.map((line) => line.debit)), sum(own.map((line) => line.credit))]
		return { book, unit, debit: countText(debit, decimals), credit: countText(credit, decimals) }
	})
}

/** Reads what an archive's manifest says of its books. */
export function totalsOf(control: unknown): readonly ControlTotal[] {
	return z.array(totalShape).parse(control)
}

/** The first book whose totals are no longer what they were; null where all are. A book that was opened since is no matter. */
export function firstDifference(before: readonly ControlTotal[], now: readonly ControlTotal[]): string | null {
	const same = (one: ControlTotal, other: ControlTotal | undefined): boolean =>
		one.unit === other?.unit && one.debit === other.debit && one.credit === other.credit
	return (
		before.find(
			(one) =>
				!same(
					one,
					now.find(({ book }) => book === one.book),
				),
		)?.book ?? null
	)
}

/** A line for each book in which anything was turned over. */
export function totalLines(totals: readonly ControlTotal[]): readonly string[] {
	const used = totals.filter(({ debit, credit }) => debit !== '0' || credit !== '0')
	const grouped = (amount: string): string => {
		const [whole = '', part] = amount.split('.')
		return whole.replace(/\B(?=(\d{3})+$)/g, '.') + (part === undefined ? '' : `,${part}`)
	}
	const width = Math.max(0, ...used.map(({ book }) => book.length))
	return used.map(({ book, unit, debit, credit }) => `  ${book.padEnd(width)}  Nợ ${grouped(debit)} · Có ${grouped(credit)} ${unit}`)
}
