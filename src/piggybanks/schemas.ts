import { z } from 'zod'
import { banknotesSchema } from '../kernel/banknotes.js'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { unitMaps } from '../units/map.js'
import { destinations, piggyBankEventTypes } from './event.js'
import { statuses } from './state.js'

const note = { note: textSchema(500).optional() }
const yearSchema = z.int().min(1990).max(2200)
const yearText = z
	.string()
	.regex(/^(199\d|20\d\d|21\d\d)$/, 'field.wrong-format')
	.transform(Number)
/** Nothing may be in it. */
const countedSchema = moneySchema.refine((amount) => amount >= 0n, 'field.too-small')

export const startPiggyBanksSchema = z.strictObject({
	groupId: idSchema,
	ownedBy: z.enum(['members', 'group']).default('members').describe('one for each member, or one of the whole group'),
	memberIds: z.array(idSchema).min(1).max(200).optional().describe('every member of the group on that day where left out'),
	startedOn: dateSchema,
	opensOn: dateSchema.describe('the day on which it is agreed to open it'),
	year: yearSchema.optional().describe('of which the target is; that of the first day where left out'),
	target: amountSchema.describe('to be saved in the year, in each of them'),
	...note,
})
export type StartPiggyBanks = z.output<typeof startPiggyBanksSchema>

export const feedingSchema = z.strictObject({ on: dateSchema, amount: amountSchema, ...note })

const witnessSchema = z.strictObject({ name: textSchema(120), memberId: idSchema.optional() })
const witnessesSchema = z.array(witnessSchema).length(2).describe('two persons who do not own what is counted')
const openingShape = {
	on: dateSchema,
	minutesNo: textSchema(40),
	reason: textSchema(500).optional().describe('why before the agreed day, or why less was counted than was put in'),
	...note,
}
const countShape = { amount: countedSchema, banknotes: banknotesSchema }
/** One piggy bank, opened and counted. */
export const openingSchema = z.strictObject({ ...openingShape, ...countShape, witnesses: witnessesSchema })
export type OpenPiggyBank = z.output<typeof openingSchema>

/** The day on which a group opens its piggy banks: each counted by itself, all in one set of minutes. */
export const openingDaySchema = z.strictObject({
	groupId: idSchema,
	...openingShape,
	witnesses: witnessesSchema,
	piggyBanks: z
		.array(
			z.strictObject({
				piggyBankId: idSchema,
				...countShape,
				witnesses: witnessesSchema.optional().describe('where one of the two owns this one'),
			}),
		)
		.min(1)
		.max(500),
	total: countedSchema.optional().describe('of the minutes; refused where the piggy banks come to another sum'),
})
export type OpenPiggyBanks = z.output<typeof openingDaySchema>

export const payoutSchema = z
	.strictObject({
		on: dateSchema,
		amount: amountSchema,
		to: z.enum(destinations).describe('the member in cash, her savings account, a collective fund, or a purpose'),
		memberId: idSchema.optional().describe('to whom, of a piggy bank of the whole group'),
		reference: textSchema(120).optional().describe('the account, the fund or the purpose; required for these'),
		receiptNo: textSchema(40).optional(),
		...note,
	})
	.refine(({ to, reference }) => to === 'member' || reference !== undefined, { path: ['reference'], message: 'field.required' })
export type PayOut = z.output<typeof payoutSchema>

export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })
export type ReverseEvent = z.output<typeof reversalSchema>

export const piggyBankParams = z.strictObject({ id: idSchema })
export const eventParams = z.strictObject({ id: idSchema, eventId: idSchema })
export const clocksQuery = z.strictObject(clocksShape)
export const listPiggyBanksQuery = z.strictObject({
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
	year: yearText.optional(),
	status: z.enum(statuses).optional(),
	...pageShape(1),
})
export type ListPiggyBanks = z.output<typeof listPiggyBanksQuery>

const keys = ['unit', 'group'] as const
export const reportQuery = z.strictObject({
	year: yearText,
	by: z.enum(keys).default('unit').describe('a unit is a commune'),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that communes are drawn on'),
	...clocksShape,
})
export type ReportPiggyBanks = z.output<typeof reportQuery>

const clocksView = { asOf: dateSchema, knownAt: z.string() }
const lineShape = {
	id: idSchema,
	code: z.string(),
	groupId: idSchema,
	communeId: idSchema,
	memberId: idSchema.nullable().describe('null where it is the whole group’s'),
	memberName: z.string().nullable(),
	year: z.int(),
	target: moneySchema,
	monthly: moneySchema.describe('to be put in each month for the target'),
	startedOn: dateSchema,
	opensOn: dateSchema,
	status: z.enum(statuses),
	held: moneySchema.describe('in the books: what was put in by count, or what is left of what was counted'),
}
export const piggyBanksView = pageView(z.strictObject(lineShape))
export const startedView = z.strictObject({ items: z.array(z.strictObject(lineShape)) })

const eventView = z.strictObject({
	id: z.string(),
	type: z.enum(piggyBankEventTypes),
	on: dateSchema,
	amount: moneySchema.nullable(),
	recordedAt: z.string(),
	recordedBy: idSchema,
	reverses: z.string().nullable(),
	reversedBy: z.string().nullable(),
	banknotes: banknotesSchema.optional(),
	witnesses: z.array(witnessSchema).optional(),
	minutesNo: z.string().optional(),
	to: z.enum(destinations).optional(),
	memberId: idSchema.optional(),
	reference: z.string().optional(),
	receiptNo: z.string().optional(),
	reason: z.string().optional(),
	note: z.string().optional(),
})

export const piggyBankView = z.strictObject({
	...lineShape,
	fed: moneySchema.describe('put in by count while it was closed'),
	feedings: z.int(),
	openedOn: dateSchema.nullable(),
	counted: moneySchema,
	paidOut: z.strictObject({ toMember: moneySchema, toSavingsAccount: moneySchema, toFund: moneySchema, toPurpose: moneySchema }),
	closedOn: dateSchema.nullable(),
	events: z.array(eventView),
	...clocksView,
})

export const outcomeView = z.strictObject({
	piggyBankId: idSchema,
	eventId: z.string(),
	entryId: z.string().nullable(),
	entryIds: z.array(z.string()),
	status: z.enum(statuses),
	counted: moneySchema,
	held: moneySchema,
	asOf: dateSchema,
})
export const openedView = z.strictObject({ groupId: idSchema, on: dateSchema, total: moneySchema, piggyBanks: z.array(outcomeView) })

const sumsView = {
	piggyBanks: z.int(),
	members: z.int().describe('who own one, each counted once'),
	opened: z.int(),
	target: moneySchema,
	counted: moneySchema,
	countedLeast: moneySchema.nullable().describe('in one of those opened; null where none was'),
	countedMost: moneySchema.nullable(),
	share: z.string().nullable().describe('of the target, as decimal text'),
	fed: moneySchema.describe('in those that are not opened yet, as far as it was counted'),
	paidOut: moneySchema,
}
export const reportView = z.strictObject({
	rows: z.array(z.strictObject({ key: z.string().nullable(), id: idSchema, name: z.string(), ...sumsView })),
	totals: z.strictObject(sumsView),
	year: z.int(),
	by: z.enum(keys),
	map: z.enum(unitMaps),
	...clocksView,
})
