import { type SQL, sql } from 'drizzle-orm'
import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { fold } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import { wordsPattern } from '../units/search.js'
import type { Item, ItemType } from './item.js'
import type { ItemStatus, KeptItem, Reconciliation, Signature, Step, StepType, Told } from './stored.js'

type Row = Omit<Reconciliation, 'signatures'> & { readonly signatures: readonly Signature[] | null } & Record<string, unknown>

const select = sql`select r.id, r.lender_id as "lenderId", n.code as "lenderCode", n.name as "lenderName", r.as_of as "asOf", r.known_at as "knownAt",
	r.list_id as "listId", r.list_sha256 as "listSha256", r.carried_from as "carriedFrom", r.totals, r.vanished, r.recorded_at as "recordedAt", r.recorded_by as "recordedBy",
	(select jsonb_agg(jsonb_build_object('side', s.side, 'userId', s.user_id::text, 'name', s.name, 'note', s.note, 'sha256', s.sha256, 'signedAt', s.signed_at)
		order by s.signed_at, s.side) from reconciliation_signatures s where s.reconciliation_id = r.id) as signatures
	from reconciliations r join lenders n on n.id = r.lender_id`

/** A bank knows its own reconciliations, the offices all; a leader none. */
function scoped({ scope }: Pick<Asker, 'scope'>): SQL {
	if (scope.kind === 'lender') return sql`r.lender_id = ${scope.lenderId}::bigint`
	return scope.kind === 'groups' ? sql`false` : sql`true`
}

/** What an asker sees of the items: an officer those of her communes, and where nobody knows of which they are, of what she compared herself. */
function visible({ scope, userId }: Pick<Asker, 'scope' | 'userId'>): SQL {
	if (scope.kind !== 'unit') return sql`true`
	return sql`(i.commune_id = any(${bigints(scope.communeIds)}) or (i.commune_id is null and
		(select r.recorded_by from reconciliations r where r.id = i.reconciliation_id) = ${userId}::bigint))`
}

export type NewReconciliation = Omit<Reconciliation, 'id' | 'recordedAt' | 'signatures' | 'lenderCode' | 'lenderName'> & {
	readonly groups: readonly object[]
}

export async function insertReconciliation(tx: Tx, made: NewReconciliation): Promise<string> {
	const written = await tx.execute<{
		id: string
	}>(sql`insert into reconciliations (lender_id, as_of, known_at, list_id, list_sha256, carried_from,
			totals, groups, vanished, recorded_at, recorded_by)
		values (${made.lenderId}::bigint, ${made.asOf}::date, ${made.knownAt}::timestamptz, ${made.listId}::bigint, ${made.listSha256},
			${made.carriedFrom}::bigint, ${JSON.stringify(made.totals)}::jsonb, ${JSON.stringify(made.groups)}::jsonb,
			${JSON.stringify(made.vanished)}::jsonb, clock_timestamp(), ${made.recordedBy}::bigint) returning id`)
	return must(written.rows[0], 'a reconciliation that was made').id
}

/** Writes what was found, thousands in a statement. */
export async function insertItems(
	tx: Tx,
	reconciliationId: string,
	items: readonly (Item & { readonly since: CalendarDate | null })[],
): Promise<void> {
	for (let from = 0; from < items.length; from += 5_000) {
		const rows = items.slice(from, from + 5_000).map((item) => {
			const { no, type, match, bank, ours, outstanding, interest, cause, evidence, corrections, counterpart, since } = item
			return {
				no,
				type,
				loan_id: ours?.loanId ?? null,
				group_id: ours?.groupId ?? null,
				commune_id: ours?.communeId ?? null,
				line: bank?.line ?? null,
				outstanding,
				interest,
				words: wordsOf(item),
				told: { match, bank, ours, cause, evidence, corrections, counterpart },
				since,
			}
		})
		await tx.$client.query({
			name: 'reconciliation-items-insert',
			text: `insert into reconciliation_items (reconciliation_id, no, type, loan_id, group_id, commune_id, line, outstanding, interest, words, told, since)
				select $1, i.* from jsonb_to_recordset($2::jsonb) as i (no int, type text, loan_id bigint, group_id bigint, commune_id bigint, line int,
					outstanding numeric, interest numeric, words text, told jsonb, since date)`,
			values: [reconciliationId, JSON.stringify(rows)],
		})
	}
}

/** One reconciliation with its signatures; another bank's is as unknown as one that is not there. */
export async function readReconciliation(tx: Tx, id: string, asker: Pick<Asker, 'scope'>): Promise<Reconciliation> {
	const found = await tx.execute<Row>(sql`${select} where r.id = ${id}::bigint and ${scoped(asker)}`)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('reconciliation.not-found')
	return reconciliationOf(row)
}

/** The reconciliations of a lender, the latest made first, before a cursor. */
export async function listReconciliations(
	tx: Tx,
	lenderId: string,
	{ before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<readonly Reconciliation[]> {
	const found = await tx.execute<Row>(sql`${select} where r.lender_id = ${lenderId}::bigint
		and ${before === null ? sql`true` : sql`r.id < ${before}::bigint`} order by r.id desc limit ${limit}`)
	return found.rows.map(reconciliationOf)
}

/** The sums of a reconciliation group by group, as they are kept. */
export async function readGroups(tx: Tx, id: string): Promise<readonly ({ readonly groupId: string | null } & Record<string, unknown>)[]> {
	const found = await tx.execute<{ groups: readonly ({ groupId: string | null } & Record<string, unknown>)[] }>(
		sql`select r.groups from reconciliations r where r.id = ${id}::bigint`,
	)
	return found.rows[0]?.groups ?? []
}

/** Nobody else signs or changes how a difference stands until this transaction ends: facts are never locked for update. */
export async function holdReconciliation(tx: Tx, id: string): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('reconciliation', ${id}::bigint))`)
}

export type ItemFilter = {
	readonly type?: ItemType | undefined
	readonly status?: ItemStatus | undefined
	readonly groupId?: string | undefined
	readonly q?: string | undefined
	readonly loanId?: string | undefined
}

/** Items by number after a cursor, at most `limit`, that the filter and the asker's reach let through. */
export async function readItems(
	tx: Tx,
	id: string,
	filter: ItemFilter,
	{ after, limit }: { readonly after: number; readonly limit: number },
	asker: Pick<Asker, 'scope' | 'userId'> | null = null,
): Promise<readonly KeptItem[]> {
	const conditions = [sql`i.reconciliation_id = ${id}::bigint`, sql`i.no > ${after}`, asker === null ? sql`true` : visible(asker)]
	if (filter.type !== undefined) conditions.push(sql`i.type = ${filter.type}`)
	if (filter.groupId !== undefined) conditions.push(sql`i.group_id = ${filter.groupId}::bigint`)
	if (filter.loanId !== undefined) conditions.push(sql`i.loan_id = ${filter.loanId}::bigint`)
	if (filter.q !== undefined) conditions.push(sql`' ' || i.words like ${wordsPattern(filter.q)}`)
	const wanted = filter.status === undefined ? sql`true` : sql`found.status = ${filter.status}`
	const read = await tx.execute<ItemRow>(sql`select * from (
			select i.no, i.type, i.loan_id as "loanId", i.group_id as "groupId", i.outstanding, i.interest, i.since, i.told, to_jsonb(last.*) as last,
				case when i.type <> 'matched' then coalesce(last.type, case when i.since is null then 'open' else 'carried' end) end as status
			from reconciliation_items i left join lateral (
				select s.type, s.note, s.assignee, s.recorded_at as "recordedAt", s.recorded_by::text as "recordedBy" from reconciliation_steps s
				where s.reconciliation_id = i.reconciliation_id and s.item_no = i.no order by s.seq desc limit 1
			) last on true
			where ${sql.join(conditions, sql` and `)}
		) found where ${wanted} order by found.no limit ${limit}`)
	return read.rows.map(itemOf)
}

/** Whether there is anything in a reconciliation that the asker does not see. */
export async function hidesAnything(tx: Tx, id: string, asker: Asker): Promise<boolean> {
	const found = await tx.execute<{ hides: boolean }>(
		sql`select exists (select from reconciliation_items i where i.reconciliation_id = ${id}::bigint and (${visible(asker)}) is not true) as hides`,
	)
	return found.rows[0]?.hides ?? false
}

export type NewStep = {
	readonly type: StepType
	readonly note: string | null
	readonly assignee: string | null
	readonly outcomes: readonly object[]
	readonly recordedBy: string
}

/** Writes what was done about some items. */
export async function insertSteps(tx: Tx, id: string, nos: readonly number[], step: NewStep): Promise<void> {
	await tx.$client.query({
		name: 'reconciliation-steps-insert',
		text: `insert into reconciliation_steps (reconciliation_id, item_no, seq, type, note, assignee, outcomes, recorded_at, recorded_by)
			select $1, n.no, 1 + (select count(*) from reconciliation_steps s where s.reconciliation_id = $1 and s.item_no = n.no), $3, $4, $5, $6::jsonb, clock_timestamp(), $7
			from unnest($2::int[]) as n (no)`,
		values: [id, nos, step.type, step.note, step.assignee, JSON.stringify(step.outcomes), step.recordedBy],
	})
}

export async function insertSignature(
	tx: Tx,
	id: string,
	{ side, userId, name, note, sha256 }: Omit<Signature, 'signedAt'>,
): Promise<void> {
	await tx.execute(sql`insert into reconciliation_signatures (reconciliation_id, side, user_id, name, note, sha256, signed_at)
		values (${id}::bigint, ${side}, ${userId}::bigint, ${name}, ${note}, ${sha256}, clock_timestamp())`)
}

type ItemRow = {
	readonly no: number
	readonly type: ItemType
	readonly loanId: string | null
	readonly groupId: string | null
	readonly outstanding: string
	readonly interest: string
	readonly since: CalendarDate | null
	readonly told: Told
	readonly last: (Step & { readonly type: StepType | null }) | null
	readonly status: ItemStatus | null
}

function itemOf({ last, outstanding, interest, ...row }: ItemRow): KeptItem {
	const step = last === null || last.type === null ? null : { ...last, recordedAt: instantFromDatabase(last.recordedAt) }
	return { ...row, outstanding: moneyFromText(outstanding), interest: moneyFromText(interest), last: step }
}

function reconciliationOf({ signatures, ...row }: Row): Reconciliation {
	return {
		...row,
		knownAt: instantFromDatabase(row.knownAt),
		recordedAt: instantFromDatabase(row.recordedAt),
		signatures: (signatures ?? []).map((one) => ({ ...one, signedAt: instantFromDatabase(one.signedAt) })),
	}
}

function wordsOf({ bank, ours }: Item): string {
	const { bankLoanCode, loanCode, memberName, memberBankCode } = bank ?? {}
	const said = [
		bankLoanCode,
		loanCode,
		memberName,
		memberBankCode,
		ours?.bankLoanCode,
		ours?.loanCode,
		ours?.memberName,
		ours?.memberCode,
		ours?.groupName,
	]
	return fold([...new Set(said.filter((text) => text !== undefined && text !== null))].join(' '))
}
