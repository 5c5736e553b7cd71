import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import { lendingRefusals } from '../lending/refusals.js'
import * as applications from './actions.js'
import * as questions from './question-actions.js'
import { applicationRefusals } from './refusals.js'
import { recordReviewMeeting } from './review-actions.js'
import { reviewListColumns } from './review-list.js'
import * as schemas from './schemas.js'

const tag = 'applications'
const params = schemas.applicationParams
const answer = schemas.applicationView
const [own, loans, dated] = [Object.keys(applicationRefusals), Object.keys(lendingRefusals), Object.keys(contractRefusals)]
const offer = ['product.not-found', 'product.not-offered', 'lender.not-found']

/** The two ways in which a request ends without a loan. */
const ends = [
	{ id: 'rejectLoanApplication', path: 'rejections', type: 'rejected', summary: 'Rejects a loan application' },
	{ id: 'withdrawLoanApplication', path: 'withdrawals', type: 'withdrawn', summary: 'Records that the borrower withdrew' },
] as const

export function applicationRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, rehearsable: true } as const
	const question = { method: 'GET', tag } as const
	door.operation({
		...command,
		id: 'requestLoan',
		path: '/loan-applications',
		summary: 'Records that a loan is asked for',
		body: schemas.requestLoanSchema,
		answer,
		refusals: [...own, ...loans, ...dated, ...offer],
		handle: ({ tx, body, asker, today }) => applications.requestLoan(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'recordLoanReviews',
		path: '/loan-applications/reviews',
		summary: 'Records one meeting of one group that reviewed applications: every one of them, or none',
		body: schemas.reviewMeetingSchema,
		answer: schemas.reviewMeetingView,
		refusals: [...own, ...dated, 'group.not-found'],
		handle: ({ tx, body, asker, today }) => recordReviewMeeting(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'approveLoanApplication',
		path: '/loan-applications/:id/approvals',
		summary: "Approves a loan application; above the product's limit a second person has to approve it too",
		params,
		body: schemas.approvalSchema,
		answer,
		refusals: [...own, ...dated, ...offer],
		handle: ({ tx, params: { id }, body, asker, today }) => applications.approveApplication(tx, id, body, asker, today),
	})
	for (const { id: operation, path, type, summary } of ends)
		door.operation({
			...command,
			id: operation,
			path: `/loan-applications/:id/${path}`,
			summary,
			params,
			body: schemas.endSchema,
			answer,
			refusals: [...own, ...dated],
			handle: ({ tx, params: { id }, body, asker, today }) => applications.endApplication(tx, id, type, body, asker, today),
		})
	door.operation({
		...command,
		id: 'signLoanApplication',
		path: '/loan-applications/:id/signing',
		summary: 'Signs the loan that was approved, for no more and no longer',
		params,
		body: schemas.signingSchema,
		answer: schemas.signedApplicationView,
		refusals: [...own, ...loans, ...dated, ...offer],
		handle: ({ tx, params: { id }, body, asker, today }) => applications.signApplication(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'reverseLoanApplicationStep',
		path: '/loan-applications/:id/steps/:stepId/reversal',
		summary: 'Undoes the last step of a loan application',
		params: schemas.stepParams,
		body: schemas.stepReversalSchema,
		answer,
		refusals: [...own, ...dated],
		handle: ({ tx, params: { id, stepId }, body, asker, today }) => applications.reverseStep(tx, id, stepId, body, asker, today),
	})
	door.operation({
		...question,
		id: 'listLoanApplications',
		path: '/loan-applications',
		summary: 'Lists loan applications as they stand now',
		query: schemas.listApplicationsQuery,
		answer: schemas.applicationsView,
		handle: ({ tx, query, asker }) => questions.listApplications(tx, query, asker.scope),
	})
	door.operation({
		...question,
		id: 'readLoanApplication',
		path: '/loan-applications/:id',
		summary: 'A loan application with its steps, as it stood on a day, as it was known at a moment',
		params,
		query: schemas.clocksQuery,
		answer,
		refusals: ['application.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findApplication(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		...question,
		id: 'readLoanReviewMeeting',
		path: '/loan-review-meetings/:id',
		summary: 'The minutes of a meeting that reviewed loan applications (10/TD)',
		params,
		query: schemas.clocksQuery,
		answer: schemas.reviewMeetingView,
		refusals: ['review-meeting.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findReviewMeeting(tx, id, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		...question,
		id: 'exportLoanReviewList',
		path: '/loan-review-meetings/:id/list',
		summary: 'The list of members who ask for loans, as form 03/TD',
		params,
		query: schemas.reviewListQuery,
		media: [csvType, xlsxType],
		refusals: ['review-meeting.not-found'],
		handle: async ({ tx, params: { id }, query: { format }, asker, asOf, knownAt, reply }) => {
			const { meeting, rows, totals } = await questions.findReviewList(tx, id, asker.scope, { asOf, knownAt })
			const sheet = {
				name: 'Danh sách đề nghị vay vốn',
				columns: reviewListColumns,
				rows: each(rows),
				footer: () => [totals],
				madeAt: knownAt,
			}
			return sendSheet(reply, sheet, format, { name: `03-td-${meeting.on}-${id}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}
