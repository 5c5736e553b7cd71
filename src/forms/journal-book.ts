import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, subtract, zero } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { type EntryOrigin, entryText } from './entry-text.js'
import { type DayEntry, inked, type InkedPosting } from './red-ink.js'

/** A line of the journal (sổ nhật ký chung): one account of an entry, debited or credited. In đồng; below zero in red ink. */
export type JournalLine = {
	readonly entryId: string
	readonly bookedOn: CalendarDate
	/** The day it is about. */
	readonly on: CalendarDate
	readonly paperNo: string | null
	readonly text: string
	readonly account: string
	readonly debit: Money | null
	readonly credit: Money | null
	readonly isRed: boolean
	/** Whether it is the first of its entry, where day, paper and words stand. */
	readonly isFirst: boolean
}

/** An entry as a printed book needs it: where it came from, and what else was recorded about its day where it is late. */
export type JournalEntry = EntryOrigin &
	DayEntry & {
		readonly id: string
		readonly bookedOn: CalendarDate
		/** The number of the receipt or decision. */
		readonly paperNo: string | null
		readonly before: readonly DayEntry[]
	}

/** An entry line by line: what is written in red first, debits before credits, each account once in its ink. */
export function journalLines(entry: JournalEntry, language: Language): readonly JournalLine[] {
	const { id, bookedOn, on, paperNo, before } = entry
	const postings = inked(before, entry)
	const text = entryText(entry, language)
	const lines = (['red', 'black'] as const).flatMap((ink) => {
		const of = postings.filter((posting) => posting.ink === ink)
		const line = { entryId: id, bookedOn, on, paperNo, text, isRed: ink === 'red' }
		return [
			...summed(of, 'debit').map(([account, debit]) => ({ ...line, account, debit, credit: null })),
			...summed(of, 'credit').map(([account, credit]) => ({ ...line, account, debit: null, credit })),
		]
	})
	return lines.map((line, index) => ({ ...line, isFirst: index === 0 }))
}

/** What an account turned over in a period, and held before and after it, in đồng; more on the credit side is below zero. */
export type AccountTurnover = {
	readonly account: string
	readonly name: string
	readonly nameEn: string
	readonly opening: Money
	readonly debit: Money
	readonly credit: Money
	readonly closing: Money
}

/** Counts lines while they are written: what each account turned over, a red amount taken off. */
export class Turnovers {
	private readonly turned = new Map<string, { debit: Money; credit: Money }>()

	count({ account, debit, credit }: Pick<JournalLine, 'account' | 'debit' | 'credit'>): void {
		const seen = this.of(account)
		this.turned.set(account, { debit: add(seen.debit, debit ?? zero), credit: add(seen.credit, credit ?? zero) })
	}

	of(account: string): { readonly debit: Money; readonly credit: Money } {
		return this.turned.get(account) ?? { debit: zero, credit: zero }
	}

	/** All accounts, which balance: the one sum that stands under both columns. */
	get total(): { readonly debit: Money; readonly credit: Money } {
		let total = { debit: zero, credit: zero }
		for (const { debit, credit } of this.turned.values()) total = { debit: add(total.debit, debit), credit: add(total.credit, credit) }
		return total
	}

	/** Beside what the accounts held on the evening before; those that hold nothing and did not move are left out. */
	beside(opening: readonly Pick<AccountTurnover, 'account' | 'name' | 'nameEn' | 'opening'>[]): readonly AccountTurnover[] {
		return opening
			.map((one) => {
				const { debit, credit } = this.of(one.account)
				return { ...one, debit, credit, closing: subtract(add(one.opening, debit), credit) }
			})
			.filter((one) => this.turned.has(one.account) || one.opening !== 0n)
	}
}

function summed(postings: readonly InkedPosting[], side: 'debit' | 'credit'): readonly (readonly [string, Money])[] {
	const sums = new Map<string, Money>()
	for (const { amount, ...posting } of postings) sums.set(posting[side], add(sums.get(posting[side]) ?? zero, amount))
	return [...sums]
}
