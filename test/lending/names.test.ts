import { expect, it } from 'vitest'
import { loanEventTypes } from '../../src/lending/event.js'
import { balanceNames, movementNames } from '../../src/lending/names.js'

it('every event and every balance has a name of its own', () => {
	const names = [...loanEventTypes.map((type) => movementNames[type].vi), ...Object.values(balanceNames).map(({ vi }) => vi)]
	expect(new Set(names).size).toBe(names.length)
})
