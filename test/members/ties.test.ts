import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { lasting, refuseOverlap, type Tie, tieToEnd } from '../../src/members/ties.js'

const tie = (id: string, from: string, to: string | null): Tie => ({
	id,
	memberId: '1',
	otherId: '2',
	from: calendarDate(from),
	to: to === null ? null : calendarDate(to),
})
const refused = (work: () => unknown): Refusal | null => {
	try {
		work()
		return null
	} catch (error) {
		if (error instanceof Refusal) return error
		throw error
	}
}
const wanting = (ties: readonly Tie[], from: string, to: string | null = null) => refused(() => refuseOverlap(ties, tie('', from, to)))

describe('a tie', () => {
	it('is to one person at a time, whichever of two marriages is recorded first', () => {
		const married = [tie('1', '2010-01-01', '2015-06-30')]
		expect(wanting(married, '2015-07-01')).toBeNull()
		expect(wanting(married, '2015-06-30')).toMatchObject({
			code: 'member.spouse-already',
			path: 'from',
			details: { from: '01/01/2010', to: '30/06/2015' },
		})
		expect(wanting(married, '2005-01-01')?.code).toBe('member.spouse-already')
		expect(wanting(married, '2005-01-01', '2009-12-31')).toBeNull()
		expect(wanting([tie('1', '2010-01-01', null)], '2020-01-01')?.details).toEqual({ from: '01/01/2010', to: '…' })
	})

	it('lasts a day at least where it is recorded as over', () => {
		expect(wanting([], '2020-01-01', '2020-01-01')).toBeNull()
		expect(wanting([], '2020-01-01', '2019-12-31')?.code).toBe('member.spouse-ends-before')
	})

	it('that has no end is the one that ends, on any day from its first', () => {
		const ties = [tie('1', '2010-01-01', '2015-06-30'), tie('2', '2016-01-01', null)]
		expect(tieToEnd(ties, calendarDate('2016-01-01')).id).toBe('2')
		expect(refused(() => tieToEnd(ties.slice(0, 1), calendarDate('2016-01-01')))?.code).toBe('member.no-spouse')
		expect(refused(() => tieToEnd(ties, calendarDate('2015-12-30')))).toMatchObject({
			code: 'member.spouse-ends-before',
			details: { on: '31/12/2015' },
		})
	})

	it('that ends on the day before its first never was, and stands in nobody’s way', () => {
		expect(tieToEnd([tie('1', '2016-01-01', null)], calendarDate('2015-12-31')).id).toBe('1')
		const takenBack = [tie('1', '2016-01-01', '2015-12-31')]
		expect(lasting(takenBack)).toEqual([])
		expect(wanting(takenBack, '2010-01-01')).toBeNull()
	})
})
