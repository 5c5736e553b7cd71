import { expect, it } from 'vitest'
import { byGroup, causesOf } from '../../src/fees/causes.js'
import { collected } from './lines.js'

it('the causes of an adjustment are the loans whose interest differs, each with what was known before and what is known now', () => {
	const before = [collected(100), collected(50, { loanId: '2' }), collected(10, { loanId: '11' })]
	const after = [collected(60), collected(40), collected(70, { loanId: '2' }), collected(5, { loanId: '3' })]
	expect(causesOf(before, after)).toEqual([
		{ loanId: '2', before: 50n, after: 70n, difference: 20n },
		{ loanId: '3', before: 0n, after: 5n, difference: 5n },
		{ loanId: '11', before: 10n, after: 0n, difference: -10n },
	])
	expect(causesOf(before, before)).toEqual([])
})

it('what was collected is told group by group', () => {
	const rows = [collected(1), collected(2, { groupId: '8' }), collected(3)]
	expect([...byGroup(rows)].map(([id, own]) => [id, own.length])).toEqual([
		['7', 2],
		['8', 1],
	])
})
