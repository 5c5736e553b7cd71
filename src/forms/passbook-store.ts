import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { Clocks } from '../contracts/knowledge.js'
import { holdsOn, reached } from '../groups/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Words } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'

/** What a passbook says of a savings account at its head. */
export type SavingsHeading = { readonly id: string; readonly lenderId: string; readonly lender: Words; readonly product: Words }

/** More accounts than a woman opens in her life. */
const accountsMax = 200

/** The savings accounts of a member within reach that were opened by a day, as it was known then, by their numbers. */
export async function readSavingsHeadings(
	tx: Tx,
	memberId: string,
	scope: Scope,
	{ asOf, knownAt }: Clocks,
): Promise<readonly SavingsHeading[]> {
	const read = await tx.execute<SavingsHeading & Record<string, unknown>>(sql`
		select s.id, s.lender_id as "lenderId", json_build_object('vi', n.name, 'en', n.name_en) as lender,
			json_build_object('vi', p.name, 'en', p.name_en) as product
		from savings_accounts s join lenders n on n.id = s.lender_id join savings_products p on p.id = s.product_id
		where s.member_id = ${memberId}::bigint and exists (select 1 from events v where v.contract_id = s.id and v.seq = 1
				and v."on" <= ${asOf}::date and v.recorded_at <= ${knownAt}::timestamptz)
			and ${within(scope, { groupId: sql`s.group_id`, communeId: sql`s.commune_id`, lenderId: sql`s.lender_id` })}
		order by s.id limit ${accountsMax}`)
	return read.rows
}

/** The group that a member is of on a day, and who leads it; of several the one she joined last; null where there is none within reach. */
export async function readGroupOfMember(
	tx: Tx,
	memberId: string,
	scope: Scope,
	on: CalendarDate,
): Promise<{ readonly name: string; readonly code: string; readonly leader: string | null } | null> {
	const read = await tx.execute<{ name: string; code: string; leader: string | null }>(sql`
		select g.name, g.code, (select m.name from memberships s join members m on m.id = s.member_id
			where s.group_id = g.id and s.role = 'leader' and ${holdsOn(on)} order by s.from_on desc limit 1) as leader
		from memberships s join groups g on g.id = s.group_id
		where s.member_id = ${memberId}::bigint and ${holdsOn(on)} and ${reached(scope)}
		order by s.from_on desc, s.id desc limit 1`)
	return read.rows[0] ?? null
}
