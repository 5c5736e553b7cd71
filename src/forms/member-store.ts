import { sql } from 'drizzle-orm'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { ListedMember } from './balance-rows.js'

/** Members as a list names them, by their own names in the order given; the lender's own code of each, where it has one. */
export async function readListedMembers(tx: Tx, ids: readonly string[], lenderId: string | null): Promise<readonly ListedMember[]> {
	const read = await tx.execute<ListedMember & Record<string, unknown>>(sql`
		select m.id, m.code, m.name, (select x.code from external_codes x join lenders n on n.code = x.issuer
			where x.owner_kind = 'member' and x.owner_id = m.id and n.id = ${lenderId}::bigint limit 1) as "bankCode"
		from unnest(${bigints(ids)}) with ordinality as wanted (id, place) join members m on m.id = wanted.id
		order by wanted.place limit ${ids.length}`)
	return read.rows
}

/** Who a group borrows from, whoever asks: its name stands on the group's papers. */
export async function readLender(
	tx: Tx,
	id: string,
): Promise<{ readonly name: string; readonly nameEn: string; readonly entrusted: boolean } | null> {
	const read = await tx.execute<{ name: string; nameEn: string; entrusted: boolean }>(sql`
		select n.name, n.name_en as "nameEn", n.entrusted from lenders n where n.id = ${id}::bigint limit 1`)
	return read.rows[0] ?? null
}
