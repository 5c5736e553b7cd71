import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import type { SavingsRate } from './offer.js'
import type { NewSavingsProduct } from './offer.js'
import type { SavingsProductView } from './product-schemas.js'
import { savingsProductRates, savingsProductRules, savingsProducts } from './tables.js'

/** Savings products by code, with all their rates and rules; a bank sees only its own. */
export async function listProducts(tx: Tx, scope: Scope, lenderId: string | null, wish: PageWish): Promise<Page<SavingsProductView>> {
	const conditions = [
		ownLender(scope),
		...(lenderId === null ? [] : [sql`p.lender_id = ${lenderId}::bigint`]),
		...(wish.after === null ? [] : [sql`(p.code, p.id) > (${wish.after[0]}, ${wish.after[1]}::bigint)`]),
	]
	const read = await tx.execute<SavingsProductView>(
		sql`${productSelect} where ${sql.join(conditions, sql` and `)} order by p.code, p.id limit ${wish.limit + 1}`,
	)
	return pageOf(read.rows, wish.limit, (row) => [row.code, row.id])
}

export async function readProduct(tx: Tx, scope: Scope, id: string): Promise<SavingsProductView | null> {
	const read = await tx.execute<SavingsProductView>(sql`${productSelect} where p.id = ${id}::bigint and ${ownLender(scope)}`)
	return read.rows[0] ?? null
}

/** Whether there is a product of that code. */
export async function productCodeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from savings_products where code = ${code} limit 1`)
	return found.rows.length > 0
}

export async function insertProduct(tx: Tx, product: NewSavingsProduct): Promise<string> {
	const { code, lenderId, name, nameEn, source } = product
	const made = await tx
		.insert(savingsProducts)
		.values({ code, lenderId, name, nameEn, source, createdAt: sql`now()` })
		.returning({ id: savingsProducts.id })
	const productId = String(made[0]?.id)
	await tx.insert(savingsProductRules).values(product.rules.map(({ from, ...rule }) => ({ ...rule, productId, fromOn: from })))
	for (const rate of product.rates) await insertRate(tx, productId, rate)
	return productId
}

/** Adds a rate; false where the product has one from that day already. */
export async function insertRate(tx: Tx, productId: string, { from, ...rate }: SavingsRate): Promise<boolean> {
	const made = await tx
		.insert(savingsProductRates)
		.values({ ...rate, productId, fromOn: from, recordedAt: sql`clock_timestamp()` })
		.onConflictDoNothing()
		.returning({ from: savingsProductRates.fromOn })
	return made.length > 0
}

/** The book that a lender's money is told in. */
export async function readBookOf(tx: Tx, lenderId: string): Promise<string | null> {
	const read = await tx.execute<{ book: string }>(sql`select book from lenders where id = ${lenderId}::bigint`)
	return read.rows[0]?.book ?? null
}

const productSelect = sql`select p.id, p.code, p.lender_id as "lenderId", l.code as "lenderCode", p.name, p.name_en as "nameEn", p.source,
		(select coalesce(json_agg(json_build_object('from', r.from_on, 'yearly', r.yearly, 'reachesOpenAccounts', r.reaches_open_accounts,
				'source', r.source, 'certainty', r.certainty) order by r.from_on), '[]')
			from savings_product_rates r where r.product_id = p.id) as rates,
		(select coalesce(json_agg(json_build_object('from', r.from_on, 'terms', r.terms, 'source', r.source, 'certainty', r.certainty) order by r.from_on), '[]')
			from savings_product_rules r where r.product_id = p.id) as rules
	from savings_products p left join lenders l on l.id = p.lender_id`

/** What is offered is known to all; only a bank is kept to its own. */
function ownLender(scope: Scope): SQL {
	return scope.kind === 'lender' ? sql`p.lender_id = ${scope.lenderId}::bigint` : sql`true`
}
