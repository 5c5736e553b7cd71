import { type SQL, sql } from 'drizzle-orm'
import { holdsOn } from '../groups/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'

/** Something that was recorded about days after one: what, and of which day. */
export type LaterLine = { readonly what: 'membership' | 'change' | 'loan' | 'savings'; readonly on: CalendarDate }

/** What changes on a day, and of which groups. */
export type ChangeWanted = {
	readonly groupIds: readonly string[]
	readonly on: CalendarDate
	/** The group of which memberships end on the day before. */
	readonly ending?: string
	/** The group into which members come, or out of which the member goes. */
	readonly joining?: string
	/** The one member that it is about; all of them where left out. */
	readonly memberId?: string
}

/**
 * The first thing that is recorded for a later day and that the change would contradict; null where there is none.
 * Payments are none: they go with their loan.
 */
export async function firstLater(tx: Tx, { groupIds, on, ending, joining, memberId }: ChangeWanted): Promise<LaterLine | null> {
	const groups = sql`any(${bigints(groupIds)})`
	const hers = (column: SQL): SQL => (memberId === undefined ? sql`true` : sql`${column} = ${memberId}::bigint`)
	const transferred = (contract: SQL): SQL => sql`p.event_seq > 1 and p."on" > ${on}::date
		and not exists (select from events r where r.contract_id = ${contract} and r.reverses = p.event_seq)`
	const read = await tx.execute<LaterLine & Record<string, unknown>>(sql`select later.what, later."on" from (
			select 'membership' as what, s.from_on as "on" from memberships s where ${hers(sql`s.member_id`)} and (
				(s.group_id = ${ending ?? null}::bigint and s.from_on >= ${on}::date) or (s.group_id = ${joining ?? null}::bigint and s.from_on > ${on}::date))
			union all select 'membership', s.to_on from memberships s where s.group_id = ${ending ?? null}::bigint and s.to_on >= ${on}::date
			union all select 'change', c."on" from group_changes c
				where (c.group_id = ${groups} or c.new_group_id = ${groups}) and c."on" > ${on}::date and ${hers(sql`c.member_id`)}
			union all select 'loan', l.signed_on from loans l where l.group_id = ${groups} and l.signed_on > ${on}::date and ${hers(sql`l.member_id`)}
			union all select 'loan', p."on" from loans l join loan_places p on p.loan_id = l.id where ${transferred(sql`p.loan_id`)}
				and ${hers(sql`l.member_id`)} and exists (select from loan_places o where o.loan_id = l.id and o.group_id = ${groups})
			union all select 'savings', a.opened_on from savings_accounts a
				where a.group_id = ${groups} and a.opened_on > ${on}::date and ${hers(sql`a.member_id`)}
			union all select 'savings', p."on" from savings_accounts a join savings_places p on p.account_id = a.id where ${transferred(sql`p.account_id`)}
				and ${hers(sql`a.member_id`)} and exists (select from savings_places o where o.account_id = a.id and o.group_id = ${groups})
		) later order by later."on" limit 1`)
	return read.rows[0] ?? null
}

/** The savings-and-loan groups of a lender, other than one, that a member is in on a day. */
export async function readOtherGroups(
	tx: Tx,
	{ memberId, groupId, on }: { readonly memberId: string; readonly groupId: string; readonly on: CalendarDate },
): Promise<readonly { readonly code: string; readonly name: string }[]> {
	const read = await tx.execute<{ code: string; name: string }>(sql`select g.code, g.name
		from memberships s join groups g on g.id = s.group_id join groups own on own.id = ${groupId}::bigint
		where s.member_id = ${memberId}::bigint and g.id <> own.id and g.lender_id = own.lender_id and ${holdsOn(on)}
			and g.kind = 'savings-and-loan' and own.kind = 'savings-and-loan' and (g.closed_on is null or g.closed_on >= ${on}::date)
		order by g.code limit 20`)
	return read.rows
}
