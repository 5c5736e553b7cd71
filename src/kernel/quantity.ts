import { assert } from './assert.js'
import type { Money } from './money.js'

/**
 * What help in kind is measured in: labour days, land, food, animals and seedlings, as the Union reports them. `decimals`
 * says the smallest part that is counted: a tenth of a labour day or of a square metre, a gram, one animal, one seedling
 * (project decision).
 */
export const measures = {
	cong: { name: 'công', nameEn: 'labour days', decimals: 1 },
	m2: { name: 'm²', nameEn: 'square metres', decimals: 1 },
	kg: { name: 'kg', nameEn: 'kilograms', decimals: 3 },
	con: { name: 'con', nameEn: 'animals', decimals: 0 },
	cay: { name: 'cây', nameEn: 'seedlings', decimals: 0 },
} as const

export type Measure = keyof typeof measures
export const measureCodes = ['cong', 'm2', 'kg', 'con', 'cay'] as const satisfies readonly Measure[]

/**
 * So much of something in its unit. The amount is the whole count of the unit's smallest part, exact, in the type that
 * books count in: a book is of one unit, and what stands in two books is never added.
 */
export type Quantity = { readonly unit: Measure; readonly amount: Money }

/** Reads "12.5" as so many of the smallest part. Null where it is no plain number, or finer than the smallest part. */
export function countFromText(text: string, decimals: number): Money | null {
	const read = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text)
	if (read === null) return null
	const [, sign = '', whole = '', digits = ''] = read
	const part = digits.replace(/0+$/, '')
	return part.length > decimals ? null : (BigInt(sign + whole + part.padEnd(decimals, '0')) as Money)
}

/** Writes a count of the smallest part as a number of the unit: "12.5", without zeros that say nothing. */
export function countText(amount: Money, decimals: number): string {
	assert(decimals >= 0, 'a unit has no fewer than no decimals')
	const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, '0')
	const [whole, part] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals).replace(/0+$/, '')]
	return `${amount < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
}

/** A quantity as the wire says it. */
export function quantityText({ unit, amount }: Quantity): { readonly unit: Measure; readonly amount: string } {
	return { unit, amount: countText(amount, measures[unit].decimals) }
}

/** A quantity as a sentence says it: "12,5 công". */
export function vietnameseQuantity({ unit, amount }: Quantity): string {
	const { name, decimals } = measures[unit]
	return `${countText(amount, decimals).replace('.', ',')} ${name}`
}
