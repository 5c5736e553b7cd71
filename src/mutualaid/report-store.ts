import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Drawn } from '../units/map.js'
import { drawnRelation } from '../units/store.js'
import { aidAccounts } from './aid.js'
import type { AidKey, AidLine } from './report.js'
import { scoped } from './store.js'

export type AidQuestion = {
	readonly by: AidKey
	readonly from: CalendarDate | null
	readonly to: CalendarDate
	readonly knownAt: Instant
	readonly communeIds: readonly string[] | null
	/** Where each commune stands; asked for when the key is a place. */
	readonly map: ReadonlyMap<string, Drawn> | null
}

/** What was posted to the books of help up to a day, as it was known then, summed by act and then by key and unit. */
export async function sumAid(tx: Tx, { by, from, to, knownAt, communeIds, map }: AidQuestion, scope: Scope): Promise<readonly AidLine[]> {
	const { source, given, lent, returned, forgiven } = aidAccounts
	const inPeriod = from === null ? sql`true` : sql`p."on" >= ${from}::date`
	const ofPlace = communeIds === null ? sql`true` : sql`a.commune_id = any(${bigints(communeIds)})`
	const { key, name, join } = keyOf(by, map)
	const read = await tx.execute<Line>(sql`
		with told as (
			select p.contract_id,
				${moved(given, source)} filter (where ${inPeriod}) as given,
				${moved(lent, source)} filter (where ${inPeriod}) as lent,
				${moved(returned, lent)} filter (where ${inPeriod}) as returned,
				${moved(forgiven, lent)} filter (where ${inPeriod}) as forgiven,
				sum(case when p.debit = ${lent} then p.amount when p.credit = ${lent} then -p.amount else 0 end) as outstanding
			from postings p join books b on b.id = p.book_id and b.kind = 'aid'
			where p."on" <= ${to}::date and p.recorded_at <= ${knownAt}::timestamptz group by p.contract_id
		), acts as (
			select a.*, coalesce(t.given, 0) as given, coalesce(t.lent, 0) as lent, coalesce(t.returned, 0) as returned,
				coalesce(t.forgiven, 0) as forgiven, t.outstanding, coalesce(t.given, 0) + coalesce(t.lent, 0) > 0 as helped
			from told t join aid_acts a on a.id = t.contract_id where ${scoped(scope)} and ${ofPlace}
		)
		select ${key} as key, ${name} as name, a.unit, count(*) filter (where a.helped)::int as acts, sum(a.given) as given, sum(a.lent) as lent,
			sum(a.returned) as returned, sum(a.forgiven) as forgiven, sum(a.outstanding) as outstanding,
			coalesce(sum(a.value) filter (where a.helped and ${from === null ? sql`true` : sql`a."on" >= ${from}::date`}), 0) as value
		from acts a${join} group by 1, 2, 3
		having sum(a.given) <> 0 or sum(a.lent) <> 0 or sum(a.returned) <> 0 or sum(a.forgiven) <> 0 or sum(a.outstanding) <> 0
		order by 1 nulls last, 3 limit 100000`)
	return read.rows.map(({ key: id, name: called, unit, acts, ...sums }) => ({
		key: id,
		name: called,
		unit,
		acts,
		given: moneyFromText(sums.given),
		lent: moneyFromText(sums.lent),
		returned: moneyFromText(sums.returned),
		forgiven: moneyFromText(sums.forgiven),
		outstanding: moneyFromText(sums.outstanding),
		value: moneyFromText(sums.value),
	}))
}

type Sums = 'given' | 'lent' | 'returned' | 'forgiven' | 'outstanding' | 'value'
type Line = Omit<AidLine, Sums> & Record<Sums, string> & Record<string, unknown>

/** What went from one account to another, less what came back. */
function moved(debit: string, credit: string): SQL {
	return sql`sum(case when p.debit = ${debit} and p.credit = ${credit} then p.amount
		when p.debit = ${credit} and p.credit = ${debit} then -p.amount else 0 end)`
}

/** How an act is told under a key. A place is named on the map; goods of one name in two units are two lines anyway. */
function keyOf(by: AidKey, map: ReadonlyMap<string, Drawn> | null): { key: SQL; name: SQL; join: SQL } {
	const nothing = sql``
	if (map !== null) {
		const join = sql` left join ${drawnRelation(map)} on drawn.commune_id = a.commune_id`
		return { key: by === 'commune' ? sql`drawn.unit_id::text` : sql`drawn.parent_id::text`, name: sql`null::text`, join }
	}
	const column = sql.raw({ kind: 'a.goods', purpose: 'a.purpose', programme: 'a.programme' }[by as 'kind' | 'purpose' | 'programme'])
	return { key: column, name: column, join: nothing }
}
