import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints, texts } from '../platform/sql-lists.js'
import type { Band, Score } from './score.js'
import { groupScores } from './score-tables.js'

/** A score as it is kept. */
export type KeptScore = Score & {
	readonly groupId: string
	readonly month: CalendarDate
	readonly version: number
	readonly band: Band
	readonly recordedAt: Instant
	readonly recordedBy: string
}

/** A group that a row may name. */
export type ScoredGroup = {
	readonly id: string
	readonly code: string
	readonly externalCode: string | null
	readonly lenderId: string | null
	readonly establishedOn: CalendarDate
	readonly closedOn: CalendarDate | null
}

/** The groups within the scope that are called so, by us or by the bank; locked, so that two imports come one after the other. */
export async function lockNamedGroups(
	tx: Tx,
	named: { readonly codes: readonly string[]; readonly externalCodes: readonly string[]; readonly lenderId: string },
	scope: Scope,
): Promise<readonly ScoredGroup[]> {
	const { codes, externalCodes, lenderId } = named
	const read = await tx.execute<ScoredGroup & Record<string, unknown>>(sql`
		select g.id, g.code, x.code as "externalCode", g.lender_id as "lenderId", g.established_on as "establishedOn", g.closed_on as "closedOn"
		from groups g join lenders n on n.id = ${lenderId}::bigint
			left join external_codes x on x.owner_kind = 'group' and x.owner_id = g.id and x.issuer = n.code
		where (g.code = any(${texts(codes)}) or x.code = any(${texts(externalCodes)})) and ${reached(scope)}
		order by g.id limit 10000 for no key update of g`)
	return read.rows
}

/** The latest version of each group's score of a month. */
export async function readScoresOfMonth(tx: Tx, groupIds: readonly string[], month: CalendarDate): Promise<ReadonlyMap<string, KeptScore>> {
	const read = await tx.execute<Row>(sql`select distinct on (s.group_id) ${columns} from group_scores s
		where s.group_id = any(${bigints(groupIds)}) and s.month = ${month}::date order by s.group_id, s.version desc`)
	return new Map(read.rows.map((row) => [row.groupId, keptOf(row)]))
}

/** The scores of a group in the months of a period as they were known then, the earliest first. */
export async function readScores(
	tx: Tx,
	groupId: string,
	{ from, to, knownAt }: { readonly from: CalendarDate | null; readonly to: CalendarDate | null; readonly knownAt: Instant },
): Promise<readonly KeptScore[]> {
	const read = await tx.execute<Row>(sql`select distinct on (s.month) ${columns} from group_scores s
		where s.group_id = ${groupId}::bigint and s.recorded_at <= ${knownAt}::timestamptz
			and s.month >= coalesce(${from}::date, '-infinity') and s.month <= coalesce(${to}::date, 'infinity')
		order by s.month, s.version desc limit 1200`)
	return read.rows.map(keptOf)
}

export async function insertScores(tx: Tx, scores: readonly Omit<KeptScore, 'recordedAt'>[]): Promise<void> {
	for (let start = 0; start < scores.length; start += 2_000)
		await tx
			.insert(groupScores)
			.values(scores.slice(start, start + 2_000).map((score) => ({ ...score, recordedAt: sql`clock_timestamp()` })))
}

type Row = Omit<KeptScore, 'recordedAt'> & { readonly recordedAt: string } & Record<string, unknown>

const columns: SQL = sql`s.group_id as "groupId", s.month, s.version, s.points, s.total, s.bank_band as "bankBand", s.band,
	s.recorded_at as "recordedAt", s.recorded_by as "recordedBy"`

function keptOf(row: Row): KeptScore {
	return { ...row, recordedAt: instantFromDatabase(row.recordedAt) }
}

function reached(scope: Scope): SQL {
	return within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })
}
