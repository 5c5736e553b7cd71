import { z } from 'zod'
import { calendarDate, isCalendarDate } from '../kernel/calendar-date.js'
import { dateSchema, idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'

const cutOffsSchema = z
	.string()
	.max(1_000)
	.refine(
		(text) =>
			text.split(',').every((one) => {
				const [, day] = /^[A-Z0-9-]{1,40}:(\d{4}-\d\d-\d\d)$/.exec(one) ?? []
				return day !== undefined && isCalendarDate(day)
			}),
		'field.wrong-format',
	)
	.transform(
		(text) => new Map(text.split(',').map((one) => [one.slice(0, one.indexOf(':')), calendarDate(one.slice(one.indexOf(':') + 1))])),
	)
	.meta({ description: 'the day of the figures of a lender, by its code', examples: ['NHCSXH:2022-10-31,AGRIBANK:2022-09-30'] })

export const annualQuery = z.strictObject({
	year: z
		.string()
		.regex(/^(19|20)\d\d$/, 'field.wrong-format')
		.transform(Number)
		.meta({ examples: ['2022'] }),
	unitId: idSchema
		.optional()
		.describe('a province, district or commune, of which it is written; all that the asker reaches where left out'),
	cutOffs: cutOffsSchema.optional(),
	format: z.enum(['json', 'text', 'pdf']).default('json'),
	...clocksShape,
	asOf: dateSchema.optional().describe('the day of every figure; the days that the Union reported where left out'),
})
export type AnnualQuery = z.output<typeof annualQuery>

const dayOrNull = dateSchema.nullable()
const figureView = z.strictObject({
	key: z.string(),
	nameVi: z.string(),
	nameEn: z.string(),
	value: z.string().describe('as `href` gives it, in `unit`: whole đồng, a count, a quantity'),
	unit: z.string(),
	from: dayOrNull.describe('the first day of a period; null where it is of one day'),
	asOf: dateSchema,
	knownAt: z.string().nullable().describe('null where it is of what is entered now'),
	href: z.string().describe('the address that gives this very figure'),
	at: z.string().describe('where in that answer it stands (JSON Pointer, RFC 6901); of a list, how many it holds'),
	textVi: z.string().describe('as the report writes it'),
	textEn: z.string(),
})
export const annualView = z.strictObject({
	year: z.int(),
	titleVi: z.string(),
	titleEn: z.string(),
	unit: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
	paragraphs: z.array(z.strictObject({ vi: z.string(), en: z.string() })),
	figures: z.array(figureView),
	missing: z
		.array(z.strictObject({ key: z.string(), vi: z.string(), en: z.string() }))
		.describe('what the books do not hold, and so is not said'),
	cutOffs: z.array(
		z.strictObject({
			lender: z.string(),
			year: z.int(),
			on: dateSchema,
			source: z.string(),
			certainty: z.enum(['read', 'project decision']),
		}),
	),
	from: dateSchema,
	to: dateSchema,
	knownAt: z.string(),
})
