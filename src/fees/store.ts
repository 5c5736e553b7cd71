import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { FeeHolder } from './accounts.js'
import { linesOfStored } from './line.js'
import type { Month } from './month.js'
import type { FeeRow, Standing } from './stored.js'

export type FeeFilter = {
	readonly id?: string | undefined
	readonly lenderId?: string | undefined
	readonly groupId?: string | undefined
	readonly holder?: FeeHolder | undefined
	readonly communeIds?: readonly string[] | undefined
}

const feeSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
		f.lender_id, n.code as lender_code, f.group_id, g.code as group_code, g.name as group_name, g.commune_id, f.holder
	from fees f join contracts c on c.id = f.id join books b on b.id = c.book_id
		join lenders n on n.id = f.lender_id join groups g on g.id = f.group_id`

/** Holds a lender while a month is reckoned with it, so that two officers do not make the same fee twice. */
export async function lockLender(tx: Tx, lenderId: string): Promise<void> {
	await tx.execute(sql`select n.id from lenders n where n.id = ${lenderId}::bigint for no key update`)
}

/** Fees by id from a cursor on, at most `limit`, locked when they are to be recorded on. */
export async function readFees(
	tx: Tx,
	filter: FeeFilter,
	scope: Scope,
	{ after = '0', limit = 100_000, lock = false }: { readonly after?: string; readonly limit?: number; readonly lock?: boolean } = {},
): Promise<readonly FeeRow[]> {
	const read = await tx.execute<Row>(sql`${feeSelect} where c.id > ${after}::bigint and ${conditionOf(filter, scope)}
		order by c.id limit ${limit} ${lock ? sql`for update of c` : sql``}`)
	return read.rows.map(feeOfRow)
}

/** One fee, locked; a foreign one is as unknown as one that is not there. */
export async function lockFee(tx: Tx, id: string, scope: Scope): Promise<FeeRow> {
	const [fee] = await readFees(tx, { id }, scope, { lock: true })
	if (fee === undefined) throw new Refusal('fee.not-found')
	return fee
}

/** Writes whom the contracts of these ids are for. */
export async function insertFees(
	tx: Tx,
	made: readonly { readonly id: string; readonly lenderId: string; readonly groupId: string; readonly holder: FeeHolder }[],
): Promise<void> {
	await tx.$client.query({
		name: 'fees-insert',
		text: `insert into fees (id, lender_id, group_id, holder) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])`,
		values: [made.map(({ id }) => id), made.map((one) => one.lenderId), made.map((one) => one.groupId), made.map(({ holder }) => holder)],
	})
}

/** The groups among these that the asker may see. */
export async function groupsWithin(tx: Tx, groupIds: readonly string[], scope: Scope): Promise<ReadonlySet<string>> {
	const read = await tx.execute<{ id: string }>(sql`select g.id from groups g where g.id = any(${bigints(groupIds)})
		and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })}`)
	return new Set(read.rows.map(({ id }) => id))
}

/**
 * The reckonings that stand of some months, for the fees that the filter and the scope let through: of each month the
 * latest on days up to `asOf` that was known then and not reversed.
 */
export async function readStandings(
	tx: Tx,
	filter: FeeFilter,
	scope: Scope,
	when: { readonly from: Month; readonly to: Month; readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<readonly Standing[]> {
	const { from, to, asOf, knownAt } = when
	const read = await tx.execute<Omit<Standing, 'recordedAt' | 'lines'> & { recordedAt: string; lines: unknown }>(sql`
		select distinct on (e.contract_id, e.details ->> 'month') e.contract_id as "contractId", f.lender_id as "lenderId", f.group_id as "groupId",
			f.holder, e.details ->> 'month' as month, e.seq, e."on", e.recorded_at as "recordedAt", e.details ->> 'knownAt' as "knownAt", e.details -> 'lines' as lines
		from fees f join contracts c on c.id = f.id join groups g on g.id = f.group_id join events e on e.contract_id = f.id
		where ${conditionOf(filter, scope)} and e.type in ('reckoned', 'adjusted') and e.details ->> 'month' between ${from} and ${to}
			and e."on" <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz and not exists (select from events r
				where r.contract_id = e.contract_id and r.reverses = e.seq and r.recorded_at <= ${knownAt}::timestamptz)
		order by e.contract_id, e.details ->> 'month', e."on" desc, e.seq desc limit 1000000`)
	return read.rows.map((row) => ({ ...row, recordedAt: instantFromDatabase(row.recordedAt), lines: linesOfStored(row.lines) }))
}

/** The codes and names of some lenders or groups, by id. */
export async function readLabels(
	tx: Tx,
	table: 'lenders' | 'groups',
	ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly key: string; readonly name: string }>> {
	const read = await tx.execute<{ id: string; key: string; name: string }>(
		sql`select k.id, k.code as key, k.name from ${sql.raw(table)} k where k.id = any(${bigints(ids)}) limit ${ids.length}`,
	)
	return new Map(read.rows.map(({ id, ...label }) => [id, label]))
}

function conditionOf({ id, lenderId, groupId, holder, communeIds }: FeeFilter, scope: Scope): SQL {
	const conditions = [within(scope, { groupId: sql`f.group_id`, communeId: sql`g.commune_id`, lenderId: sql`f.lender_id` })]
	if (id !== undefined) conditions.push(sql`f.id = ${id}::bigint`)
	if (lenderId !== undefined) conditions.push(sql`f.lender_id = ${lenderId}::bigint`)
	if (groupId !== undefined) conditions.push(sql`f.group_id = ${groupId}::bigint`)
	if (holder !== undefined) conditions.push(sql`f.holder = ${holder}`)
	if (communeIds !== undefined) conditions.push(sql`g.commune_id = any(${bigints(communeIds)})`)
	return sql.join(conditions, sql` and `)
}

type Row = ContractRow & {
	readonly lender_id: string
	readonly lender_code: string
	readonly group_id: string
	readonly group_code: string
	readonly group_name: string
	readonly commune_id: string
	readonly holder: FeeHolder
} & Record<string, unknown>

function feeOfRow(row: Row): FeeRow {
	return {
		contract: contractOf(row),
		lenderId: row.lender_id,
		lenderCode: row.lender_code,
		groupId: row.group_id,
		groupCode: row.group_code,
		groupName: row.group_name,
		communeId: row.commune_id,
		holder: row.holder,
	}
}
