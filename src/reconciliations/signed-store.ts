import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'

/** A reconciliation that both sides signed. */
export type SignedReconciliation = {
	readonly id: string
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly sha256: string
	/** When the second of the two signed. */
	readonly signedAt: Instant
}

/** The last reconciliation of a lender that both sides signed, of days up to one; of the same day the one signed last. */
export async function readLastSigned(tx: Tx, lenderId: string, asOf: CalendarDate): Promise<SignedReconciliation | null> {
	const [last] = await readWhere(tx, lenderId, sql`r.as_of <= ${asOf}::date`)
	return last ?? null
}

/** One reconciliation of a lender, where both sides signed it. */
export async function readSigned(tx: Tx, lenderId: string, id: string): Promise<SignedReconciliation | null> {
	const [signed] = await readWhere(tx, lenderId, sql`r.id = ${id}::bigint`)
	return signed ?? null
}

async function readWhere(tx: Tx, lenderId: string, condition: SQL): Promise<readonly SignedReconciliation[]> {
	const found = await tx.execute<{ id: string; asOf: CalendarDate; knownAt: string; sha256: string; signedAt: string }>(sql`
		select r.id, r.as_of as "asOf", r.known_at as "knownAt", b.sha256, greatest(u.signed_at, b.signed_at) as "signedAt"
		from reconciliations r
			join reconciliation_signatures u on u.reconciliation_id = r.id and u.side = 'union'
			join reconciliation_signatures b on b.reconciliation_id = r.id and b.side = 'bank'
		where r.lender_id = ${lenderId}::bigint and ${condition}
		order by r.as_of desc, "signedAt" desc, r.id desc limit 1`)
	return found.rows.map((row) => ({ ...row, knownAt: instantFromDatabase(row.knownAt), signedAt: instantFromDatabase(row.signedAt) }))
}
