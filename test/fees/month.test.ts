import { expect, it } from 'vitest'
import { daysOfMonth, isMonth, type Month } from '../../src/fees/month.js'

it('a month has its first and its last day, and as many as the calendar says', () => {
	expect(daysOfMonth('2024-02' as Month)).toEqual({ first: '2024-02-01', last: '2024-02-29', count: 29 })
	expect(['2022-10', '2022-13', '2022-1', '3022-10', '2022-10-01'].map(isMonth)).toEqual([true, false, false, false, false])
})
