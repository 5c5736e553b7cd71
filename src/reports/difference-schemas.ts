import { z } from 'zod'
import { causeShape, knowledgesAnswer, knowledgesShape } from '../lending/difference-schemas.js'
import { pageShape } from '../platform/page.js'
import { formatSchema } from './keyed-schemas.js'
import { loanFilter, loanShape, pageAnswer, principalView } from './schemas.js'

export const differencesQuery = z.strictObject({ ...loanFilter, format: formatSchema, ...knowledgesShape, ...pageShape(1) })
export type DifferencesQuery = z.output<typeof differencesQuery>

const principal = z.strictObject(principalView)
export const differencesView = z.strictObject({
	rows: z.array(
		z.strictObject({
			...loanShape,
			saidThen: principal.describe('as it was known at `since`; nothing of a loan that was not known then'),
			knownNow: principal.describe('as it is known at `knownAt`'),
			difference: principal.describe('now less then'),
			causes: z
				.array(z.looseObject({ ...causeShape, effect: principal }))
				.describe('events recorded in between, in that order; their effects sum to the difference'),
		}),
	),
	totals: z.strictObject({ loans: z.int(), ...principalView }).describe('the difference of the two reports of outstanding balances'),
	...pageAnswer,
	...knowledgesAnswer,
})
