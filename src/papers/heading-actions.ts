import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import type { Letter } from './letterhead.js'
import type { LoanHeading } from './loan-heading.js'
import * as store from './store.js'

/** Whose paper it is, about which day and as known when. */
export async function letterOf(tx: Tx, { language }: Pick<Asker, 'language'>, { asOf, knownAt }: Clocks): Promise<Letter> {
	return { language, province: await store.readProvince(tx, asOf), asOf, knownAt }
}

/** Who and what a loan's paper names at its head, as they were on the day. */
export async function headingOf(tx: Tx, loan: store.PlacedLoan, { asOf }: Pick<Clocks, 'asOf'>): Promise<LoanHeading> {
	return must((await store.readHeadings(tx, [loan], asOf)).get(loan.id), 'the heading of a loan that was found')
}
