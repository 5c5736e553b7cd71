import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import * as aid from './actions.js'
import * as questions from './question-actions.js'
import { aidRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const tag = 'aid'
const refusals = [...Object.keys(aidRefusals), ...Object.keys(contractRefusals)]
const parties = ['member.not-found', 'group.not-found', 'unit.not-found', 'unit.not-a-commune']

/** The events that are recorded each by one POST, and the type that each is. */
const recorded = [
	{ id: 'recordAidWork', path: 'work', type: 'worked', body: schemas.partSchema, summary: 'Records labour days worked on one more day' },
	{
		id: 'returnAid',
		path: 'returns',
		type: 'returned',
		body: schemas.partSchema,
		summary: 'Records that something lent came back, whole or in part',
	},
	{ id: 'forgiveAid', path: 'forgiveness', type: 'forgiven', body: schemas.forgivenessSchema, summary: 'Lets go of something lent' },
] as const

export function aidRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, money: true } as const
	const question = { method: 'GET', tag } as const
	door.operation({
		...question,
		id: 'listAid',
		path: '/aid',
		summary: 'Lists help in kind with what is still lent',
		query: schemas.listAidQuery,
		answer: schemas.aidListView,
		handle: ({ tx, query, asker }) => questions.listAid(tx, query, asker.scope),
	})
	door.operation({
		...command,
		id: 'recordAid',
		path: '/aid',
		summary: 'Records the acts of help of a list: every one of them, or none',
		body: schemas.recordAidSchema,
		answer: schemas.aidRecordedView,
		refusals: [...refusals, ...parties],
		handle: ({ tx, body, asker, today }) => aid.recordAid(tx, body, asker, today),
	})
	door.operation({
		...question,
		id: 'readAid',
		path: '/aid/:id',
		summary: 'An act of help with what happened to it, as it stood on a day, as it was known at a moment',
		params: schemas.aidParams,
		query: schemas.clocksQuery,
		answer: schemas.aidView,
		refusals: ['aid.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findAid(tx, id, asker.scope, { asOf, knownAt }),
	})
	for (const { id: operation, path, type, body: shape, summary } of recorded)
		door.operation({
			...command,
			id: operation,
			path: `/aid/:id/${path}`,
			summary,
			params: schemas.aidParams,
			body: shape,
			answer: schemas.aidView,
			refusals,
			handle: ({ tx, params: { id }, body, asker, today }) => aid.recordOnAid(tx, id, type, body, asker, today),
		})
	door.operation({
		...command,
		id: 'reverseAidEvent',
		path: '/aid/:id/events/:eventId/reversal',
		summary: 'Undoes an event of an act of help',
		params: schemas.eventParams,
		body: schemas.reversalSchema,
		answer: schemas.aidView,
		refusals,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => aid.reverseAidEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		...question,
		id: 'reportAid',
		path: '/reports/aid',
		summary: 'Help in kind in a period and what is still lent at its end, by kind, place, purpose or programme, each unit for itself',
		query: schemas.aidReportQuery,
		answer: schemas.aidReportView,
		refusals: ['aid.period-backwards', 'unit.not-found'],
		handle: ({ tx, query, asker, asOf, knownAt }) => questions.aidReport(tx, query, asker.scope, { asOf, knownAt }),
	})
}
