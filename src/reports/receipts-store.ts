import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Receipted } from '../receipts/findings.js'

export type ReceiptedFilter = { readonly groupId?: string | undefined; readonly communeIds?: readonly string[] | undefined }

/**
 * Payments that name a receipt, of the groups within the scope, as they were known then: what was reversed by then does not count. A payment is of the group in which its loan or savings account is.
 */
export async function readReceipted(
	tx: Tx,
	{ groupId, communeIds }: ReceiptedFilter,
	scope: Scope,
	{ asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<readonly Receipted[]> {
	const conditions: SQL[] = [within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })]
	if (groupId !== undefined) conditions.push(sql`g.id = ${groupId}::bigint`)
	if (communeIds !== undefined) conditions.push(sql`g.commune_id = any(${bigints(communeIds)})`)
	const found = await tx.execute<Receipted & Record<string, unknown>>(sql`
		with paid as (select l.id, l.group_id, coalesce('member ' || l.member_id, 'loan ' || l.id) as payer from loans l
			union all select a.id, a.group_id, 'member ' || a.member_id from savings_accounts a)
		select e.details ->> 'receiptNo' as number, g.id as "groupId", g.name as "groupName", p.payer, e."on"
		from groups g join paid p on p.group_id = g.id join events e on e.contract_id = p.id
		where ${sql.join(conditions, sql` and `)} and e.details ->> 'receiptNo' is not null and e.reverses is null and e."on" <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz
			and not exists (select from events r where r.contract_id = e.contract_id and r.reverses = e.seq and r.recorded_at <= ${knownAt}::timestamptz)
		order by g.id, e."on", e.contract_id, e.seq`)
	return found.rows
}
