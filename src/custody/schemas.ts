import { z } from 'zod'
import { banknotesSchema } from '../kernel/banknotes.js'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { custodyEventTypes, receivers } from './event.js'
import { custodyKeys } from './report.js'

/** Cash that a leader hands over. */
export const handOverCashSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema,
	to: z.enum(receivers),
	receiver: textSchema(120).describe('who received it'),
	leaderId: idSchema.optional().describe('the member who hands it over; the leader of that day where left out'),
	paperNo: textSchema(40).optional(),
	denominations: banknotesSchema.optional().describe('the banknotes that were counted; they come to the amount'),
	note: textSchema(500).optional(),
})
export type HandOverCash = z.output<typeof handOverCashSchema>

export const cashHandoverReversalSchema = z.strictObject({ on: dateSchema.optional(), reason: textSchema(500) })

/** Why cash is still held. */
export const noteExceptionSchema = z.strictObject({
	on: dateSchema,
	reason: textSchema(500).meta({ examples: ['Ngân hàng nghỉ giao dịch'] }),
	sheetId: textSchema(40).optional().describe('about one sheet; about all that she holds where left out'),
})
export type NoteException = z.output<typeof noteExceptionSchema>

const custodyShape = {
	custodyId: idSchema,
	groupId: idSchema,
	leaderId: idSchema.describe('the member who holds it'),
	leaderCode: z.string(),
	leaderName: z.string(),
}
const meetingShape = { sheetId: z.string(), metOn: dateSchema, dueOn: dateSchema, amount: moneySchema }
const lateShape = { late: z.boolean(), daysLate: z.int() }
const totalsShape = { collected: moneySchema, takenOver: moneySchema, handedOver: moneySchema, passedOn: moneySchema }

export const custodyOutcomeView = z.strictObject({
	...custodyShape,
	eventId: z.string(),
	entryIds: z.array(idSchema),
	held: moneySchema,
	meetings: z.array(z.strictObject(meetingShape)),
})

export const custodyNoteView = z.strictObject({
	id: idSchema,
	custodyId: idSchema,
	sheetId: z.string().nullable(),
	on: dateSchema,
	reason: z.string(),
	recordedAt: z.string(),
	recordedBy: idSchema,
})

const custodyEventView = z.looseObject({
	custodyId: idSchema,
	id: z.string(),
	type: z.enum(custodyEventTypes),
	on: dateSchema,
	amount: moneySchema.nullable(),
	recordedAt: z.string(),
	recordedBy: idSchema,
	reverses: z.string().nullable(),
	reversedBy: z.string().nullable(),
})

export const groupCustodyQuery = z.strictObject(clocksShape)
export const groupCustodyView = z.strictObject({
	groupId: idSchema,
	held: moneySchema,
	late: moneySchema,
	custodies: z.array(
		z.strictObject({
			...custodyShape,
			held: moneySchema,
			late: moneySchema,
			...totalsShape,
			coveredThrough: dateSchema.nullable().describe('the last meeting day of which cash was handed over'),
			meetings: z.array(z.strictObject({ ...meetingShape, ...lateShape })),
		}),
	),
	events: z.array(custodyEventView),
	notes: z.array(custodyNoteView),
	asOf: dateSchema,
	knownAt: z.string(),
})

export const custodyReportQuery = z.strictObject({
	by: z.enum(custodyKeys).default('meeting'),
	groupId: idSchema.optional(),
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	late: z.enum(['true', 'false']).default('false').describe('only what should have been handed over before that day'),
	...clocksShape,
})
export type CustodyReportQuery = z.output<typeof custodyReportQuery>

const heldShape = {
	held: moneySchema,
	late: moneySchema.describe('of it, what should have been handed over'),
	meetings: z.int(),
	since: dateSchema.nullable().describe('the oldest meeting of which something is held'),
	daysLate: z.int().describe('of the oldest that is late; 0 where none is'),
}
export const custodyReportView = z.strictObject({
	rows: z.array(
		z.strictObject({
			key: z.string(),
			name: z.string(),
			...heldShape,
			/** Of a row by meeting: who holds it. */
			meeting: z
				.strictObject({
					...custodyShape,
					groupCode: z.string(),
					groupName: z.string(),
					communeId: idSchema,
					communeName: z.string(),
					...meetingShape,
				})
				.nullable(),
			reasons: z.array(z.strictObject({ on: dateSchema, reason: z.string(), recordedBy: idSchema })),
		}),
	),
	totals: z.strictObject({ ...heldShape, leaders: z.int(), unexplained: moneySchema.describe('late and without any reason') }),
	by: z.enum(custodyKeys),
	asOf: dateSchema,
	knownAt: z.string(),
})
