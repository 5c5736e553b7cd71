import { expect, it } from 'vitest'
import { loanEventTypes } from '../../src/lending/event.js'
import { balanceNames, movementNames, roundingName } from '../../src/lending/names.js'

it('a rounding says its unit and which way halves go', () => {
	expect(roundingName({ unit: 1n, towards: 'nearest' }).vi).toBe('làm tròn đến 1 đồng (nửa lên)')
	expect(roundingName({ unit: 100_000n, towards: 'down' })).toEqual({
		vi: 'làm tròn đến 100.000 đồng (luôn xuống)',
		en: 'rounded to 100.000 đồng (always down)',
	})
})

it('every event and every balance has a name of its own', () => {
	const names = [...loanEventTypes.map((type) => movementNames[type].vi), ...Object.values(balanceNames).map(({ vi }) => vi)]
	expect(new Set(names).size).toBe(names.length)
})
