import { asc, sql } from 'drizzle-orm'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { GroupRule, RuledGroup } from './rules.js'
import { groupRules } from './tables.js'

/** What the Union settled itself, by name, kind and day. */
export async function readGroupRules(tx: Tx): Promise<readonly GroupRule[]> {
	return tx
		.select({
			name: groupRules.name,
			groupKind: groupRules.groupKind,
			lenderKind: groupRules.lenderKind,
			from: groupRules.fromOn,
			value: groupRules.value,
			source: groupRules.source,
			certainty: groupRules.certainty,
		})
		.from(groupRules)
		.orderBy(asc(groupRules.name), asc(groupRules.groupKind), asc(groupRules.lenderKind), asc(groupRules.fromOn))
		.limit(1_000)
}

/** Adds a rule; false where the Union settled one from that day already. */
export async function insertGroupRule(tx: Tx, { from, ...rule }: GroupRule, recordedBy: string): Promise<boolean> {
	const made = await tx
		.insert(groupRules)
		.values({ ...rule, fromOn: from, recordedBy, recordedAt: sql`clock_timestamp()` })
		.onConflictDoNothing()
		.returning({ from: groupRules.fromOn })
	return made.length > 0
}

/** What kind of group, of what kind of lender, each of some groups is. */
export async function readRuledGroups(tx: Tx, groupIds: readonly string[]): Promise<ReadonlyMap<string, RuledGroup>> {
	const read = await tx.execute<RuledGroup & { readonly id: string } & Record<string, unknown>>(sql`
		select g.id, g.kind, n.kind as "lenderKind" from groups g left join lenders n on n.id = g.lender_id
		where g.id = any(${bigints(groupIds)}) limit ${groupIds.length}`)
	return new Map(read.rows.map(({ id, kind, lenderKind }) => [id, { kind, lenderKind }]))
}
