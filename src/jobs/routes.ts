import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import { idSchema } from '../kernel/wire.js'
import { lendingRefusals } from '../lending/refusals.js'
import * as jobs from './actions.js'
import * as schemas from './schemas.js'

const params = z.strictObject({ id: idSchema })
const tag = 'jobs'

/** The monthly work on many loans at once. `wake` tells the worker that there is work. */
export function jobRoutes(door: AppDoor, wake: () => void): void {
	door.operation({
		id: 'startJob',
		method: 'POST',
		path: '/jobs',
		tag,
		summary:
			'Asks for a due list, proposals of transfers to overdue, or a classification of all loans in reach; the same question is the same job',
		body: schemas.askJobSchema,
		answer: schemas.askedJobView,
		status: 202,
		rehearsable: true,
		wasThere: (view) => (view as { readonly repeated: boolean }).repeated,
		refusals: [
			'lender.not-found',
			'unit.not-found',
			'contract.future-day',
			'report.period-backwards',
			'job.period-too-long',
			'job.unit-out-of-reach',
		],
		handle: async ({ tx, body, asker, today, afterCommit }) => {
			afterCommit(wake)
			return jobs.askForJob(tx, body, asker, today)
		},
	})
	door.operation({
		id: 'listJobs',
		method: 'GET',
		path: '/jobs',
		tag,
		summary: 'Jobs that hold loans in reach, the latest first',
		query: schemas.listJobsQuery,
		answer: schemas.jobListView,
		handle: ({ tx, query, asker }) => jobs.listJobs(tx, query, asker),
	})
	door.operation({
		id: 'readJob',
		method: 'GET',
		path: '/jobs/:id',
		tag,
		summary: 'How far a job is, and when it is done the sums of what it found',
		params,
		answer: schemas.jobView,
		refusals: ['job.not-found'],
		handle: ({ tx, params: { id }, asker }) => jobs.findJob(tx, id, asker),
	})
	door.operation({
		id: 'readJobResult',
		method: 'GET',
		path: '/jobs/:id/result',
		tag,
		summary: 'What a job found, a row for a loan',
		params,
		query: schemas.resultQuery,
		answer: schemas.resultView,
		media: [csvType, xlsxType],
		refusals: ['job.not-found', 'job.not-done', 'job.of-an-opening'],
		handle: async ({ tx, params: { id }, query, asker, reply }) => {
			if (query.format === 'json') return jobs.resultPage(tx, id, query, asker)
			const { sheet, file } = await jobs.resultSheet(tx, id, asker)
			return sendSheet(reply, sheet, query.format, file)
		},
	})
	door.operation({
		id: 'resumeJob',
		method: 'POST',
		path: '/jobs/:id/resume',
		tag,
		summary: 'Lets a job that failed or was called off go on where it stood',
		params,
		answer: schemas.jobLineView,
		status: 202,
		refusals: ['job.not-found', 'job.of-wider-reach', 'job.not-stopped'],
		handle: async ({ tx, params: { id }, asker, afterCommit }) => {
			afterCommit(wake)
			return jobs.resumeJob(tx, id, asker)
		},
	})
	door.operation({
		id: 'cancelJob',
		method: 'POST',
		path: '/jobs/:id/cancellation',
		tag,
		summary: 'Calls a job off before its next chunk',
		params,
		answer: schemas.jobLineView,
		refusals: ['job.not-found', 'job.of-wider-reach', 'job.ended'],
		handle: ({ tx, params: { id }, asker }) => jobs.cancelJob(tx, id, asker),
	})
	door.operation({
		id: 'acceptJob',
		method: 'POST',
		path: '/jobs/:id/acceptance',
		tag,
		summary: 'Records the transfers to overdue that a job proposed, each on its own account and once',
		params,
		body: schemas.acceptanceSchema,
		answer: schemas.acceptanceView,
		status: 201,
		money: true,
		refusals: [
			'job.not-found',
			'job.not-done',
			'job.of-an-opening',
			'job.no-proposals',
			'proposal.not-found',
			'proposal.loan-changed',
			...Object.keys(lendingRefusals),
			...Object.keys(contractRefusals),
		],
		handle: ({ tx, params: { id }, body, asker, today }) => jobs.acceptProposals(tx, id, body, asker, today),
	})
}
