import { type Money, sum, zero } from '../kernel/money.js'
import { openingColumns, type OpeningKind } from './columns.js'
import { type Fault, reasonOf } from './reasons.js'
import type { Cells } from './row.js'
import type { Letters, Outcome, StoredOpening, Verdict } from './stored.js'

/** How many faults one answer tells; all of them are in the list of errors. */
export const faultsMax = 500

/** What is wrong with a row, cell by cell, as whoever has the file before her finds it. */
export function faultViews(
	kind: OpeningKind,
	columns: Letters,
	{ line, cells }: { readonly line: number; readonly cells: Cells },
	faults: readonly Fault[],
) {
	return faults.map((one) => ({
		line,
		column: columns[one.key] ?? null,
		header: openingColumns[kind].find(({ key }) => key === one.key)?.header ?? one.key,
		text: cells[one.key]?.text.slice(0, 200) ?? '',
		code: one.code,
		reason: { vi: reasonOf(one, 'vi'), en: reasonOf(one, 'en') },
	}))
}

export type Counted = Readonly<Record<Verdict, { readonly rows: number; readonly amount: Money }>>

/** How many rows of a list were found to be what, and what became of them. */
export function countsView(rows: number, counted: Counted, outcomes: Readonly<Record<Outcome, number>>) {
	return {
		rows,
		good: counted.good.rows,
		corrections: counted.correction.rows,
		already: counted.already.rows,
		bad: counted.bad.rows,
		opened: outcomes.opened,
		corrected: outcomes.corrected,
		left: outcomes.left,
		amount: sum([counted.good.amount, counted.correction.amount, counted.already.amount]),
	}
}

/** Of nothing yet. */
export const nothingCounted: Counted = {
	good: { rows: 0, amount: zero },
	correction: { rows: 0, amount: zero },
	already: { rows: 0, amount: zero },
	bad: { rows: 0, amount: zero },
}
export const nothingDone: Readonly<Record<Outcome, number>> = { opened: 0, corrected: 0, already: 0, left: 0 }

/** A list as its lists show it, with how far the work on it is. */
export function openingLine({ columns: _, jobId, jobStatus, done, isBarred, rows, ...opening }: StoredOpening) {
	const status = jobStatus === 'done' && isBarred ? ('refused' as const) : jobStatus
	return { ...opening, status, job: { id: jobId, progress: { done, total: 2 * rows } } }
}
