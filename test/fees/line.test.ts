import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { concerns, dueTo, linesOfStored, sameLines } from '../../src/fees/line.js'
import { line } from './lines.js'

const shared = line(1_000n, [
	['group', '80'],
	['commune', '13'],
	['province', '6.3'],
	['centre', '0.7'],
])

describe('a line of a fee', () => {
	it("is due to the group and to the Union's levels in the province; the centre's share is nobody's here", () => {
		expect(dueTo('group', [shared])).toBe(800n)
		expect(dueTo('union', [shared, shared])).toBe(386n)
		expect(concerns('group', shared)).toBe(true)
		expect(concerns('group', line(5n, [['centre', '100']]))).toBe(false)
		expect(concerns('union', line(5n, [['centre', '100']]))).toBe(false)
	})

	it('survives as text, whatever the order in which its keys are kept', () => {
		const measured = { part: dong(1n), whole: dong(2n), badDebt: null, outstanding: dong(2n) }
		const told = [{ ...shared, measured }, line(5n, [['group', '100']], { measured: { ...measured, badDebt: dong(3n) } })]
		const read = linesOfStored(JSON.parse(JSON.stringify(told)))
		expect(read).toEqual(told)
		const turned = read.map((one) => Object.fromEntries(Object.entries(one).toReversed())) as unknown as typeof told
		expect(sameLines(turned, told)).toBe(true)
		expect(sameLines([shared], [{ ...shared, measured }])).toBe(true)
		expect(sameLines([{ ...shared, fee: dong(999n) }], [shared])).toBe(false)
		expect(linesOfStored(undefined)).toEqual([])
	})
})
