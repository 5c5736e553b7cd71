import type { CalendarDate } from '../kernel/calendar-date.js'
import { grouped } from '../kernel/grouped.js'
import { bookOfNumber, printed, readNumber } from './serial.js'
import { type BookState, type Leaf, serialsOf } from './state.js'
import type { BookRow } from './stored.js'

/** A payment on which somebody wrote a receipt's number, by whatever way it was recorded. */
export type Receipted = {
	readonly number: string
	readonly groupId: string
	readonly groupName: string
	/** Who paid: one receipt of a day may be for several things of one woman. */
	readonly payer: string
	readonly on: CalendarDate
}

/**
 * What is odd about receipts: a serial skipped while later ones were used; one serial for two payers or two days; a number
 * of no book; one that another group used; one used though it was cancelled, missing or returned; one reported missing;
 * blank ones left at a group that closed.
 */
export const receiptFindings = ['gap', 'duplicate', 'never-issued', 'other-group', 'not-usable', 'missing', 'left-at-closed-group'] as const
export type ReceiptFinding = (typeof receiptFindings)[number]

export type Found = {
	readonly finding: ReceiptFinding
	readonly bookId: string | null
	/** The numbers it is about, as they are printed or were written: one, or from one to another. */
	readonly from: string
	readonly to: string
	readonly count: number
	readonly groupId: string
	readonly groupName: string
	/** The days on which it was used, where it was; the day since when, where it is missing. */
	readonly on: readonly CalendarDate[]
}

type Book = { readonly row: BookRow; readonly state: BookState; readonly payments: ReadonlyMap<number, readonly Receipted[]> }

/** Looks at the books that were issued and the payments that name a receipt, as both were known then. */
export function findOddReceipts(
	books: readonly { readonly row: BookRow; readonly state: BookState }[],
	payments: readonly Receipted[],
	asOf: CalendarDate,
): readonly Found[] {
	const shelves = books.map(({ row }) => row)
	const [ofGroup, ofSeries] = [grouped(shelves, ({ groupId }) => groupId), grouped(shelves, (row) => row.seriesKey)]
	const placed = payments.map((payment) => {
		const numbered = readNumber(payment.number)
		const near = [...(ofGroup.get(payment.groupId) ?? []), ...(ofSeries.get(numbered?.seriesKey ?? '') ?? [])]
		return {
			payment,
			serial: numbered?.serial ?? -1,
			row: numbered === null ? null : bookOfNumber(numbered, payment.groupId, [...new Set(near)]),
		}
	})
	const ofRow = grouped(placed, ({ row }) => row)
	const strangers = (ofRow.get(null) ?? []).filter(({ payment }) => ofGroup.has(payment.groupId))
	const ofBooks = books.flatMap(({ row, state }) => {
		const own = grouped(ofRow.get(row) ?? [], ({ serial }) => serial)
		return oddOfBook(
			{ row, state, payments: new Map([...own].map(([serial, paid]) => [serial, paid.map(({ payment }) => payment)])) },
			asOf,
		)
	})
	return [...ofBooks, ...strangers.map(({ payment }) => neverIssued(payment))]
}

function oddOfBook(book: Book, asOf: CalendarDate): readonly Found[] {
	const { row, state } = book
	const leaves = serialsOf(row).map((serial) => ({ serial, leaf: state.leaves.get(serial), paid: book.payments.get(serial) ?? [] }))
	const isUsed = ({ leaf, paid }: (typeof leaves)[number]): boolean => leaf?.state === 'used' || paid.length > 0
	const lastUsed = leaves.findLast(isUsed)?.serial ?? row.first - 1
	const blank = leaves.filter((one) => one.leaf === undefined && one.paid.length === 0).map(({ serial }) => serial)
	const closed = row.groupClosedOn !== null && row.groupClosedOn <= asOf
	const about = (finding: ReceiptFinding, serials: readonly number[]): readonly Found[] =>
		runsOf(serials).map(([from, to]) => ({
			finding,
			bookId: row.contract.id,
			from: printed(from, row.width),
			to: printed(to, row.width),
			count: to - from + 1,
			groupId: row.groupId,
			groupName: row.groupName,
			on: daysOf(leaves.find(({ serial }) => serial === from)),
		}))
	const serialsWhere = (odd: (leaf: (typeof leaves)[number]) => boolean): readonly number[] =>
		leaves.filter(odd).map(({ serial }) => serial)
	return [
		...about(
			'gap',
			blank.filter((serial) => serial < lastUsed),
		),
		...each(serialsWhere(isTwice)).flatMap((serial) => about('duplicate', serial)),
		...each(serialsWhere((one) => usersOf(one).some((groupId) => groupId !== row.groupId))).flatMap((serial) =>
			about('other-group', serial),
		),
		...each(serialsWhere(({ leaf, paid }) => paid.length > 0 && isVoid(leaf))).flatMap((serial) => about('not-usable', serial)),
		...about(
			'missing',
			serialsWhere(({ leaf }) => leaf?.state === 'missing'),
		),
		...(closed ? about('left-at-closed-group', blank) : []),
	]
}

type LeafThen = { readonly leaf: Leaf | undefined; readonly paid: readonly Receipted[] }

/** One serial for two payers, or for two days. */
function isTwice({ paid }: LeafThen): boolean {
	return new Set(paid.map(({ payer, on }) => `${payer} ${on}`)).size > 1
}

function isVoid(leaf: Leaf | undefined): boolean {
	return leaf !== undefined && leaf.state !== 'used'
}

function usersOf({ leaf, paid }: LeafThen): readonly string[] {
	return [...(leaf?.groupId === undefined ? [] : [leaf.groupId]), ...paid.map(({ groupId }) => groupId)]
}

function daysOf(one: LeafThen | undefined): readonly CalendarDate[] {
	if (one === undefined) return []
	return [...new Set([...(one.leaf === undefined ? [] : [one.leaf.on]), ...one.paid.map(({ on }) => on)])].sort()
}

function neverIssued({ number, groupId, groupName, on }: Receipted): Found {
	return { finding: 'never-issued', bookId: null, from: number, to: number, count: 1, groupId, groupName, on: [on] }
}

/** Serials that follow one another, told by the first and the last. */
function runsOf(serials: readonly number[]): readonly (readonly [from: number, to: number])[] {
	const runs: [number, number][] = []
	for (const serial of serials) {
		const last = runs.at(-1)
		if (last !== undefined && last[1] === serial - 1) last[1] = serial
		else runs.push([serial, serial])
	}
	return runs
}

function each(serials: readonly number[]): readonly (readonly number[])[] {
	return serials.map((serial) => [serial])
}
