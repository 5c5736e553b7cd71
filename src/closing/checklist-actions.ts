import type { Asker } from '../access/asker.js'
import { daysOfMonth, type Month } from '../fees/month.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Language } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { readStandings, type Standing } from '../ledger/closing-store.js'
import type { Tx } from '../platform/database.js'
import { listLenders } from '../products/actions.js'
import { checks } from './check-actions.js'
import { type Found, type Item, itemNames, itemOf, itemSays, itemsOf } from './checklist.js'
import { readWaivers } from './store.js'

/** When and for whom a checklist is drawn up. */
export type Looker = { readonly asker: Asker; readonly today: CalendarDate; readonly knownAt: Instant }

/** The checklist of a month for a book, with how the book stands; null where it was never closed. */
export type Checklist = { readonly book: Book; readonly standing: Standing | null; readonly items: readonly Item[] }

/** Looks at all that has to be in order before a month of some books is closed. */
export async function checklists(
	tx: Tx,
	month: Month,
	books: readonly Book[],
	{ asker, today, knownAt }: Looker,
): Promise<readonly Checklist[]> {
	const { first, last } = daysOfMonth(month)
	const centre: Asker = { ...asker, scope: { kind: 'all' } }
	const lenders = (await listLenders(tx, { limit: '500' }, centre)).items
	const standings = await readStandings(
		tx,
		books.map(({ id }) => id),
	)
	const lists: Checklist[] = []
	for (const book of books) {
		const standing = standings.get(book.id) ?? null
		const items: Found[] = []
		for (const item of itemsOf(book.kind)) items.push(await checks[item](tx, { book, month, first, last, lenders, centre, today, knownAt }))
		lists.push(await withWaivers(tx, { book, standing, items }, last))
	}
	return lists
}

/** What was found for a book, with what is waived of it by now; `last` is the last day of the month. */
export async function withWaivers(
	tx: Tx,
	{ book, standing, items }: Omit<Checklist, 'items'> & { readonly items: readonly Found[] },
	last: CalendarDate,
): Promise<Checklist> {
	const waivers = await readWaivers(tx, { bookId: book.id, monthEnd: last, since: standing?.reopenedAt ?? null })
	return { book, standing, items: items.map((found) => itemOf(found, waivers)) }
}

/** A checklist as it is shown. */
export function checklistView({ book, standing, items }: Checklist, language: Language) {
	return {
		book: book.code,
		bookName: language === 'vi' ? book.name : book.nameEn,
		closedThrough: standing?.closedThrough ?? null,
		ready: items.every(({ state }) => state !== 'open'),
		items: items.map((item) => itemView(item, language)),
	}
}

/** An item as it is shown: what was found, in a sentence, and where to look at what is open. */
export function itemView({ item, state, counted, open, lines, waiver }: Pick<Item, keyof Found | 'state' | 'waiver'>, language: Language) {
	return {
		item,
		name: itemNames[item][language],
		state,
		says: itemSays({ item, counted, open }, language),
		counted,
		open,
		openItems: lines,
		waiver:
			waiver === null
				? null
				: { reason: waiver.reason, open: waiver.open, recordedAt: waiver.recordedAt, recordedBy: waiver.recordedBy, name: waiver.name },
	}
}
