import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf, insertContracts } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { CustodyNote, CustodyRow, GroupOn } from './stored.js'

const reached = (scope: Scope): SQL => within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })

const custodySelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, greatest(c.last_recorded_at, 'epoch') as last_recorded_at, c.state,
	u.group_id, g.code as group_code, g.name as group_name, g.commune_id,
	(select v.name from unit_versions v where v.unit_id = g.commune_id order by v.valid_from desc limit 1) as commune_name,
	u.leader_id, m.code as leader_code, m.name as leader_name
	from custodies u join contracts c on c.id = u.id join books b on b.id = c.book_id join groups g on g.id = u.group_id join members m on m.id = u.leader_id`

/** Which custodies are asked for: of a group, of some units, of a lender's groups. */
export type CustodyFilter = {
	readonly groupId?: string | undefined
	readonly leaderId?: string | undefined
	readonly communeIds?: readonly string[] | undefined
	readonly lenderId?: string | undefined
	/** Leaves out those that hold nothing and of which nothing came after that day or that moment. */
	readonly heldThen?: { readonly asOf: CalendarDate; readonly knownAt: Instant } | undefined
}

/** A group with its committee on a day, as far as the scope reaches; null where it is foreign or unknown. */
export async function readGroupOn(tx: Tx, id: string, on: CalendarDate, scope: Scope): Promise<GroupOn | null> {
	const holder = (role: 'leader' | 'deputy') => sql`(select s.member_id from memberships s where s.group_id = g.id and s.role = ${role}
		and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date) limit 1)`
	const found = await tx.execute<
		GroupOn & Record<string, unknown>
	>(sql`select g.id, g.commune_id as "communeId", coalesce(l.entrusted, false) as entrusted,
		${holder('leader')} as "leaderId", ${holder('deputy')} as "deputyId"
		from groups g left join lenders l on l.id = g.lender_id where g.id = ${id}::bigint and ${reached(scope)}`)
	return found.rows[0] ?? null
}

/** The custodies that the filter and the scope let through, by id from a cursor on. */
export async function listCustodies(
	tx: Tx,
	filter: CustodyFilter,
	scope: Scope,
	{ after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly CustodyRow[]> {
	const conditions = [sql`c.id > ${after}::bigint`, reached(scope)]
	if (filter.groupId !== undefined) conditions.push(sql`u.group_id = ${filter.groupId}::bigint`)
	if (filter.leaderId !== undefined) conditions.push(sql`u.leader_id = ${filter.leaderId}::bigint`)
	if (filter.communeIds !== undefined) conditions.push(sql`g.commune_id = any(${bigints(filter.communeIds)})`)
	if (filter.lenderId !== undefined) conditions.push(sql`g.lender_id = ${filter.lenderId}::bigint`)
	if (filter.heldThen !== undefined) {
		const { asOf, knownAt } = filter.heldThen
		conditions.push(sql`(c.state ->> 'held' <> '0' or c.last_on > ${asOf}::date or c.last_recorded_at > ${knownAt}::timestamptz)`)
	}
	const found = await tx.execute<Row>(sql`${custodySelect} where ${sql.join(conditions, sql` and `)} order by c.id limit ${limit}`)
	return found.rows.map(rowOf)
}

/** All custodies of a group, locked in the order of their ids: nobody collects or hands over meanwhile. */
export async function lockCustodiesOf(tx: Tx, groupId: string): Promise<readonly CustodyRow[]> {
	const found = await tx.execute<Row>(sql`${custodySelect} where u.group_id = ${groupId}::bigint order by c.id for update of c`)
	return found.rows.map(rowOf)
}

/** One custody, locked; null where it is foreign or unknown. */
export async function lockCustody(tx: Tx, id: string, scope: Scope): Promise<CustodyRow | null> {
	const found = await tx.execute<Row>(sql`${custodySelect} where c.id = ${id}::bigint and ${reached(scope)} for update of c`)
	return found.rows[0] === undefined ? null : rowOf(found.rows[0])
}

/** One custody within the scope, to be read. */
export async function readCustody(tx: Tx, id: string, scope: Scope): Promise<CustodyRow | null> {
	const found = await tx.execute<Row>(sql`${custodySelect} where c.id = ${id}::bigint and ${reached(scope)}`)
	return found.rows[0] === undefined ? null : rowOf(found.rows[0])
}

/** The custody of a leader for a group, locked; null while she has held nothing yet. */
export async function lockCustodyOf(tx: Tx, groupId: string, leaderId: string): Promise<CustodyRow | null> {
	const found = await tx.execute<Row>(
		sql`${custodySelect} where u.group_id = ${groupId}::bigint and u.leader_id = ${leaderId}::bigint for update of c`,
	)
	return found.rows[0] === undefined ? null : rowOf(found.rows[0])
}

/** Opens the custody of a leader for a group, which holds nothing yet; the caller has locked the group. */
export async function insertCustody(
	tx: Tx,
	made: { readonly bookId: number; readonly groupId: string; readonly leaderId: string; readonly on: CalendarDate },
): Promise<void> {
	const [id] = await insertContracts(tx, 'custody', [{ bookId: made.bookId, on: made.on }])
	await tx.execute(sql`insert into custodies (id, group_id, leader_id)
		values (${must(id, 'a contract that was just made')}::bigint, ${made.groupId}::bigint, ${made.leaderId}::bigint)`)
}

/** Writes why something was not handed over. */
export async function insertNote(tx: Tx, note: Omit<CustodyNote, 'id' | 'recordedAt'>): Promise<CustodyNote> {
	const written = await tx.execute<NoteRow>(sql`insert into custody_notes (custody_id, sheet_id, "on", reason, recorded_at, recorded_by)
		values (${note.custodyId}::bigint, ${note.sheetId}, ${note.on}::date, ${note.reason}, clock_timestamp(), ${note.recordedBy}::bigint)
		returning ${noteColumns}`)
	return noteOf(must(written.rows[0], 'a note that was just written'))
}

/** The notes on some custodies that were known then, in the order of recording. */
export async function readNotes(tx: Tx, custodyIds: readonly string[], knownAt: Instant): Promise<readonly CustodyNote[]> {
	const found = await tx.execute<NoteRow>(sql`select ${noteColumns} from custody_notes
		where custody_id = any(${bigints(custodyIds)}) and recorded_at <= ${knownAt}::timestamptz order by id limit 10000`)
	return found.rows.map(noteOf)
}

type Row = ContractRow & {
	readonly group_id: string
	readonly group_code: string
	readonly group_name: string
	readonly commune_id: string
	readonly commune_name: string
	readonly leader_id: string
	readonly leader_code: string
	readonly leader_name: string
} & Record<string, unknown>

function rowOf(row: Row): CustodyRow {
	return {
		contract: contractOf(row),
		groupId: row.group_id,
		groupCode: row.group_code,
		groupName: row.group_name,
		communeId: row.commune_id,
		communeName: row.commune_name,
		leaderId: row.leader_id,
		leaderCode: row.leader_code,
		leaderName: row.leader_name,
	}
}

type NoteRow = CustodyNote & Record<string, unknown>

const noteColumns = sql`id, custody_id as "custodyId", sheet_id as "sheetId", "on", reason, recorded_at as "recordedAt", recorded_by as "recordedBy"`

function noteOf(row: NoteRow): CustodyNote {
	return { ...row, recordedAt: instantFromDatabase(row.recordedAt) }
}
