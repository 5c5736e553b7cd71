import { assert } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountWords, countWords, type Noun } from './wording.js'

/** What the API answered to one question: the address of the question, and the days and the knowledge that it is about. */
export type Asked = {
	readonly answer: unknown
	readonly href: string
	/** The first day of a period; null where the answer is of one day. */
	readonly from: CalendarDate | null
	readonly asOf: CalendarDate
	/** Null where the answer is of what is entered now. */
	readonly knownAt: Instant | null
}

/** One figure of the report: what it is in its own unit, as it is written, and where the API gives it. */
export type Figure = Pick<Asked, 'href' | 'from' | 'asOf' | 'knownAt'> & {
	readonly key: string
	readonly name: Words
	readonly value: string
	readonly unit: string
	/** Where in the answer of `href` it stands (RFC 6901); of a list, how many it holds. */
	readonly at: string
	readonly text: Words
}

/** What one programme has to say: its figures and their sentence, or why it says nothing. */
export type Chapter =
	| { readonly key: string; readonly figures: readonly Figure[]; readonly sentence: Words }
	| { readonly key: string; readonly missing: Words }

type Wanted = { readonly key: string; readonly at: string; readonly name: Words }

/** A figure as it stands in an answer; it cannot be another than the one that its address gives. */
export function figure(
	{ answer, ...asked }: Asked,
	{ key, at, name, unit }: Wanted & { readonly unit: string },
	says: (value: string) => Words,
): Figure {
	const value = pointed(answer, at)
	return { key, name, value, unit, ...asked, at, text: says(value) }
}

/** A sum of money, written in the unit in which the Union reports it. */
export function moneyFigure(asked: Asked, wanted: Wanted, unit: 'đồng' | 'triệu' | 'tỷ'): Figure {
	return figure(asked, { ...wanted, unit: 'đồng' }, (value) => amountWords(moneyFromText(value), unit))
}

/** How many of something. */
export function countFigure(asked: Asked, wanted: Wanted, noun: Noun): Figure {
	return figure(asked, { ...wanted, unit: noun.en[1] }, (value) => countWords(Number(value), noun))
}

/** What a sum of money comes to in an answer. */
export function moneyAt({ answer }: Asked, at: string): Money {
	return moneyFromText(pointed(answer, at))
}

/** A sentence about figures: `{name}` stands for the figure whose key ends in it. */
export function told(key: string, figures: readonly Figure[], words: Words): Chapter {
	const filled = (language: Language): string =>
		sentence(words, language, Object.fromEntries(figures.map((one) => [one.key.slice(one.key.lastIndexOf('.') + 1), one.text[language]])))
	return { key, figures, sentence: { vi: filled('vi'), en: filled('en') } }
}

/** Texts as a part of a key: "Giúp nhau" is "giup-nhau". */
export function keyPart(text: string): string {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
	return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

/** What a pointer (RFC 6901) leads to in an answer, as text; the length of a list. */
export function pointed(answer: unknown, pointer: string): string {
	let found = answer
	for (const step of pointer.split('/').slice(1)) found = (found as Readonly<Record<string, unknown>> | undefined)?.[step]
	const value = Array.isArray(found) ? found.length : found
	assert(typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint', `a figure at ${pointer}`)
	return String(value)
}
