import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Item, Waiver } from './checklist.js'
import type { KeptItem, NewWaiver, Reopening } from './stored.js'
import { closingItems } from './tables.js'

const waiverColumns = sql`w.id, w.item, w.open, w.reason, w.recorded_at as "recordedAt", w.recorded_by as "recordedBy", u.name`

/** What was waived of a month of a book since it was opened again last, in that order. */
export async function readWaivers(
	tx: Tx,
	{ bookId, monthEnd, since }: { readonly bookId: number; readonly monthEnd: CalendarDate; readonly since: Instant | null },
): Promise<readonly Waiver[]> {
	const read = await tx.execute<Waiver & Record<string, unknown>>(sql`
		select ${waiverColumns} from closing_waivers w join users u on u.id = w.recorded_by
		where w.book_id = ${bookId} and w.month_end = ${monthEnd}::date and (${since}::timestamptz is null or w.recorded_at > ${since}::timestamptz)
		order by w.id limit 1000`)
	return read.rows.map(waiverOf)
}

export async function insertWaiver(tx: Tx, { bookId, monthEnd, item, open, reason, recordedBy }: NewWaiver): Promise<void> {
	await tx.execute(sql`insert into closing_waivers (book_id, month_end, item, open, reason, recorded_at, recorded_by)
		values (${bookId}, ${monthEnd}::date, ${item}, ${open}, ${reason}, clock_timestamp(), ${recordedBy}::bigint)`)
}

/** Keeps the checklist by which a book was closed. */
export async function insertItems(tx: Tx, closingId: string, items: readonly Item[]): Promise<void> {
	await tx.insert(closingItems).values(
		items.map(({ item, state, counted, open, lines, waiver }) => ({
			closingId: BigInt(closingId),
			item,
			state,
			counted,
			open,
			lines,
			waiverId: waiver === null ? null : BigInt(waiver.id),
		})),
	)
}

/** The checklists by which some books were closed, by closing. */
export async function readItems(tx: Tx, closingIds: readonly string[]): Promise<ReadonlyMap<string, readonly KeptItem[]>> {
	const read = await tx.execute<
		Omit<KeptItem, 'waiver'> & { closingId: string; waiver: (Waiver & { recordedAt: string }) | null } & Record<string, unknown>
	>(sql`
		select i.closing_id as "closingId", i.item, i.state, i.counted, i.open, i.lines, case when w.id is null then null else
			json_build_object('id', w.id::text, 'item', w.item, 'open', w.open, 'reason', w.reason, 'recordedAt', w.recorded_at, 'recordedBy', w.recorded_by::text, 'name', u.name) end as waiver
		from closing_items i left join closing_waivers w on w.id = i.waiver_id left join users u on u.id = w.recorded_by
		where i.closing_id = any(${bigints(closingIds)}) order by i.closing_id, i.item limit 100000`)
	const items = new Map<string, KeptItem[]>(closingIds.map((id) => [id, []]))
	for (const { closingId, waiver, ...row } of read.rows)
		items.get(closingId)?.push({ ...row, waiver: waiver === null ? null : waiverOf(waiver) })
	return items
}

/** What was asked of some closings, by closing. */
export async function readReopenings(tx: Tx, closingIds: readonly string[]): Promise<ReadonlyMap<string, Reopening>> {
	const read = await tx.execute<ReopeningRow>(sql`${reopeningSelect} where r.closing_id = any(${bigints(closingIds)}) limit 100000`)
	return new Map(read.rows.map((row) => [row.closingId, reopeningOf(row)]))
}

/** One request to open a book again; null where there is none. */
export async function readReopening(tx: Tx, id: string): Promise<Reopening | null> {
	const read = await tx.execute<ReopeningRow>(sql`${reopeningSelect} where r.id = ${id}::bigint`)
	return read.rows[0] === undefined ? null : reopeningOf(read.rows[0])
}

/** Writes that somebody asks to open a book again. Answers its id; null where somebody asked before. */
export async function insertReopening(
	tx: Tx,
	asked: { readonly closingId: string; readonly reason: string; readonly askedBy: string },
): Promise<string | null> {
	const written = await tx.execute<{ id: string }>(sql`insert into closing_reopenings (closing_id, reason, asked_at, asked_by)
		values (${asked.closingId}::bigint, ${asked.reason}, clock_timestamp(), ${asked.askedBy}::bigint) on conflict (closing_id) do nothing returning id`)
	return written.rows[0]?.id ?? null
}

/** Writes who agreed, and the line by which the book was opened. */
export async function insertApproval(tx: Tx, reopeningId: string, openedById: string, userId: string): Promise<void> {
	await tx.execute(sql`insert into closing_reopening_approvals (reopening_id, opened_by_id, approved_at, approved_by)
		values (${reopeningId}::bigint, ${openedById}::bigint, clock_timestamp(), ${userId}::bigint)`)
}

const reopeningSelect = sql`select r.id, r.closing_id as "closingId", r.reason, r.asked_at as "askedAt", r.asked_by as "askedBy", u.name as "askedByName",
		a.opened_by_id as "openedById", a.approved_at as "approvedAt", a.approved_by as "approvedBy", v.name as "approvedByName"
	from closing_reopenings r join users u on u.id = r.asked_by
		left join closing_reopening_approvals a on a.reopening_id = r.id left join users v on v.id = a.approved_by`

type ReopeningRow = Omit<Reopening, 'approval' | 'askedAt'> & {
	readonly askedAt: string
	readonly openedById: string | null
	readonly approvedAt: string | null
	readonly approvedBy: string | null
	readonly approvedByName: string | null
} & Record<string, unknown>

function reopeningOf({ openedById, approvedAt, approvedBy, approvedByName, askedAt, ...row }: ReopeningRow): Reopening {
	const approval =
		openedById === null || approvedAt === null || approvedBy === null || approvedByName === null
			? null
			: { openedById, approvedAt: instantFromDatabase(approvedAt), approvedBy, approvedByName }
	return { ...row, askedAt: instantFromDatabase(askedAt), approval }
}

function waiverOf(row: Waiver & { readonly recordedAt: string }): Waiver {
	return { ...row, recordedAt: instantFromDatabase(row.recordedAt) }
}
