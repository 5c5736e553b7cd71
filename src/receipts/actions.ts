import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { grouped } from '../kernel/grouped.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { recordOn } from './book-actions.js'
import { cachedState } from './kept.js'
import { bookOfNumber, type Numbered, readNumber } from './serial.js'
import * as store from './store.js'
import type { BookRow } from './stored.js'
import { type ReceiptWarning, receiptWarning } from './warnings.js'

/** Receipts that a group wrote on a day, and what for, as it will be known by later: "sheet 12, Nông Thị Ái". */
export type ReceiptsUsed = {
	readonly groupId: string
	readonly on: CalendarDate
	readonly numbers: readonly string[]
	readonly usedFor: string
}

type Use = { readonly item: number; readonly groupId: string; readonly on: CalendarDate; readonly number: string; readonly usedFor: string }
type Placed = { readonly use: Use; readonly numbered: Numbered; readonly book: BookRow }

/**
 * Marks receipts as used, in one transaction with what they were written for; one that was used for the very same is
 * left as it is. A number of no issued book is a warning where the group has no book, and refused where it has one
 * ('receipt.of-no-book'); one of another group's book is used there, with a warning. Refused where a leaf is not blank
 * ('receipt.used-already' names the use). Refusals carry which of the uses they are about, and the path receiptNo.
 */
export async function takeReceipts(
	tx: Tx,
	used: readonly ReceiptsUsed[],
	asker: Asker,
	today: CalendarDate,
): Promise<readonly ReceiptWarning[]> {
	const uses = used.flatMap(({ numbers, ...use }, item) => numbers.map((number) => ({ ...use, item, number })))
	if (uses.length === 0) return []
	const numbers = uses.flatMap(({ number }) => readNumber(number) ?? [])
	const groupIds = [...new Set(uses.map(({ groupId }) => groupId))]
	const shelves = await store.findShelves(tx, groupIds, numbers)
	const warnings: ReceiptWarning[] = []
	const placed = uses.flatMap((use): readonly Placed[] => {
		const numbered = readNumber(use.number)
		const book = numbered === null ? null : bookOfNumber(numbered, use.groupId, shelves)
		if (book === null) {
			warnings.push(refuseOrWarn(use, shelves, asker))
			return []
		}
		if (book.groupId !== use.groupId)
			warnings.push(receiptWarning(use.item, 'of-another-group', asker.language, { number: use.number, group: book.groupName }))
		return [{ use, numbered: must(numbered, 'a number that was read'), book }]
	})
	await writeUses(tx, placed, asker, today)
	return warnings
}

async function writeUses(tx: Tx, placed: readonly Placed[], asker: Asker, today: CalendarDate): Promise<void> {
	const rows = await store.lockBooks(tx, [...new Set(placed.map(({ book }) => book.contract.id))])
	for (const row of rows) {
		let latest = row
		const state = cachedState(row.contract)
		const ofBook = placed.filter(({ book, numbered, use }) => {
			const leaf = state.leaves.get(numbered.serial)
			return book.contract.id === row.contract.id && !(leaf?.state === 'used' && leaf.usedFor === use.usedFor)
		})
		for (const together of byDayAndGroup(ofBook)) {
			refuseTwice(together)
			const { on, groupId } = must(together[0], 'a use').use
			const leaves = new Map(together.map(({ numbered: { serial }, use: { usedFor } }) => [serial, usedFor]))
			const details = { groupId, leaves: [...leaves].map(([serial, usedFor]) => ({ serial, usedFor })) }
			await recordOn(tx, latest, 'used', on, details, asker, today).catch((error: unknown) => {
				throw error instanceof Refusal ? ofUse(error, together) : error
			})
			latest = must(await store.readBookRow(tx, row.contract.id, { kind: 'all' }, 'lock'), 'a book that is held')
		}
	}
}

/** Uses that are one event: of one book on one day by one group. */
function byDayAndGroup(placed: readonly Placed[]): readonly (readonly Placed[])[] {
	return [...grouped(placed, ({ use }) => `${use.on} ${use.groupId}`).values()]
}

/** One leaf is written for one thing: refuses it for two in the same breath. */
function refuseTwice(placed: readonly Placed[]): void {
	const seen = new Map<number, string>()
	for (const { numbered, use } of placed) {
		const { usedFor, on, item, number } = use
		const before = seen.get(numbered.serial)
		if (before !== undefined && before !== usedFor)
			throw new Refusal('receipt.used-already', { path: 'receiptNo', item, details: { serial: number, on, usedFor: before } })
		seen.set(numbered.serial, usedFor)
	}
}

function refuseOrWarn({ item, number, groupId }: Use, shelves: readonly BookRow[], { language }: Asker): ReceiptWarning {
	if (shelves.some((book) => book.groupId === groupId))
		throw new Refusal('receipt.of-no-book', { path: 'receiptNo', item, details: { number } })
	return receiptWarning(item, 'of-no-book', language, { number })
}

function ofUse(refusal: Refusal, placed: readonly Placed[]): Refusal {
	const about = placed.find(({ numbered }) => String(numbered.serial) === refusal.details['serial']) ?? placed[0]
	return new Refusal(refusal.code, { path: 'receiptNo', item: about?.use.item ?? 0, details: refusal.details })
}
