import { z } from 'zod'
import { partySchema, partyView } from '../groups/party.js'
import { measureCodes } from '../kernel/quantity.js'
import { amountSchema, countSchema, dateSchema, idSchema, moneySchema, quantitySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { unitMaps } from '../units/map.js'
import { aidEventTypes, aidModes } from './event.js'
import { aidKeys } from './report.js'
import { aidStatuses } from './state.js'

const note = { note: textSchema(500).optional() }

const actSchema = z
	.strictObject({
		on: dateSchema,
		mode: z.enum(aidModes).describe('given, or lent and expected back (đổi công, cho mượn đất)'),
		quantity: quantitySchema,
		goods: textSchema(80).optional().describe('what it was, where the unit does not say it: gạo, lợn giống'),
		purpose: textSchema(120).describe('thu hoạch, làm nhà …'),
		programme: textSchema(120).optional().describe('the campaign or programme that it counts in'),
		giver: partySchema,
		receiver: partySchema,
		communeId: idSchema.optional().describe('where it was; where the receiver is, if left out'),
		value: amountSchema.optional().describe('what it was worth, as stated: a memorandum, in no book'),
		returnOn: dateSchema.optional().describe('by when something lent is expected back'),
		...note,
	})
	.refine(({ mode, returnOn }) => mode === 'lent' || returnOn === undefined, { path: ['returnOn'], message: 'field.not-allowed' })

/** A list of acts of help, as a village keeps it: every one of them is recorded, or none. */
export const recordAidSchema = z.strictObject({ acts: z.array(actSchema).min(1).max(500) })
export type RecordAid = z.output<typeof recordAidSchema>
export type AidAct = RecordAid['acts'][number]

/** So much on a day: worked, or come back. */
export const partSchema = z.strictObject({ on: dateSchema, quantity: quantitySchema, ...note })
export const forgivenessSchema = z.strictObject({
	on: dateSchema,
	quantity: quantitySchema,
	replacedBy: textSchema(200).optional().describe('what was taken in its place, in words'),
	...note,
})
export const reversalSchema = z.strictObject({
	on: dateSchema.optional().describe('the day on which it was decided'),
	reason: textSchema(500),
})

export const aidParams = z.strictObject({ id: idSchema })
export const eventParams = z.strictObject({ id: idSchema, eventId: z.string().regex(/^[1-9]\d{0,8}$/, 'id.not-an-id') })
export const clocksQuery = z.strictObject(clocksShape)

export const listAidQuery = z.strictObject({
	unit: z.enum(measureCodes).optional(),
	status: z.enum(aidStatuses).optional(),
	programme: textSchema(120).optional(),
	memberId: idSchema.optional().describe('who helped or was helped'),
	groupId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	...pageShape(1),
})
export type ListAid = z.output<typeof listAidQuery>

const clocksAnswer = { asOf: dateSchema, knownAt: z.string().describe('instant, RFC 3339') }
const quantityView = z.strictObject({ unit: z.enum(measureCodes), amount: countSchema })
const lineShape = {
	id: idSchema,
	code: z.string(),
	on: dateSchema,
	mode: z.enum(aidModes),
	goods: z.string().nullable(),
	purpose: z.string(),
	programme: z.string().nullable(),
	giver: partyView,
	receiver: partyView,
	communeId: idSchema,
	groupId: idSchema.nullable(),
	value: moneySchema.nullable(),
	status: z.enum(aidStatuses),
	quantity: quantityView.describe('handed over so far'),
	outstanding: quantityView,
}
export const aidListView = pageView(z.strictObject(lineShape))

/** An act of help with what happened to it, as it stood on a day and was known at a moment. */
export const aidView = z.strictObject({
	...lineShape,
	returned: quantityView,
	forgiven: quantityView,
	returnOn: dateSchema.nullable(),
	events: z.array(
		z.strictObject({
			id: z.string(),
			type: z.enum(aidEventTypes),
			on: dateSchema,
			quantity: quantityView,
			recordedAt: z.string(),
			recordedBy: idSchema,
			reverses: z.string().nullable(),
			reversedBy: z.string().nullable(),
			returnOn: dateSchema.optional(),
			replacedBy: z.string().optional(),
			reason: z.string().optional(),
			note: z.string().optional(),
		}),
	),
	...clocksAnswer,
})
export const aidRecordedView = z.strictObject({ items: z.array(aidView) })

export const aidReportQuery = z.strictObject({
	by: z.enum(aidKeys).default('kind'),
	from: dateSchema.optional().describe('from the beginning where left out'),
	to: dateSchema.optional().describe('asOf where left out'),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that places are drawn on'),
	...clocksShape,
})
export type AidReportQuery = z.output<typeof aidReportQuery>

const sumsShape = {
	unit: z.enum(measureCodes).describe('of every amount of the row: units are never added to one another'),
	acts: z.int().describe('in which something was handed over in the period'),
	handedOver: countSchema.describe('given or lent'),
	given: countSchema,
	lent: countSchema,
	returned: countSchema,
	forgiven: countSchema,
	outstanding: countSchema.describe('lent and not come back by the end of the period'),
	value: moneySchema.describe('stated, of the acts that began in the period'),
}
export const aidReportView = z.strictObject({
	rows: z.array(z.strictObject({ key: z.string().nullable(), name: z.string(), ...sumsShape })),
	totals: z.array(z.strictObject(sumsShape)).describe('one line for each unit'),
	by: z.enum(aidKeys),
	map: z.enum(unitMaps),
	from: dateSchema.nullable(),
	to: dateSchema,
	...clocksAnswer,
})
