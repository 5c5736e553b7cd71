import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import type { GroupChangeKind } from './change.js'
import type { GroupChange, GroupKin } from './schemas.js'
import { groupChanges, groups } from './tables.js'

export type NewChange = {
	readonly kind: GroupChangeKind
	readonly groupId: string
	readonly newGroupId: string | null
	readonly memberId: string | null
	readonly on: CalendarDate
	readonly decisionNo: string | null
	readonly minutesNo: string | null
	readonly reason: string | null
}

/** Keeps what was decided about groups and their members. */
export async function insertChanges(tx: Tx, changes: readonly NewChange[], recordedBy: string): Promise<void> {
	await tx.insert(groupChanges).values(changes.map((change) => ({ ...change, recordedBy, recordedAt: sql`clock_timestamp()` })))
}

/** What was decided about a group, and what made it what it is, by day. */
export async function readChanges(tx: Tx, groupId: string): Promise<readonly GroupChange[]> {
	const read = await tx.execute<GroupChange & Record<string, unknown>>(sql`
		select c.id, c.kind, c."on", c.group_id as "groupId", c.new_group_id as "newGroupId", c.member_id as "memberId", m.name as "memberName",
			c.decision_no as "decisionNo", c.minutes_no as "minutesNo", c.reason, c.recorded_at as "recordedAt", c.recorded_by as "recordedBy"
		from group_changes c left join members m on m.id = c.member_id
		where c.group_id = ${groupId}::bigint or c.new_group_id = ${groupId}::bigint order by c."on", c.id limit 10000`)
	return read.rows.map((row) => ({ ...row, recordedAt: instantFromDatabase(row.recordedAt) }))
}

/** The groups out of which a group came, and those that came of it. They are named to whoever was shown the group. */
export async function readKin(tx: Tx, groupId: string): Promise<{ predecessors: GroupKin[]; successors: GroupKin[] }> {
	const read = await tx.execute<GroupKin & { readonly isNew: boolean } & Record<string, unknown>>(sql`
		select c.group_id = ${groupId}::bigint as "isNew", g.id, g.code, g.name, c.kind, c."on", c.decision_no as "decisionNo"
		from group_changes c join groups g on g.id = case when c.group_id = ${groupId}::bigint then c.new_group_id else c.group_id end
		where c.kind in ('split', 'merged') and (c.group_id = ${groupId}::bigint or c.new_group_id = ${groupId}::bigint)
		order by c."on", c.id limit 1000`)
	const kin = (isNew: boolean) => read.rows.filter((row) => row.isNew === isNew).map(({ isNew: _, ...one }) => one)
	return { predecessors: kin(false), successors: kin(true) }
}

/** The last day of a group that was split up or merged into another. */
export async function closeGroup(tx: Tx, groupId: string, closedOn: CalendarDate): Promise<void> {
	await tx.update(groups).set({ closedOn }).where(sql`${groups.id} = ${groupId}::bigint`)
}
