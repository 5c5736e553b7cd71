import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { events } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import type { Banknote } from '../kernel/banknotes.js'
import type { LineStatus, SheetKind, StepType } from './stored.js'

/** A collection sheet of one meeting of one group (bảng kê thu, 13/TD). What was written on it are its steps and lines. */
export const collectionSheets = pgTable(
	'collection_sheets',
	{
		id: identityColumn(),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
		on: dayColumn().notNull(),
		kind: unionColumn<SheetKind>('kind').notNull(),
		/** What a phone called it before it could be sent. */
		clientId: text('client_id'),
		/** The member who holds the cash where it is not the leader of that day. */
		holderId: idColumn('holder_id').references(() => members.id),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [uniqueIndex('collection_sheets_client').on(table.clientId), index('collection_sheets_meeting').on(table.groupId, table.on)],
)

/** What was done to a sheet, as it was learnt: recorded, brought by a phone, corrected, reversed. Never changed, never deleted. */
export const collectionSteps = pgTable(
	'collection_steps',
	{
		sheetId: bigint('sheet_id', { mode: 'bigint' })
			.notNull()
			.references(() => collectionSheets.id),
		seq: integer().notNull(),
		type: unionColumn<StepType>('type').notNull(),
		/** A digest of who paid what for what, by which a sheet that is sent twice is known. */
		digest: text(),
		banknotes: jsonColumn<readonly Banknote[]>('banknotes'),
		note: text(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [primaryKey({ columns: [table.sheetId, table.seq] })],
)

/** Who paid, and who did not: the attendance of money. A line that is restated stays, and counts no more. */
export const collectionLines = pgTable(
	'collection_lines',
	{
		sheetId: bigint('sheet_id', { mode: 'bigint' }).notNull(),
		no: integer().notNull(),
		/** The step that wrote it. */
		step: integer().notNull(),
		/** Null where it is the group's own loan. */
		memberId: idColumn('member_id').references(() => members.id),
		status: unionColumn<LineStatus>('status').notNull(),
		note: text(),
		/** What a phone called it, and a digest of what it said then. */
		clientId: text('client_id'),
		digest: text(),
		/** The line of the same sheet that it takes the place of. */
		restates: integer(),
	},
	(table) => [
		primaryKey({ columns: [table.sheetId, table.no] }),
		foreignKey({
			name: 'collection_lines_step',
			columns: [table.sheetId, table.step],
			foreignColumns: [collectionSteps.sheetId, collectionSteps.seq],
		}),
		// A phone may bring a line as often as it likes: it is written once.
		uniqueIndex('collection_lines_client').on(table.clientId),
		uniqueIndex('collection_lines_restated').on(table.sheetId, table.restates),
		check('collection_lines_restate_earlier', sql`restates is null or restates < no`),
	],
)

/** What a line paid, and the event of the contract by which it reached the books. */
export const collectionPayments = pgTable(
	'collection_payments',
	{
		sheetId: bigint('sheet_id', { mode: 'bigint' }).notNull(),
		no: integer().notNull(),
		part: smallint().notNull(),
		contractId: bigint('contract_id', { mode: 'bigint' }).notNull(),
		eventSeq: integer('event_seq').notNull(),
		kind: unionColumn<'loan' | 'savings'>('kind').notNull(),
		amount: dongColumn().notNull(),
		receiptNo: text('receipt_no'),
	},
	(table) => [
		primaryKey({ columns: [table.sheetId, table.no, table.part] }),
		foreignKey({
			name: 'collection_payments_line',
			columns: [table.sheetId, table.no],
			foreignColumns: [collectionLines.sheetId, collectionLines.no],
		}),
		foreignKey({
			name: 'collection_payments_of_event',
			columns: [table.contractId, table.eventSeq],
			foreignColumns: [events.contractId, events.seq],
		}),
		uniqueIndex('collection_payments_event').on(table.contractId, table.eventSeq),
		check('collection_payments_amount', sql`amount > 0`),
	],
)
