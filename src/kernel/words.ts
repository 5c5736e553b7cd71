import { must } from './assert.js'
import type { Money } from './money.js'

const billion = 1_000_000_000n

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const groupNames = ['', 'nghìn', 'triệu'] as const

/**
 * An amount in words as receipts and form 01/TD carry it: "Hai mươi mốt nghìn đồng chẵn". Exact for any size. Northern
 * usage (linh, nghìn, tư), as the papers of Cao Bằng are written. "chẵn" closes an amount whose last three digits are
 * 000: a custom that no law orders, kept because it leaves no room to add words behind. Never throws.
 */
export function amountInWords(amount: Money): string {
	const size = amount < 0n ? -amount : amount
	const words = [
		...(amount < 0n ? ['âm'] : []),
		...wordsOf(size, false),
		'đồng',
		...(size !== 0n && size % 1000n === 0n ? ['chẵn'] : []),
	].join(' ')
	return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * Vietnamese has no name above tỷ (10⁹): what stands before it is read again in full and followed by "tỷ", so that
 * 10¹² is "một nghìn tỷ" and 10¹⁸ "một tỷ tỷ".
 */
function wordsOf(number: bigint, continued: boolean): readonly string[] {
	if (number < billion) return wordsBelowBillion(Number(number), continued)
	const rest = number % billion
	return [...wordsOf(number / billion, continued), 'tỷ', ...(rest === 0n ? [] : wordsOf(rest, true))]
}

/** Groups of three digits; a group of zeros is skipped, and one after a higher group always says its hundred. */
function wordsBelowBillion(number: number, continued: boolean): readonly string[] {
	if (number === 0) return [digits[0]]
	const words: string[] = []
	for (const power of [2, 1, 0] as const) {
		const group = Math.floor(number / 1000 ** power) % 1000
		if (group === 0) continue
		words.push(...wordsOfGroup(group, continued || words.length > 0))
		if (power > 0) words.push(groupNames[power])
	}
	return words
}

function wordsOfGroup(group: number, saysHundred: boolean): readonly string[] {
	const hundreds = Math.floor(group / 100)
	const tens = Math.floor(group / 10) % 10
	const units = group % 10
	const head = hundreds > 0 || saysHundred ? [digitWord(hundreds), 'trăm'] : []
	return [...head, ...tensAndUnits(tens, units, head.length > 0)]
}

function tensAndUnits(tens: number, units: number, afterHundred: boolean): readonly string[] {
	if (tens === 0) {
		if (units === 0) return []
		return afterHundred ? ['linh', digitWord(units)] : [digitWord(units)]
	}
	const head = tens === 1 ? ['mười'] : [digitWord(tens), 'mươi']
	return units === 0 ? head : [...head, unitAfterTens(tens, units)]
}

/** 1, 4 and 5 change their sound behind the tens: hai mươi mốt, hai mươi tư, mười lăm; but mười một, mười bốn. */
function unitAfterTens(tens: number, units: number): string {
	if (units === 5) return 'lăm'
	if (tens > 1 && units === 1) return 'mốt'
	if (tens > 1 && units === 4) return 'tư'
	return digitWord(units)
}

function digitWord(digit: number): string {
	return must(digits[digit], 'a decimal digit')
}
