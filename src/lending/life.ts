import type { Recording, StoredEvent } from '../contracts/stored.js'
import { following, type Happening, newContract, storedEvent, tell } from '../contracts/telling.js'
import type { Instant } from '../kernel/instant.js'
import type { Book } from '../ledger/chart.js'
import type { Calendar } from '../units/calendar.js'
import { keptLoan, loanOfRead } from './kept.js'
import type { Loan } from './loan.js'
import type { Terms } from './schemas.js'
import type { LoanState } from './state.js'
import type { NewLoan } from './stored.js'
import { signedAt } from './transfer.js'

/** Something that happened to a loan, with the moment when it was learnt; null is now, by the database's clock. */
export type LearntHappening = Happening & { readonly recordedAt: Instant | null }

/** A loan of which a whole life is told at once: what was signed, and what happened since in the order in which it was learnt. */
export type LoanLife = {
	readonly loan: Omit<NewLoan, 'id' | 'terms' | 'principal'>
	readonly terms: { readonly terms: Terms; readonly wire: Record<string, unknown> }
	readonly book: Book
	/** The lender's own number of the loan (số khế ước), where it has one. */
	readonly externalCode: { readonly issuer: string; readonly code: string } | null
	/** Asked for one happening after the other; `state` tells how the loan stands by what was told so far. */
	readonly happenings: (loan: Loan, state: () => LoanState) => Iterable<LearntHappening>
}

/** What a life writes, before it has a number of its own. */
export type ToldLife = { readonly life: LoanLife; readonly recordings: readonly Recording[] }

/** Tells a life from its signing on; pure. */
export function tellLife(life: LoanLife, calendar: Calendar, userId: string): ToldLife {
	const loan = loanOfRead(life.terms.terms, life.book.kind, calendar, life.loan.communeId)
	let kept = keptLoan(loan, newContract('', life.book, life.loan.signedOn))
	const history: StoredEvent[] = []
	const recordings: Recording[] = []
	for (const { recordedAt, ...happened } of life.happenings(loan, () => kept.state)) {
		const place = happened.type === 'signed' ? signedAt(life.loan) : {}
		const happening = { ...happened, details: { ...place, ...happened.details } }
		const { state, written } = tell(kept, happening, history, userId, recordedAt)
		history.push(storedEvent(written))
		recordings.push(written)
		kept = following(kept, { state, written })
	}
	return { life, recordings }
}
