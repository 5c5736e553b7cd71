import { must } from './assert.js'
import { decimalOf } from './decimal.js'
import type { Fraction } from './fraction.js'
import { dong, type Money } from './money.js'
import { type Rounding, roundFraction } from './rounding.js'

/** The units in which people of the trade say amounts. */
export type AmountUnit = 'đồng' | 'nghìn' | 'triệu' | 'tỷ'

/** An amount as somebody wrote it: what it says in đồng, in which unit, how sure they were, and their own text. */
export type WrittenAmount = {
	readonly amount: Money
	readonly unit: AmountUnit
	readonly qualifier: string | null
	readonly text: string
}

const size: Readonly<Record<AmountUnit, bigint>> = { đồng: 1n, nghìn: 1_000n, triệu: 1_000_000n, tỷ: 1_000_000_000n }

/** The units as they are typed, also without diacritics on a plain keyboard. */
const unitNames: Readonly<Record<AmountUnit, readonly string[]>> = {
	đồng: ['', 'đồng', 'đ', '₫', 'vnđ', 'vnd', 'dong', 'd'],
	nghìn: ['nghìn', 'ngàn', 'nghin', 'ngan', 'k'],
	triệu: ['triệu', 'trieu', 'tr', 'trđ'],
	tỷ: ['tỷ', 'tỉ', 'ty', 'ti'],
}
const unitOf = new Map((['đồng', 'nghìn', 'triệu', 'tỷ'] as const).flatMap((unit) => unitNames[unit].map((name) => [name, unit] as const)))

const shape =
	/^(?:(gần|trên|hơn|dưới|khoảng) )?(\d{1,3}(?:\.\d{3})+|\d+)(?:([,.])(\d+))? ?(\p{L}*|₫)( (?:đồng|vnđ|vnd|dong))?(?: ?\/ ?\p{L}[\p{L} ]*)?$/u

/** Wire amounts have at most 18 digits. */
const amountLimit = 10n ** 18n

/** 1500000 as "1.500.000": "." groups thousands (Law on Accounting 2015, art. 11). */
export function vietnameseNumber(amount: Money): string {
	return amount.toString().replace(/\B(?=(\d{3})+$)/g, '.')
}

/**
 * An exact amount as people read it, "56.054,79…": cut, never rounded, after so many decimals, with an ellipsis where
 * more would follow; what ends earlier is written to its end. "." groups thousands and "," is the decimal mark.
 */
export function vietnameseDecimal(value: Fraction, decimals = 2): string {
	const size = value.numerator < 0n ? -value.numerator : value.numerator
	const scaled = size * 10n ** BigInt(decimals)
	const [cut, isWhole] = [scaled / value.denominator, scaled % value.denominator === 0n]
	const digits = cut.toString().padStart(decimals + 1, '0')
	const whole = vietnameseNumber(dong(BigInt(digits.slice(0, digits.length - decimals))))
	const rest = isWhole ? digits.slice(digits.length - decimals).replace(/0+$/, '') : digits.slice(digits.length - decimals)
	return `${value.numerator < 0n ? '-' : ''}${whole}${rest === '' ? '' : `,${rest}`}${isWhole ? '' : '…'}`
}

/** A rate as people read it: 0.0858 is "8,58 %". */
export function vietnamesePercent(value: Fraction): string {
	return `${decimalOf(value).times(100).toFixed().replace('.', ',')} %`
}

/**
 * An amount in triệu đồng, as reports of the Union give it: 1149600000 as "1.149,6", 26711000000 as "26.711". Rounded
 * half up to 100.000 đồng unless another rounding is named; zeros at the end are not written.
 */
export function inMillions(amount: Money, rounding: Rounding = { unit: 100_000n, towards: 'nearest' }): string {
	const rounded = roundFraction({ numerator: amount, denominator: 1n }, rounding)
	const absolute = rounded < 0n ? -rounded : rounded
	const decimals = (absolute % size.triệu).toString().padStart(6, '0').replace(/0+$/, '')
	const whole = vietnameseNumber(dong(absolute / size.triệu))
	return `${rounded < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `,${decimals}`}`
}

/**
 * Reads an amount as Vietnamese people write it: "1.038.873 triệu đồng", "1,4 tỷ", "750.000đ/năm", "gần 7 tỷ", and as
 * they type it in a hurry: "1500000", "1.5tr". "." groups thousands and "," is the decimal mark (Law on Accounting 2015,
 * art. 11); a point before one or two digits and a unit can only be a decimal mark.
 * Null for what is not an amount, is mixed up ("1,149.6", "1,500,000"), or is not whole đồng ("1,5 đồng").
 */
export function parseVietnameseAmount(text: string): WrittenAmount | null {
	const match = shape.exec(text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim())
	if (match === null) return null
	const [, qualifier, whole, mark, decimals, name, currency] = match
	const unit = unitOf.get(must(name, 'a unit or nothing'))
	if (unit === undefined || (unit === 'đồng' && currency !== undefined)) return null
	const amount = amountOf({ whole: must(whole, 'digits'), mark, decimals: decimals ?? '', unit })
	return amount === null ? null : { amount, unit, qualifier: qualifier ?? null, text }
}

function amountOf(written: { whole: string; mark: string | undefined; decimals: string; unit: AmountUnit }): Money | null {
	const { whole, mark, decimals, unit } = written
	// "007" and "0.500" are slips of the hand: an amount begins with its first digit.
	if (/^0\.?\d/.test(whole)) return null
	if (mark !== undefined && unit === 'đồng') return null
	if (mark === '.' && (whole.includes('.') || decimals.length > 2)) return null
	const numerator = BigInt(whole.replaceAll('.', '') + decimals) * size[unit]
	const denominator = 10n ** BigInt(decimals.length)
	const amount = numerator / denominator
	return amount * denominator === numerator && amount < amountLimit ? dong(amount) : null
}
