import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { unitMaps } from '../units/map.js'
import { campaignEventTypes, depositorKinds } from './event.js'
import { campaignKeys } from './place.js'
import { findings } from './reconciliation.js'

const note = { note: textSchema(500).optional() }
/** The bank may say that it has nothing. */
const confirmedSchema = moneySchema.refine((amount) => amount >= 0n, 'field.too-small')
const unit = { unitId: idSchema.describe('a commune, a district, or the province itself') }

const byAccountSchema = z.strictObject({
	productIds: z.array(idSchema).min(1).max(50).describe('savings products of the bank'),
	unitIds: z.array(idSchema).min(1).max(500).describe('units in which, and below which, members’ deposits count by their accounts'),
})

export const announceSchema = z.strictObject({
	name: textSchema(200),
	lenderId: idSchema.describe('the bank at which the deposits lie'),
	from: dateSchema,
	to: dateSchema,
	announcedOn: dateSchema.optional().describe('its first day, or today where that is to come, where left out'),
	byAccount: byAccountSchema.optional().describe('where members’ deposits are read from their savings accounts and not typed'),
	...note,
})
export type AnnounceCampaign = z.output<typeof announceSchema>

export const targetsSchema = z.strictObject({
	on: dateSchema,
	decisionNo: textSchema(80).optional(),
	...note,
	targets: z
		.array(z.strictObject({ ...unit, amount: amountSchema }))
		.min(1)
		.max(500),
})
export type SetTargets = z.output<typeof targetsSchema>

export const countsSchema = z.strictObject({
	counts: z
		.array(
			z.strictObject({
				...unit,
				on: dateSchema,
				kind: z.enum(depositorKinds),
				depositors: z.int().min(1).max(1_000_000),
				amount: amountSchema,
				paperNo: textSchema(80),
				...note,
			}),
		)
		.min(1)
		.max(500),
	total: amountSchema.optional().describe('of the papers; refused where the lines come to another sum'),
})
export type RecordCounts = z.output<typeof countsSchema>

export const confirmationsSchema = z.strictObject({
	on: dateSchema,
	confirmationNo: textSchema(80),
	...note,
	confirmations: z
		.array(z.strictObject({ ...unit, amount: confirmedSchema }))
		.min(1)
		.max(500),
})
export type RecordConfirmations = z.output<typeof confirmationsSchema>

export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })
export type ReverseEvent = z.output<typeof reversalSchema>

export const campaignParams = z.strictObject({ id: idSchema })
export const eventParams = z.strictObject({ id: idSchema, eventId: idSchema })
export const listCampaignsQuery = z.strictObject({ lenderId: idSchema.optional(), ...pageShape(1) })
export type ListCampaigns = z.output<typeof listCampaignsQuery>
export const campaignQuery = z.strictObject({
	by: z.enum(campaignKeys).default('commune'),
	map: z.enum(unitMaps).default('2022').describe('the map that units are drawn on'),
	...clocksShape,
})
export type ReadCampaign = z.output<typeof campaignQuery>
export const clocksQuery = z.strictObject(clocksShape)
export const eventsQuery = z.strictObject({ ...clocksShape, ...pageShape(1) })
export type ListEvents = z.output<typeof eventsQuery>

const clocksView = { asOf: dateSchema, knownAt: z.string() }
const lineShape = {
	id: idSchema,
	name: z.string(),
	lenderId: idSchema,
	from: dateSchema,
	to: dateSchema,
	byAccount: byAccountSchema.nullable(),
	note: z.string().nullable(),
}
export const campaignLineView = z.strictObject(lineShape)
export const campaignsView = pageView(campaignLineView)

const sumsShape = {
	target: moneySchema.nullable(),
	counted: moneySchema,
	share: z.string().nullable().describe('of the target, as decimal text'),
	members: moneySchema.describe('typed, as cadres and others are'),
	cadres: moneySchema,
	others: moneySchema,
	byAccount: moneySchema.describe('read from members’ savings accounts'),
	depositors: z.int(),
}
const unitShape = { key: z.string().nullable(), id: idSchema, name: z.string() }
export const campaignView = z.strictObject({
	...lineShape,
	rows: z.array(z.strictObject({ ...unitShape, ...sumsShape })),
	totals: z.strictObject(sumsShape),
	by: z.enum(campaignKeys),
	map: z.enum(unitMaps),
	...clocksView,
})

export const reconciliationView = z.strictObject({
	...lineShape,
	rows: z.array(
		z.strictObject({
			...unitShape,
			counted: moneySchema,
			confirmed: moneySchema.nullable(),
			difference: moneySchema.describe('what the bank has more than was counted'),
			finding: z.enum(findings).nullable(),
			confirmationNo: z.string().nullable(),
			confirmedOn: dateSchema.nullable(),
		}),
	),
	totals: z.strictObject({
		units: z.int(),
		counted: moneySchema,
		confirmed: moneySchema,
		difference: moneySchema,
		matched: z.int(),
		missingAtBank: z.int(),
		missingWithUs: z.int(),
		amountDiffers: z.int(),
	}),
	...clocksView,
})

export const recordedView = z.strictObject({
	campaignId: idSchema,
	total: moneySchema,
	events: z.array(z.strictObject({ eventId: z.string(), unitId: idSchema.nullable(), entryId: z.string().nullable() })),
})

export const eventsView = pageView(
	z.strictObject({
		id: z.string(),
		type: z.enum(campaignEventTypes),
		on: dateSchema,
		amount: moneySchema.nullable(),
		recordedAt: z.string(),
		recordedBy: idSchema,
		reverses: z.string().nullable(),
		reversedBy: z.string().nullable(),
		unitId: idSchema.optional(),
		kind: z.enum(depositorKinds).optional(),
		depositors: z.int().optional(),
		paperNo: z.string().optional(),
		decisionNo: z.string().optional(),
		confirmationNo: z.string().optional(),
		note: z.string().optional(),
		reason: z.string().optional(),
	}),
)
