import { sql } from 'drizzle-orm'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'

type Named = { readonly id: string; readonly code: string; readonly name: string }

/** What members and loan products are called, by id. */
export async function readNames(
	tx: Tx,
	memberIds: readonly string[],
	productIds: readonly string[],
): Promise<{ readonly members: ReadonlyMap<string, Named>; readonly products: ReadonlyMap<string, Named> }> {
	const found = await tx.execute<Named & { readonly kind: string } & Record<string, unknown>>(sql`
		select 'member' as kind, m.id, m.code, m.name from members m where m.id = any(${bigints(memberIds)})
		union all select 'product', p.id, p.code, p.name from products p where p.id = any(${bigints(productIds)})`)
	const of = (wanted: string) =>
		new Map(found.rows.flatMap(({ kind, id, code, name }) => (kind === wanted ? [[id, { id, code, name }] as const] : [])))
	return { members: of('member'), products: of('product') }
}
