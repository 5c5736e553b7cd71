import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { must } from '../kernel/assert.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { DueInPeriod } from './due-list.js'
import type { Classified, Found, KeptProposal, MonthlyKind, MonthlyRow, NamedLoan } from './monthly.js'
import type { OverdueTransfer } from './overdue-transfer.js'
import { placed, placesOn, type When } from './places-store.js'

/** Keeps a part of a due list. */
export async function insertDueListRows(tx: Tx, jobId: string, rows: readonly Found<DueInPeriod>[]): Promise<void> {
	await tx.$client.query({
		name: 'due-list-rows-insert',
		text: `insert into due_list_rows (job_id, loan_id, first_due_on, principal, interest, carried_principal, carried_interest, late_interest, outstanding)
			select $1::bigint, * from unnest($2::bigint[], $3::date[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[])`,
		values: [
			jobId,
			rows.map(({ loanId }) => loanId),
			rows.map(({ found }) => found.firstDueOn),
			rows.map(({ found }) => found.principal.toString()),
			rows.map(({ found }) => found.interest.toString()),
			rows.map(({ found }) => found.carriedPrincipal.toString()),
			rows.map(({ found }) => found.carriedInterest.toString()),
			rows.map(({ found }) => found.lateInterest.toString()),
			rows.map(({ found }) => found.outstanding.toString()),
		],
	})
}

/** Keeps a part of a classification. */
export async function insertClassified(tx: Tx, jobId: string, rows: readonly Found<Classified>[]): Promise<void> {
	await tx.$client.query({
		name: 'classified-loans-insert',
		text: `insert into classified_loans (job_id, loan_id, debt_group, days_past_due, outstanding, overdue, frozen)
			select $1::bigint, * from unnest($2::bigint[], $3::smallint[], $4::int[], $5::numeric[], $6::numeric[], $7::numeric[])`,
		values: [
			jobId,
			rows.map(({ loanId }) => loanId),
			rows.map(({ found }) => found.debtGroup),
			rows.map(({ found }) => found.daysPastDue),
			rows.map(({ found }) => found.outstanding.toString()),
			rows.map(({ found }) => found.overdue.toString()),
			rows.map(({ found }) => found.frozen.toString()),
		],
	})
}

/** Keeps proposals of transfers to overdue. */
export async function insertProposals(tx: Tx, jobId: string, rows: readonly Found<OverdueTransfer>[]): Promise<void> {
	await tx.$client.query({
		name: 'overdue-proposals-insert',
		text: `insert into overdue_proposals (job_id, loan_id, "on", amount, due_on, in_time_until, yearly)
			select $1::bigint, * from unnest($2::bigint[], $3::date[], $4::numeric[], $5::date[], $6::date[], $7::text[])`,
		values: [
			jobId,
			rows.map(({ loanId }) => loanId),
			rows.map(({ found }) => found.on),
			rows.map(({ found }) => found.amount.toString()),
			rows.map(({ found }) => found.dueOn),
			rows.map(({ found }) => found.inTimeUntil),
			rows.map(({ found }) => found.yearly),
		],
	})
}

/** What a job found of the loans that the asker may see, where they were then, by loan from a cursor on: at most `limit`. */
export async function readMonthlyRows<K extends MonthlyKind>(
	tx: Tx,
	{ id, kind, asOf, knownAt }: When & { readonly id: string; readonly kind: K },
	scope: Scope,
	{ after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly { readonly row: NamedLoan; readonly found: MonthlyRow[K] }[]> {
	const rows =
		await tx.execute<NamedRow>(sql`select l.id as loan_id, l.code as loan_code, l.lender_id, ${placed.groupId} as group_id, l.member_id, ${placed.communeId} as commune_id,
			(select x.code from external_codes x join lenders n on n.code = x.issuer where x.owner_kind = 'loan' and x.owner_id = l.id and n.id = l.lender_id) as external_code,
			${columnsOf(kind)}
		from ${sql.raw(results[kind].from)} join loans l on l.id = r.loan_id left join ${placesOn({ asOf, knownAt })} on place.loan_id = l.id
		where r.job_id = ${id}::bigint and r.loan_id > ${after}::bigint and ${reached(scope)} order by r.loan_id limit ${limit}`)
	return rows.rows.map((row) => ({ row: namedOf(row), found: foundIn(kind, row) }))
}

/** How many loans the asker may see of those that a job found, and the sums over them, in đồng. */
export async function sumMonthlyRows(
	tx: Tx,
	{ id, kind }: { readonly id: string; readonly kind: MonthlyKind },
	scope: Scope,
): Promise<{ readonly loans: number } & Readonly<Record<string, Money | number>>> {
	const { from, money } = results[kind]
	const sums = Object.entries(money).map(([name, column]) => `coalesce(sum(${column}), 0) as "${name}"`)
	const summed = await tx.execute(sql`select count(*)::int as loans, ${sql.raw(sums.join(', '))}
		from ${sql.raw(from)} join loans l on l.id = r.loan_id where r.job_id = ${id}::bigint and ${reached(scope)}`)
	const row = must(summed.rows[0], 'a sum')
	return { loans: row['loans'] as number, ...moneyIn(money, row) }
}

/** How many loans of a classification are in each debt group, and what they owe; the groups in their order, none last. */
export async function sumDebtGroups(tx: Tx, jobId: string, scope: Scope) {
	const summed = await tx.execute<{ debtGroup: number | null; loans: number; outstanding: string }>(sql`select r.debt_group as "debtGroup",
			count(*)::int as loans, sum(r.outstanding) as outstanding
		from classified_loans r join loans l on l.id = r.loan_id where r.job_id = ${jobId}::bigint and ${reached(scope)}
		group by r.debt_group order by r.debt_group nulls last limit 6`)
	return summed.rows.map((row) => ({ ...row, outstanding: moneyFromText(row.outstanding) }))
}

/** Proposals of a job on loans that the asker may see, in the order of the loans: those with these ids, or all that are open. */
export async function readProposals(
	tx: Tx,
	{ jobId, ids }: { readonly jobId: string; readonly ids: readonly string[] | null },
	scope: Scope,
): Promise<readonly (KeptProposal & { readonly loanId: string })[]> {
	const wanted = ids === null ? sql`a.proposal_id is null` : sql`r.id = any(${bigints(ids)})`
	const kind = 'overdue-proposals'
	const rows = await tx.execute<{ loanId: string } & Record<string, unknown>>(sql`select r.loan_id as "loanId", ${columnsOf(kind)}
		from ${sql.raw(results[kind].from)} join loans l on l.id = r.loan_id
		where r.job_id = ${jobId}::bigint and ${wanted} and ${reached(scope)} order by r.loan_id`)
	return rows.rows.map((row) => ({ ...foundIn(kind, row), loanId: row.loanId }))
}

/** The events by which some proposals were recorded, by proposal. Asked once their loans are locked. */
export async function readAcceptances(tx: Tx, proposalIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const found = await tx.execute<{ id: string; seq: number }>(sql`select proposal_id as id, event_seq as seq from overdue_acceptances
		where proposal_id = any(${bigints(proposalIds)})`)
	return new Map(found.rows.map(({ id, seq }) => [id, seq]))
}

/** Keeps who accepted which proposals, and the events by which they were recorded. */
export async function insertAcceptances(
	tx: Tx,
	accepted: readonly { readonly proposalId: string; readonly loanId: string; readonly eventSeq: number }[],
	userId: string,
): Promise<void> {
	await tx.$client.query({
		name: 'overdue-acceptances-insert',
		text: `insert into overdue_acceptances (proposal_id, loan_id, event_seq, accepted_by, accepted_at)
			select g.*, $4::bigint, clock_timestamp() from unnest($1::bigint[], $2::bigint[], $3::int[]) as g`,
		values: [
			accepted.map(({ proposalId }) => proposalId),
			accepted.map(({ loanId }) => loanId),
			accepted.map(({ eventSeq }) => eventSeq),
			userId,
		],
	})
}

/** Where the rows of a kind are, as `r`, and its columns by the name that they have with us. */
const results: { readonly [K in MonthlyKind]: { readonly from: string; readonly plain: Columns; readonly money: Columns } } = {
	'due-list': {
		from: 'due_list_rows r',
		plain: { firstDueOn: 'r.first_due_on' },
		money: {
			principal: 'r.principal',
			interest: 'r.interest',
			carriedPrincipal: 'r.carried_principal',
			carriedInterest: 'r.carried_interest',
			lateInterest: 'r.late_interest',
			outstanding: 'r.outstanding',
		},
	},
	'overdue-proposals': {
		from: 'overdue_proposals r left join overdue_acceptances a on a.proposal_id = r.id',
		plain: { id: 'r.id', on: 'r."on"', dueOn: 'r.due_on', inTimeUntil: 'r.in_time_until', yearly: 'r.yearly', eventSeq: 'a.event_seq' },
		money: { amount: 'r.amount' },
	},
	classification: {
		from: 'classified_loans r',
		plain: { debtGroup: 'r.debt_group', daysPastDue: 'r.days_past_due' },
		money: { outstanding: 'r.outstanding', overdue: 'r.overdue', frozen: 'r.frozen' },
	},
}
type Columns = Readonly<Record<string, string>>

function columnsOf(kind: MonthlyKind): SQL {
	const { plain, money } = results[kind]
	return sql.raw(
		Object.entries({ ...plain, ...money })
			.map(([name, column]) => `${column} as "${name}"`)
			.join(', '),
	)
}

function foundIn<K extends MonthlyKind>(kind: K, row: Readonly<Record<string, unknown>>): MonthlyRow[K] {
	const { plain, money } = results[kind]
	return { ...Object.fromEntries(Object.keys(plain).map((name) => [name, row[name]])), ...moneyIn(money, row) } as MonthlyRow[K]
}

function moneyIn(columns: Columns, row: Readonly<Record<string, unknown>>): Readonly<Record<string, Money>> {
	return Object.fromEntries(Object.keys(columns).map((name) => [name, moneyFromText(row[name] as string)]))
}

type NamedRow = { readonly [key in 'loan_id' | 'loan_code' | 'lender_id' | 'commune_id']: string } & {
	readonly [key in 'group_id' | 'member_id' | 'external_code']: string | null
} & Record<string, unknown>

function namedOf(row: NamedRow): NamedLoan {
	return {
		contract: { id: row.loan_id },
		code: row.loan_code,
		externalCode: row.external_code,
		lenderId: row.lender_id,
		groupId: row.group_id,
		memberId: row.member_id,
		communeId: row.commune_id,
	}
}

const reached = (scope: Scope): SQL => within(scope, { groupId: sql`l.group_id`, communeId: sql`l.commune_id`, lenderId: sql`l.lender_id` })
