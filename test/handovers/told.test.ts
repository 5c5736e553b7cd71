import { describe, expect, it } from 'vitest'
import { toldOtherwise } from '../../src/handovers/told.js'
import { dong } from '../../src/kernel/money.js'

describe('what two leaders told', () => {
	it('is warned about where the books say otherwise, and not compared where nothing was told', () => {
		expect(toldOtherwise('loans-differ', { told: dong(5n), booked: dong(5n) }, 'vi')).toEqual([])
		expect(toldOtherwise('loans-differ', { told: undefined, booked: dong(5n) }, 'vi')).toEqual([])
		expect(toldOtherwise('savings-differ', { told: dong(4n), booked: dong(5n) }, 'en')).toMatchObject([
			{ code: 'handover.savings-differ', message: 'The minutes say that 4 đồng are saved, the books say 5 đồng' },
		])
	})
})
