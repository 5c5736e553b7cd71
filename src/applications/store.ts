import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { must } from '../kernel/assert.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import { prefixPattern, wordsPattern } from '../units/search.js'
import type { Step } from './application.js'
import type { ApplicationFilter, ApplicationRow, MeetingRow, NewApplication, NewMeeting, NewStep } from './stored.js'
import { loanApplications, loanReviewMeetings } from './tables.js'

/** The applications with these ids that the asker may see, locked in the order of their ids when a step is to be taken. */
export async function readApplications(
	tx: Tx,
	ids: readonly string[],
	scope: Scope,
	lock: 'lock' | 'read',
): Promise<readonly ApplicationRow[]> {
	const found = await tx.execute<Row>(
		sql`${applicationSelect} where a.id = any(${bigints(ids)}) and ${scoped(scope)} order by a.id ${lock === 'lock' ? sql`for update of a` : sql``}`,
	)
	return found.rows.map(applicationOf)
}

/** Applications by id, as far as the scope reaches. */
export async function listApplications(tx: Tx, filter: ApplicationFilter, scope: Scope, wish: PageWish): Promise<Page<ApplicationRow>> {
	const conditions = [sql`a.id > ${wish.after?.[0] ?? '0'}::bigint`, scoped(scope)]
	if (filter.status !== undefined) conditions.push(sql`a.status = ${filter.status}`)
	if (filter.lenderId !== undefined) conditions.push(sql`a.lender_id = ${filter.lenderId}::bigint`)
	if (filter.productId !== undefined) conditions.push(sql`a.product_id = ${filter.productId}::bigint`)
	if (filter.groupId !== undefined) conditions.push(sql`a.group_id = ${filter.groupId}::bigint`)
	if (filter.memberId !== undefined) conditions.push(sql`a.member_id = ${filter.memberId}::bigint`)
	if (filter.loanId !== undefined)
		conditions.push(sql`a.id = (select s.application_id from loan_application_steps s where s.loan_id = ${filter.loanId}::bigint)`)
	if (filter.q !== undefined)
		conditions.push(
			sql`(lower(a.code) like ${prefixPattern(filter.q.toLowerCase())} or ' ' || coalesce(m.name_key, g.name_key) like ${wordsPattern(filter.q)})`,
		)
	const found = await tx.execute<Row>(
		sql`${applicationSelect} where ${sql.join(conditions, sql` and `)} order by a.id limit ${wish.limit + 1}`,
	)
	return pageOf(found.rows.map(applicationOf), wish.limit, ({ id }) => [id])
}

/** The steps of some applications in the order of recording, by application. */
export async function readSteps(tx: Tx, applicationIds: readonly string[]): Promise<ReadonlyMap<string, readonly Step[]>> {
	const found = await tx.execute<StepRow>(sql`select application_id, seq, type, "on", recorded_at, recorded_by, amount, months, meeting_id,
			loan_id, details, reverses
		from loan_application_steps where application_id = any(${bigints(applicationIds)}) order by application_id, seq`)
	const steps = new Map<string, Step[]>(applicationIds.map((id) => [id, []]))
	for (const row of found.rows) must(steps.get(row.application_id), 'an application that was asked for').push(stepOf(row))
	return steps
}

/** Writes what was asked for, before its first step. */
export async function insertApplication(tx: Tx, made: NewApplication): Promise<string> {
	const rows = await tx
		.insert(loanApplications)
		.values({ ...made, status: 'requested', version: 0 })
		.returning({ id: loanApplications.id })
	return String(must(rows[0], 'an application that was just made').id)
}

/** Writes one step on each of some applications, which are locked, and how far they then are. */
export async function appendSteps(tx: Tx, steps: readonly NewStep[], recordedAt: Instant | null = null): Promise<void> {
	await tx.$client.query({
		name: 'application-steps-append',
		text: `with given as (
				select * from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::numeric[], $8::int[], $9::bigint[], $10::bigint[],
					$11::jsonb[], $12::int[]) as g (application_id, seq, status, type, "on", recorded_by, amount, months, meeting_id, loan_id, details, reverses)
			), told as (
				update loan_applications a set status = g.status, version = g.seq from given g where a.id = g.application_id
			)
			insert into loan_application_steps (application_id, seq, type, "on", recorded_at, recorded_by, amount, months, meeting_id, loan_id, details, reverses)
			select application_id, seq, type, "on", coalesce($13::timestamptz, moment.now), recorded_by, amount, months, meeting_id, loan_id, details, reverses
			from given, (select clock_timestamp() as now) as moment`,
		values: [
			steps.map(({ applicationId }) => applicationId),
			steps.map(({ seq }) => seq),
			steps.map(({ status }) => status),
			steps.map(({ type }) => type),
			steps.map(({ on }) => on),
			steps.map(({ recordedBy }) => recordedBy),
			steps.map(({ amount }) => amount?.toString() ?? null),
			steps.map(({ months }) => months),
			steps.map(({ meetingId }) => meetingId),
			steps.map(({ loanId }) => loanId),
			steps.map(({ details }) => JSON.stringify(details)),
			steps.map(({ reverses }) => reverses),
			recordedAt,
		],
	})
}

/** Writes the head of the minutes; its lines are steps, recorded at the same moment. */
export async function insertMeeting(tx: Tx, made: NewMeeting): Promise<{ readonly id: string; readonly recordedAt: Instant }> {
	const rows = await tx
		.insert(loanReviewMeetings)
		.values({ ...made, recordedAt: sql`clock_timestamp()` })
		.returning({ id: loanReviewMeetings.id, recordedAt: loanReviewMeetings.recordedAt })
	const { id, recordedAt } = must(rows[0], 'a meeting that was just entered')
	return { id: String(id), recordedAt }
}

/** Meetings by their ids: as far as the scope reaches their groups, or all where the asker has come by an application. */
export async function readMeetings(tx: Tx, ids: readonly string[], scope: Scope): Promise<readonly MeetingRow[]> {
	const found =
		await tx.execute<MeetingRow>(sql`select r.id, r.group_id as "groupId", g.name as "groupName", r."on", r.minutes_no as "minutesNo",
			r.chair, r.secretary, r.attendees, r.members, r.note, r.recorded_at as "recordedAt", r.recorded_by as "recordedBy"
		from loan_review_meetings r join groups g on g.id = r.group_id
		where r.id = any(${bigints(ids)}) and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })}`)
	return found.rows.map((row) => ({ ...row, recordedAt: instantFromDatabase(row.recordedAt) }))
}

/** The applications that were reviewed at a meeting, as far as the scope reaches them. */
export async function applicationsOfMeeting(tx: Tx, meetingId: string, scope: Scope): Promise<readonly ApplicationRow[]> {
	const found = await tx.execute<Row>(sql`${applicationSelect}
		where a.id in (select s.application_id from loan_application_steps s where s.meeting_id = ${meetingId}::bigint) and ${scoped(scope)} order by a.id`)
	return found.rows.map(applicationOf)
}

const scoped = (scope: Scope): SQL => within(scope, { groupId: sql`a.group_id`, communeId: sql`a.commune_id`, lenderId: sql`a.lender_id` })

const applicationSelect = sql`select a.id, a.code, a.product_id as "productId", p.code as "productCode", p.name as "productName", a.lender_id as "lenderId",
		a.group_id as "groupId", g.name as "groupName", a.member_id as "memberId", m.name as "memberName", a.commune_id as "communeId",
		a.amount, a.months, a.purpose, a.beneficiary, a.own_capital as "ownCapital", a.note, a.status, a.version
	from loan_applications a join products p on p.id = a.product_id
		left join groups g on g.id = a.group_id left join members m on m.id = a.member_id`

type Row = Omit<ApplicationRow, 'amount' | 'ownCapital'> & { readonly amount: string; readonly ownCapital: string | null }

function applicationOf(row: Row): ApplicationRow {
	return { ...row, amount: moneyFromText(row.amount), ownCapital: row.ownCapital === null ? null : moneyFromText(row.ownCapital) }
}

type StepRow = {
	readonly application_id: string
	readonly recorded_at: string
	readonly recorded_by: string
	readonly amount: string | null
	readonly meeting_id: string | null
	readonly loan_id: string | null
} & Pick<Step, 'seq' | 'type' | 'on' | 'months' | 'details' | 'reverses'>

function stepOf(row: StepRow): Step {
	const { seq, type, on, months, details, reverses } = row
	return {
		seq,
		type,
		on,
		recordedAt: instantFromDatabase(row.recorded_at),
		recordedBy: row.recorded_by,
		amount: row.amount === null ? null : moneyFromText(row.amount),
		months,
		meetingId: row.meeting_id,
		loanId: row.loan_id,
		details,
		reverses,
	}
}
