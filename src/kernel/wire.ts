import { z } from 'zod'
import { isCalendarDate } from './calendar-date.js'
import { type Instant, instantFromText } from './instant.js'
import { type Money, moneyFromText } from './money.js'
import { countFromText, measureCodes, measures, type Quantity } from './quantity.js'
import { isRate } from './rate.js'
import type { Rounding } from './rounding.js'

/**
 * The shapes of the wire, declared once: the door decodes with them, the document is drawn from their input side, and
 * what is answered has that same side again (a bigint is written as text). Messages are codes; the door says them in
 * Vietnamese or English.
 */

const wholeDong = z.string().regex(/^-?\d{1,18}$/, 'money.not-whole-dong')

/** Whole đồng as text, "1250000"; a JSON number is refused. May be negative: for what is answered. */
export const moneySchema = wholeDong
	.transform((text): Money => moneyFromText(text))
	.meta({ description: 'whole đồng as text', examples: ['1250000'] })

/** An amount that a command names: at least one đồng. */
export const amountSchema = wholeDong
	.refine((text) => !/^-?0*$/.test(text) && !text.startsWith('-'), 'money.not-positive')
	.transform((text): Money => moneyFromText(text))
	.meta({ description: 'whole đồng as text, at least "1"', examples: ['1000000'] })

/** A day that exists, 'YYYY-MM-DD'. */
export const dateSchema = z
	.string()
	.refine(isCalendarDate, 'date.not-a-day')
	.meta({ description: 'calendar day', examples: ['2022-10-31'], format: 'date' })

/** An RFC 3339 instant, to the microsecond. */
export const instantSchema = z
	.string()
	.max(40)
	.transform((text, context): Instant => {
		const read = instantFromText(text)
		if (read !== null) return read
		context.addIssue({ code: 'custom', message: 'instant.not-a-moment' })
		return z.NEVER
	})
	.meta({ description: 'instant, RFC 3339', examples: ['2022-11-05T09:00:00Z'], format: 'date-time' })

/** A yearly rate as text, "0.066". */
export const rateSchema = z
	.string()
	.refine(isRate, 'rate.not-a-rate')
	.meta({ description: 'yearly rate as decimal text', examples: ['0.066'] })

/** A named rounding to whole đồng. */
export const roundingSchema: z.ZodType<Rounding, { unit: string; towards: Rounding['towards'] }> = z.strictObject({
	unit: z
		.string()
		.regex(/^[1-9]\d{0,11}$/, 'rounding.unit')
		.transform((text) => BigInt(text)),
	towards: z.enum(['nearest', 'nearest-even', 'up', 'down']),
})

/** A number of the database as text: ids on the wire are opaque strings. */
export const idSchema = z
	.string()
	.regex(/^[1-9]\d{0,17}$/, 'id.not-an-id')
	.meta({ description: 'opaque id', examples: ['1042'] })

/** So many of a unit as text, "12.5": for what is answered. */
export const countSchema = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/, 'decimal.not-a-decimal')

/** So much of something in its unit, as a command names it: more than nothing, no finer than the unit's smallest part. */
export const quantitySchema = z
	.strictObject({ unit: z.enum(measureCodes), amount: countSchema })
	.transform(({ unit, amount: text }, context): Quantity => {
		const amount = countFromText(text, measures[unit].decimals)
		if (amount !== null && amount > 0n) return { unit, amount }
		context.addIssue({ code: 'custom', path: ['amount'], message: amount === null ? 'quantity.too-fine' : 'quantity.not-positive' })
		return z.NEVER
	})
	.meta({ description: 'a quantity in its unit, the amount as decimal text', examples: [{ unit: 'cong', amount: '12.5' }] })

/** Text that people write: no NUL, no lone surrogate, composed (NFC), at most `max` characters. */
export function textSchema(max: number, min = 1) {
	return z
		.string()
		.max(max, 'text.too-long')
		.refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'text.not-text')
		.transform((text) => text.normalize('NFC').trim())
		.refine((text) => text.length >= min, 'text.empty')
}
