import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import type { ExportFormat } from './formats.js'
import { exportDownloads } from './tables.js'

/** What left the house. */
export type NewDownload = {
	readonly lenderId: string
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly format: ExportFormat
	readonly asked: Readonly<Record<string, string>>
	readonly rows: number
	readonly bytes: number
	readonly sha256: string | null
	readonly recordedBy: string
}

export type Download = NewDownload & {
	readonly id: string
	readonly recordedAt: Instant
	readonly username: string
	readonly userName: string
}

export async function insertDownload(tx: Tx, download: NewDownload): Promise<void> {
	await tx.insert(exportDownloads).values(download)
}

/** What was taken of a lender, the latest first. */
export async function listDownloads(tx: Tx, lenderId: string, wish: PageWish): Promise<Page<Download>> {
	type Read = Omit<Download, 'recordedAt' | 'knownAt'> & { readonly recordedAt: string; readonly knownAt: string }
	const read = await tx.execute<Read & Record<string, unknown>>(sql`
		select d.id, d.lender_id as "lenderId", d.as_of as "asOf", d.known_at as "knownAt", d.format, d.asked, d.rows, d.bytes, d.sha256,
			d.recorded_at as "recordedAt", d.recorded_by as "recordedBy", u.username, u.name as "userName"
		from export_downloads d join users u on u.id = d.recorded_by
		where d.lender_id = ${lenderId}::bigint and (${wish.after?.[0] ?? null}::bigint is null or d.id < ${wish.after?.[0] ?? null}::bigint)
		order by d.id desc limit ${wish.limit + 1}`)
	const rows = read.rows.map(({ recordedAt, knownAt, ...row }) => ({
		...row,
		recordedAt: instantFromDatabase(recordedAt),
		knownAt: instantFromDatabase(knownAt),
	}))
	return pageOf(rows, wish.limit, ({ id }) => [id])
}
