import { describe, expect, it } from 'vitest'
import { refuseUnwholeShares } from '../../src/fees/agreement.js'
import { agreementLines } from '../../src/fees/catalogue.js'
import { feeTermsSchema } from '../../src/fees/schemas.js'
import { isMonth } from '../../src/fees/month.js'

describe('the agreements of the catalogue', () => {
	it('are such as could be entered, each with its source', () => {
		for (const { terms, source, from } of agreementLines) {
			expect(feeTermsSchema.parse(terms)).toEqual(terms)
			expect(() => refuseUnwholeShares(terms)).not.toThrow()
			expect(source.length).toBeGreaterThan(20)
			expect(isMonth(from)).toBe(true)
		}
	})

	it('give districts nothing since July 2025, and say that this is hardly known', () => {
		const later = agreementLines.filter(({ from }) => from >= '2025-07')
		expect(later.map(({ lender, certainty }) => [lender, certainty])).toEqual([
			['NHCSXH', 'low'],
			['AGRIBANK', 'low'],
		])
		expect(later.flatMap(({ terms }) => terms.shares.map(({ level }) => level))).not.toContain('district')
	})
})
