import { type Money, sum } from '../kernel/money.js'
import type { ReadLine } from './stored.js'

type Restating = { readonly no: number; readonly restates: number | null; readonly status: ReadLine['status'] }

/** The lines of a sheet that count: neither restated by a later one nor struck out. */
export function standingLines<Line extends Restating>(lines: readonly Line[]): readonly Line[] {
	const restated = new Set(lines.map(({ restates }) => restates))
	return lines.filter(({ no, status }) => !restated.has(no) && status !== 'struck-out')
}

/** What lines paid, in đồng. What was undone on its contract alone is on the sheet still: the money was counted. */
export function paidOn(lines: readonly { readonly payments: readonly { readonly amount: Money }[] }[]): Money {
	return sum(lines.flatMap(({ payments }) => payments.map(({ amount }) => amount)))
}
