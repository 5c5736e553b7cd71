import { expect, it } from 'vitest'
import { newLoansAt } from '../../src/products/offer.js'

it('a rate of the catalogue is for new loans, with its day, its source and how sure it is', () => {
	expect(newLoansAt('2015-06-01', '0.066', 'QĐ 750/QĐ-TTg', 'high')).toEqual({
		from: '2015-06-01',
		yearly: '0.066',
		reachesLoansOut: false,
		source: 'QĐ 750/QĐ-TTg',
		certainty: 'high',
	})
})

it('a rate of the catalogue that is no rate, or of no day, does not start the program', () => {
	expect(() => newLoansAt('2015-06-31', '0.066', '', 'high')).toThrow()
	expect(() => newLoansAt('2015-06-01', '6,6 %', '', 'high')).toThrow()
})
