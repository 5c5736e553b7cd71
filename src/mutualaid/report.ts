import { add, type Money, zero } from '../kernel/money.js'
import { countText, type Measure, measureCodes, measures } from '../kernel/quantity.js'

/** What a line of the report is about: what was given, where, to what end, in which programme. */
export const aidKeys = ['kind', 'district', 'commune', 'purpose', 'programme'] as const
export type AidKey = (typeof aidKeys)[number]

/** What was handed over in a period in one unit, and what of it is still lent at its end; `value` in đồng. */
export type AidSums = {
	readonly unit: Measure
	readonly acts: number
	readonly given: Money
	readonly lent: Money
	readonly returned: Money
	readonly forgiven: Money
	readonly outstanding: Money
	readonly value: Money
}

export type AidLine = AidSums & { readonly key: string | null; readonly name: string | null }

/** One sum for each unit that there is anything of, in the order of the units: they are never added to one another. */
export function sumsByUnit(lines: readonly AidSums[]): readonly AidSums[] {
	return measureCodes.flatMap((unit) => {
		const own = lines.filter((line) => line.unit === unit)
		return own.length === 0 ? [] : [own.reduce(added, { ...nothing, unit })]
	})
}

/** Sums with their amounts as text in their unit. */
export function shownSums({ unit, acts, given, lent, returned, forgiven, outstanding, value }: AidSums) {
	const text = (amount: Money): string => countText(amount, measures[unit].decimals)
	return {
		unit,
		acts,
		handedOver: text(add(given, lent)),
		given: text(given),
		lent: text(lent),
		returned: text(returned),
		forgiven: text(forgiven),
		outstanding: text(outstanding),
		value,
	}
}

const nothing = { acts: 0, given: zero, lent: zero, returned: zero, forgiven: zero, outstanding: zero, value: zero }

function added(a: AidSums, b: AidSums): AidSums {
	return {
		unit: a.unit,
		acts: a.acts + b.acts,
		given: add(a.given, b.given),
		lent: add(a.lent, b.lent),
		returned: add(a.returned, b.returned),
		forgiven: add(a.forgiven, b.forgiven),
		outstanding: add(a.outstanding, b.outstanding),
		value: add(a.value, b.value),
	}
}
