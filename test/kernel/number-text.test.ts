import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { inMillions, parseVietnameseAmount, vietnameseDecimal, vietnameseNumber, vietnamesePercent } from '../../src/kernel/number-text.js'
import { domainCase } from '../vectors/domain-cases.js'

describe('numbers as Vietnamese people write them', () => {
	it('groups thousands by points (Law on Accounting 2015 art. 11)', () => {
		expect([0n, 5n, 999n, 1000n, 1_500_000n, -150_000n, -1000n].map((n) => vietnameseNumber(dong(n)))).toEqual([
			'0',
			'5',
			'999',
			'1.000',
			'1.500.000',
			'-150.000',
			'-1.000',
		])
	})

	it('shows an exact amount cut after two decimals, with an ellipsis where more would follow', () => {
		const shown = (numerator: bigint, denominator: bigint, decimals?: number) => vietnameseDecimal({ numerator, denominator }, decimals)
		expect(shown(20_460_000n, 365n)).toBe('56.054,79…')
		expect(shown(219_000n, 1n)).toBe('219.000')
		expect(shown(1n, 2n)).toBe('0,5')
		expect(shown(-2n, 3n)).toBe('-0,66…')
		// Never rounded: a half that is only almost one does not look like one.
		expect(shown(4_999_999n, 10_000_000n)).toBe('0,49…')
		expect(shown(4_999_999n, 10_000_000n, 0)).toBe('0…')
	})

	it('shows a rate in hundredths, to its last digit', () => {
		expect(vietnamesePercent({ numerator: 66n, denominator: 1000n })).toBe('6,6 %')
		expect(vietnamesePercent({ numerator: 858n, denominator: 10_000n })).toBe('8,58 %')
		expect(vietnamesePercent({ numerator: 0n, denominator: 1n })).toBe('0 %')
	})

	it('gives reports triệu đồng with one decimal, and none where it would be zero', () => {
		expect(inMillions(dong(1_149_600_000n))).toBe('1.149,6')
		expect(inMillions(dong(26_711_000_000n))).toBe('26.711')
		expect(inMillions(dong(0n))).toBe('0')
		expect(inMillions(dong(49_999n))).toBe('0')
		expect(inMillions(dong(50_000n))).toBe('0,1')
		expect(inMillions(dong(-1_250_000n))).toBe('-1,3')
	})

	it('rounds triệu đồng as it is told', () => {
		expect(inMillions(dong(1_234_567n), { unit: 1n, towards: 'nearest' })).toBe('1,234567')
		expect(inMillions(dong(1_999_999n), { unit: 1_000_000n, towards: 'down' })).toBe('1')
	})
})

describe('an amount that somebody wrote', () => {
	const seed = domainCase<{ texts: string[] }, (number | { value: number; qualifier: string })[]>('SEED-02')
	it(seed.title, () => {
		const read = seed.inputs.texts.map((text) => {
			const written = parseVietnameseAmount(text)
			if (written === null) return null
			expect(written.text).toBe(text)
			const value = Number(written.amount)
			return written.qualifier === null ? value : { value, qualifier: written.qualifier }
		})
		expect(read).toEqual(seed.rounded)
	})

	it.each([
		['1500000', 1_500_000n, 'đồng'],
		['1.500.000', 1_500_000n, 'đồng'],
		['1,5 triệu', 1_500_000n, 'triệu'],
		['1.5tr', 1_500_000n, 'triệu'],
		['1,5TR', 1_500_000n, 'triệu'],
		['2trđ', 2_000_000n, 'triệu'],
		['1.25 tỷ', 1_250_000_000n, 'tỷ'],
		['1,125 tỉ', 1_125_000_000n, 'tỷ'],
		['500k', 500_000n, 'nghìn'],
		['500 ngàn đồng', 500_000n, 'nghìn'],
		['0,5 triệu', 500_000n, 'triệu'],
		['1.149,6 trieu dong', 1_149_600_000n, 'triệu'],
		['1.000 VNĐ', 1_000n, 'đồng'],
		['5 ₫', 5n, 'đồng'],
		['0', 0n, 'đồng'],
		['  Trên   2\u00a0tỷ / năm ', 2_000_000_000n, 'tỷ'],
		['10 triệu đồng/hộ nghèo', 10_000_000n, 'triệu'],
		['2 triê\u0323u', 2_000_000n, 'triệu'],
	])('"%s" is %s đồng, said in %s', (text, amount, unit) => {
		expect(parseVietnameseAmount(text)).toMatchObject({ amount, unit, text })
	})

	it.each([
		['1,149.6', 'the marks of another country'],
		['1,149.6 triệu', 'the marks of another country'],
		['1,500,000', 'thousands grouped by commas'],
		['1,500', 'a decimal, or thousands grouped by a comma'],
		['1.5', 'half a đồng'],
		['1,5 đồng', 'half a đồng'],
		['1.149.6 triệu', 'a group and a decimal by one mark'],
		['1.1234 tỷ', 'too long for a typed decimal point'],
		['0,0000005 triệu', 'half a đồng'],
		['12.34.567', 'broken groups'],
		['0.500 triệu', 'a group that begins with zero'],
		['007', 'a slip of the hand'],
		['-5', 'a minus'],
		['5 đồng đồng', 'a unit twice'],
		['5 đô la', 'another currency'],
		['5 usd', 'another currency'],
		['triệu', 'no number'],
		['', 'nothing'],
		['1 tỷ 200 triệu', 'two amounts'],
		['1000000000 tỷ', 'more than the books hold'],
		['1e6', 'an exponent'],
	])('"%s" is not read: %s', (text) => {
		expect(parseVietnameseAmount(text)).toBeNull()
	})

	it('is read back from what is printed, whatever its size', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (amount) => {
				expect(parseVietnameseAmount(vietnameseNumber(dong(amount)))?.amount).toBe(amount)
				expect(parseVietnameseAmount(`${amount}`)?.amount).toBe(amount)
				const exact = inMillions(dong(amount), { unit: 1n, towards: 'nearest' })
				expect(parseVietnameseAmount(`${exact} triệu đồng`)?.amount).toBe(amount)
			}),
			{ numRuns: 1000 },
		)
	})
})
