import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { entries } from '../ledger/tables.js'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { jobs } from '../platform/jobs-tables.js'
import { lenders } from '../products/tables.js'
import { units } from '../units/tables.js'
import type { OpeningKind } from './columns.js'
import type { Fault } from './reasons.js'
import type { Cells } from './row.js'
import type { Accept, Letters, Outcome, Verdict } from './stored.js'

/** A list of existing loans or savings that was handed in: the file, who brought it, and the day whose balances it has. */
export const openings = pgTable(
	'openings',
	{
		id: identityColumn(),
		kind: unionColumn<OpeningKind>().notNull(),
		fileName: text('file_name').notNull(),
		sha256: text().notNull(),
		openingOn: dayColumn('opening_on').notNull(),
		/** Whether good rows are opened beside bad ones, or all of them or none. */
		accept: unionColumn<Accept>().notNull(),
		rows: integer().notNull(),
		/** The letter of each column of the file, by our name of it. */
		columns: jsonColumn<Letters>().notNull(),
		/** The communes of whoever brought it; null is all of them. Who reaches them all may look at it. */
		communeIds: bigint('commune_ids', { mode: 'bigint' }).array(),
		jobId: idColumn('job_id')
			.notNull()
			.references(() => jobs.id),
		recordedBy: idColumn('recorded_by').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
	},
	(table) => [
		index('openings_file').on(table.sha256, table.kind),
		check('openings_kind', sql`kind in ('loans', 'savings')`),
		check('openings_accept', sql`accept in ('good-rows', 'all-or-nothing')`),
	],
)

const ofRow = { openingId: idColumn('opening_id').notNull(), line: integer().notNull() }

/** A line of the list as it was read; `line` is the spreadsheet's own number. */
export const openingRows = pgTable(
	'opening_rows',
	{
		openingId: idColumn('opening_id')
			.notNull()
			.references(() => openings.id),
		line: integer().notNull(),
		/** By what it is known again; null where it names no code. */
		key: text(),
		cells: jsonColumn<Cells>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.openingId, table.line] }), index('opening_rows_key').on(table.openingId, table.key)],
)

/** What was found of a line before anything was written. */
export const openingFindings = pgTable(
	'opening_findings',
	{
		...ofRow,
		verdict: unionColumn<Verdict>().notNull(),
		faults: jsonColumn<readonly Fault[]>(),
		warnings: jsonColumn<readonly Fault[]>(),
		/** Where it is opened: the entries of the book are by lender and group, or commune where there is no group. */
		lenderId: idColumn('lender_id').references(() => lenders.id),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id').references(() => units.id),
		/** What is brought forward by it, in đồng. */
		amount: dongColumn(),
	},
	(table) => [
		primaryKey({ columns: [table.openingId, table.line] }),
		foreignKey({ columns: [table.openingId, table.line], foreignColumns: [openingRows.openingId, openingRows.line] }),
		index('opening_findings_place').on(table.openingId, table.verdict, table.lenderId, table.groupId, table.communeId),
		check('opening_findings_verdict', sql`verdict in ('good', 'correction', 'already', 'bad')`),
	],
)

/** What became of a line: the contract and the event that it opened or corrected, or why it was left after all. */
export const openingOutcomes = pgTable(
	'opening_outcomes',
	{
		...ofRow,
		outcome: unionColumn<Outcome>().notNull(),
		contractId: idColumn('contract_id').references(() => contracts.id),
		eventSeq: integer('event_seq'),
		faults: jsonColumn<readonly Fault[]>(),
	},
	(table) => [
		primaryKey({ columns: [table.openingId, table.line] }),
		foreignKey({ columns: [table.openingId, table.line], foreignColumns: [openingRows.openingId, openingRows.line] }),
		index('opening_outcomes_contract').on(table.contractId),
		check('opening_outcomes_outcome', sql`outcome in ('opened', 'corrected', 'already', 'left')`),
	],
)

/** The one entry of the book by which the balances of a lender and a group were opened, or corrected; a correction of one contract names no list. */
export const openingEntries = pgTable(
	'opening_entries',
	{
		entryId: idColumn('entry_id')
			.primaryKey()
			.references(() => entries.id),
		openingId: idColumn('opening_id').references(() => openings.id),
		lenderId: idColumn('lender_id').references(() => lenders.id),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		contracts: integer().notNull(),
		/** What was brought forward more, or less, by it, in đồng. */
		amount: dongColumn().notNull(),
	},
	(table) => [index('opening_entries_opening').on(table.openingId, table.entryId)],
)
