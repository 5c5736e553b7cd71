import { expect, it } from 'vitest'
import { expectedOn } from '../../src/savings/expected.js'
import { accountFrom, after, type Happened, on } from './saver.js'

const account = accountFrom()
const opened: Happened = ['opened', '2022-01-05']
const asked = (day: string, ...happened: readonly Happened[]) => expectedOn(account.terms, after(account, ...happened), on(day))

it('what is missing of a month is its minimum less what was deposited in it', () => {
	expect(asked('2022-01-31', opened)).toEqual({ minimum: 20_000n, saved: 0n, missing: 20_000n })
	expect(asked('2022-01-31', opened, ['deposited', '2022-01-10', 15_000])).toEqual({ minimum: 20_000n, saved: 15_000n, missing: 5_000n })
	expect(asked('2022-01-31', opened, ['deposited', '2022-01-10', 15_000], ['deposited', '2022-01-20', 15_000])).toMatchObject({
		saved: 30_000n,
		missing: 0n,
	})
})

it('a month that has passed asks for nothing any more, and gives nothing to the next', () => {
	expect(asked('2022-02-01', opened, ['deposited', '2022-01-10', 60_000])).toEqual({ minimum: 20_000n, saved: 0n, missing: 20_000n })
})

it('the group’s minutes go before the product (10C/TD), from their day on', () => {
	expect(asked('2022-02-01', ['opened', '2022-01-05', null, { minimumMonthly: '30000' }]).minimum).toBe(30_000n)
	expect(asked('2022-03-01', opened, ['minimum-changed', '2022-03-01', null, { minimumMonthly: '50000' }]).minimum).toBe(50_000n)
})

it('nothing is expected before the opening and after the closing', () => {
	expect(expectedOn(account.terms, account.begin, on('2022-01-01')).missing).toBe(0n)
	expect(asked('2022-03-01', opened, ['closed', '2022-02-01']).minimum).toBe(0n)
})
