import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Letter } from '../papers/letterhead.js'
import { readProvince } from '../papers/store.js'
import type { Tx } from '../platform/database.js'

/** Whose paper it is, about which day and as known when. */
export async function readLetter(tx: Tx, { language }: Pick<Asker, 'language'>, { asOf, knownAt }: Clocks): Promise<Letter> {
	return { language, province: await readProvince(tx, asOf), asOf, knownAt }
}
