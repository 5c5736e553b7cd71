import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { ChartKind } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import type { Booked, Recording, StoredContract, StoredEvent, WrittenEntry } from './stored.js'

/** Makes contracts that nothing has happened to yet. Answers their ids in the order given. */
export async function insertContracts(
	tx: Tx,
	kind: string,
	made: readonly { bookId: number; on: CalendarDate }[],
): Promise<readonly string[]> {
	const written = await tx.$client.query<{ id: string }>({
		name: 'contracts-insert',
		text: `insert into contracts (kind, book_id, version, last_on, last_recorded_at, state)
			select $1, book_id, 0, "on", '-infinity', '{}'::jsonb from unnest($2::smallint[], $3::date[]) with ordinality as given (book_id, "on", n) order by n
			returning id`,
		values: [kind, made.map(({ bookId }) => bookId), made.map(({ on }) => on)],
	})
	return written.rows.map(({ id }) => id)
}

/** The events of some contracts in the order of recording, by contract: all of them, or those that were known then about the days up to one. */
export async function readEvents(
	tx: Tx,
	contractIds: readonly string[],
	known: { readonly asOf: CalendarDate; readonly knownAt: Instant } | null = null,
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
	const found = await tx.$client.query<EventRow>({
		name: known === null ? 'events-of-contracts' : 'events-known-then',
		text: `select contract_id, seq, type, "on", recorded_at, recorded_by, amount, details, reverses
			from events where contract_id = any($1::bigint[])${known === null ? '' : ' and "on" <= $2::date and recorded_at <= $3::timestamptz'}
			order by contract_id, seq`,
		values: known === null ? [contractIds] : [contractIds, known.asOf, known.knownAt],
	})
	const histories = new Map<string, StoredEvent[]>(contractIds.map((id) => [id, []]))
	for (const row of found.rows) must(histories.get(row.contract_id), 'a contract that was asked for').push(eventOf(row))
	return histories
}

/**
 * Writes many recordings in one statement: events, entries, postings, dues and cached states, all or nothing. Each is
 * refused as a conflict when its contract has moved on since it was read; recordings of one contract come in order.
 */
export async function append(tx: Tx, recordings: readonly Recording[]): Promise<readonly WrittenEntry[]> {
	const states = new Map(recordings.map((recording) => [recording.contractId, recording]))
	const lines = recordings.flatMap(({ contractId, bookId, version, days, recordedAt }) =>
		days.map((day) => ({ contractId, bookId, seq: version, recordedAt, day })),
	)
	const entries = lines.filter(({ day }) => day.postings.length > 0)
	const postings = entries.flatMap(({ contractId, seq, day }) =>
		day.postings.map((posting, line) => ({ contractId, seq, on: day.on, line, posting })),
	)
	const dues = lines.flatMap(({ contractId, seq, recordedAt, day }) =>
		day.dues.map((due) => ({ contractId, seq, recordedAt, on: day.on, due })),
	)
	const written = await tx.$client.query<{ contract_id: string; event_seq: number; on: CalendarDate; id: string; recorded_at: string }>({
		name: 'contracts-append',
		text: appendStatement,
		values: [
			[...states.keys()],
			[...states.values()].map(({ version }) => version),
			[...states.values()].map(({ lastOn }) => lastOn),
			[...states.values()].map(({ state }) => JSON.stringify(state)),
			recordings.map(({ contractId }) => contractId),
			recordings.map(({ version }) => version),
			recordings.map(({ event }) => event.type),
			recordings.map(({ event }) => event.on),
			recordings.map(({ recordedAt }) => recordedAt),
			recordings.map(({ event }) => event.recordedBy),
			recordings.map(({ event }) => event.amount?.toString() ?? null),
			recordings.map(({ event }) => (Object.keys(event.details).length === 0 ? null : JSON.stringify(event.details))),
			recordings.map(({ event }) => event.reverses),
			entries.map(({ contractId }) => contractId),
			entries.map(({ bookId }) => bookId),
			entries.map(({ seq }) => seq),
			entries.map(({ day }) => day.on),
			entries.map(({ recordedAt }) => recordedAt),
			postings.map(({ contractId }) => contractId),
			postings.map(({ seq }) => seq),
			postings.map(({ on }) => on),
			postings.map(({ line }) => line + 1),
			postings.map(({ posting }) => posting.debit),
			postings.map(({ posting }) => posting.credit),
			postings.map(({ posting }) => posting.amount.toString()),
			dues.map(({ contractId }) => contractId),
			dues.map(({ seq }) => seq),
			dues.map(({ on }) => on),
			dues.map(({ recordedAt }) => recordedAt),
			dues.map(({ due }) => due.dueOn),
			dues.map(({ due }) => due.lateAfter),
			dues.map(({ due }) => due.amount.toString()),
			[...states.values()].map(({ recordedAt }) => recordedAt),
		],
	})
	return written.rows.map((row) => ({
		contractId: row.contract_id,
		seq: row.event_seq,
		on: row.on,
		id: row.id,
		recordedAt: instantFromDatabase(row.recorded_at),
	}))
}

/** Rebuilt caches take the place of those that were kept; what was recorded stays as it is. */
export async function writeStates(
	tx: Tx,
	states: readonly { readonly contractId: string; readonly state: Record<string, unknown> }[],
): Promise<void> {
	await tx.$client.query({
		name: 'contracts-write-states',
		text: 'update contracts c set state = g.state from unnest($1::bigint[], $2::jsonb[]) as g (id, state) where c.id = g.id',
		values: [states.map(({ contractId }) => contractId), states.map(({ state }) => JSON.stringify(state))],
	})
}

/** A contract's row as it is read beside its own table's. */
export function contractOf(row: ContractRow): StoredContract {
	return {
		id: row.id,
		bookId: row.book_id,
		chart: row.chart,
		version: row.version,
		lastOn: row.last_on,
		lastRecordedAt: instantFromDatabase(row.last_recorded_at),
		state: row.state,
	}
}

export type ContractRow = {
	readonly id: string
	readonly book_id: number
	readonly chart: ChartKind
	readonly version: number
	readonly last_on: CalendarDate
	readonly last_recorded_at: string
	readonly state: Record<string, unknown>
}

type EventRow = {
	readonly contract_id: string
	readonly seq: number
	readonly type: string
	readonly on: CalendarDate
	readonly recorded_at: string
	readonly recorded_by: string
	readonly amount: string | null
	readonly details: Record<string, unknown> | null
	readonly reverses: number | null
}

function eventOf(row: EventRow): StoredEvent {
	return {
		contractId: row.contract_id,
		seq: row.seq,
		type: row.type,
		on: row.on,
		recordedAt: instantFromDatabase(row.recorded_at),
		recordedBy: row.recorded_by,
		amount: row.amount === null ? null : moneyFromText(row.amount),
		details: row.details ?? {},
		reverses: row.reverses,
	}
}

/** What the books hold of some contracts, by contract. */
export async function readBooked(tx: Tx, contractIds: readonly string[]): Promise<ReadonlyMap<string, Booked>> {
	const held = new Map<string, { postings: Booked['postings'][number][]; dues: Booked['dues'][number][] }>(
		contractIds.map((id) => [id, { postings: [], dues: [] }]),
	)
	const postings = await tx.$client.query<{
		contract_id: string
		seq: number
		on: string
		recorded_at: string
		debit: string
		credit: string
		amount: string
	}>({
		name: 'postings-of-contracts',
		text: `select p.contract_id, e.event_seq as seq, p."on", p.recorded_at, p.debit, p.credit, p.amount
			from entries e join postings p on p.entry_id = e.id where e.contract_id = any($1::bigint[])`,
		values: [contractIds],
	})
	for (const { contract_id, recorded_at, ...row } of postings.rows)
		held.get(contract_id)?.postings.push({ ...row, recordedAt: instantFromDatabase(recorded_at), amount: moneyFromText(row.amount) })
	const dues = await tx.$client.query<{
		contract_id: string
		seq: number
		on: string
		recorded_at: string
		due_on: string
		late_after: string
		amount: string
	}>({
		name: 'dues-of-contracts',
		text: `select contract_id, event_seq as seq, "on", recorded_at, due_on, late_after, amount from dues where contract_id = any($1::bigint[])`,
		values: [contractIds],
	})
	for (const { contract_id, seq, on, recorded_at, due_on, late_after, amount } of dues.rows)
		held.get(contract_id)?.dues.push({
			seq,
			on,
			recordedAt: instantFromDatabase(recorded_at),
			dueOn: due_on,
			lateAfter: late_after,
			amount: moneyFromText(amount),
		})
	return held
}

/** The one statement by which everything is recorded; the bench runs the same text in pgbench. */
export const appendStatement = `
with moment as materialized (select clock_timestamp() as now),
state_given as (
	select * from unnest($1::bigint[], $2::int[], $3::date[], $4::jsonb[], $33::timestamptz[]) as g (id, version, last_on, state, recorded_at)
),
stated as (
	update contracts c
	set version = g.version, last_on = g.last_on, state = g.state, last_recorded_at = greatest(c.last_recorded_at, coalesce(g.recorded_at, moment.now))
	from state_given g, moment where c.id = g.id
),
event_written as (
	insert into events (contract_id, seq, type, "on", recorded_at, recorded_by, amount, details, reverses)
	select g.contract_id, g.seq, g.type, g."on", coalesce(g.recorded_at, moment.now), g.recorded_by, g.amount, g.details, g.reverses
	from moment, unnest($5::bigint[], $6::int[], $7::text[], $8::date[], $9::timestamptz[], $10::bigint[], $11::numeric[], $12::jsonb[], $13::int[])
		as g (contract_id, seq, type, "on", recorded_at, recorded_by, amount, details, reverses)
),
entry_written as (
	insert into entries (book_id, contract_id, event_seq, "on", booked_on, recorded_at)
	select g.book_id, g.contract_id, g.seq, g."on",
		greatest(g."on", (select closed_through + 1 from closings where closings.book_id = g.book_id order by closings.id desc limit 1)),
		coalesce(g.recorded_at, moment.now)
	from moment, unnest($14::bigint[], $15::smallint[], $16::int[], $17::date[], $18::timestamptz[])
		as g (contract_id, book_id, seq, "on", recorded_at)
	returning id, book_id, contract_id, event_seq, "on", recorded_at
),
posting_written as (
	insert into postings (entry_id, line, book_id, contract_id, "on", recorded_at, debit, credit, amount)
	select e.id, g.line, e.book_id, e.contract_id, e."on", e.recorded_at, g.debit, g.credit, g.amount
	from unnest($19::bigint[], $20::int[], $21::date[], $22::smallint[], $23::text[], $24::text[], $25::numeric[])
		as g (contract_id, seq, "on", line, debit, credit, amount)
	join entry_written e on e.contract_id = g.contract_id and e.event_seq = g.seq and e."on" = g."on"
),
due_written as (
	insert into dues (contract_id, event_seq, "on", recorded_at, due_on, late_after, amount)
	select g.contract_id, g.seq, g."on", coalesce(g.recorded_at, moment.now), g.due_on, g.late_after, g.amount
	from moment, unnest($26::bigint[], $27::int[], $28::date[], $29::timestamptz[], $30::date[], $31::date[], $32::numeric[])
		as g (contract_id, seq, "on", recorded_at, due_on, late_after, amount)
)
select contract_id, event_seq, "on", id, recorded_at from entry_written order by contract_id, event_seq, "on"`
