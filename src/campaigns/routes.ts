import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import * as campaigns from './actions.js'
import * as questions from './question-actions.js'
import { campaignRefusals } from './refusals.js'
import * as schemas from './schemas.js'

const tag = 'campaigns'
const params = schemas.campaignParams
const refusals = [...Object.keys(campaignRefusals), ...Object.keys(contractRefusals), 'unit.not-found']

export function campaignRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, refusals } as const
	const question = { method: 'GET', tag } as const
	door.operation({
		...command,
		id: 'announceCampaign',
		path: '/campaigns',
		rehearsable: true,
		summary: 'Announces a savings campaign (tuần lễ gửi tiền tiết kiệm) at a bank',
		body: schemas.announceSchema,
		answer: schemas.campaignLineView,
		refusals: [...refusals, 'lender.not-found'],
		handle: ({ tx, body, asker, today }) => campaigns.announceCampaign(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'setCampaignTargets',
		path: '/campaigns/:id/targets',
		rehearsable: true,
		summary: 'Sets targets of units from a day on: every one of them, or none',
		params,
		body: schemas.targetsSchema,
		answer: schemas.recordedView,
		handle: ({ tx, params: { id }, body, asker, today }) => campaigns.setTargets(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'recordCampaignCounts',
		path: '/campaigns/:id/counts',
		money: true,
		summary: 'Counts deposits from the papers of units: every line, or none',
		params,
		body: schemas.countsSchema,
		answer: schemas.recordedView,
		handle: ({ tx, params: { id }, body, asker, today }) => campaigns.recordCounts(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'recordCampaignConfirmations',
		path: '/campaigns/:id/confirmations',
		rehearsable: true,
		summary: 'Records what the bank confirms to have received, unit by unit',
		params,
		body: schemas.confirmationsSchema,
		answer: schemas.recordedView,
		handle: ({ tx, params: { id }, body, asker, today }) => campaigns.recordConfirmations(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'reverseCampaignEvent',
		path: '/campaigns/:id/events/:eventId/reversal',
		money: true,
		summary: 'Undoes a target, a count or a confirmation; the book receives the difference',
		params: schemas.eventParams,
		body: schemas.reversalSchema,
		answer: schemas.recordedView,
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => campaigns.reverseCampaignEvent(tx, id, eventId, body, asker, today),
	})
	door.operation({
		...question,
		id: 'listCampaigns',
		path: '/campaigns',
		summary: 'Lists savings campaigns',
		query: schemas.listCampaignsQuery,
		answer: schemas.campaignsView,
		handle: ({ tx, query, asker }) => questions.listCampaigns(tx, query, asker.scope),
	})
	door.operation({
		...question,
		id: 'readCampaign',
		path: '/campaigns/:id',
		summary: 'Targets and counted deposits of a campaign by district or commune, on any day as known at any moment',
		params,
		query: schemas.campaignQuery,
		answer: schemas.campaignView,
		refusals: ['campaign.not-found', 'report.no-districts'],
		handle: ({ tx, params: { id }, query, asker, asOf, knownAt }) => questions.findCampaign(tx, id, query, asker, { asOf, knownAt }),
	})
	door.operation({
		...question,
		id: 'listCampaignEvents',
		path: '/campaigns/:id/events',
		summary: 'What was aimed at, counted and confirmed, in the order in which it was recorded',
		params,
		query: schemas.eventsQuery,
		answer: schemas.eventsView,
		refusals: ['campaign.not-found'],
		handle: ({ tx, params: { id }, query, asker, asOf, knownAt }) =>
			questions.findCampaignEvents(tx, id, query, asker.scope, { asOf, knownAt }),
	})
	door.operation({
		...question,
		id: 'readCampaignReconciliation',
		path: '/campaigns/:id/reconciliation',
		summary: 'What was counted beside what the bank confirmed, unit by unit, with how the two differ',
		params,
		query: schemas.clocksQuery,
		answer: schemas.reconciliationView,
		refusals: ['campaign.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => questions.findReconciliation(tx, id, asker, { asOf, knownAt }),
	})
}
