import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/kernel/instant.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { FeeLine } from '../../src/fees/line.js'
import { linesThatStand, statementColumns, statementKeys, statementTotals, sumByKey, sumLines } from '../../src/fees/statement.js'
import type { Standing } from '../../src/fees/stored.js'
import { line, october } from './lines.js'

const agribank = [
	['commune', '13'],
	['group', '80'],
	['centre', '7'],
] as const

function standing(groupId: string, holder: Standing['holder'], lines: readonly FeeLine[]): Standing {
	const moment = '2022-11-05T00:00:00Z' as Instant
	const on = calendarDate('2022-11-05')
	return { contractId: '1', lenderId: '1', groupId, holder, month: october, seq: 1, on, recordedAt: moment, knownAt: moment, lines }
}

describe('a statement of fees', () => {
	const one = line(1_001n, agribank)
	const other = line(99n, agribank, { communeId: '4', factor: '0.5', base: '1981/2' })
	const standings = [standing('7', 'union', [one]), standing('7', 'group', [one]), standing('8', 'union', [other])]

	it('counts once what concerns the Union and the group, and of one kind only', () => {
		const lines = linesThatStand(standings, 'commission')
		expect(lines.map(({ groupId, fee }) => [groupId, fee])).toEqual([
			['7', 1_001n],
			['8', 99n],
		])
		expect(linesThatStand(standings, 'entrustment-fee')).toEqual([])
	})

	it('adds up every figure as it was rounded; the factor is told where it is the same for all', () => {
		const lines = linesThatStand(standings, 'commission')
		expect(sumByKey(lines, ({ communeId }) => communeId)).toEqual([
			expect.objectContaining({ id: '3', fee: 1_001n, factor: '1', group: 801n, commune: 130n, centre: 70n, district: 0n, groups: 1 }),
			expect.objectContaining({ id: '4', fee: 99n, factor: '0.5', base: 991n }),
		])
		expect(sumLines(lines)).toMatchObject({ interest: 11_000n, base: 11_001n, fee: 1_100n, factor: null, groups: 2 })
		expect(sumLines([])).toMatchObject({ fee: 0n, factor: null, groups: 0 })
	})

	it('has a column for every figure, by whatever key', () => {
		const totals = statementTotals(sumLines([]))
		for (const by of statementKeys)
			expect(statementColumns(by).map(({ key }) => key)).toEqual(expect.arrayContaining(['fee', 'centre', 'residual']))
		expect(statementColumns('group').every(({ key }) => key in totals)).toBe(true)
		expect(statementColumns('district')[1]?.header).toBe('Huyện')
	})
})
