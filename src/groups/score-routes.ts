import type { AppDoor } from '../access/asker.js'
import { groupIdParams } from './schemas.js'
import { importScores, listScores } from './score-actions.js'
import { importedScoresView, importScoresSchema, scoresQuery, scoresView } from './score-schemas.js'

const tag = 'groups'

export function scoreRoutes(door: AppDoor): void {
	door.operation({
		id: 'importGroupScores',
		rehearsable: true,
		method: 'POST',
		path: '/group-scores',
		tag,
		summary: 'Takes a bank’s scores of its groups of one month: every row, or none and every wrong row is named',
		body: importScoresSchema,
		answer: importedScoresView,
		status: 201,
		refusals: [
			'lender.not-found',
			'score.month-to-come',
			'score.group-unknown',
			'score.group-of-another-lender',
			'score.group-not-there',
			'score.group-twice',
			'score.no-table',
			'score.points-above-maximum',
			'score.total-differs',
		],
		handle: ({ tx, body, asker, today }) => importScores(tx, body, asker, today),
	})
	door.operation({
		id: 'listGroupScores',
		method: 'GET',
		path: '/groups/:id/scores',
		tag,
		summary: 'The bank’s scores of a group by month, as they were known at a moment',
		params: groupIdParams,
		query: scoresQuery,
		answer: scoresView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, query, asker, today, knownAt }) => listScores(tx, id, query, asker, today, knownAt),
	})
}
