import { z } from 'zod'
import { dateSchema, idSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'

export const unitIdParams = z.strictObject({ id: idSchema })

const levelSchema = z.enum(['province', 'district', 'commune', 'hamlet', 'other'])

/** `on` is today where it is left out. `q` finds without diacritics, at the beginning of a word, or by code. */
export const listUnitsQuery = z.strictObject({
	on: dateSchema.optional(),
	level: levelSchema.optional(),
	parentId: idSchema.optional(),
	q: textSchema(100).optional(),
	...pageShape(2),
})
export type ListUnits = z.output<typeof listUnitsQuery>

const versionShape = {
	code: z.string().nullable().describe('the code of the State; unique only within its period'),
	name: z.string(),
	label: z.string().describe('tỉnh, huyện, thành phố, xã, phường, thị trấn …'),
	parentId: idSchema.nullable(),
	validFrom: dateSchema,
	validTo: dateSchema.nullable().describe('the last day on which it was so'),
}
const successionView = z.strictObject({ id: idSchema, code: z.string().nullable(), name: z.string(), on: dateSchema })

/** A unit as it was called on the day asked for, with all that it was called, what went into it and what it went into. */
export const unitView = z.strictObject({
	id: idSchema,
	level: levelSchema,
	...versionShape,
	versions: z.array(z.strictObject(versionShape)),
	predecessors: z.array(successionView),
	successors: z.array(successionView),
})
export type UnitView = z.input<typeof unitView>
export const unitsView = pageView(unitView)

const dayOfMonthSchema = z.int().min(1).max(31)
const monthSchema = z
	.string()
	.regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'field.wrong-format')
	.meta({ examples: ['2023-01'] })

/** When the bank comes to a commune: its fixed day, by date, and the months in which it announced another. */
export const transactionDaysView = z.strictObject({
	days: z.array(z.strictObject({ from: dateSchema, dayOfMonth: dayOfMonthSchema })),
	overrides: z.array(z.strictObject({ month: monthSchema, on: dateSchema })),
})
export type TransactionDays = z.output<typeof transactionDaysView>
export const setTransactionDaySchema = z.strictObject({ from: dateSchema, dayOfMonth: dayOfMonthSchema })
export type SetTransactionDay = z.output<typeof setTransactionDaySchema>
export const overrideTransactionDaySchema = z.strictObject({ month: monthSchema, on: dateSchema })
export type OverrideTransactionDay = z.output<typeof overrideTransactionDaySchema>

export const listDaysOffQuery = z.strictObject({
	year: z
		.string()
		.regex(/^(19|20|21)\d\d$/, 'field.wrong-format')
		.meta({ examples: ['2026'] }),
})

/** 'ordinary' takes a day off the list again. */
export const setDayOffSchema = z.strictObject({ on: dateSchema, kind: z.enum(['off', 'worked', 'ordinary']), basis: textSchema(300) })
export type SetDayOff = z.output<typeof setDayOffSchema>
export const dayOffView = z.strictObject({ on: dateSchema, kind: z.enum(['off', 'worked', 'ordinary']), basis: z.string() })
export const daysOffView = z.strictObject({ items: z.array(dayOffView), next: z.null() })
