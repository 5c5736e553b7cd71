import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { LoanHeading } from './loan-heading.js'

/** A loan, and the group and the commune that it was in on the day of the paper. */
export type PlacedLoan = { readonly id: string; readonly groupId: string | null; readonly communeId: string }

/** What the papers of some loans say of them at their head, as it is on a day, by loan; in one query. */
export async function readHeadings(tx: Tx, loans: readonly PlacedLoan[], on: CalendarDate): Promise<ReadonlyMap<string, LoanHeading>> {
	const ids = (values: readonly (string | null)[]): SQL => sql`${bigints(values.map((value) => value ?? 'null'))}`
	const placed = sql`unnest(${ids(loans.map(({ id }) => id))}, ${ids(loans.map(({ groupId }) => groupId))}, ${ids(loans.map(({ communeId }) => communeId))})`
	const read = await tx.execute<LoanHeading & { readonly id: string } & Record<string, unknown>>(sql`
		select l.id, json_build_object('id', n.id::text, 'code', n.code, 'name', n.name, 'nameEn', n.name_en, 'entrusted', n.entrusted) as lender,
			json_build_object('vi', p.name, 'en', p.name_en) as product,
			m.name as "memberName", m.code as "memberCode", g.name as "groupName", g.code as "groupCode",
			${unitNameOn(sql`there.commune_id`, on)} as "communeName",
			(select w.name from memberships s join members w on w.id = s.member_id
				where s.group_id = g.id and s.role = 'leader' and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)
				order by s.from_on desc limit 1) as "groupLeader"
		from ${placed} as there (loan_id, group_id, commune_id) join loans l on l.id = there.loan_id
			join lenders n on n.id = l.lender_id join products p on p.id = l.product_id
			left join groups g on g.id = there.group_id left join members m on m.id = l.member_id
		limit ${loans.length}`)
	return new Map(read.rows.map(({ id, ...heading }) => [id, heading]))
}

/** The province whose Union this is, as it is called on a day; null before its units are entered. */
export async function readProvince(tx: Tx, on: CalendarDate): Promise<string | null> {
	const read = await tx.execute<{ name: string | null }>(sql`
		select ${unitNameOn(sql`u.id`, on)} as name from units u where u.level = 'province' order by u.id limit 1`)
	return read.rows[0]?.name ?? null
}

/** What a unit was called on a day, or nearest to it. */
function unitNameOn(unitId: SQL, on: CalendarDate): SQL {
	return sql`(select v.name from unit_versions v where v.unit_id = ${unitId}
		order by (v.valid_from <= ${on}::date) desc, case when v.valid_from <= ${on}::date then v.valid_from end desc, v.valid_from limit 1)`
}
