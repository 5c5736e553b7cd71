import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { instantFromDatabase } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { accountCode } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import type { PageWish } from '../platform/page.js'
import { bigints, texts } from '../platform/sql-lists.js'
import type { OpeningKind } from './columns.js'
import type { Accept, Finding, Letters, Outcome, RawRow, RowOutcome, StoredOpening, Verdict } from './stored.js'

export type NewOpening = {
	readonly kind: OpeningKind
	readonly fileName: string
	readonly sha256: string
	readonly openingOn: CalendarDate
	readonly accept: Accept
	readonly rows: number
	readonly columns: Letters
	readonly communeIds: readonly string[] | null
	readonly jobId: string
	readonly recordedBy: string
}

/** The number that the next list will have: its job is asked for before it is written. */
export async function nextOpeningId(tx: Tx): Promise<string> {
	const read = await tx.execute<{ id: string }>(sql`select nextval('openings_id_seq') as id`)
	return must(read.rows[0], 'a number').id
}

/** Keeps a list that was handed in, and its rows. */
export async function insertOpening(tx: Tx, id: string, made: NewOpening, rows: readonly RawRow[]): Promise<void> {
	const communes = made.communeIds === null ? sql`null` : bigints(made.communeIds)
	await tx.execute(sql`insert into openings (id, kind, file_name, sha256, opening_on, accept, rows, columns, commune_ids, job_id, recorded_by, recorded_at)
		values (${id}::bigint, ${made.kind}, ${made.fileName}, ${made.sha256}, ${made.openingOn}::date, ${made.accept}, ${made.rows}::int, ${JSON.stringify(made.columns)}::jsonb, ${communes},
			${made.jobId}::bigint, ${made.recordedBy}::bigint, clock_timestamp())`)
	for (let start = 0; start < rows.length; start += batchSize)
		await tx.$client.query({
			name: 'opening-rows-insert',
			text: 'insert into opening_rows (opening_id, line, key, cells) select $1::bigint, * from unnest($2::int[], $3::text[], $4::jsonb[])',
			values: [id, ...columnsOf(rows.slice(start, start + batchSize), ({ line, key, cells }) => [line, key, JSON.stringify(cells)], 3)],
		})
}

const batchSize = 2_000

/** The rows of a list from a line on: at most `limit`. */
export async function readRows(tx: Tx, openingId: string, after: number, limit: number): Promise<readonly RawRow[]> {
	const read = await tx.execute<RawRow & Record<string, unknown>>(sql`select line, key, cells from opening_rows
		where opening_id = ${openingId}::bigint and line > ${after}::int order by line limit ${limit}`)
	return read.rows
}

/** The line that says each of these keys first. */
export async function readFirstLines(tx: Tx, openingId: string, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const read = await tx.execute<{ key: string; line: number }>(sql`select r.key, min(r.line) as line from opening_rows r
		where r.opening_id = ${openingId}::bigint and r.key = any(${texts(keys)}) group by r.key`)
	return new Map(read.rows.map(({ key, line }) => [key, line]))
}

/** Keeps what was found of some rows. */
export async function insertFindings(tx: Tx, openingId: string, found: readonly Finding[]): Promise<void> {
	await tx.$client.query({
		name: 'opening-findings-insert',
		text: `insert into opening_findings (opening_id, line, verdict, faults, warnings, lender_id, group_id, commune_id, amount)
			select $1::bigint, * from unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[], $6::bigint[], $7::bigint[], $8::bigint[], $9::numeric[])`,
		values: [
			openingId,
			...columnsOf(
				found,
				({ line, verdict, faults, warnings, lenderId, groupId, communeId, amount }) => [
					line,
					verdict,
					listOrNull(faults),
					listOrNull(warnings),
					lenderId,
					groupId,
					communeId,
					amount === null ? null : String(amount),
				],
				8,
			),
		],
	})
}

/** How many rows there are of each verdict, and what they bring forward. */
export async function countVerdicts(tx: Tx, openingId: string): Promise<Readonly<Record<Verdict, { rows: number; amount: Money }>>> {
	const read = await tx.execute<{
		verdict: Verdict
		rows: number
		amount: string
	}>(sql`select verdict, count(*)::int as rows, coalesce(sum(amount), 0) as amount
		from opening_findings where opening_id = ${openingId}::bigint group by verdict`)
	const nothing = { rows: 0, amount: moneyFromText('0') }
	const counted = new Map(read.rows.map(({ verdict, rows, amount }) => [verdict, { rows, amount: moneyFromText(amount) }]))
	const of = (verdict: Verdict) => counted.get(verdict) ?? nothing
	return { good: of('good'), correction: of('correction'), already: of('already'), bad: of('bad') }
}

/** How many rows came to what. */
export async function countOutcomes(tx: Tx, openingId: string): Promise<Readonly<Record<Outcome, number>>> {
	const read = await tx.execute<{ outcome: Outcome; rows: number }>(sql`select outcome, count(*)::int as rows
		from opening_outcomes where opening_id = ${openingId}::bigint group by outcome`)
	const counted = new Map(read.rows.map(({ outcome, rows }) => [outcome, rows]))
	const of = (outcome: Outcome) => counted.get(outcome) ?? 0
	return { opened: of('opened'), corrected: of('corrected'), already: of('already'), left: of('left') }
}

/** Where rows are opened: the book has one entry for each. */
export type OpenedPlace = { readonly lenderId: string | null; readonly groupId: string | null; readonly communeId: string }

/** A row that is still to be opened or corrected, with where it is opened. */
export type DueRow = RawRow & OpenedPlace

/**
 * The rows that are still to be opened or corrected, whole places at a time, so that each has one entry in the book: as many
 * places as hold the next `limit` rows.
 */
export async function readDueRows(tx: Tx, openingId: string, limit: number): Promise<readonly DueRow[]> {
	const place = sql`f.lender_id, f.group_id, case when f.group_id is null then f.commune_id end`
	const read = await tx.execute<DueRow & Record<string, unknown>>(sql`with due as (
			select f.line, f.lender_id, f.group_id, f.commune_id, dense_rank() over (order by ${place}) as place from opening_findings f
			where f.opening_id = ${openingId}::bigint and f.verdict in ('good', 'correction')
				and not exists (select from opening_outcomes o where o.opening_id = f.opening_id and o.line = f.line)
		)
		select r.line, r.key, r.cells, due.lender_id as "lenderId", due.group_id as "groupId", due.commune_id as "communeId"
		from due join opening_rows r on r.opening_id = ${openingId}::bigint and r.line = due.line
		where due.place <= (select max(place) from (select place from due order by place limit ${limit}) first) order by due.place, r.line`)
	return read.rows
}

/** Keeps what became of some rows. */
export async function insertOutcomes(tx: Tx, openingId: string, rows: readonly RowOutcome[]): Promise<void> {
	await tx.$client.query({
		name: 'opening-outcomes-insert',
		text: `insert into opening_outcomes (opening_id, line, outcome, contract_id, event_seq, faults)
			select $1::bigint, * from unnest($2::int[], $3::text[], $4::bigint[], $5::int[], $6::jsonb[])`,
		values: [
			openingId,
			...columnsOf(rows, ({ line, outcome, contractId, eventSeq, faults }) => [line, outcome, contractId, eventSeq, listOrNull(faults)], 5),
		],
	})
}

export type NewOpeningEntry = OpenedPlace & {
	readonly entryId: string
	readonly openingId: string | null
	readonly contracts: number
	readonly amount: Money
}

/** Keeps which entry of the book opened which lender's and group's balances. */
export async function insertOpeningEntries(tx: Tx, made: readonly NewOpeningEntry[]): Promise<void> {
	if (made.length === 0) return
	await tx.$client.query({
		name: 'opening-entries-insert',
		text: `insert into opening_entries (entry_id, opening_id, lender_id, group_id, commune_id, contracts, amount)
			select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::int[], $7::numeric[])`,
		values: columnsOf(
			made,
			({ entryId, openingId, lenderId, groupId, communeId, contracts, amount }) => [
				entryId,
				openingId,
				lenderId,
				groupId,
				communeId,
				contracts,
				String(amount),
			],
			7,
		),
	})
}

const openingSelect = sql`select o.id, o.kind, o.file_name as "fileName", o.sha256, o.opening_on as "openingOn", o.accept, o.rows, o.columns, o.job_id as "jobId",
	j.status as "jobStatus", j.done,
	o.accept = 'all-or-nothing' and exists (select from opening_findings f where f.opening_id = o.id and f.verdict = 'bad') as "isBarred", o.recorded_by as "recordedBy", o.recorded_at as "recordedAt" from openings o join jobs j on j.id = o.job_id`

/** A list within reach; null where it is foreign or unknown. */
export async function readOpening(tx: Tx, id: string, scope: Scope): Promise<StoredOpening | null> {
	const [found] = await openingsOf(tx, sql`${openingSelect} where o.id = ${id}::bigint and ${visible(scope)}`)
	return found ?? null
}

/** Lists within reach, the latest first; one more than the limit. */
export function listOpenings(tx: Tx, scope: Scope, { limit, after }: PageWish): Promise<readonly StoredOpening[]> {
	const earlier = after === null ? sql`true` : sql`o.id < ${after[0]}::bigint`
	return openingsOf(tx, sql`${openingSelect} where ${visible(scope)} and ${earlier} order by o.id desc limit ${limit + 1}`)
}

/** The latest list of the same content for the same day; null where there was none. */
export async function latestOfFile(
	tx: Tx,
	{ sha256, kind, openingOn }: Pick<NewOpening, 'sha256' | 'kind' | 'openingOn'>,
	scope: Scope,
): Promise<StoredOpening | null> {
	const [found] = await openingsOf(
		tx,
		sql`${openingSelect} where o.sha256 = ${sha256} and o.kind = ${kind} and o.opening_on = ${openingOn}::date and ${visible(scope)}
			order by o.id desc limit 1`,
	)
	return found ?? null
}

/** A line that was not opened, with why. */
export type LeftRow = RawRow & { readonly faults: Finding['faults'] }

/** The rows of a list that were not opened, from a line on: wrong ones, and those that were left after all. */
export async function readLeftRows(tx: Tx, openingId: string, after: number, limit: number): Promise<readonly LeftRow[]> {
	const read = await tx.execute<
		LeftRow & Record<string, unknown>
	>(sql`select r.line, r.key, r.cells, coalesce(o.faults, f.faults, '[]'::jsonb) as faults
		from opening_rows r join opening_findings f on f.opening_id = r.opening_id and f.line = r.line
			left join opening_outcomes o on o.opening_id = r.opening_id and o.line = r.line
		where r.opening_id = ${openingId}::bigint and r.line > ${after}::int and (f.verdict = 'bad' or o.outcome = 'left') order by r.line limit ${limit}`)
	return read.rows
}

export type OpeningEntryRow = Omit<NewOpeningEntry, 'openingId'> & {
	readonly lenderCode: string | null
	readonly groupCode: string | null
	readonly groupName: string | null
}

/** By which entries a list opened the balances of its lenders and groups, from an entry on: one more than the limit. */
export async function listOpeningEntries(tx: Tx, openingId: string, { limit, after }: PageWish): Promise<readonly OpeningEntryRow[]> {
	const read = await tx.execute<
		Omit<OpeningEntryRow, 'amount'> & { amount: string }
	>(sql`select e.entry_id as "entryId", e.lender_id as "lenderId",
			e.group_id as "groupId", e.commune_id as "communeId", e.contracts, e.amount, l.code as "lenderCode", g.code as "groupCode", g.name as "groupName"
		from opening_entries e left join lenders l on l.id = e.lender_id left join groups g on g.id = e.group_id
		where e.opening_id = ${openingId}::bigint and e.entry_id > ${after?.[0] ?? '0'}::bigint order by e.entry_id limit ${limit + 1}`)
	return read.rows.map((row) => ({ ...row, amount: moneyFromText(row.amount) }))
}

/** Books in which the opening account is not at nothing: what contracts brought forward and the entries by lender and group differ. */
export async function checkOpenings(tx: Tx): Promise<readonly { readonly book: string; readonly what: string }[]> {
	const codes = sql`case b.kind when 'own' then ${accountCode('own', 'opening')} when 'memorandum' then ${accountCode('memorandum', 'opening')}
		when 'group' then ${accountCode('group', 'opening')} end`
	const read = await tx.execute<{
		book: string
		amount: string
	}>(sql`select b.code as book, sum(case when p.debit = ${codes} then p.amount else -p.amount end) as amount
		from postings p join books b on b.id = p.book_id where ${codes} in (p.debit, p.credit)
		group by b.code having sum(case when p.debit = ${codes} then p.amount else -p.amount end) <> 0 order by 1 limit 100`)
	return read.rows.map(({ book, amount }) => ({ book, what: `${amount} đồng brought forward are not cleared` }))
}

/** Who reaches every commune that a list was brought for may look at it. */
function visible(scope: Scope): SQL {
	if (scope.kind === 'all') return sql`true`
	return scope.kind === 'unit' ? sql`o.commune_ids <@ ${bigints(scope.communeIds)}` : sql`false`
}

async function openingsOf(tx: Tx, query: SQL): Promise<readonly StoredOpening[]> {
	const found = await tx.execute<Omit<StoredOpening, 'recordedAt'> & { recordedAt: string } & Record<string, unknown>>(query)
	return found.rows.map((row) => ({ ...row, recordedAt: instantFromDatabase(row.recordedAt) }))
}

function listOrNull(list: readonly unknown[]): string | null {
	return list.length === 0 ? null : JSON.stringify(list)
}

/** Rows as columns, for unnest. */
function columnsOf<T>(rows: readonly T[], cellsOf: (row: T) => readonly unknown[], width: number): unknown[][] {
	const columns: unknown[][] = Array.from({ length: width }, () => [])
	for (const row of rows) for (const [index, cell] of cellsOf(row).entries()) columns[index]?.push(cell)
	return columns
}
