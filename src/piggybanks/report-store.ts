import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Drawn } from '../units/map.js'
import { drawnRelation } from '../units/store.js'
import { scoped } from './store.js'

/** What the piggy banks of a year came to, in đồng. */
export type PiggyBankSums = {
	readonly piggyBanks: number
	readonly members: number
	readonly opened: number
	readonly target: Money
	readonly counted: Money
	/** The least and the most that was counted in one of them; null where none was opened. */
	readonly countedLeast: Money | null
	readonly countedMost: Money | null
	readonly fed: Money
	readonly paidOut: Money
}
/** One line, by the id of a commune of the map or of a group; null with `isTotal` is the sum. */
export type PiggyBankSum = PiggyBankSums & { readonly id: string | null; readonly isTotal: boolean }

export type SumQuestion = {
	readonly year: number
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	/** Where each commune stands; null where the sums are by group. */
	readonly map: ReadonlyMap<string, Drawn> | null
	readonly communeIds: readonly string[] | null
}

/** The sums of a year by commune or by group, and over all: what the events of days up to one, known at a moment, say of each piggy bank. */
export async function sumPiggyBanks(
	tx: Tx,
	{ year, asOf, knownAt, map, communeIds }: SumQuestion,
	scope: Scope,
): Promise<readonly PiggyBankSum[]> {
	const known = (event: string): SQL => sql`${sql.raw(event)}.recorded_at <= ${knownAt}::timestamptz`
	const ofPlace = communeIds === null ? sql`true` : sql`p.commune_id = any(${bigints(communeIds)})`
	const joined = map === null ? sql`` : sql` left join ${drawnRelation(map)} on drawn.commune_id = p.commune_id`
	const read = await tx.execute<Line>(sql`
		with told as (
			select p.member_id, p.target, ${map === null ? sql`p.group_id` : sql`coalesce(drawn.unit_id, p.commune_id)`} as key_id, e.*
			from piggy_banks p join groups g on g.id = p.group_id${joined} cross join lateral (
				select bool_or(e.type = 'started') as started, bool_or(e.type = 'opened') as opened, sum(e.amount) filter (where e.type = 'opened') as counted,
					sum(e.amount) filter (where e.type = 'fed') as fed, sum(e.amount) filter (where e.type = 'paid-out') as paid_out
				from events e where e.contract_id = p.id and e."on" <= ${asOf}::date and ${known('e')} and e.reverses is null
					and not exists (select from events r where r.contract_id = e.contract_id and r.reverses = e.seq and ${known('r')})
			) e where p.year = ${year} and e.started and ${scoped(scope)} and ${ofPlace}
		)
		select key_id as id, grouping(key_id) = 1 as "isTotal", count(*)::int as "piggyBanks", count(distinct member_id)::int as members,
			count(*) filter (where opened)::int as opened, coalesce(sum(target), 0) as target, coalesce(sum(counted), 0) as counted,
			min(counted) filter (where opened) as "countedLeast", max(counted) filter (where opened) as "countedMost",
			coalesce(sum(fed) filter (where not opened), 0) as fed, coalesce(sum(paid_out), 0) as "paidOut"
		from told group by grouping sets ((key_id), ()) limit 100000`)
	return read.rows.map((row) => ({
		...row,
		target: moneyFromText(row.target),
		counted: moneyFromText(row.counted),
		countedLeast: row.countedLeast === null ? null : moneyFromText(row.countedLeast),
		countedMost: row.countedMost === null ? null : moneyFromText(row.countedMost),
		fed: moneyFromText(row.fed),
		paidOut: moneyFromText(row.paidOut),
	}))
}

type Line = {
	readonly [K in keyof PiggyBankSum]: PiggyBankSum[K] extends Money
		? string
		: PiggyBankSum[K] extends Money | null
			? string | null
			: PiggyBankSum[K]
} & Record<string, unknown>

/** What groups are called, by id. */
export async function readGroupNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, { code: string; name: string }>> {
	const read = await tx.execute<{ id: string; code: string; name: string }>(
		sql`select g.id, g.code, g.name from groups g where g.id = any(${bigints(ids)}) limit ${ids.length}`,
	)
	return new Map(read.rows.map(({ id, ...label }) => [id, label]))
}
