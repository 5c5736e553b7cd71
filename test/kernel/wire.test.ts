import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
	amountSchema,
	countSchema,
	dateSchema,
	idSchema,
	instantSchema,
	moneySchema,
	quantitySchema,
	rateSchema,
	roundingSchema,
	textSchema,
} from '../../src/kernel/wire.js'

/** The codes under which a value is refused; none where it is taken. */
function codes(schema: z.ZodType, value: unknown): readonly string[] {
	const result = schema.safeParse(value)
	return result.success ? [] : result.error.issues.map((issue) => issue.message)
}

describe('money on the wire', () => {
	it('is whole đồng as text', () => {
		expect(moneySchema.parse('1250000')).toBe(1_250_000n)
		expect(moneySchema.parse('-5')).toBe(-5n)
		expect(moneySchema.parse('999999999999999999')).toBe(999_999_999_999_999_999n)
	})

	it('is never a JSON number, a fraction, grouped, or longer than eighteen digits', () => {
		for (const text of ['1.5', '1.000', '1,000', '1e6', '', ' 1', '٣', '1234567890123456789'])
			expect(codes(moneySchema, text), text).toContain('money.not-whole-dong')
		expect(moneySchema.safeParse(5).success).toBe(false)
		expect(moneySchema.safeParse(5n).success).toBe(false)
	})

	it('is at least one đồng where a command names it', () => {
		expect(amountSchema.parse('1')).toBe(1n)
		for (const text of ['0', '000', '-1', '-0']) expect(codes(amountSchema, text), text).toEqual(['money.not-positive'])
		expect(codes(amountSchema, 'một triệu')).toEqual(['money.not-whole-dong'])
	})
})

describe('other shapes of the wire', () => {
	it('takes days that exist', () => {
		expect(dateSchema.parse('2022-10-31')).toBe('2022-10-31')
		expect(codes(dateSchema, '2022-02-30')).toEqual(['date.not-a-day'])
		expect(codes(dateSchema, '31/10/2022')).toEqual(['date.not-a-day'])
	})

	it('takes moments and gives them to the microsecond', () => {
		expect(instantSchema.parse('2022-11-05T16:00:00+07:00')).toBe('2022-11-05T09:00:00.000000Z')
		expect(codes(instantSchema, '2022-11-05')).toEqual(['instant.not-a-moment'])
		expect(instantSchema.safeParse('2022-11-05T16:00:00.0000000000000000000000+07:00').success).toBe(false)
	})

	it('takes yearly rates as they were agreed', () => {
		expect(rateSchema.parse('0.066')).toBe('0.066')
		expect(codes(rateSchema, '6.6%')).toEqual(['rate.not-a-rate'])
	})

	it('takes a named rounding and nothing besides', () => {
		expect(roundingSchema.parse({ unit: '100000', towards: 'down' })).toEqual({ unit: 100_000n, towards: 'down' })
		expect(codes(roundingSchema, { unit: '0', towards: 'down' })).toEqual(['rounding.unit'])
		expect(roundingSchema.safeParse({ unit: '1', towards: 'sideways' }).success).toBe(false)
		expect(roundingSchema.safeParse({ unit: '1', towards: 'up', digits: 2 }).success).toBe(false)
	})

	it('takes ids as opaque text', () => {
		expect(idSchema.parse('1042')).toBe('1042')
		for (const text of ['0', '01', '-1', 'L1', '', '12345678901234567890']) expect(codes(idSchema, text), text).toEqual(['id.not-an-id'])
	})

	it('takes a quantity in its unit, more than nothing and no finer than what the unit counts', () => {
		expect(quantitySchema.parse({ unit: 'cong', amount: '12.5' })).toEqual({ unit: 'cong', amount: 125n })
		expect(quantitySchema.parse({ unit: 'm2', amount: '233832' })).toEqual({ unit: 'm2', amount: 2_338_320n })
		expect(codes(quantitySchema, { unit: 'kg', amount: '0.0005' })).toEqual(['quantity.too-fine'])
		for (const amount of ['0', '-1', '0.0']) expect(codes(quantitySchema, { unit: 'con', amount })).toEqual(['quantity.not-positive'])
		expect(codes(quantitySchema, { unit: 'con', amount: '1,5' })).toContain('decimal.not-a-decimal')
		expect(quantitySchema.safeParse({ unit: 'đồng', amount: '1' }).success).toBe(false)
		expect(countSchema.parse('12.5')).toBe('12.5')
	})
})

describe('text that people write', () => {
	it('is composed and trimmed, so that one name is one text', () => {
		expect(textSchema(20).parse('  No\u0302ng Thi\u0323 A\u0301i ')).toBe('Nông Thị Ái')
	})

	it('is not empty unless it may be, and has an end', () => {
		expect(codes(textSchema(5), '   ')).toEqual(['text.empty'])
		expect(textSchema(5, 0).parse('   ')).toBe('')
		expect(codes(textSchema(5), 'abcdef')).toEqual(['text.too-long'])
	})

	it('holds no NUL, which the database cannot keep, and no half of a character', () => {
		expect(codes(textSchema(5), 'a\u0000b')).toEqual(['text.not-text'])
		expect(codes(textSchema(5), 'a\uD83D')).toEqual(['text.not-text'])
		expect(textSchema(5).parse('a🌾')).toBe('a🌾')
	})
})
