import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { findHousehold } from './household-actions.js'
import { householdView, trueYearlyRateQuery, trueYearlyRateView } from './household-schemas.js'
import { findTrueYearlyRate } from './offer-actions.js'

const params = z.strictObject({ id: idSchema })
const termRefusals = ['loan.terms-malformed', 'loan.terms-too-many-rows', 'loan.terms-too-long']

/** What is asked before a loan is signed: what the household owes already, and what the loan would really cost. */
export function householdRoutes(door: AppDoor): void {
	door.operation({
		id: 'readHousehold',
		method: 'GET',
		path: '/members/:id/household',
		tag: 'members',
		summary: 'What a member’s household owes at every lender, against the limits of the day',
		params,
		query: z.strictObject(clocksShape),
		answer: householdView,
		refusals: ['member.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => findHousehold(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'readTrueYearlyRate',
		method: 'GET',
		path: '/products/:id/true-yearly-rate',
		tag: 'products',
		summary: 'What a loan would cost a year on the balance really owed',
		params,
		query: trueYearlyRateQuery,
		answer: trueYearlyRateView,
		refusals: ['product.not-found', 'product.not-offered', ...termRefusals],
		handle: ({ tx, params: { id }, query, asker, today }) => findTrueYearlyRate(tx, id, query, asker, today),
	})
}
