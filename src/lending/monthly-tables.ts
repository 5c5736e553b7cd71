import { bigint, foreignKey, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { events } from '../contracts/tables.js'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn } from '../platform/columns.js'
import { jobs } from '../platform/jobs-tables.js'
import { loans } from './tables.js'

/** What monthly jobs found, a row for a loan. Written once with the job's chunk, and never changed: a later job writes its own. */

const ofJob = {
	jobId: bigint('job_id', { mode: 'bigint' })
		.notNull()
		.references(() => jobs.id),
	loanId: bigint('loan_id', { mode: 'bigint' })
		.notNull()
		.references(() => loans.id),
}

/** What is to be collected in a period. */
export const dueListRows = pgTable(
	'due_list_rows',
	{
		...ofJob,
		firstDueOn: dayColumn('first_due_on'),
		principal: dongColumn().notNull(),
		interest: dongColumn().notNull(),
		carriedPrincipal: dongColumn('carried_principal').notNull(),
		carriedInterest: dongColumn('carried_interest').notNull(),
		lateInterest: dongColumn('late_interest').notNull(),
		outstanding: dongColumn().notNull(),
	},
	(table) => [primaryKey({ columns: [table.jobId, table.loanId] })],
)

/** How a loan was classified for a day, as it was known when the job was told. */
export const classifiedLoans = pgTable(
	'classified_loans',
	{
		...ofJob,
		/** Null where the lender does not group but tells in term, overdue and frozen apart. */
		debtGroup: smallint('debt_group'),
		daysPastDue: integer('days_past_due').notNull(),
		outstanding: dongColumn().notNull(),
		overdue: dongColumn().notNull(),
		frozen: dongColumn().notNull(),
	},
	(table) => [primaryKey({ columns: [table.jobId, table.loanId] })],
)

/** A transfer to overdue that was proposed. */
export const overdueProposals = pgTable(
	'overdue_proposals',
	{
		id: identityColumn(),
		...ofJob,
		on: dayColumn().notNull(),
		amount: dongColumn().notNull(),
		dueOn: dayColumn('due_on').notNull(),
		inTimeUntil: dayColumn('in_time_until').notNull(),
		yearly: text().notNull(),
	},
	(table) => [uniqueIndex('overdue_proposals_loan').on(table.jobId, table.loanId)],
)

/** A proposal that somebody accepted, once, and the event by which it was recorded. */
export const overdueAcceptances = pgTable(
	'overdue_acceptances',
	{
		proposalId: bigint('proposal_id', { mode: 'bigint' })
			.primaryKey()
			.references(() => overdueProposals.id),
		loanId: bigint('loan_id', { mode: 'bigint' }).notNull(),
		eventSeq: integer('event_seq').notNull(),
		acceptedBy: idColumn('accepted_by').notNull(),
		acceptedAt: instantColumn('accepted_at').notNull(),
	},
	(table) => [foreignKey({ columns: [table.loanId, table.eventSeq], foreignColumns: [events.contractId, events.seq] })],
)
