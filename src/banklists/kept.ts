import { calendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import { type ListKey, listKinds } from './keys.js'
import type { ListTotal } from './list.js'
import type { ListedLoan } from './listed.js'

/** A row as it is kept: key to text, as on the wire. */
export type KeptRow = Partial<Record<ListKey, string>>
export type KeptTotal = { readonly key: ListKey; readonly sum: string; readonly said: string | null }

export function keptRow({ line: _, ...told }: ListedLoan): KeptRow {
	return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, String(value)]))
}

export function keptTotal({ key, sum, said }: ListTotal): KeptTotal {
	return { key, sum: String(sum), said: said === null ? null : String(said) }
}

/** The loan that a kept row tells of. */
export function loanOfKept(line: number, told: KeptRow): ListedLoan {
	const values = Object.entries(told).map(([key, text]) => {
		const kind = listKinds[key as ListKey]
		return [key, kind === 'money' ? moneyFromText(text) : kind === 'date' ? calendarDate(text) : text]
	})
	return { line, ...(Object.fromEntries(values) as object) }
}
