import { describe, expect, it } from 'vitest'
import { expectedOn } from '../../src/savings/expected.js'
import { historyOf } from '../../src/savings/movements.js'
import { accountFrom, after, eventsOf, freeSavings, memberDeposits, on, refused } from './saver.js'

const account = accountFrom(freeSavings, 'own')
const opened = ['opened', '2020-01-12', null, { communeId: '7', broughtForwardOn: '2023-05-31' }] as const
const brought = ['brought-forward', '2023-05-31', 1_250_000, { interestAccrued: '4300', creditedOn: '2023-01-01' }] as const

describe('a savings account that comes over from other books', () => {
	it('holds what they say, with the interest that had grown, and grows on from there', () => {
		const state = after(account, opened, brought)
		expect(state).toMatchObject({ status: 'open', balance: 1_250_000n, deposited: 1_250_000n, creditedOn: '2023-01-01' })
		const { periods } = historyOf(account, eventsOf([opened, brought]), on('2023-06-30'))
		expect(periods).toHaveLength(1)
		expect(periods[0]).toMatchObject({ brought: 4_300n, segments: [{ from: '2023-05-31', days: 30, balance: 1_250_000n }] })
	})

	it('takes the second word for the day in place of the first', () => {
		const state = after(account, opened, brought, ['brought-forward', '2023-05-31', 1_000_000])
		expect(state).toMatchObject({ balance: 1_000_000n, deposited: 1_000_000n, creditedOn: null })
	})

	it('refuses what lies by the end of the opening day, and another opening day', () => {
		expect(refused(account, opened, brought, ['deposited', '2023-05-31', 10_000])).toMatchObject({ code: 'savings.before-opening' })
		expect(refused(account, opened, ['brought-forward', '2023-05-30', 1])).toMatchObject({ code: 'savings.opening-not-agreed' })
	})

	it('asks for the monthly minimum from the month after', () => {
		const compulsory = accountFrom(memberDeposits)
		const state = after(compulsory, opened, brought)
		expect(expectedOn(compulsory.terms, state, on('2023-05-31')).missing).toBe(0n)
		expect(expectedOn(compulsory.terms, state, on('2023-06-01')).missing).toBeGreaterThan(0n)
	})
})
