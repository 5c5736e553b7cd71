import { describe, expect, it } from 'vitest'
import { put, take } from '../../src/custody/meetings.js'
import { heldOf, type Meeting } from '../../src/custody/state.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'

const meeting = (sheetId: string, metOn: string, held: bigint): Meeting => ({
	sheetId,
	metOn: calendarDate(metOn),
	dueOn: calendarDate('2022-12-15'),
	held: dong(held),
})
const november = meeting('S1', '2022-11-10', 300n)
const late = meeting('S2', '2022-11-20', 200n)
const december = meeting('S3', '2022-12-10', 500n)
const held = [november, late, december]
const told = (meetings: readonly Meeting[]) => meetings.map(({ sheetId, held: left }) => `${sheetId} ${left}`)

describe('cash of meetings', () => {
	it('lies in the order of the meetings, whenever it was recorded', () => {
		expect(told(put([november, december], late))).toEqual(['S1 300', 'S2 200', 'S3 500'])
		expect(told(put([late], november))).toEqual(['S1 300', 'S2 200'])
		expect(told(put([], late))).toEqual(['S2 200'])
		expect(told(put([november], { ...late, metOn: november.metOn }))).toEqual(['S1 300', 'S2 200'])
	})

	it('is added to what the same sheet has collected', () => {
		expect(told(put(held, meeting('S2', '2022-11-20', 50n)))).toEqual(['S1 300', 'S2 250', 'S3 500'])
	})

	it('is taken of the oldest meeting first, and what is left is the youngest’s', () => {
		const taken = take(held, dong(450n))
		expect(told(taken.left)).toEqual(['S2 50', 'S3 500'])
		expect(taken.lastMetOn).toBe('2022-11-20')
		expect(take(held, dong(300n)).lastMetOn).toBe('2022-11-10')
		expect(take(held, dong(1000n)).left).toEqual([])
	})

	it('is taken of a sheet that is named before any other', () => {
		const taken = take(held, dong(600n), 'S3')
		expect(told(taken.left)).toEqual(['S1 200', 'S2 200'])
		expect(taken.lastMetOn).toBe('2022-12-10')
		expect(told(take(held, dong(100n), 'S9').left)).toEqual(['S1 200', 'S2 200', 'S3 500'])
	})

	it('is never taken beyond what is held, and the refusal says how much that is', () => {
		expect(heldOf({ meetings: held })).toBe(1000n)
		try {
			take(held, dong(1001n))
			expect.unreachable()
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal)
			expect(error).toMatchObject({ code: 'custody.more-than-held', path: 'amount', details: { held: '1000' } })
		}
	})

	it('takes nothing where nothing is asked', () => {
		expect(take(held, dong(0n))).toEqual({ left: held, lastMetOn: null })
	})
})
