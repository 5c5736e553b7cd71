import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { ItemType } from './item.js'
import type { Side, StepType } from './stored.js'

/** One comparison of a bank's list with our book, of one day and one moment of knowledge. Never changed: asked again it is another one. */
export const reconciliations = pgTable(
	'reconciliations',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		asOf: dayColumn('as_of').notNull(),
		knownAt: instantColumn('known_at').notNull(),
		/** The bank's list as it was received. */
		listId: idColumn('list_id').notNull(),
		listSha256: text('list_sha256').notNull(),
		carriedFrom: idColumn('carried_from'),
		totals: jsonColumn('totals').notNull(),
		groups: jsonColumn('groups').notNull(),
		/** Differences of the reconciliation before that are not found again. */
		vanished: jsonColumn('vanished').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [index('reconciliations_lender').on(table.lenderId, table.asOf)],
)

/** What was found of each loan: that both sides agree, or a difference. Both sides' words are kept as they stood. */
export const reconciliationItems = pgTable(
	'reconciliation_items',
	{
		reconciliationId: bigint('reconciliation_id', { mode: 'bigint' })
			.notNull()
			.references(() => reconciliations.id),
		no: integer().notNull(),
		type: unionColumn<ItemType>('type').notNull(),
		loanId: idColumn('loan_id'),
		groupId: idColumn('group_id'),
		communeId: idColumn('commune_id'),
		/** The line of the bank's list. */
		line: integer(),
		/** What the bank has more than we have. */
		outstanding: dongColumn().notNull(),
		interest: dongColumn().notNull(),
		/** What it is searched by: codes and the folded name. */
		words: text().notNull(),
		/** The rest of the item, as the engine told it. */
		told: jsonColumn('told').notNull(),
		/** Since which reconciliation's day it is carried along. */
		since: dayColumn('since'),
	},
	(table) => [
		primaryKey({ columns: [table.reconciliationId, table.no] }),
		index('reconciliation_items_type').on(table.reconciliationId, table.type, table.no),
	],
)

/** What was done about a difference, as it was done: accepted, disputed, assigned. */
export const reconciliationSteps = pgTable(
	'reconciliation_steps',
	{
		reconciliationId: bigint('reconciliation_id', { mode: 'bigint' }).notNull(),
		itemNo: integer('item_no').notNull(),
		seq: integer().notNull(),
		type: unionColumn<StepType>('type').notNull(),
		note: text(),
		assignee: text(),
		/** The events by which a correction reached the books. */
		outcomes: jsonColumn('outcomes').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.reconciliationId, table.itemNo, table.seq] }),
		foreignKey({
			name: 'reconciliation_steps_item',
			columns: [table.reconciliationId, table.itemNo],
			foreignColumns: [reconciliationItems.reconciliationId, reconciliationItems.no],
		}),
		check('reconciliation_steps_type', sql`${table.type} in ('accepted', 'disputed', 'assigned')`),
	],
)

/** Who signed for which side, and the digest of what was signed. */
export const reconciliationSignatures = pgTable(
	'reconciliation_signatures',
	{
		reconciliationId: bigint('reconciliation_id', { mode: 'bigint' })
			.notNull()
			.references(() => reconciliations.id),
		side: unionColumn<Side>('side').notNull(),
		userId: idColumn('user_id').notNull(),
		/** Her name as it was then. */
		name: text().notNull(),
		note: text(),
		sha256: text().notNull(),
		signedAt: instantColumn('signed_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.reconciliationId, table.side] }),
		check('reconciliation_signatures_side', sql`${table.side} in ('union', 'bank')`),
		check('reconciliation_signatures_digest', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
	],
)
