import { tableLimits, tooLarge } from './read-cell.js'

/** What stands in a sheet beside its values: cells that are reckoned, cells that were merged, and whether it is too large. */
export type SheetFacts = {
	/** Addresses of cells with a formula or with an error, as "B12". */
	readonly formulas: ReadonlySet<string>
	readonly merges: readonly string[]
}

/** How many cells with a formula are told apart, and how many cells a sheet may have at all. */
const cellsMax = 1_000_000
const tagMax = 4_096

/** Some programs write the name of the namespace before each tag, as `<x:c r="A1">`. */
const tags = /<(?:[\w.-]{1,40}:)?(c|f|row|mergeCell)(?=[\s/>])([^<>]*)>/g

/**
 * Reads along while a sheet is being unpacked, tag by tag: finds formulas, errors and merged ranges, which the library
 * passes over, and refuses a sheet with more cells, rows or columns than are read.
 */
export function scanSheet(): { readonly text: (piece: string) => void; readonly facts: SheetFacts } {
	const formulas = new Set<string>()
	const merges: string[] = []
	let rest = ''
	let cells = 0
	let rows = 0
	let address = ''
	const text = (piece: string): void => {
		const whole = rest + piece
		let at = 0
		for (const tag of whole.matchAll(tags)) {
			at = tag.index + tag[0].length
			const attributes = tag[2] ?? ''
			if (tag[1] === 'c') {
				cells += 1
				address = attributeOf(attributes, 'r')
				if (cells > cellsMax || columnOf(address) > tableLimits.columns) throw tooLarge()
				if (attributeOf(attributes, 't') === 'e') formulas.add(address)
			} else if (tag[1] === 'row') {
				rows = Math.max(rows + 1, Number(attributeOf(attributes, 'r')) || 0)
				if (rows > tableLimits.rows) throw tooLarge()
			} else if (tag[1] === 'f') formulas.add(address)
			else if (merges.length < 10_000) merges.push(attributeOf(attributes, 'ref'))
		}
		// A tag may be cut in two by the pieces.
		const cut = whole.lastIndexOf('<')
		rest = cut >= at ? whole.slice(cut) : ''
		if (rest.length > tagMax && !rest.includes('>')) throw tooLarge()
		rest = rest.slice(0, tagMax)
	}
	return { text, facts: { formulas, merges } }
}

/** The column of an address, counted from 1; 0 where there is none. */
export function columnOf(address: string): number {
	let column = 0
	for (const letter of /^[A-Z]{1,4}/.exec(address)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
	return column
}

function attributeOf(attributes: string, name: string): string {
	return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)`).exec(attributes)?.[1] ?? ''
}
