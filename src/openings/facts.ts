import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Rate } from '../kernel/rate.js'
import type { Book } from '../ledger/chart.js'
import type { ProductRate, ProductRules } from '../products/rules.js'
import type { BorrowerKind } from '../products/template.js'
import type { SavingsRate, SavingsRules } from '../savings/offer.js'

/** A lender as openings need it; null stands for money that groups hold themselves. */
export type LenderFact = { readonly id: string; readonly code: string; readonly entrusted: boolean }

export type LoanProductFact = {
	readonly id: string
	readonly code: string
	readonly lender: LenderFact
	readonly book: Book
	readonly borrower: BorrowerKind
	readonly rates: readonly ProductRate[]
	readonly rules: readonly ProductRules[]
}

export type SavingsProductFact = {
	readonly id: string
	readonly code: string
	readonly lender: LenderFact | null
	readonly book: Book
	readonly rates: readonly SavingsRate[]
	readonly rules: readonly SavingsRules[]
}

export type GroupFact = {
	readonly id: string
	readonly communeId: string
	readonly lenderId: string | null
	readonly establishedOn: CalendarDate
	readonly closedOn: CalendarDate | null
}

export type MemberFact = { readonly id: string; readonly name: string; readonly communeId: string }

/** What the books have under a code already: how it was opened, where it came over from other books. */
export type InBook = {
	readonly id: string
	readonly code: string
	readonly opened: OpenedBefore | null
}
export type OpenedBefore = {
	readonly on: CalendarDate
	readonly amount: Money
	readonly details: Readonly<Record<string, unknown>>
	readonly productId: string
	readonly memberId: string | null
	readonly groupId: string | null
	readonly signedOn: CalendarDate
	/** Of a loan. */
	readonly principal: Money | null
	readonly maturityOn: CalendarDate | null
	readonly yearly: Rate | null
}

/** All that the rows of a list are checked against; codes are folded. */
export type Facts = {
	readonly openingOn: CalendarDate
	readonly loanProducts: ReadonlyMap<string, LoanProductFact>
	readonly savingsProducts: ReadonlyMap<string, SavingsProductFact>
	readonly groups: ReadonlyMap<string, GroupFact>
	readonly members: {
		readonly byCode: ReadonlyMap<string, MemberFact>
		readonly byNumber: ReadonlyMap<string, readonly MemberFact[]>
		/** By folded name and birthday. */
		readonly byName: ReadonlyMap<string, readonly MemberFact[]>
	}
	/** Who is in which group on the opening day, as `groupId|memberId`. */
	readonly memberships: ReadonlySet<string>
	/** By issuer and code of a bank, as `NHCSXH 6600…`; by our own code as ` KV…`. */
	readonly inBook: ReadonlyMap<string, InBook>
	/** The line of the file that says a key first. */
	readonly firstLines: ReadonlyMap<string, number>
	/** The day of the month on which the bank comes to a commune. */
	readonly transactionDays: ReadonlyMap<string, number>
}
