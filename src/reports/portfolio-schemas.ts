import { z } from 'zod'
import { dateSchema, idSchema, moneySchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { certainties } from '../products/template.js'
import { unitMaps } from '../units/map.js'
import { agingBuckets } from './aging.js'
import { portfolioKeys } from './portfolio-keys.js'
import { clocksAnswer, formatSchema } from './keyed-schemas.js'
import { loanFilter } from './schemas.js'

const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'field.wrong-format')
const ratio = z.string().nullable().describe('decimal text with four places, "0.0667"; null where nothing is owed')

const portfolioFilter = {
	...loanFilter,
	by: z.enum(portfolioKeys).default('lender'),
	map: z.enum(unitMaps).default('2022').describe('the map that communes are drawn on'),
	format: formatSchema,
	...clocksShape,
}
export const portfolioQuery = z.strictObject(portfolioFilter)
export type PortfolioQuery = z.output<typeof portfolioQuery>

export const historyQuery = z.strictObject({
	...loanFilter,
	from: month.describe('the first month, 2022-01'),
	to: month.describe('the last month; one that has not ended by today has no point'),
	format: formatSchema,
	knownAt: clocksShape.knownAt,
})
export type HistoryQuery = z.output<typeof historyQuery>

const sumsView = { loans: z.int(), balance: moneySchema }
const atRiskView = z.strictObject({ ...sumsView, ratio }).describe('the whole balance of loans so late, over all that is owed')
const qualityView = {
	loans: z.int().describe('loans that owe principal'),
	outstanding: moneySchema,
	overdue: moneySchema.describe('the overdue part of the principal alone'),
	overdueRatio: ratio.describe("NHCSXH's measure: overdue over outstanding"),
	frozen: moneySchema,
	par1: atRiskView,
	par30: atRiskView,
	par90: atRiskView,
	classifications: z.array(z.enum(['policy', 'bank', 'microfinance'])).describe('by whose rules these loans are told'),
	debtGroups: z
		.array(z.strictObject({ group: z.int().min(1).max(5), ...sumsView, specificProvision: moneySchema }))
		.nullable()
		.describe('null where no loan is in a debt group, as none of NHCSXH’s is'),
	ungrouped: z.strictObject(sumsView).describe('loans in no debt group'),
	specificProvision: moneySchema.nullable(),
	generalProvision: moneySchema.nullable(),
}
const definitions = z
	.array(z.strictObject({ key: z.string(), vi: z.string(), en: z.string(), source: z.string(), certainty: z.enum(certainties) }))
	.describe('what each figure means, and who says so')
const labelView = {
	key: z.string().nullable().describe('the code; null for what belongs to none'),
	id: idSchema.nullable(),
	name: z.string(),
}
const portfolioAnswer = { definitions, by: z.enum(portfolioKeys), map: z.enum(unitMaps), ...clocksAnswer }

export const portfolioQualityView = z.strictObject({
	rows: z.array(z.strictObject({ ...labelView, ...qualityView })),
	totals: z.strictObject(qualityView),
	...portfolioAnswer,
})

export const historyView = z.strictObject({
	points: z.array(z.strictObject({ asOf: dateSchema.describe('the last day of a month'), ...qualityView })),
	definitions,
	from: month,
	to: month,
	knownAt: clocksAnswer.knownAt,
})

const agedView = { loans: z.int(), outstanding: moneySchema, latePrincipal: moneySchema, lateInterest: moneySchema }
const agingView = {
	...agedView,
	buckets: z.array(z.strictObject({ bucket: z.enum(agingBuckets.map(({ bucket }) => bucket)), ...agedView })),
}
export const agingReportView = z.strictObject({
	rows: z.array(z.strictObject({ ...labelView, ...agingView })),
	totals: z.strictObject(agingView),
	buckets: z.array(z.strictObject({ bucket: z.string(), daysFrom: z.int(), daysTo: z.int().nullable(), vi: z.string(), en: z.string() })),
	...portfolioAnswer,
})
