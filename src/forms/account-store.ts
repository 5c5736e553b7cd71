import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import type { PaymentAccount } from './payment-accounts.js'
import { paymentAccounts } from './tables.js'

const columns = sql`a.id, a.lender_id as "lenderId", a.unit_id as "unitId", a.from_on as "from", a.to_on as "to",
	a.bank_bin as "bankBin", a.bank_name as "bankName", a.account_no as "accountNo", a.account_name as "accountName"`

/** Every line that was entered, in that order; a bank sees its own. */
export async function listAccounts(tx: Tx, scope: Scope, lenderId: string | null, wish: PageWish): Promise<Page<PaymentAccount>> {
	const read = await tx.execute<PaymentAccount & Record<string, unknown>>(sql`
		select ${columns} from payment_accounts a
		where a.id > ${wish.after?.[0] ?? '0'}::bigint and (${lenderId}::bigint is null or a.lender_id = ${lenderId}::bigint)
			and ${scope.kind === 'lender' ? sql`a.lender_id = ${scope.lenderId}::bigint` : sql`true`}
		order by a.id limit ${wish.limit + 1}`)
	return pageOf(read.rows, wish.limit, ({ id }) => [id])
}

/** Into which account a lender is paid in a commune on a day: the line of the commune before that of a unit above it before that for all. */
export async function readAccount(tx: Tx, lenderId: string, communeId: string, { asOf, knownAt }: Clocks): Promise<PaymentAccount | null> {
	const read = await tx.execute<PaymentAccount & Record<string, unknown>>(sql`
		with recursive above (unit_id, height) as (
			select ${communeId}::bigint, 0
			union
			select v.parent_id, above.height + 1 from above join unit_versions v on v.unit_id = above.unit_id
			where v.parent_id is not null and v.valid_from <= ${asOf}::date and (v.valid_to is null or v.valid_to >= ${asOf}::date) and above.height < 6
		), line as (
			select distinct on (a.unit_id) ${columns}, above.height from payment_accounts a left join above on above.unit_id = a.unit_id
			where a.lender_id = ${lenderId}::bigint and (a.unit_id is null or above.unit_id is not null)
				and a.from_on <= ${asOf}::date and a.recorded_at <= ${knownAt}::timestamptz
			order by a.unit_id, a.from_on desc, a.recorded_at desc, a.id desc
		)
		select id, "lenderId", "unitId", "from", "to", "bankBin", "bankName", "accountNo", "accountName" from line
		where "to" is null or "to" >= ${asOf}::date order by height nulls last limit 1`)
	return read.rows[0] ?? null
}

/** Enters a line and answers its id. */
export async function insertAccount(tx: Tx, { from, to, ...line }: Omit<PaymentAccount, 'id'>, recordedBy: string): Promise<string> {
	const made = await tx
		.insert(paymentAccounts)
		.values({ ...line, fromOn: from, toOn: to, recordedBy })
		.returning({ id: paymentAccounts.id })
	return String(made[0]?.id)
}
