import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import { Refusal } from '../kernel/refusal.js'
import { memorandumBook } from '../ledger/chart.js'
import { openBook, openStandingBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageWish } from '../platform/page.js'
import { lockForLoading } from '../units/store.js'
import type { Cap } from './caps.js'
import { lenderLines, productLines } from './catalogue.js'
import { capLines } from './catalogue-caps.js'
import type { LenderLine } from './offer.js'
import { type ProductRules, ratesFor, rulesFor } from './rules.js'
import type {
	AddCap,
	AddRate,
	LenderView,
	ListLenders,
	ListProducts,
	OpenLender,
	OpenProduct,
	ProductRateView,
	ProductView,
} from './schemas.js'
import * as store from './store.js'

/** What a product says to a loan signed on a day: the loan copies it. */
export type Offer = {
	readonly product: ProductView
	readonly lender: LenderView
	readonly rules: ProductRules
	readonly rates: readonly { readonly from: CalendarDate; readonly yearly: Rate }[]
}

export function listLenders(tx: Tx, query: ListLenders, asker: Asker): Promise<Page<LenderView>> {
	return store.listLenders(tx, asker.scope, pageWish(query))
}

export async function findLender(tx: Tx, id: string, asker: Asker): Promise<LenderView> {
	const lender = await store.readLender(tx, asker.scope, id)
	if (lender === null) throw new Refusal('lender.not-found')
	return lender
}

/** Enters a lender. A bank's money is told in a memorandum book of its own, off the Union's balance sheet. */
export async function openLender(tx: Tx, command: OpenLender, asker: Asker): Promise<LenderView> {
	const { code, name, kind } = command
	if ((await store.readCodes(tx, 'lenders', [code])).has(code)) throw new Refusal('lender.code-taken', { path: 'code', details: { code } })
	const entrusted = kind === 'policy-bank' || kind === 'commercial-bank'
	const book = entrusted ? `memo-${code.toLowerCase()}` : command.interestFree === true ? 'interest-free' : 'own'
	const id = await enterLender(tx, { code, name, nameEn: command.nameEn ?? name, kind, book, entrusted })
	return findLender(tx, id, asker)
}

export function listProducts(tx: Tx, query: ListProducts, asker: Asker): Promise<Page<ProductView>> {
	return store.listProducts(tx, asker.scope, query.lenderId ?? null, pageWish(query))
}

export async function findProduct(tx: Tx, id: string, asker: Asker): Promise<ProductView> {
	const product = await store.readProduct(tx, asker.scope, id)
	if (product === null) throw new Refusal('product.not-found')
	return product
}

/** Enters a product with its rates and rules. */
export async function openProduct(tx: Tx, command: OpenProduct, asker: Asker): Promise<ProductView> {
	const { code } = command
	if ((await store.readCodes(tx, 'products', [code])).has(code))
		throw new Refusal('product.code-taken', { path: 'code', details: { code } })
	await findLender(tx, command.lenderId, asker)
	const id = await store.insertProduct(tx, { ...command, nameEn: command.nameEn ?? command.name })
	return findProduct(tx, id, asker)
}

/**
 * Adds a rate from a day on. Whether it reaches loans already out is carried to them by lending, which owns the
 * endpoint.
 */
export async function addRate(
	tx: Tx,
	{ productId, ...rate }: AddRate & { readonly productId: string },
	asker: Asker,
): Promise<ProductRateView> {
	const product = await findProduct(tx, productId, asker)
	if (!(await store.insertRate(tx, productId, rate))) {
		throw new Refusal('product.rate-already', { path: 'from', details: { code: product.code, on: vietnameseDate(rate.from) } })
	}
	return rate
}

/** Every cap, by name, kind of lender and day. */
export function listCaps(tx: Tx): Promise<readonly Cap[]> {
	return store.readCaps(tx)
}

/** Adds a cap from a day on: the law changed, or the Union decided otherwise. */
export async function addCap(tx: Tx, command: AddCap): Promise<Cap> {
	if (!(await store.insertCap(tx, command)))
		throw new Refusal('product.cap-already', { path: 'from', details: { on: vietnameseDate(command.from) } })
	return command
}

/** What a product says to a loan signed on that day, whose lender the asker reaches; `path` is the field that names the day. */
export async function readProductForSigning(
	tx: Tx,
	productId: string,
	signedOn: CalendarDate,
	asker: Asker,
	path = 'signedOn',
): Promise<Offer> {
	const product = await findProduct(tx, productId, asker)
	const lender = await findLender(tx, product.lenderId, asker)
	const rules = rulesFor(product.rules, signedOn)
	const rates = ratesFor(product.rates, signedOn)
	if (rules === null || rates.length === 0) {
		throw new Refusal('product.not-offered', { path, details: { code: product.code, on: vietnameseDate(signedOn) } })
	}
	return { product, lender, rules, rates }
}

/** Enters the lenders, products and caps of the catalogue that are not there yet; what is there stays as it is. */
export async function loadCatalogue(tx: Tx): Promise<void> {
	await lockForLoading(tx, 'catalogue')
	await openStandingBooks(tx)
	const lenderIds = new Map(
		await store.readCodes(
			tx,
			'lenders',
			lenderLines.map((line) => line.code),
		),
	)
	for (const line of lenderLines) {
		if (!lenderIds.has(line.code)) lenderIds.set(line.code, await enterLender(tx, line))
	}
	const known = await store.readCodes(
		tx,
		'products',
		productLines.map((line) => line.code),
	)
	for (const { lender, ...line } of productLines) {
		if (!known.has(line.code))
			await store.insertProduct(tx, { ...line, lenderId: must(lenderIds.get(lender), 'a lender of the catalogue') })
	}
	for (const cap of capLines) await store.insertCap(tx, cap)
}

/** A lender comes with its book: what is lent can be told from the first day. */
async function enterLender(tx: Tx, line: LenderLine): Promise<string> {
	if (line.entrusted) await openBook(tx, memorandumBook(line.code, line.name))
	return store.insertLender(tx, line)
}
