import { type CalendarDate, dayOf, monthOf, yearOf } from '../kernel/calendar-date.js'
import { dong, type Money } from '../kernel/money.js'
import { type AmountUnit, vietnameseDecimal, vietnameseNumber } from '../kernel/number-text.js'
import type { Words } from '../kernel/refusal.js'

/** What is counted, after its number: "17.348 thành viên"; in English one and many. */
export type Noun = { readonly vi: string; readonly en: readonly [one: string, many: string] }

type Reported = Exclude<AmountUnit, 'nghìn'>
const sizes: Readonly<Record<Reported, bigint>> = { đồng: 1n, triệu: 1_000_000n, tỷ: 1_000_000_000n }
const smaller: Readonly<Record<Reported, Reported>> = { tỷ: 'triệu', triệu: 'đồng', đồng: 'đồng' }
const english: Readonly<Record<Reported, string>> = { đồng: 'đồng', triệu: 'million đồng', tỷ: 'billion đồng' }

/**
 * An amount as the Union reports it, in its unit: "1.149,6 triệu đồng", "43 tỷ đồng", "300.000.000đ". Exact: one that is
 * less than the unit, or that three decimals cannot hold, is said in the next smaller unit, so that no đồng is hidden.
 */
export function amountWords(amount: Money, unit: Reported): Words {
	const isWritten = unit === 'đồng' || (amount >= sizes[unit] && (amount * 1_000n) % sizes[unit] === 0n)
	if (!isWritten) return amountWords(amount, smaller[unit])
	const number = vietnameseDecimal({ numerator: amount, denominator: sizes[unit] }, 3)
	return { vi: unit === 'đồng' ? `${number}đ` : `${number} ${unit} đồng`, en: `${englishNumber(number)} ${english[unit]}` }
}

/** A count with its noun, in two digits at least: "05 mô hình". */
export function countWords(count: number, { vi, en: [one, many] }: Noun): Words {
	const number = vietnameseNumber(dong(BigInt(count)))
	return { vi: `${number.padStart(2, '0')} ${vi}`, en: `${englishNumber(number)} ${count === 1 ? one : many}` }
}

/** A quantity as the wire says it, "12.5", with its noun: "12,5 công lao động". */
export function quantityWords(text: string, { vi, en: [one, many] }: Noun): Words {
	const [whole = '0', part] = text.split('.')
	const number = `${vietnameseNumber(dong(BigInt(whole)))}${part === undefined ? '' : `,${part}`}`
	return { vi: `${number} ${vi}`, en: `${englishNumber(number)} ${text === '1' ? one : many}` }
}

/** A term in months, in years where they are whole: "1 năm", "18 tháng". */
export function termWords(months: number): Words {
	const [count, vi, en] = months % 12 === 0 ? [months / 12, 'năm', 'year'] : [months, 'tháng', 'month']
	return { vi: `${count} ${vi}`, en: `${count} ${en}${count === 1 ? '' : 's'}` }
}

/** A day as an office writes it: a nought before days below 10 and before months 1 and 2 (NĐ 30/2020/NĐ-CP, annex I): "30/9/2022". */
export function dayWords(date: CalendarDate): Words {
	const [day, month, year] = [dayOf(date), monthOf(date), yearOf(date)]
	const shown = `${String(day).padStart(2, '0')}/${month < 3 ? `0${month}` : month}/${year}`
	return { vi: shown, en: `${day} ${months[month - 1] ?? ''} ${year}` }
}

/** "(đến ngày 31/10/2022)": a balance never stands without its day. */
export function untilWords(date: CalendarDate): Words {
	const day = dayWords(date)
	return { vi: `(đến ngày ${day.vi})`, en: `(as of ${day.en})` }
}

/** The day of a figure, or its first and last; a whole year is called by its number. */
export function periodWords({ from, asOf }: { readonly from: CalendarDate | null; readonly asOf: CalendarDate }): Words {
	const [last, year] = [dayWords(asOf), yearOf(asOf)]
	if (from === `${year}-01-01` && asOf === `${year}-12-31`) return { vi: `năm ${year}`, en: `in ${year}` }
	if (from === null) return { vi: `đến ngày ${last.vi}`, en: `as of ${last.en}` }
	const first = dayWords(from)
	return { vi: `từ ngày ${first.vi} đến ngày ${last.vi}`, en: `${first.en} to ${last.en}` }
}

/** What is not said, in either language. */
export const unsaid: Words = joined([], '')

/** The same words of both languages one after the other. */
export function joined(parts: readonly Words[], separator: string): Words {
	return { vi: parts.map(({ vi }) => vi).join(separator), en: parts.map(({ en }) => en).join(separator) }
}

function englishNumber(vietnamese: string): string {
	return vietnamese.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
