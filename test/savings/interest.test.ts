import { describe, expect, it } from 'vitest'
import { decimalOf } from '../../src/kernel/decimal.js'
import { addAccruals, nothingAccrued } from '../../src/kernel/money.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { isCreditDay, nextCreditDay, rateOn, ratesOf, segmentsOf } from '../../src/savings/interest.js'
import { accountFrom, after, on, vnd } from './saver.js'

const steps = [
	{ from: on('2022-01-01'), yearly: rateFromText('0.024') },
	{ from: on('2022-11-11'), yearly: rateFromText('0.036') },
]

describe('interest on savings', () => {
	it('is by actual days on the balance at the end of each (SAV-01; TT 14/2017 Đ.4, Đ.5.1.b)', () => {
		const account = accountFrom()
		const told = after(account, ['opened', '2022-10-31'], ['deposited', '2022-11-01', 500_000], ['deposited', '2022-11-10', 50_000])
		const { accrued } = account.at(told, on('2022-12-01'))
		expect(decimalOf(accrued).toDecimalPlaces(6).toFixed()).toBe('1055.342466')
		expect(
			after(
				account,
				['opened', '2022-11-01'],
				['deposited', '2022-11-01', 500_000],
				['deposited', '2022-11-10', 50_000],
				['interest-credited', '2022-12-01'],
			),
		).toMatchObject({
			balance: 551_055n,
			credited: 1_055n,
			accrued: nothingAccrued,
		})
	})

	it('is split by the days of each rate, the first counted and the last not', () => {
		const segments = segmentsOf(vnd(365_000), steps, on('2022-11-01'), on('2022-12-01'))
		expect(segments.map(({ from, to, days, yearly }) => [from, to, days, yearly])).toEqual([
			['2022-11-01', '2022-11-11', 10, '0.024'],
			['2022-11-11', '2022-12-01', 20, '0.036'],
		])
		const total = segments.reduce((sum, { amount }) => addAccruals(sum, amount), nothingAccrued)
		expect(decimalOf(total).toFixed()).toBe('960')
	})

	it('is nothing before the first rate, on no balance, and over no day', () => {
		expect(segmentsOf(vnd(1), steps, on('2021-12-30'), on('2022-01-03'))).toMatchObject([{ from: '2022-01-01', days: 2 }])
		expect(segmentsOf(vnd(0), steps, on('2022-01-01'), on('2022-02-01'))).toEqual([])
		expect(segmentsOf(vnd(1), steps, on('2022-02-01'), on('2022-02-01'))).toEqual([])
		expect(rateOn(steps, on('2021-12-31'))).toBeNull()
		expect(rateOn(steps, on('2022-11-11'))).toBe('0.036')
	})

	it('follows a change of the rate in place of what the terms had said from that day on', () => {
		const { terms } = accountFrom({ rates: [...steps] })
		const change = { from: on('2022-06-01'), yearly: rateFromText('0.01') }
		expect(ratesOf(terms, [])).toEqual(steps)
		expect(ratesOf(terms, [change])).toEqual([steps[0], change])
		expect(ratesOf(terms, [{ ...change, from: on('2022-11-11') }])).toEqual([steps[0], { ...change, from: '2022-11-11' }])
	})

	it('is credited on the days of the product, counted from one of them', () => {
		const { terms } = accountFrom()
		expect(isCreditDay(terms, on('2022-12-01'))).toBe(true)
		expect(isCreditDay(terms, on('2022-12-02'))).toBe(false)
		expect(nextCreditDay(terms, on('2022-12-01'))).toBe('2023-01-01')
		expect(nextCreditDay(terms, on('2022-12-31'))).toBe('2023-01-01')
		const quarterly = accountFrom({ creditEvery: { every: 3, period: 'month', from: '2022-01-25' } }).terms
		expect([isCreditDay(quarterly, on('2022-04-25')), isCreditDay(quarterly, on('2022-03-25'))]).toEqual([true, false])
		expect(isCreditDay(quarterly, on('2021-10-25'))).toBe(true)
	})
})
