import type { ReadRow } from '../documents/read-cell.js'
import { add, type Money, zero } from '../kernel/money.js'
import { type ListKey, listKinds } from './keys.js'
import { type ListedLoan, type ListFault, listLine, type ListSums } from './listed.js'
import { findHeading, type headerReader, type Heading, headingLinesMax, type ListColumn } from './mapping.js'

/** How many faults are told one by one; they are all counted. */
const faultsTold = 500

/** A sum of the list's rows beside the one that the list itself gives. */
export type ListTotal = { readonly key: ListKey; readonly sum: Money; readonly said: Money | null }

/** A file that was read: its columns, its loans, what is wrong, and its sums. */
export type ReadList = {
	readonly columns: readonly ListColumn[]
	readonly headingLine: number
	readonly loans: readonly ListedLoan[]
	readonly faults: readonly ListFault[]
	readonly faultCount: number
	readonly passed: number
	readonly totals: readonly ListTotal[]
	/** Whether the sums that the list gives are those of its rows; null where it gives none. */
	readonly agrees: boolean | null
}

/** Reads the rows of a file as a bank's list. Below the control totals people sign, and nothing more is read. */
export async function readList(rows: AsyncIterable<ReadRow>, read: ReturnType<typeof headerReader>): Promise<ReadList> {
	const held: ReadRow[] = []
	let heading: Heading | null = null
	let said: ListSums | null = null
	let [passed, faultCount] = [0, 0]
	const loans: ListedLoan[] = []
	const faults: ListFault[] = []
	const take = (row: ReadRow, under: Heading): void => {
		const line = said === null ? listLine(row, under) : { type: 'passed' as const }
		if (line.type === 'loan') loans.push(line.loan)
		else if (line.type === 'total') said = line.sums
		else if (line.type === 'passed') passed += 1
		else {
			faultCount += line.faults.length
			if (faults.length < faultsTold) faults.push(...line.faults)
		}
	}
	const begin = (first: readonly ReadRow[]): Heading => {
		const found = findHeading(first, read)
		for (const row of first) take(row, found)
		return found
	}
	for await (const row of rows) {
		if (heading !== null) take(row, heading)
		else if (held.push(row) === headingLinesMax) heading = begin(held)
	}
	heading ??= begin(held)
	const totals = totalsOf(loans, heading.columns, said)
	const stated = totals.filter((total) => total.said !== null)
	const agrees = stated.length === 0 ? null : stated.every((total) => total.said === total.sum)
	return {
		columns: heading.columns,
		headingLine: heading.line,
		loans,
		faults: faults.slice(0, faultsTold),
		faultCount,
		passed,
		totals,
		agrees,
	}
}

function totalsOf(loans: readonly ListedLoan[], columns: readonly ListColumn[], said: ListSums | null): readonly ListTotal[] {
	return columns.flatMap(({ key }) => {
		if (key === null || listKinds[key] !== 'money') return []
		let total = zero
		for (const loan of loans) total = add(total, (loan[key] as Money | undefined) ?? zero)
		return [{ key, sum: total, said: said?.[key] ?? null }]
	})
}
