import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints, texts } from '../platform/sql-lists.js'
import type { NewLine, ReadLine, ReadPayment, SheetRow, Step, WholeSheet } from './stored.js'

export type NewSheet = Pick<SheetRow, 'id' | 'groupId' | 'on' | 'kind' | 'clientId' | 'holderId' | 'recordedBy'>
export type NewStep = Pick<Step, 'sheetId' | 'seq' | 'type' | 'digest' | 'banknotes' | 'note' | 'recordedBy'>

/** The number of a sheet that is to be opened: what is written down of it before may name it. */
export async function nextSheetId(tx: Tx): Promise<string> {
	const next = await tx.$client.query<{ id: string }>({
		name: 'collection-sheet-next',
		text: `select nextval('collection_sheets_id_seq') as id`,
	})
	return must(next.rows[0], 'a number').id
}

/** Opens a sheet. */
export async function insertSheet(tx: Tx, { id, groupId, on, kind, clientId, holderId, recordedBy }: NewSheet): Promise<void> {
	await tx.$client.query({
		name: 'collection-sheet-insert',
		text: `insert into collection_sheets (id, group_id, "on", kind, client_id, holder_id, recorded_at, recorded_by)
			values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)`,
		values: [id, groupId, on, kind, clientId, holderId, recordedBy],
	})
}

/** Writes what was done to a sheet, with its lines and what they paid, in one statement. */
export async function insertStep(tx: Tx, step: NewStep, lines: readonly NewLine[]): Promise<void> {
	const payments = lines.flatMap(({ no, payments: paid }) => paid.map((payment, part) => ({ no, part, payment })))
	await tx.$client.query({
		name: 'collection-step-insert',
		text: `with step_written as (
				insert into collection_steps (sheet_id, seq, type, digest, banknotes, note, recorded_at, recorded_by)
				values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)
			), lines_written as (
				insert into collection_lines (sheet_id, no, step, member_id, status, note, client_id, digest, restates)
				select $1, g.no, $2, g.member_id, g.status, g.note, g.client_id, g.digest, g.restates
				from unnest($8::int[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[])
					as g (no, member_id, status, note, client_id, digest, restates)
			)
			insert into collection_payments (sheet_id, no, part, contract_id, event_seq, kind, amount, receipt_no)
			select $1, g.no, g.part, g.contract_id, g.event_seq, g.kind, g.amount, g.receipt_no
			from unnest($15::int[], $16::smallint[], $17::bigint[], $18::int[], $19::text[], $20::numeric[], $21::text[])
				as g (no, part, contract_id, event_seq, kind, amount, receipt_no)`,
		values: [
			step.sheetId,
			step.seq,
			step.type,
			step.digest,
			step.banknotes === null ? null : JSON.stringify(step.banknotes),
			step.note,
			step.recordedBy,
			lines.map(({ no }) => no),
			lines.map(({ memberId }) => memberId),
			lines.map(({ status }) => status),
			lines.map(({ note }) => note),
			lines.map(({ clientId }) => clientId),
			lines.map(({ digest }) => digest),
			lines.map(({ restates }) => restates),
			payments.map(({ no }) => no),
			payments.map(({ part }) => part + 1),
			payments.map(({ payment }) => payment.contractId),
			payments.map(({ payment }) => payment.eventSeq),
			payments.map(({ payment }) => payment.kind),
			payments.map(({ payment }) => payment.amount.toString()),
			payments.map(({ payment }) => payment.receiptNo),
		],
	})
}

/** Holds contracts, loans and savings alike, in the order of their ids, so that two sittings never wait for each other. */
export async function lockContracts(tx: Tx, ids: readonly string[]): Promise<void> {
	await tx.$client.query({
		name: 'collection-lock-contracts',
		text: 'select id from contracts where id = any($1::bigint[]) order by id for update',
		values: [ids],
	})
}

/** A sheet of a meeting, as the next one needs to know of it. */
export type SheetBeside = {
	readonly id: string
	readonly digest: string | null
	/** Whether any line of it counts, and which of some members are on one that does. */
	readonly stands: boolean
	readonly memberIds: readonly string[]
}

/** The sheets of a group on a day, in the order of recording, and who of some members is on them. */
export async function readSheetsBeside(
	tx: Tx,
	{ groupId, on }: { readonly groupId: string; readonly on: CalendarDate },
	memberIds: readonly string[],
): Promise<readonly SheetBeside[]> {
	const found = await tx.$client.query<SheetBeside>({
		name: 'collection-sheets-beside',
		// Of a sheet that nobody has corrected every line counts, which spares a look for each of them.
		text: `select s.id, t.digest, standing.stands, standing.member_ids as "memberIds"
			from collection_sheets s join collection_steps t on t.sheet_id = s.id and t.seq = 1,
				lateral (select exists (select from collection_steps c where c.sheet_id = s.id and c.type in ('corrected', 'reversed')) as corrected) as steps,
				lateral (select count(*) > 0 as stands, coalesce(array_agg(l.member_id::text) filter (where l.member_id = any($3::bigint[])), '{}') as member_ids
					from collection_lines l where l.sheet_id = s.id and (not steps.corrected or l.status <> 'struck-out'
						and not exists (select from collection_lines r where r.sheet_id = l.sheet_id and r.restates = l.no))) as standing
			where s.group_id = $1::bigint and s."on" = $2::date order by s.id limit 500`,
		values: [groupId, on, memberIds],
	})
	return found.rows
}

/** The sheets of a group on a day with all that was written on them and was known at a moment, in the order of recording. */
export async function readSheetsOf(tx: Tx, groupId: string, on: CalendarDate, knownAt: Instant): Promise<readonly WholeSheet[]> {
	const found = await tx.execute<SheetRecord>(
		sql`${sheetSelect} where s.group_id = ${groupId}::bigint and s."on" = ${on}::date and ${knownBy(sql`s.recorded_at`, knownAt)} order by s.id limit 500`,
	)
	return whole(tx, found.rows.map(sheetOf), knownAt)
}

/** The sheet that a phone calls so, whatever its meeting. */
export async function readSheetByClientId(tx: Tx, clientId: string): Promise<WholeSheet | null> {
	const found = await tx.execute<SheetRecord>(sql`${sheetSelect} where s.client_id = ${clientId}`)
	return (await whole(tx, found.rows.map(sheetOf), null))[0] ?? null
}

/** A sheet with all that was written on it; null where it is foreign, unknown, or was not known then. */
export async function readSheet(tx: Tx, id: string, scope: Scope, knownAt: Instant | null = null): Promise<WholeSheet | null> {
	const found = await tx.execute<SheetRecord>(
		sql`${sheetSelect} where s.id = ${id}::bigint and ${reached(scope)} and ${knownBy(sql`s.recorded_at`, knownAt)}`,
	)
	return (await whole(tx, found.rows.map(sheetOf), knownAt))[0] ?? null
}

/** Sheets by their day, the latest first, with all that was written on them. */
export async function listSheets(
	tx: Tx,
	filter: { readonly groupId?: string | undefined; readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined },
	scope: Scope,
	wish: PageWish,
): Promise<Page<WholeSheet>> {
	const conditions = [reached(scope)]
	if (filter.groupId !== undefined) conditions.push(sql`s.group_id = ${filter.groupId}::bigint`)
	if (filter.from !== undefined) conditions.push(sql`s."on" >= ${filter.from}::date`)
	if (filter.to !== undefined) conditions.push(sql`s."on" <= ${filter.to}::date`)
	if (wish.after !== null) conditions.push(sql`(s."on", s.id) < (${wish.after[0]}::date, ${wish.after[1]}::bigint)`)
	const found = await tx.execute<SheetRecord>(
		sql`${sheetSelect} where ${sql.join(conditions, sql` and `)} order by s."on" desc, s.id desc limit ${wish.limit + 1}`,
	)
	const page = pageOf(found.rows.map(sheetOf), wish.limit, ({ on, id }) => [on, id])
	return { items: await whole(tx, page.items, null), next: page.next }
}

/** The lines that phones call so, each with the sheet it is on. */
export async function readLinesByClientIds(tx: Tx, clientIds: readonly string[]): Promise<readonly ReadLine[]> {
	return readLines(tx, sql`l.client_id = any(${texts(clientIds)})`, null)
}

/**
 * Payments on sheets that their contracts do not know: of another day or amount, or of a line that counts no more and
 * was not undone. Named by sheet and line.
 */
export async function checkSheets(tx: Tx): Promise<readonly { readonly sheetId: string; readonly no: number; readonly what: string }[]> {
	const found = await tx.execute<{ sheetId: string; no: number; what: string }>(sql`
		select p.sheet_id as "sheetId", p.no, 'event ' || p.event_seq || ' of contract ' || p.contract_id || ' says otherwise' as what
		from collection_payments p join collection_sheets s on s.id = p.sheet_id
			left join events e on e.contract_id = p.contract_id and e.seq = p.event_seq
		where e.seq is null or e."on" <> s."on" or e.amount <> p.amount
			or e.type <> case p.kind when 'loan' then 'repaid' else 'deposited' end
		union all
		select p.sheet_id, p.no, 'was restated, and event ' || p.event_seq || ' of contract ' || p.contract_id || ' still counts'
		from collection_payments p join collection_lines l on l.sheet_id = p.sheet_id and l.restates = p.no
		where not exists (select from events r where r.contract_id = p.contract_id and r.reverses = p.event_seq)
		limit 1000`)
	return found.rows
}

async function whole(tx: Tx, sheets: readonly SheetRow[], knownAt: Instant | null): Promise<readonly WholeSheet[]> {
	if (sheets.length === 0) return []
	const ids = bigints(sheets.map(({ id }) => id))
	const steps = await tx.execute<StepRecord>(sql`
		select t.sheet_id as "sheetId", t.seq, t.type, t.digest, t.banknotes, t.note, t.recorded_at as "recordedAt", t.recorded_by as "recordedBy"
		from collection_steps t where t.sheet_id = any(${ids}) and ${knownBy(sql`t.recorded_at`, knownAt)} order by t.sheet_id, t.seq`)
	const lines = await readLines(tx, sql`l.sheet_id = any(${ids})`, knownAt)
	return sheets.map((sheet) => ({
		...sheet,
		steps: steps.rows
			.filter(({ sheetId }) => sheetId === sheet.id)
			.map((step) => ({ ...step, recordedAt: instantFromDatabase(step.recordedAt) })),
		lines: lines.filter(({ sheetId }) => sheetId === sheet.id),
	}))
}

async function readLines(tx: Tx, condition: SQL, knownAt: Instant | null): Promise<readonly ReadLine[]> {
	const found = await tx.execute<LineRecord>(sql`
		select l.sheet_id as "sheetId", l.no, l.step, l.member_id as "memberId", m.code as "memberCode", m.name as "memberName", l.status, l.note,
			l.client_id as "clientId", l.digest, l.restates, coalesce((
				select json_agg(json_build_object('kind', p.kind, 'contractId', p.contract_id::text, 'eventSeq', p.event_seq, 'amount', p.amount::text,
					'receiptNo', p.receipt_no, 'code', coalesce(o.code, a.code), 'reversedBy', (select e.seq from events e
						where e.contract_id = p.contract_id and e.reverses = p.event_seq and ${knownBy(sql`e.recorded_at`, knownAt)})) order by p.part)
				from collection_payments p left join loans o on o.id = p.contract_id left join savings_accounts a on a.id = p.contract_id
				where p.sheet_id = l.sheet_id and p.no = l.no), '[]'::json) as payments
		from collection_lines l join collection_steps t on t.sheet_id = l.sheet_id and t.seq = l.step left join members m on m.id = l.member_id
		where ${condition} and ${knownBy(sql`t.recorded_at`, knownAt)} order by l.sheet_id, l.no`)
	return found.rows.map(({ payments, ...line }) => ({
		...line,
		payments: payments.map((payment) => ({ ...payment, amount: moneyFromText(payment.amount) })),
	}))
}

const sheetSelect = sql`select s.id, s.group_id as "groupId", s."on", s.kind, s.client_id as "clientId", s.holder_id as "holderId", s.recorded_at as "recordedAt", s.recorded_by as "recordedBy"
	from collection_sheets s join groups g on g.id = s.group_id`

const reached = (scope: Scope): SQL => within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })
/** Whether something was known at a moment; all of it where none is named. */
function knownBy(recordedAt: SQL, knownAt: Instant | null): SQL {
	return knownAt === null ? sql`true` : sql`${recordedAt} <= ${knownAt}::timestamptz`
}

type SheetRecord = Omit<SheetRow, 'recordedAt'> & { readonly recordedAt: string } & Record<string, unknown>
type StepRecord = Omit<Step, 'recordedAt'> & { readonly recordedAt: string } & Record<string, unknown>
type LineRecord = Omit<ReadLine, 'payments'> & {
	readonly payments: readonly (Omit<ReadPayment, 'amount'> & { readonly amount: string })[]
} & Record<string, unknown>

function sheetOf(row: SheetRecord): SheetRow {
	return { ...row, recordedAt: instantFromDatabase(row.recordedAt) }
}
