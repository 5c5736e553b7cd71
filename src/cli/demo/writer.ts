import { setImmediate } from 'node:timers/promises'
import { programAsker } from '../../access/asker.js'
import type { CalendarDate } from '../../kernel/calendar-date.js'
import { add, type Money, subtract, zero } from '../../kernel/money.js'
import { principalAccounts } from '../../ledger/chart.js'
import { writeLives } from '../../lending/actions.js'
import { tellLife, type ToldLife } from '../../lending/life.js'
import type { Tx } from '../../platform/database.js'
import type { Calendar } from '../../units/calendar.js'
import type { Progress } from '../progress.js'
import { type Draft, lifeOf } from './portfolio.js'
import type { Chance } from './random.js'

/** Tells lives and writes them, some being told while others are written. */
export type Writer = {
	/** Tells and writes the loan; answers what it owes on the day. */
	readonly write: (draft: Draft, principal: Money, random: Chance, balanceOn: CalendarDate) => Promise<Money>
	readonly finish: () => Promise<void>
}

const batch = 200
const principalCodes: ReadonlySet<string> = new Set([
	...principalAccounts.inTerm,
	...principalAccounts.overdue,
	...principalAccounts.frozen,
])

export function createWriter(
	tx: Tx,
	options: { readonly calendar: Calendar; readonly until: CalendarDate; readonly progress: Progress; readonly expected: number },
): Writer {
	let told: ToldLife[] = []
	let writing: Promise<unknown> = Promise.resolve()
	let written = 0
	let serial = 0
	const flush = async (): Promise<void> => {
		const ready = told
		told = []
		await writing
		writing = writeLives(tx, ready)
		// A failure is thrown where it is awaited; until then it is not an unhandled one.
		writing.catch(() => undefined)
		written += ready.length
		options.progress(Math.min(0.99, written / options.expected), `${written} khoản vay`)
	}
	return {
		write: async (draft, principal, random, balanceOn) => {
			serial += 1
			const one = tellLife(lifeOf(draft, principal, options.until, random, serial), options.calendar, programAsker.userId)
			told.push(one)
			if (told.length >= batch) await flush()
			// Lets the connection send what waits while the next life is told.
			else if (told.length % 5 === 0) await setImmediate()
			return owedOn(one, balanceOn)
		},
		finish: async () => {
			await flush()
			await writing
		},
	}
}

/** What a told life owes on a day by what was posted, as it is known at the end. */
function owedOn({ recordings }: ToldLife, day: CalendarDate): Money {
	let owed = zero
	for (const { days } of recordings)
		for (const { on, postings } of days) {
			if (on > day) continue
			for (const { debit, credit, amount } of postings) {
				if (principalCodes.has(debit)) owed = add(owed, amount)
				if (principalCodes.has(credit)) owed = subtract(owed, amount)
			}
		}
	return owed
}
