import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageWish } from '../platform/page.js'
import { findLender } from '../products/actions.js'
import { readCodes } from '../products/store.js'
import { lockForLoading } from '../units/store.js'
import { savingsProductLines } from './catalogue.js'
import { ratesFor, rulesFor, type SavingsRules } from './offer.js'
import type { ListSavingsProducts, OpenSavingsProduct, SavingsProductView } from './product-schemas.js'
import * as store from './product-store.js'
import type { RateStep } from './interest.js'

/** What a product says to an account opened on a day: the account copies it. */
export type SavingsOffer = {
	readonly product: SavingsProductView
	readonly book: Book
	readonly rules: SavingsRules
	readonly rates: readonly RateStep[]
}

/** The book that accounts of groups' own savings stand in. */
const groupsBook = 'groups'

export function listSavingsProducts(tx: Tx, query: ListSavingsProducts, asker: Asker): Promise<Page<SavingsProductView>> {
	return store.listProducts(tx, asker.scope, query.lenderId ?? null, pageWish(query))
}

export async function findSavingsProduct(tx: Tx, id: string, asker: Asker): Promise<SavingsProductView> {
	const product = await store.readProduct(tx, asker.scope, id)
	if (product === null) throw new Refusal('savings-product.not-found')
	return product
}

/** Enters a savings product with its rates and rules. */
export async function openSavingsProduct(tx: Tx, command: OpenSavingsProduct, asker: Asker): Promise<SavingsProductView> {
	const { code, lenderId = null } = command
	if (await store.productCodeIsTaken(tx, code)) throw new Refusal('savings-product.code-taken', { path: 'code', details: { code } })
	if (lenderId !== null) await findLender(tx, lenderId, asker)
	const id = await store.insertProduct(tx, { ...command, lenderId, nameEn: command.nameEn ?? command.name })
	return findSavingsProduct(tx, id, asker)
}

/** What a product says to an account opened on that day; refused where it had no rate or no rules yet. */
export async function readSavingsOffer(tx: Tx, productId: string, openedOn: CalendarDate, asker: Asker): Promise<SavingsOffer> {
	const product = await findSavingsProduct(tx, productId, asker)
	const rules = rulesFor(product.rules, openedOn)
	const rates = ratesFor(product.rates, openedOn)
	if (rules === null || rates.length === 0)
		throw new Refusal('savings-product.not-offered', { path: 'openedOn', details: { code: product.code, on: vietnameseDate(openedOn) } })
	const code = product.lenderId === null ? groupsBook : must(await store.readBookOf(tx, product.lenderId), 'the book of a lender')
	return { product, rules, rates, book: must(await readBook(tx, code), 'a book that is open') }
}

/** Enters the savings products of the catalogue that are not there yet; what is there stays as it is. */
export async function loadSavingsCatalogue(tx: Tx): Promise<void> {
	await lockForLoading(tx, 'catalogue')
	const lenders = await readCodes(
		tx,
		'lenders',
		savingsProductLines.flatMap(({ lender }) => (lender === null ? [] : [lender])),
	)
	for (const { lender, ...line } of savingsProductLines) {
		if (await store.productCodeIsTaken(tx, line.code)) continue
		await store.insertProduct(tx, { ...line, lenderId: lender === null ? null : must(lenders.get(lender), 'a lender of the catalogue') })
	}
}
