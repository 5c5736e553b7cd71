import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import { fold } from '../kernel/personal-id.js'
import type { DayOff } from './days-off.js'
import type { Drawn, Succession, UnitPeriod } from './map.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { ListUnits, OverrideTransactionDay, SetDayOff, SetTransactionDay, TransactionDays, UnitView } from './schemas.js'
import { prefixPattern, wordsPattern } from './search.js'
import {
	type ExternalOwner,
	noticedDays,
	transactionDayOverrides,
	transactionDays,
	unitSuccessions,
	type UnitLevel,
	units,
	unitVersions,
} from './tables.js'

export type NewVersion = {
	readonly code: string | null
	readonly name: string
	readonly label: string
	readonly parentId: string | null
	readonly validFrom: CalendarDate
	readonly validTo: CalendarDate | null
	readonly basis: string
}

/** The units that were in being on a day, by code. */
export async function listUnits(tx: Tx, on: CalendarDate, query: ListUnits, wish: PageWish): Promise<Page<UnitView>> {
	const conditions = [
		inBeing(on),
		...(query.level === undefined ? [] : [sql`u.level = ${query.level}`]),
		...(query.parentId === undefined ? [] : [sql`v.parent_id = ${query.parentId}::bigint`]),
		...(query.q === undefined ? [] : [sql`(' ' || v.name_key like ${wordsPattern(query.q)} or v.code like ${prefixPattern(query.q)})`]),
		...(wish.after === null ? [] : [sql`(coalesce(v.code, ''), v.unit_id) > (${wish.after[0]}, ${wish.after[1]}::bigint)`]),
	]
	const read = await tx.execute<UnitView>(sql`${unitSelect} where ${sql.join(conditions, sql` and `)}
		order by coalesce(v.code, ''), v.unit_id limit ${wish.limit + 1}`)
	return pageOf(read.rows, wish.limit, (row) => [row.code ?? '', row.id])
}

/** A unit as it was called on the day, or nearest to it; null where there is none of that id. */
export async function readUnit(tx: Tx, id: string, on: CalendarDate): Promise<UnitView | null> {
	const read = await tx.execute<UnitView>(sql`${unitSelect} where v.unit_id = ${id}::bigint
		order by (v.valid_from <= ${on}::date) desc, case when v.valid_from <= ${on}::date then v.valid_from end desc, v.valid_from limit 1`)
	return read.rows[0] ?? null
}

/** The unit that bore the code on the day; the same code was another unit's before 01/07/2025. */
export async function unitByCode(tx: Tx, code: string, on: CalendarDate): Promise<UnitView | null> {
	const read = await tx.execute<UnitView>(sql`${unitSelect} where v.code = ${code} and ${inBeing(on)} limit 1`)
	return read.rows[0] ?? null
}

/** The communes at or below a unit at any time, with the former ones that went into them. */
export async function communesBelow(tx: Tx, unitId: string): Promise<readonly string[]> {
	const read = await tx.execute<{ id: string }>(sql`with recursive below (id) as (
			select ${unitId}::bigint
			union
			select next.id from below, lateral (
				select v.unit_id as id from unit_versions v where v.parent_id = below.id
				union all
				select s.old_id from unit_successions s where s.new_id = below.id
			) next
		)
		select u.id from below join units u on u.id = below.id where u.level = 'commune' order by u.id limit 20000`)
	return read.rows.map((row) => row.id)
}

/** Every version of every province, district and commune, and what went into what: what the maps are drawn from. */
export async function readPeriods(tx: Tx): Promise<{ periods: readonly UnitPeriod[]; successions: readonly Succession[] }> {
	const periods = await tx.execute<UnitPeriod>(sql`select v.unit_id as "unitId", v.code, v.name, v.parent_id as "parentId",
			v.valid_from as "validFrom", v.valid_to as "validTo"
		from unit_versions v join units u on u.id = v.unit_id
		where u.level <> 'hamlet' limit 50000`)
	const successions = await tx.execute<Succession>(sql`select s.old_id as "oldId", s.new_id as "newId" from unit_successions s limit 50000`)
	return { periods: periods.rows, successions: successions.rows }
}

/**
 * A map as a relation for a report's query, `drawn (commune_id, unit_id, parent_id)`: joined to rows that have a
 * commune, it sends each to the unit that stands for it, so that the database can add up by it.
 */
export function drawnRelation(drawn: ReadonlyMap<string, Drawn>): SQL {
	const entries = [...drawn.entries()]
	return sql`unnest(
		${bigints(entries.map(([communeId]) => communeId))},
		${bigints(entries.map(([, one]) => one.unitId))},
		${bigints(entries.map(([, one]) => one.parentId))}
	) as drawn (commune_id, unit_id, parent_id)`
}

/** Two programs that start at once on one database load its units, or its catalogue, one after the other. */
export async function lockForLoading(tx: Tx, what: 'units' | 'catalogue'): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`soquy.load.${what}`}, 0))`)
}

/** New units of one level with their first version; their ids in the order given. */
export async function insertUnits(tx: Tx, level: UnitLevel, versions: readonly NewVersion[]): Promise<readonly string[]> {
	const made = await tx
		.insert(units)
		.values(versions.map(() => ({ level })))
		.returning({ id: units.id })
	const ids = made
		.map((row) => row.id)
		.sort((a, b) => (a < b ? -1 : 1))
		.map(String)
	await tx
		.insert(unitVersions)
		.values(
			versions.map((version, index) => ({ ...version, unitId: must(ids[index], 'an id for each unit'), nameKey: fold(version.name) })),
		)
	return ids
}

export async function insertSuccessions(
	tx: Tx,
	rows: readonly { oldId: string; newId: string; onDate: CalendarDate; basis: string }[],
): Promise<void> {
	await tx.insert(unitSuccessions).values([...rows])
}

/** The listed days of a year. */
export async function readDaysOff(tx: Tx, year: number): Promise<readonly DayOff[]> {
	const read = await tx.execute<DayOff & Record<string, unknown>>(sql`
		select d.on_date as "on", d.kind, d.basis from (
			select distinct on (on_date) on_date, kind, basis from days_off where extract(year from on_date) = ${year}
			order by on_date, recorded_at desc
		) d where d.kind <> 'ordinary' order by d.on_date limit 1000`)
	return read.rows
}

/** Lists the days that a new house begins with: known from the beginning, and entered only where none ever was. */
export async function insertFirstDaysOff(tx: Tx, rows: readonly DayOff[]): Promise<void> {
	const [found] = await tx.select({ on: noticedDays.onDate }).from(noticedDays).limit(1)
	if (found !== undefined) return
	await tx.insert(noticedDays).values(rows.map(({ on, kind, basis }) => ({ onDate: on, kind, basis, recordedAt: sql`'epoch'` })))
}

/** What a day is from now on. What was entered about it before stays, with the time in which it was so. */
export async function insertDayOff(tx: Tx, { on, kind, basis }: SetDayOff): Promise<void> {
	await tx.insert(noticedDays).values({ onDate: on, kind, basis })
}

/** The fixed days of a commune by date, and the months in which another was announced. */
export async function readTransactionDays(tx: Tx, unitId: string): Promise<TransactionDays> {
	const days = await tx.execute<
		TransactionDays['days'][number]
	>(sql`select distinct on (from_on) from_on as "from", day_of_month as "dayOfMonth"
		from transaction_days where unit_id = ${unitId}::bigint order by from_on, recorded_at desc limit 500`)
	const overrides = await tx.execute<TransactionDays['overrides'][number]>(sql`select distinct on (month) month, on_date as "on"
		from transaction_day_overrides where unit_id = ${unitId}::bigint order by month, recorded_at desc limit 2000`)
	return { days: days.rows, overrides: overrides.rows }
}

/** The day of the month on which the bank comes to a commune, as fixed on a day or, before the first fixing, by it. */
export async function readTransactionDay(tx: Tx, communeId: string, on: CalendarDate): Promise<number | null> {
	const { days } = await readTransactionDays(tx, communeId)
	const fixed = days.findLast(({ from }) => from <= on) ?? days[0]
	return fixed?.dayOfMonth ?? null
}

export async function insertTransactionDay(tx: Tx, unitId: string, { from, dayOfMonth }: SetTransactionDay): Promise<void> {
	await tx.insert(transactionDays).values({ unitId, fromOn: from, dayOfMonth })
}

export async function insertTransactionDayOverride(tx: Tx, unitId: string, { month, on }: OverrideTransactionDay): Promise<void> {
	await tx.insert(transactionDayOverrides).values({ unitId, month, onDate: on })
}

function inBeing(on: CalendarDate): SQL {
	return sql`v.valid_from <= ${on}::date and (v.valid_to is null or v.valid_to >= ${on}::date)`
}

/** What a unit was called when it became another or came from another: its last version before that day, its first after. */
const unitSelect = sql`select v.unit_id as id, u.level, v.code, v.name, v.label, v.parent_id as "parentId",
		v.valid_from as "validFrom", v.valid_to as "validTo",
		(select json_agg(json_build_object('code', w.code, 'name', w.name, 'label', w.label, 'parentId', w.parent_id::text,
				'validFrom', w.valid_from, 'validTo', w.valid_to) order by w.valid_from)
			from unit_versions w where w.unit_id = v.unit_id) as versions,
		(select coalesce(json_agg(json_build_object('id', s.old_id::text, 'code', o.code, 'name', o.name, 'on', s.on_date) order by o.code), '[]')
			from unit_successions s cross join lateral (select w.code, w.name from unit_versions w
				where w.unit_id = s.old_id order by w.valid_from desc limit 1) o where s.new_id = v.unit_id) as predecessors,
		(select coalesce(json_agg(json_build_object('id', s.new_id::text, 'code', n.code, 'name', n.name, 'on', s.on_date) order by n.code), '[]')
			from unit_successions s cross join lateral (select w.code, w.name from unit_versions w
				where w.unit_id = s.new_id order by w.valid_from limit 1) n where s.old_id = v.unit_id) as successors
	from unit_versions v join units u on u.id = v.unit_id`

/** The code that a lender gives to a unit, group, member or loan of ours. */
export type ExternalCode = { readonly ownerKind: ExternalOwner; readonly ownerId: string; readonly issuer: string; readonly code: string }

export async function insertExternalCodes(tx: Tx, codes: readonly ExternalCode[]): Promise<void> {
	if (codes.length === 0) return
	await tx.$client.query({
		name: 'external-codes-insert',
		text: `insert into external_codes (owner_kind, owner_id, issuer, code)
			select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[])`,
		values: [
			codes.map((one) => one.ownerKind),
			codes.map((one) => one.ownerId),
			codes.map((one) => one.issuer),
			codes.map((one) => one.code),
		],
	})
}

/** Notes one such code; false where the owner has one already, or the code is another's. */
export async function insertExternalCode(tx: Tx, { ownerKind, ownerId, issuer, code }: ExternalCode): Promise<boolean> {
	const written = await tx.$client.query({
		name: 'external-code-insert',
		text: `insert into external_codes (owner_kind, owner_id, issuer, code) values ($1, $2, $3, $4) on conflict do nothing`,
		values: [ownerKind, ownerId, issuer, code],
	})
	return written.rowCount === 1
}
