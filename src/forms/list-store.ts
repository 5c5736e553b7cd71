import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { Clocks } from '../contracts/knowledge.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import type { PaidOut } from './list-rows.js'

/** The latest meeting of a group by a day that reviewed requests for loans; null where there was none. */
export async function latestReview(tx: Tx, groupId: string, { asOf, knownAt }: Clocks): Promise<string | null> {
	const read = await tx.execute<{ id: string }>(sql`
		select m.id from loan_review_meetings m
		where m.group_id = ${groupId}::bigint and m."on" <= ${asOf}::date and m.recorded_at <= ${knownAt}::timestamptz
		order by m."on" desc, m.id desc limit 1`)
	return read.rows[0]?.id ?? null
}

/** The disbursements of a group's loans on a day, and its signed loans of which nothing was paid out by then, by name. */
export async function readPaidOut(tx: Tx, groupId: string, scope: Scope, { asOf, knownAt }: Clocks): Promise<readonly PaidOut[]> {
	const counts = sql`e.recorded_at <= ${knownAt}::timestamptz and e."on" <= ${asOf}::date and not exists (
		select from events r where r.contract_id = e.contract_id and r.reverses = e.seq and r.recorded_at <= ${knownAt}::timestamptz)`
	type Row = Omit<PaidOut, 'principal' | 'paidOut'> & { readonly principal: string; readonly paidOut: string | null }
	const read = await tx.execute<Row & Record<string, unknown>>(sql`
		select l.code as "loanCode", m.name as "memberName", json_build_object('vi', p.name, 'en', p.name_en) as product, l.purpose,
			l.principal::text as principal, paid.amount::text as "paidOut", paid.method
		from loans l join products p on p.id = l.product_id left join members m on m.id = l.member_id,
			lateral (
				select e.amount, e.details ->> 'method' as method from events e
				where e.contract_id = l.id and e.type = 'disbursed' and e."on" = ${asOf}::date and ${counts}
				union all
				select null, null where exists (select from events e where e.contract_id = l.id and e.type = 'signed' and ${counts})
					and not exists (select from events e where e.contract_id = l.id and e.type in ('disbursed', 'cancelled') and ${counts})
			) paid
		where l.group_id = ${groupId}::bigint and ${within(scope, { groupId: sql`l.group_id`, communeId: sql`l.commune_id`, lenderId: sql`l.lender_id` })}
		order by m.name_key, l.id limit 1000`)
	return read.rows.map(({ principal, paidOut, ...row }) => ({
		...row,
		principal: moneyFromText(principal),
		paidOut: paidOut === null ? null : moneyFromText(paidOut),
	}))
}
