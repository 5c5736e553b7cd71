import type { Recording, StoredContract, StoredEvent } from '../contracts/stored.js'
import { following, type Happening, storedEvent, tell } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Book } from '../ledger/chart.js'
import { keptAccount } from './kept.js'
import { savingsAccountOf } from './savings-account.js'
import type { NewAccount } from './stored.js'
import { savingsTermsSchema } from './terms.js'

/** Something that happened to an account, with the moment when it was learnt; null is now, by the database's clock. */
export type LearntHappening = Happening & { readonly recordedAt: Instant | null }

/** An account of which a whole life is told at once: what was agreed, and what happened since in the order in which it was learnt. */
export type SavingsLife = {
	readonly account: Omit<NewAccount, 'id'>
	readonly book: Book
	/** The bank's own number of the account, where it has one. */
	readonly externalCode: { readonly issuer: string; readonly code: string } | null
	readonly happenings: Iterable<LearntHappening>
}

/** What a life writes, before it has a number of its own. */
export type ToldLife = { readonly life: SavingsLife; readonly recordings: readonly Recording[] }

/** Tells a life from its opening on; pure. */
export function tellLife(life: SavingsLife, userId: string): ToldLife {
	const { groupId, communeId, openedOn, terms } = life.account
	let kept = keptAccount(savingsAccountOf(savingsTermsSchema.parse(terms), life.book.kind), newContract('', life.book, openedOn))
	const history: StoredEvent[] = []
	const recordings: Recording[] = []
	for (const { recordedAt, ...happened } of life.happenings) {
		const place = happened.type === 'opened' ? { ...(groupId === null ? {} : { groupId }), communeId } : {}
		const happening = { ...happened, details: { ...place, ...happened.details } }
		const { state, written } = tell(kept, happening, history, userId, recordedAt)
		history.push(storedEvent(written))
		recordings.push(written)
		kept = following(kept, { state, written })
	}
	return { life, recordings }
}

/** A contract that nothing has happened to yet. */
export function newContract(id: string, book: Book, on: CalendarDate): StoredContract {
	return { id, bookId: book.id, chart: book.kind, version: 0, lastOn: on, lastRecordedAt: '' as Instant, state: {} }
}
