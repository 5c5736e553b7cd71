import { sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { accountCode, savingsAccounts } from '../ledger/chart.js'
import type { BookPeriod } from '../ledger/check-store.js'
import type { Tx } from '../platform/database.js'
import { linesMax } from './checklist.js'

/** A meeting of which there is no collection sheet. */
export type Unposted = { readonly groupId: string; readonly groupCode: string; readonly groupName: string; readonly on: CalendarDate }

/**
 * The meetings of a period by their minutes, and those of which no collection sheet stands: of the groups of a book's lenders, or
 * of every group in the book of the groups' own money.
 */
export async function findUnposted(
	tx: Tx,
	{ from, to }: Pick<BookPeriod, 'from' | 'to'>,
	lendingBook: string | null,
): Promise<{ readonly meetings: number; readonly open: number; readonly lines: readonly Unposted[] }> {
	const read = await tx.execute<{ meetings: number; open: number; lines: readonly Unposted[] }>(sql`
		with latest as (
			select distinct on (k.id) k.group_id, v."on", v.cancelled from group_meetings k join group_meeting_versions v on v.meeting_id = k.id
			order by k.id, v.version desc
		), held as (
			select m.group_id, g.code, g.name, m."on", exists (select from collection_sheets s where s.group_id = m.group_id and s."on" = m."on"
				and not exists (select from collection_steps t where t.sheet_id = s.id and t.type = 'reversed')) as posted
			from latest m join groups g on g.id = m.group_id left join lenders n on n.id = g.lender_id
			where not m.cancelled and m."on" between ${from}::date and ${to}::date and (${lendingBook}::text is null or n.book = ${lendingBook})
		), named as (select * from held where not posted order by "on", code limit ${linesMax})
		select (select count(*)::int from held) as meetings, (select count(*)::int from held where not posted) as open,
			(select coalesce(json_agg(json_build_object('groupId', group_id::text, 'groupCode', code, 'groupName', name, 'on', "on") order by "on", code), '[]')
				from named) as lines`)
	return must(read.rows[0], 'a count')
}

/** How many entries a book has about the days of a period. */
export async function countEntries(tx: Tx, { bookId, from, to }: BookPeriod): Promise<number> {
	const read = await tx.execute<{ count: number }>(
		sql`select count(*)::int as count from entries e where e.book_id = ${bookId} and e."on" between ${from}::date and ${to}::date`,
	)
	return must(read.rows[0], 'a count').count
}

/** Whether anything was ever booked in a book about days up to one. */
export async function hasEntries(tx: Tx, bookId: number, to: CalendarDate): Promise<boolean> {
	const read = await tx.execute(sql`select from entries e where e.book_id = ${bookId} and e."on" <= ${to}::date limit 1`)
	return read.rows.length > 0
}

const saved = sql.raw(savingsAccounts.saved.map((code) => `'${code}'`).join(', '))
const held = sql.raw(`'${accountCode('group', 'held-by-leader')}'`)

/**
 * Contracts with entries in a period whose cache is not what their events and postings say: other events than it counts, or
 * another balance of a loan, a savings account or a leader's cash than was posted. In one statement; what a cache says beside
 * that is for the whole check, which tells every contract again.
 */
export async function findStaleCaches(
	tx: Tx,
	{ bookId, from, to }: BookPeriod,
): Promise<readonly { readonly contractId: string; readonly kind: string }[]> {
	const read = await tx.execute<{ contractId: string; kind: string }>(sql`
		with touched as materialized (
			select distinct e.contract_id as id from entries e where e.book_id = ${bookId} and e."on" between ${from}::date and ${to}::date and e.contract_id is not null
		)
		select c.id as "contractId", c.kind from touched t join contracts c on c.id = t.id
			cross join lateral (select count(*)::int as events, max(v.seq) as seq, max(v."on") as "on", max(v.recorded_at) as recorded_at
				from events v where v.contract_id = c.id) v
			cross join lateral (select case c.kind
				when 'loan' then (select coalesce(sum(p.lent), 0) from postings p where p.contract_id = c.id and p.lent is not null)
				when 'savings-account' then (select coalesce(sum(case when p.credit in (${saved}) then p.amount else 0 end - case when p.debit in (${saved}) then p.amount else 0 end), 0)
					from postings p where p.contract_id = c.id and (p.debit in (${saved}) or p.credit in (${saved})))
				when 'custody' then (select coalesce(sum(case p.debit when ${held} then p.amount else -p.amount end), 0)
					from entries e join postings p on p.entry_id = e.id where e.contract_id = c.id and ${held} in (p.debit, p.credit))
				end as posted) b
			cross join lateral (select case c.kind
				when 'loan' then (c.state ->> 'inTerm')::numeric + (c.state ->> 'overdue')::numeric + (c.state ->> 'frozen')::numeric
				when 'savings-account' then (c.state ->> 'balance')::numeric
				when 'custody' then (c.state ->> 'held')::numeric
				end as cached) s
		where (c.version, c.version, c.last_on, c.last_recorded_at) is distinct from (v.events, v.seq, v."on", v.recorded_at) or b.posted is distinct from s.cached
		order by c.id limit 1000`)
	return read.rows
}
