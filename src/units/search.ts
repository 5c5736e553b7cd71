import { fold } from '../kernel/personal-id.js'

/**
 * A pattern of LIKE that finds every word of the query, in its order, at the beginning of a word: "hop gi" and "ph hop"
 * find "phường Hợp Giang". To be matched with the folded name behind one space.
 */
export function wordsPattern(query: string): string {
	return fold(query)
		.split(' ')
		.map((word) => `% ${likeLiteral(word)}`)
		.join('')
		.concat('%')
}

/** A pattern of LIKE for what begins so. */
export function prefixPattern(text: string): string {
	return `${likeLiteral(text)}%`
}

function likeLiteral(text: string): string {
	return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
