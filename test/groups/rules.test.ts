import { describe, expect, it } from 'vitest'
import { groupRuleLines } from '../../src/groups/catalogue-rules.js'
import { type GroupRule, groupRuleOn, isQuorum, isRuleValue, numbersOf, sizeOf } from '../../src/groups/rules.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'

const bank = { kind: 'savings-and-loan', lenderKind: 'policy-bank' } as const
const valueOn = (on: string, group: Parameters<typeof groupRuleOn>[2] = bank, name: GroupRule['name'] = 'size') =>
	groupRuleOn(groupRuleLines, name, group, calendarDate(on))?.value ?? null

describe('the rules about groups', () => {
	it('let fifty women into a group before 05/03/2013 and sixty since (QĐ 783/2003, QĐ 15/QĐ-HĐQT)', () => {
		expect([valueOn('2013-03-04'), valueOn('2013-03-05')]).toEqual(['5-50', '5-60'])
	})

	it('of a kind of lender come before those of any, and those of any hold before them', () => {
		expect(groupRuleOn(groupRuleLines, 'size', bank, calendarDate('2003-07-28'))?.lenderKind).toBe('any')
		expect(groupRuleOn(groupRuleLines, 'size', { kind: 'credit', lenderKind: 'fund' }, calendarDate('2022-01-01'))?.certainty).toBe(
			'project decision',
		)
		expect(valueOn('2022-01-01', { kind: 'borrowing', lenderKind: null })).toBe('5-60')
		expect(valueOn('1999-12-31')).toBeNull()
	})

	it('that the Union settled count from their day on, over a line of the same day', () => {
		const own = (from: string, value: string): GroupRule => ({
			name: 'size',
			groupKind: 'savings-and-loan',
			lenderKind: 'policy-bank',
			from: calendarDate(from),
			value,
			source: 'Nghị quyết của Hội',
			certainty: 'read',
		})
		const rules = [...groupRuleLines, own('2013-03-05', '3-60'), own('2024-01-01', '7-40')]
		const on = (day: string) => groupRuleOn(rules, 'size', bank, calendarDate(day))?.value
		expect([on('2013-03-05'), on('2023-12-31'), on('2024-01-01')]).toEqual(['3-60', '3-60', '7-40'])
	})

	it('are written as their names say', () => {
		for (const { name, value } of groupRuleLines) expect([name, isRuleValue(name, value)]).toEqual([name, true])
		const wrong: [GroupRule['name'], string][] = [
			['size', '60-5'],
			['size', '5'],
			['size', '0-5'],
			['quorum', '1/2'],
			['quorum', '>3/2'],
			['election-quorum', '>=2'],
			['leaving-debt', 'some'],
			['leaving-savings', ''],
			['score-maxima', '20/30/15/20/5'],
			['score-bands', '70/80/90'],
			['score-bands', '90/90/70'],
			['score-bands', 'x'],
		]
		for (const [name, value] of wrong) expect([name, value, isRuleValue(name, value)]).toEqual([name, value, false])
		expect(isRuleValue('size', '5-5')).toBe(true)
		expect(isRuleValue('quorum', '>=1/1')).toBe(true)
	})

	it('are read as numbers', () => {
		const rule = groupRuleOn(groupRuleLines, 'size', bank, calendarDate('2022-01-01')) as GroupRule
		expect(sizeOf(rule)).toMatchObject({ min: 5, max: 60 })
		expect(numbersOf('90/80/70')).toEqual([90, 80, 70])
	})

	it.each([
		['>1/2', 5, 10, false],
		['>1/2', 6, 10, true],
		['>1/2', 5, 9, true],
		['>=2/3', 6, 9, true],
		['>=2/3', 5, 9, false],
		['>=2/3', 7, 10, true],
		['>=2/3', 6, 10, false],
	] as const)('say of %s whether %i of %i are a quorum: %s', (value, attended, members, met) => {
		expect(isQuorum({ ...(groupRuleLines[0] as GroupRule), value }, attended, members)).toBe(met)
	})
})
