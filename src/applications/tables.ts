import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { groups } from '../groups/tables.js'
import { loans } from '../lending/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders, products } from '../products/tables.js'
import { units } from '../units/tables.js'
import type { ApplicationStatus, StepDetails, StepType } from './application.js'

/** What was asked for (hồ sơ xin vay). What became of it are its steps; of them the row keeps only how far they go. */
export const loanApplications = pgTable(
	'loan_applications',
	{
		id: identityColumn(),
		code: text().notNull().generatedAlwaysAs(sql`'HS' || lpad(id::text, 8, '0')`),
		productId: idColumn('product_id')
			.notNull()
			.references(() => products.id),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		groupId: idColumn('group_id').references(() => groups.id),
		/** Who asks; null where the group itself does. */
		memberId: idColumn('member_id').references(() => members.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		amount: dongColumn().notNull(),
		months: integer().notNull(),
		purpose: text().notNull(),
		/** As which kind of borrower the programme reaches her (đối tượng thụ hưởng). */
		beneficiary: text(),
		/** What the household brings itself (vốn tự có). */
		ownCapital: dongColumn('own_capital'),
		note: text(),
		/** A cache of what the steps say. */
		status: unionColumn<ApplicationStatus>('status').notNull(),
		/** How many steps are recorded; the next one has this number plus one. */
		version: integer().notNull(),
	},
	(table) => [
		uniqueIndex('loan_applications_code').on(table.code),
		index('loan_applications_status').on(table.status),
		index('loan_applications_group').on(table.groupId),
		index('loan_applications_member').on(table.memberId),
		check('loan_applications_borrower', sql`${table.groupId} is not null or ${table.memberId} is not null`),
		check('loan_applications_asked', sql`${table.amount} > 0 and ${table.months} > 0`),
	],
)

/** One meeting of one group at which requests were reviewed (biên bản bình xét, form 10/TD). */
export const loanReviewMeetings = pgTable(
	'loan_review_meetings',
	{
		id: identityColumn(),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
		on: dayColumn().notNull(),
		minutesNo: text('minutes_no'),
		chair: text().notNull(),
		secretary: text().notNull(),
		/** How many were present, and how many the group had. */
		attendees: integer().notNull(),
		members: integer().notNull(),
		note: text(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('loan_review_meetings_group').on(table.groupId),
		check('loan_review_meetings_attendees', sql`${table.attendees} between 1 and ${table.members}`),
	],
)

/** The steps of a request, as they were learnt: never changed, never deleted. */
export const loanApplicationSteps = pgTable(
	'loan_application_steps',
	{
		applicationId: bigint('application_id', { mode: 'bigint' })
			.notNull()
			.references(() => loanApplications.id),
		seq: integer().notNull(),
		type: unionColumn<StepType | 'reversed'>('type').notNull(),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
		/** The amount and the term that were agreed or approved. */
		amount: dongColumn(),
		months: integer(),
		meetingId: bigint('meeting_id', { mode: 'bigint' }).references(() => loanReviewMeetings.id),
		loanId: bigint('loan_id', { mode: 'bigint' }).references(() => loans.id),
		details: jsonColumn<StepDetails>().notNull(),
		/** The seq of the step that this one undoes. */
		reverses: integer(),
	},
	(table) => [
		primaryKey({ columns: [table.applicationId, table.seq] }),
		index('loan_application_steps_meeting').on(table.meetingId),
		// One loan comes of one request.
		uniqueIndex('loan_application_steps_loan').on(table.loanId),
		check('loan_application_steps_reverse_earlier', sql`reverses is null or reverses < seq`),
	],
)
