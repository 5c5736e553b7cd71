import { asc, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { Cap } from './caps.js'
import type { LenderLine } from './offer.js'
import type { ProductRate, ProductRules } from './rules.js'
import type { LenderView, ProductView } from './schemas.js'
import { caps, lenders, productRates, productRules, products } from './tables.js'
import type { BorrowerKind, LenderKind } from './template.js'

export type NewProduct = {
	readonly code: string
	readonly lenderId: string
	readonly name: string
	readonly nameEn: string
	readonly borrower: BorrowerKind
	readonly source: string
	readonly rates: readonly ProductRate[]
	readonly rules: readonly ProductRules[]
}

/** Lenders in the order in which they were entered; a bank sees only itself. */
export async function listLenders(tx: Tx, scope: Scope, wish: PageWish): Promise<Page<LenderView>> {
	const rows = await tx
		.select(lenderColumns)
		.from(lenders)
		.where(sql`${ownLender(scope, sql`${lenders.id}`)} and ${lenders.id} > ${wish.after?.[0] ?? '0'}::bigint`)
		.orderBy(asc(lenders.id))
		.limit(wish.limit + 1)
	return pageOf(rows, wish.limit, (row) => [row.id])
}

export async function readLender(tx: Tx, scope: Scope, id: string): Promise<LenderView | null> {
	const rows = await tx
		.select(lenderColumns)
		.from(lenders)
		.where(sql`${lenders.id} = ${id}::bigint and ${ownLender(scope, sql`${lenders.id}`)}`)
		.limit(1)
	return rows[0] ?? null
}

/** The ids of lenders and of products by code. */
export async function readCodes(tx: Tx, table: 'lenders' | 'products', codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const from = table === 'lenders' ? lenders : products
	const rows = await tx
		.select({ id: sql<string>`${from.id}::text`, code: from.code })
		.from(from)
		.where(sql`${from.code} in ${codes}`)
		.limit(codes.length)
	return new Map(rows.map((row) => [row.code, row.id]))
}

export async function insertLender(tx: Tx, line: LenderLine): Promise<string> {
	const { code, name, nameEn, kind, book, entrusted } = line
	const rows = await tx
		.insert(lenders)
		.values({ code, name, nameEn, kind, book, entrusted, createdAt: sql`now()` })
		.returning({ id: lenders.id })
	return String(rows[0]?.id)
}

/** Products by lender and code, with all their rates and rules; a bank sees only its own. */
export async function listProducts(tx: Tx, scope: Scope, lenderId: string | null, wish: PageWish): Promise<Page<ProductView>> {
	const conditions = [
		ownLender(scope, sql`p.lender_id`),
		...(lenderId === null ? [] : [sql`p.lender_id = ${lenderId}::bigint`]),
		...(wish.after === null ? [] : [sql`(p.code, p.id) > (${wish.after[0]}, ${wish.after[1]}::bigint)`]),
	]
	const read = await tx.execute<ProductView>(
		sql`${productSelect} where ${sql.join(conditions, sql` and `)} order by p.code, p.id limit ${wish.limit + 1}`,
	)
	return pageOf(read.rows, wish.limit, (row) => [row.code, row.id])
}

export async function readProduct(tx: Tx, scope: Scope, id: string): Promise<ProductView | null> {
	const read = await tx.execute<ProductView>(sql`${productSelect} where p.id = ${id}::bigint and ${ownLender(scope, sql`p.lender_id`)}`)
	return read.rows[0] ?? null
}

export async function insertProduct(tx: Tx, product: NewProduct): Promise<string> {
	const { code, lenderId, name, nameEn, borrower, source } = product
	const made = await tx
		.insert(products)
		.values({ code, lenderId, name, nameEn, borrower, source, createdAt: sql`now()` })
		.returning({ id: products.id })
	const productId = String(made[0]?.id)
	await tx.insert(productRules).values(
		product.rules.map(({ from, terms, limits, ...why }) => ({
			productId,
			fromOn: from,
			terms,
			limits,
			source: why.source,
			certainty: why.certainty,
		})),
	)
	for (const rate of product.rates) await insertRate(tx, productId, rate)
	return productId
}

/** Adds a rate; false where the product has one from that day already. */
export async function insertRate(tx: Tx, productId: string, rate: ProductRate): Promise<boolean> {
	const { from, yearly, reachesLoansOut, source, certainty } = rate
	const made = await tx
		.insert(productRates)
		.values({ productId, fromOn: from, yearly, reachesLoansOut, source, certainty, recordedAt: sql`clock_timestamp()` })
		.onConflictDoNothing()
		.returning({ from: productRates.fromOn })
	return made.length > 0
}

/** Lenders and products by id, in the order of their codes, whoever asks: who lends what is known to all who see the loan. */
export async function readOffers(
	tx: Tx,
	ids: { readonly lenderIds: readonly string[]; readonly productIds: readonly string[] },
): Promise<{ readonly lenders: ReadonlyMap<string, LenderView>; readonly products: ReadonlyMap<string, ProductView> }> {
	const lending = await tx
		.select(lenderColumns)
		.from(lenders)
		.where(sql`${lenders.id} = any(${bigints(ids.lenderIds)})`)
		.orderBy(asc(lenders.code))
		.limit(1_000)
	const offered = await tx.execute<ProductView>(
		sql`${productSelect} where p.id = any(${bigints(ids.productIds)}) order by p.code limit 1000`,
	)
	return {
		lenders: new Map(lending.map((lender) => [lender.id, lender])),
		products: new Map(offered.rows.map((product) => [product.id, product])),
	}
}

/** The caps on lenders of some kinds, by day; all of them where none is named. */
export async function readCaps(tx: Tx, kind: LenderKind | null = null): Promise<readonly Cap[]> {
	return tx
		.select({
			name: caps.name,
			lenderKind: caps.lenderKind,
			from: caps.fromOn,
			value: caps.value,
			source: caps.source,
			certainty: caps.certainty,
		})
		.from(caps)
		.where(kind === null ? sql`true` : sql`${caps.lenderKind} = ${kind}`)
		.orderBy(asc(caps.name), asc(caps.lenderKind), asc(caps.fromOn))
		.limit(1_000)
}

/** Adds a cap; false where there is one from that day already. */
export async function insertCap(tx: Tx, { from, ...cap }: Cap): Promise<boolean> {
	const made = await tx
		.insert(caps)
		.values({ ...cap, fromOn: from, recordedAt: sql`clock_timestamp()` })
		.onConflictDoNothing()
		.returning({ from: caps.fromOn })
	return made.length > 0
}

const lenderColumns = {
	id: sql<string>`${lenders.id}::text`,
	code: lenders.code,
	name: lenders.name,
	nameEn: lenders.nameEn,
	kind: lenders.kind,
	book: lenders.book,
	entrusted: lenders.entrusted,
}

const productSelect = sql`select p.id, p.code, p.lender_id as "lenderId", l.code as "lenderCode", p.name, p.name_en as "nameEn", p.borrower, p.source,
		(select coalesce(json_agg(json_build_object('from', r.from_on, 'yearly', r.yearly, 'reachesLoansOut', r.reaches_loans_out,
				'source', r.source, 'certainty', r.certainty) order by r.from_on), '[]')
			from product_rates r where r.product_id = p.id) as rates,
		(select coalesce(json_agg(json_build_object('from', r.from_on, 'terms', r.terms, 'limits', '{"secondPersonAbove": null}'::jsonb || r.limits,
				'source', r.source, 'certainty', r.certainty) order by r.from_on), '[]')
			from product_rules r where r.product_id = p.id) as rules
	from products p join lenders l on l.id = p.lender_id`

/** What is offered is known to all; only a bank is kept to its own. */
function ownLender(scope: Scope, lenderId: SQL): SQL {
	return scope.kind === 'lender' ? sql`${lenderId} = ${scope.lenderId}::bigint` : sql`true`
}
