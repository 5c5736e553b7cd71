import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { certainties } from '../products/template.js'
import { unitMaps } from '../units/map.js'
import { feeHolders } from './accounts.js'
import { feeBases, feeKinds, feeLevels, type FeeTerms } from './agreement.js'
import { isMonth, type Month } from './month.js'
import { statementKeys } from './statement.js'

export const monthSchema = z
	.string()
	.refine(isMonth, 'field.wrong-format')
	.transform((text): Month => text)
	.meta({ description: 'a month', examples: ['2022-10'] })

/** At most 999 times the base, to ten decimals. */
const decimal = z.string().regex(/^\d{1,3}(\.\d{1,10})?$/, 'decimal.not-a-decimal')
const part = z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'decimal.not-a-decimal')
const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'decimal.not-a-decimal')

const qualitySchema = z.strictObject({
	measure: z.enum(['overdue-ratio', 'collection-rate']),
	of: z.enum(['commune', 'group']),
	bands: z
		.array(z.strictObject({ from: part.describe('the ratio that the band begins at'), factor: part.describe('the part that is paid') }))
		.min(1)
		.max(20)
		.refine((bands) => bands.some(({ from }) => Number(from) === 0), 'field.wrong-format'),
	badDebtFrom: part.nullable().default(null).describe('nothing is paid from this share of bad debt (groups 3 to 5) on'),
})

export const feeTermsSchema: z.ZodType<FeeTerms> = z.strictObject({
	base: z.enum(feeBases),
	rate: decimal.describe('of the base, "0.00032" is 0,032 %; of a balance, for one month'),
	quality: qualitySchema.nullable().default(null),
	shares: z
		.array(z.strictObject({ level: z.enum(feeLevels), percent }))
		.min(1)
		.max(5),
	residual: z.enum(feeLevels).describe('the share that takes what rounding leaves'),
	rounding: z
		.strictObject({
			unit: z.string().regex(/^[1-9]\d{0,11}$/, 'rounding.unit'),
			towards: z.enum(['nearest', 'nearest-even', 'up', 'down']),
		})
		.default({ unit: '1', towards: 'nearest' }),
})

export const addAgreementSchema = z.strictObject({
	lenderId: idSchema,
	productId: idSchema.optional().describe('of this product alone; without it, of all that have no agreement of their own'),
	kind: z.enum(feeKinds),
	from: monthSchema.describe('the first month that is reckoned by it; entered again, it takes the place of what was entered before'),
	terms: feeTermsSchema,
	source: textSchema(500),
	certainty: z.enum(certainties).default('read'),
})
export type AddAgreement = z.output<typeof addAgreementSchema>

export const feeAgreementView = z.strictObject({
	id: idSchema,
	lenderId: idSchema,
	lenderCode: z.string(),
	productId: idSchema.nullable(),
	productCode: z.string().nullable(),
	kind: z.enum(feeKinds),
	from: z.string(),
	terms: feeTermsSchema,
	source: z.string(),
	certainty: z.enum(certainties),
})
export type FeeAgreementView = z.output<typeof feeAgreementView>
export const listAgreementsQuery = z.strictObject({ lenderId: idSchema.optional(), ...pageShape(1) })
export type ListAgreements = z.output<typeof listAgreementsQuery>
export const feeAgreementsView = pageView(feeAgreementView)

export const reckoningSchema = z.strictObject({
	lenderId: idSchema,
	month: monthSchema,
	on: dateSchema.optional().describe('the day on which it is booked; today where none is named'),
})
export type Reckoning = z.output<typeof reckoningSchema>
export const reckoningQuery = z.strictObject({ knownAt: clocksShape.knownAt })

const causeView = z.strictObject({ loanId: idSchema, before: moneySchema, after: moneySchema, difference: moneySchema })
const levelSums = z.strictObject({
	interest: moneySchema.describe('collected in the month'),
	base: moneySchema.describe('what the rate is of, to the đồng'),
	factor: z.string().nullable().describe('the part paid for quality; null where it is not the same for all'),
	fee: moneySchema,
	group: moneySchema,
	commune: moneySchema,
	district: moneySchema,
	province: moneySchema,
	centre: moneySchema,
	residual: moneySchema.describe('what rounding left to the shares that take the rest; it is in them'),
	groups: z.int(),
})
export const reckoningView = z.strictObject({
	lenderId: idSchema,
	month: z.string(),
	on: dateSchema,
	knownAt: z.string().describe('the knowledge that the figures are of'),
	fees: z.array(z.strictObject({ kind: z.enum(feeKinds), sums: levelSums })).describe('of the groups within reach'),
	unchanged: z.int().describe('fees that come to what was reckoned before'),
	changed: z.array(
		z.strictObject({
			feeId: idSchema,
			groupId: idSchema,
			holder: z.enum(feeHolders),
			eventId: idSchema,
			type: z.enum(['reckoned', 'adjusted']),
			before: moneySchema,
			due: moneySchema,
			difference: moneySchema,
			causes: z.array(causeView).describe('loans whose interest of the month differs from what was known before'),
		}),
	),
})

export const feePaymentSchema = z.strictObject({
	lenderId: idSchema,
	holder: z.enum(feeHolders),
	groupId: idSchema.optional().describe('what it pays for one group; without it, for all of them, and exactly what is owed'),
	month: monthSchema.describe('the last month that it pays for'),
	on: dateSchema,
	amount: z
		.string()
		.regex(/^-?[1-9]\d{0,17}$/, 'money.not-whole-dong')
		.transform((text) => moneySchema.parse(text))
		.describe('whole đồng as text; less than nothing where the bank takes back what is no longer due'),
	method: z.enum(['cash', 'bank']).default('bank'),
	receiptNo: textSchema(40).optional(),
	note: textSchema(500).optional(),
})
export type FeePayment = z.output<typeof feePaymentSchema>

const heldShape = { feeId: idSchema, groupId: idSchema, holder: z.enum(feeHolders) }
export const feePaymentView = z.strictObject({
	lenderId: idSchema,
	holder: z.enum(feeHolders),
	month: z.string(),
	on: dateSchema,
	amount: moneySchema,
	paid: z.array(z.strictObject({ ...heldShape, eventId: idSchema, entryId: idSchema, amount: moneySchema, owed: moneySchema })),
})

export const feeReversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })
export type FeeReversal = z.output<typeof feeReversalSchema>
export const feeReversalView = z.strictObject({
	reversed: z.array(z.strictObject({ ...heldShape, eventId: idSchema, reverses: idSchema, owed: moneySchema })),
})

export const feeRowView = z.strictObject({
	id: idSchema,
	lenderId: idSchema,
	lenderCode: z.string(),
	groupId: idSchema,
	groupCode: z.string(),
	groupName: z.string(),
	communeId: idSchema,
	holder: z.enum(feeHolders),
	due: moneySchema.describe('of all months that were reckoned'),
	paid: moneySchema,
	owed: moneySchema,
})
export const listFeesQuery = z.strictObject({
	lenderId: idSchema.optional(),
	groupId: idSchema.optional(),
	holder: z.enum(feeHolders).optional(),
	...pageShape(1),
})
export type ListFees = z.output<typeof listFeesQuery>
export const feesView = pageView(feeRowView)

export const statementQuery = z
	.strictObject({
		kind: z.enum(feeKinds).default('entrustment-fee'),
		by: z.enum(statementKeys).default('commune'),
		month: monthSchema.optional().describe('one month; or from and to'),
		from: monthSchema.optional(),
		to: monthSchema.optional(),
		lenderId: idSchema.optional(),
		unitId: idSchema.optional().describe('a province, district or commune; the groups below it count'),
		map: z.enum(unitMaps).default('2022').describe('the map that communes are drawn on'),
		format: z.enum(['json', 'csv', 'xlsx']).default('json'),
		...clocksShape,
	})
	.refine(
		({ month, from, to }) => (month === undefined ? from !== undefined && to !== undefined : from === undefined && to === undefined),
		{
			path: ['month'],
			message: 'field.required',
		},
	)
export type StatementQuery = z.output<typeof statementQuery>
const clocksAnswer = { asOf: dateSchema, knownAt: z.string().describe('instant, RFC 3339') }
export const statementView = z.strictObject({
	rows: z.array(z.strictObject({ key: z.string().nullable(), id: idSchema.nullable(), name: z.string(), ...levelSums.shape })),
	totals: levelSums,
	kind: z.enum(feeKinds),
	by: z.enum(statementKeys),
	from: z.string(),
	to: z.string(),
	map: z.enum(unitMaps),
	...clocksAnswer,
})

export const feeParams = z.strictObject({ lenderId: idSchema, groupId: idSchema, month: monthSchema })
const ratio = z.string().describe('decimal text')
export const feeExplanationView = z.strictObject({
	lenderId: idSchema,
	groupId: idSchema,
	groupCode: z.string(),
	month: z.string(),
	lines: z.array(
		z.strictObject({
			kind: z.enum(feeKinds),
			communeId: idSchema,
			agreement: z.strictObject({
				id: idSchema,
				productId: idSchema.nullable(),
				from: z.string(),
				base: z.enum(feeBases),
				rate: z.string(),
				residual: z.enum(feeLevels),
				source: z.string(),
				certainty: z.enum(certainties),
			}),
			parts: z.array(z.strictObject({ productId: idSchema, yearly: z.string().nullable(), interest: moneySchema, dongDays: z.string() })),
			interest: moneySchema,
			base: z.strictObject({ exact: ratio, amount: moneySchema, how: z.string() }),
			quality: z
				.strictObject({
					measure: z.string(),
					of: z.string(),
					part: moneySchema,
					whole: moneySchema,
					ratio,
					band: z.strictObject({ from: z.string(), factor: z.string() }),
					badDebtRatio: ratio.nullable(),
					why: z.string(),
				})
				.nullable(),
			factor: z.string(),
			fee: z.strictObject({ exact: ratio, amount: moneySchema }),
			shares: z.array(
				z.strictObject({ level: z.enum(feeLevels), percent: z.string(), exact: ratio, amount: moneySchema, takesTheRest: z.boolean() }),
			),
			residual: z.strictObject({ level: z.enum(feeLevels), amount: moneySchema }),
		}),
	),
	reckonings: z.array(
		z.strictObject({
			...heldShape,
			eventId: idSchema,
			type: z.string(),
			on: dateSchema,
			recordedAt: z.string(),
			knownAt: z.string(),
			due: moneySchema,
			reversedBy: idSchema.nullable(),
			causes: z.array(causeView),
		}),
	),
	...clocksAnswer,
})
