import { expect, it } from 'vitest'
import { nothingYet, stateFromStored, storedState, type StoredState } from '../../src/savings/state.js'
import { accountFrom, after } from './saver.js'

const through = (state: Parameters<typeof storedState>[0]) => stateFromStored(JSON.parse(JSON.stringify(storedState(state))) as StoredState)

it('the cached state survives as text to the last fraction, and holds no amount as a number', () => {
	const told = after(
		accountFrom(),
		['opened', '2022-01-05', null, { minimumMonthly: '30000' }],
		['deposited', '2022-01-10', 777_777],
		['rate-changed', '2022-01-20', null, { yearly: '0.031' }],
		['transferred', '2022-02-05', null, { groupId: '3', communeId: '8' }],
		['offset', '2022-02-17', 5],
	)
	expect(told.accrued.numerator).toBeGreaterThan(0n)
	expect(through(told)).toEqual(told)
	expect(through(nothingYet)).toEqual(nothingYet)
	expect(storedState(told)).toMatchObject({ status: 'open', balance: '777772', deposited: '777777', minimumMonthly: '30000' })
	expect(storedState(nothingYet).minimumMonthly).toBeNull()
})
