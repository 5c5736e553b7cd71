import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { books } from '../ledger/tables.js'
import { dayColumn, dongColumn, idColumn, instantColumn, jsonColumn } from '../platform/columns.js'

/** A promise about money, and the cache of its state: rebuilt at will from its events. */
export const contracts = pgTable('contracts', {
	id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
	kind: text().notNull(),
	bookId: smallint('book_id')
		.notNull()
		.references(() => books.id),
	/** How many events are recorded; the next one has this number plus one. */
	version: integer().notNull(),
	/** The latest day that an event is about: what comes on or after it only evolves the state. */
	lastOn: dayColumn('last_on').notNull(),
	/** The latest recording: a question about an earlier moment is answered from the events. */
	lastRecordedAt: instantColumn('last_recorded_at').notNull(),
	state: jsonColumn<Record<string, unknown>>().notNull(),
})

/** What happened, as it was learnt: never changed, never deleted. */
export const events = pgTable(
	'events',
	{
		contractId: bigint('contract_id', { mode: 'bigint' })
			.notNull()
			.references(() => contracts.id),
		seq: integer().notNull(),
		type: text().notNull(),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
		amount: dongColumn(),
		details: jsonColumn<Record<string, unknown>>(),
		/** The seq of the event that this one undoes. */
		reverses: integer(),
	},
	(table) => [
		primaryKey({ columns: [table.contractId, table.seq] }),
		// What was undone is asked of many contracts at once, and hardly any event undoes another.
		index('events_reversals').on(table.contractId, table.reverses, table.recordedAt).where(sql`reverses is not null`),
		// What was learnt between two moments, and about which days.
		index('events_recorded').on(table.recordedAt, table.on, table.contractId),
		check('events_reverse_earlier', sql`reverses is null or reverses < seq`),
	],
)

/**
 * What is expected by when, as differences: summed over the days up to D and the recordings up to T, it is the unpaid
 * plan as it stood. A cache like the state, for lists of what falls due.
 */
export const dues = pgTable(
	'dues',
	{
		contractId: bigint('contract_id', { mode: 'bigint' }).notNull(),
		eventSeq: integer('event_seq').notNull(),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		dueOn: dayColumn('due_on').notNull(),
		/** The contractual day after which it is late: the due day itself, or the end of the term where a missed instalment is carried forward. */
		lateAfter: dayColumn('late_after').notNull(),
		amount: dongColumn().notNull(),
	},
	(table) => [index('dues_contract').on(table.contractId, table.lateAfter, table.on, table.recordedAt, table.amount)],
)
