import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'

/** A paper as its reader sees it: who it is from, what it is, its parts from top to bottom, and who signs. */
export type Paper = {
	readonly language: Language
	/** Who it is from, line by line: the Union, its unit. */
	readonly organisation: readonly string[]
	/** Place and day, above the signatures. */
	readonly placeAndDay: string
	readonly title: string
	/** Under the title: what day it is about, and as it was known when. */
	readonly subtitle: readonly string[]
	readonly parts: readonly PaperPart[]
	/** Who signs, from left to right: the office, and the name where it is known. */
	readonly signers: readonly { readonly office: string; readonly name: string | null }[]
	/** What stands at the foot of each page. */
	readonly foot: string
	/** The moment that the file says it was made; the moment of knowledge, so that one question always gives the same bytes. */
	readonly madeAt: Instant
	readonly orientation: 'portrait' | 'landscape'
	/** What each of two copies is called, where both stand on one page, half of it each (2 liên, 2×A5). */
	readonly copies?: readonly [string, string]
}

export type PaperPart =
	| { readonly is: 'heading'; readonly text: string }
	| { readonly is: 'text'; readonly text: string; readonly isBold?: boolean; readonly isSmall?: boolean }
	| { readonly is: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[]; readonly qr?: PaperQr }
	| { readonly is: 'list'; readonly title: string; readonly items: readonly { readonly text: string; readonly source: string }[] }
	| PaperTable

/** A code to be read by a phone, to the right of what it is about. */
export type PaperQr = { readonly text: string; readonly caption: readonly string[] }

export type PaperTable = {
	readonly is: 'table'
	/** What stands above the table, and above what of it goes on on another page. */
	readonly titles?: readonly string[]
	/** Headings over several columns, from left to right; null where a column stands alone. */
	readonly groups?: readonly { readonly text: string | null; readonly span: number }[]
	readonly columns: readonly PaperColumn[]
	readonly rows: readonly PaperRow[]
	/** Whether all of it stands on one page: it begins on another rather than being broken. */
	readonly isUnbroken?: boolean
	/** How high a row is at least, in points: room to sign. */
	readonly rowHeight?: number
	/** Whether each page of a longer table says what its own columns sum to. */
	readonly hasPageTotals?: boolean
}

export type PaperColumn = {
	readonly header: string
	/** In points, as wide as its widest amount, or what is left. */
	readonly width: number | 'amount' | '*'
	readonly align?: 'left' | 'center'
	/** What its sum is called at the foot of a page; without it, it is not added up there. */
	readonly sumName?: string
}

/** Amounts stand to the right; null is an empty cell. */
export type PaperCell = string | Money | null

export type PaperRow =
	/** In red, amounts below zero in brackets, where it takes something wrong off (ghi số âm). */
	| { readonly is: 'cells'; readonly cells: readonly PaperCell[]; readonly isRed?: boolean }
	| { readonly is: 'total'; readonly cells: readonly PaperCell[] }

/** A row of cells. */
export function cells(...given: readonly PaperCell[]): PaperRow {
	return { is: 'cells', cells: given }
}

/** An amount as a cell: of nothing it is empty, which lets the eye find those that are something. */
export function unlessZero(amount: Money): Money | null {
	return amount === 0n ? null : amount
}
