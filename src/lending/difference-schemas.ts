import { z } from 'zod'
import { dateSchema, idSchema, instantSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { balancesView, clocksView, loanLineShape, stateView } from './schemas.js'

/** The two moments of knowledge: `since` the earlier one, `knownAt` the later, now where it is left out. */
export const knowledgesShape = {
	...clocksShape,
	since: instantSchema.optional().describe('the earlier moment of knowledge; the end of the day `asOf` where it is left out'),
}
export const differencesQuery = z.strictObject(knowledgesShape)

/** An event as a cause: when we learnt of it and from whom, the day that it takes effect on, and what it alone changed. */
export const causeShape = {
	id: idSchema.nullable().describe('null for days of the calendar that were entered late: type `calendar`'),
	type: z.string(),
	on: dateSchema,
	effectiveOn: dateSchema.describe('a reversal takes effect on the day of what it undoes'),
	amount: moneySchema.nullable(),
	recordedAt: z.string(),
	recordedBy: z.string(),
	recordedByName: z.string().nullable(),
	reverses: idSchema.nullable(),
	reversedBy: idSchema.nullable(),
}

const standingView = z.strictObject({ status: stateView.status, balances: balancesView, arrears: stateView.arrears })
export const knowledgesAnswer = { ...clocksView, since: z.string().describe('instant, RFC 3339') }
export const differencesView = z.strictObject({
	loan: z.strictObject(loanLineShape),
	saidThen: standingView.nullable().describe('null where the loan was not known then'),
	knownNow: standingView.nullable(),
	differences: balancesView.describe('now less then'),
	causes: z
		.array(z.looseObject({ ...causeShape, effect: balancesView }))
		.describe('in the order of recording; their effects sum to the differences'),
	...knowledgesAnswer,
})
