import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { FeeAgreement } from './agreement.js'
import type { FeeAgreementView } from './schemas.js'
import { feeAgreements } from './tables.js'

const columns = sql`a.id, a.lender_id as "lenderId", a.product_id as "productId", a.kind, a.from_month as "from", a.terms, a.source, a.certainty`

/** The agreements with a lender as they were known at a moment: of one month, kind and product the line that was entered last. */
export async function readAgreements(tx: Tx, lenderId: string, knownAt: Instant): Promise<readonly FeeAgreement[]> {
	const read = await tx.execute<FeeAgreement & Record<string, unknown>>(sql`
		select distinct on (a.kind, a.product_id, a.from_month) ${columns} from fee_agreements a
		where a.lender_id = ${lenderId}::bigint and a.recorded_at <= ${knownAt}::timestamptz
		order by a.kind, a.product_id, a.from_month, a.recorded_at desc, a.id desc limit 2000`)
	return read.rows
}

/** Agreements with these ids, whoever asks: what a fee was reckoned by is known to all who see the fee. */
export async function readAgreementsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FeeAgreement>> {
	const read = await tx.execute<FeeAgreement & Record<string, unknown>>(
		sql`select ${columns} from fee_agreements a where a.id = any(${bigints(ids)}) limit ${ids.length}`,
	)
	return new Map(read.rows.map((row) => [row.id, row]))
}

/** Every line that was ever entered, in that order; a bank sees its own. */
export async function listAgreements(tx: Tx, scope: Scope, lenderId: string | null, wish: PageWish): Promise<Page<FeeAgreementView>> {
	const read = await tx.execute<
		FeeAgreementView & Record<string, unknown>
	>(sql`select ${columns}, n.code as "lenderCode", p.code as "productCode"
		from fee_agreements a join lenders n on n.id = a.lender_id left join products p on p.id = a.product_id
		where a.id > ${wish.after?.[0] ?? '0'}::bigint and (${lenderId}::bigint is null or a.lender_id = ${lenderId}::bigint)
			and ${scope.kind === 'lender' ? sql`a.lender_id = ${scope.lenderId}::bigint` : sql`true`}
		order by a.id limit ${wish.limit + 1}`)
	return pageOf(read.rows, wish.limit, ({ id }) => [id])
}

/** Enters a line, and answers its id; what a new house begins with was known from the beginning. */
export async function insertAgreement(
	tx: Tx,
	{ from, ...line }: Omit<FeeAgreement, 'id'>,
	recordedBy: string,
	known: 'now' | 'always' = 'now',
): Promise<string> {
	const made = await tx
		.insert(feeAgreements)
		.values({ ...line, fromMonth: from, recordedBy, ...(known === 'now' ? {} : { recordedAt: sql`'epoch'` }) })
		.returning({ id: feeAgreements.id })
	return String(made[0]?.id)
}
