import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, subtract, sum, zero } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { entryText } from './entry-text.js'
import type { JournalEntry } from './journal-book.js'
import { inked } from './red-ink.js'

/** A line of a cash book (sổ quỹ tiền mặt): what came in or went out by one entry. In đồng; below zero in red ink. */
export type CashLine = {
	readonly entryId: string
	readonly bookedOn: CalendarDate
	readonly on: CalendarDate
	readonly paperNo: string | null
	readonly text: string
	/** The accounts that it came from or went to. */
	readonly against: readonly string[]
	readonly in: Money
	readonly out: Money
	/** After this line. */
	readonly balance: Money
	readonly isRed: boolean
}

/** What a day, or the whole period, came to. */
export type CashSums = { readonly in: Money; readonly out: Money; readonly balance: Money; readonly lines: number }

/** Keeps a cash book: each entry in its order, the balance carried on from what was held on the evening before. */
export class CashBook {
	private day: { on: CalendarDate; in: Money; out: Money; lines: number } | null = null
	private moved = { in: zero, out: zero, lines: 0 }
	private readonly account: string
	readonly opening: Money
	private readonly language: Language

	constructor(account: string, opening: Money, language: Language) {
		this.account = account
		this.opening = opening
		this.language = language
	}

	/** The line of an entry; null where no cash moved by it. */
	take(entry: JournalEntry): CashLine | null {
		const postings = inked(entry.before, entry)
		const came = postings.filter(({ debit }) => debit === this.account)
		const went = postings.filter(({ credit }) => credit === this.account)
		const [received, paid] = [came, went].map((list) => sum(list.map(({ amount }) => amount))) as [Money, Money]
		if (received === 0n && paid === 0n) return null
		const { id: entryId, bookedOn, on, paperNo } = entry
		if (this.day?.on !== bookedOn) this.day = { on: bookedOn, in: zero, out: zero, lines: 0 }
		for (const sums of [this.day, this.moved]) {
			sums.in = add(sums.in, received)
			sums.out = add(sums.out, paid)
			sums.lines += 1
		}
		const against = [...new Set([...came.map(({ credit }) => credit), ...went.map(({ debit }) => debit)])].sort()
		const text = entryText(entry, this.language)
		const isRed = received < 0n || paid < 0n
		return { entryId, bookedOn, on, paperNo, text, against, in: received, out: paid, balance: this.balance, isRed }
	}

	/** What the day of the last line has come to. */
	get dayTotal(): CashSums | null {
		return this.day === null ? null : { in: this.day.in, out: this.day.out, lines: this.day.lines, balance: this.balance }
	}

	get total(): CashSums {
		return { ...this.moved, balance: this.balance }
	}

	private get balance(): Money {
		return add(this.opening, subtract(this.moved.in, this.moved.out))
	}
}
