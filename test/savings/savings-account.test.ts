import { describe, expect, it } from 'vitest'
import { change, replay } from '../../src/contracts/contract.js'
import { accountFrom, after, eventsOf, freeSavings, type Happened, on, refused } from './saver.js'

const opened: Happened = ['opened', '2022-01-05']
const saved: Happened = ['deposited', '2022-02-10', 900_000]

describe('a savings account', () => {
	it('posts deposits, interest, offsets and withdrawals between what is owed to her and where the money is', () => {
		const of = (chart: 'own' | 'memorandum' | 'group') =>
			replay(
				accountFrom({ ...freeSavings, offsetOrder: ['interest'] }, chart),
				eventsOf([
					opened,
					['deposited', '2022-02-01', 1_000_000],
					['interest-credited', '2022-03-01'],
					['offset', '2022-03-05', 200_000],
					['withdrawn', '2022-03-06', 300_000, { method: 'bank' }],
				]),
			).days.flatMap(({ postings }) => postings.map(({ debit, credit, amount }) => `${debit}←${credit} ${amount}`))
		// 28 days × 1.000.000 × 2,4 % ÷ 365 = 1.841,09…
		expect(of('own')).toEqual(['1111←3383 1000000', '635←3383 1841', '3383←3389 200000', '3383←1121 300000'])
		expect(of('memorandum')).toEqual(['98243←98242 1000000', '98244←98242 1841', '98242←98245 200000', '98242←98243 300000'])
		expect(of('group')).toEqual(['1111←3383 1000000', '635←3383 1841', '3383←3389 200000', '3383←1121 300000'])
	})

	it('pays nothing out while she owes the lender (SAV-04; 01/TGTV item 6), and then as much as there is', () => {
		const account = accountFrom()
		expect(refused(account, opened, saved, ['withdrawn', '2022-03-01', 1, { owes: '1' }])).toEqual({
			code: 'savings.while-in-debt',
			path: 'amount',
			details: { owes: '1' },
		})
		expect(after(account, opened, saved, ['withdrawn', '2022-03-01', 900_000, { owes: '0' }]).balance).toBe(0n)
		expect(refused(account, opened, saved, ['withdrawn', '2022-03-01', 900_001, { owes: '0' }])).toEqual({
			code: 'savings.above-balance',
			path: 'amount',
			details: { balance: '900000' },
		})
	})

	it('pays out so many days after she said so, where the product asks for notice', () => {
		const account = accountFrom({ withdrawal: { rule: 'notice', days: 7 } })
		const asked = (noticeOn?: string) => refused(account, opened, saved, ['withdrawn', '2022-03-08', 1, { noticeOn }])
		expect(asked('2022-03-01')).toBeNull()
		expect(asked('2022-03-02')).toMatchObject({ code: 'savings.notice-too-short', path: 'noticeOn', details: { days: '7' } })
		expect(asked()).toMatchObject({ code: 'savings.notice-too-short' })
	})

	it('is offset only where the product says so', () => {
		expect(refused(accountFrom(freeSavings), opened, saved, ['offset', '2022-03-01', 1])?.code).toBe('savings.not-offset')
		expect(after(accountFrom(), opened, saved, ['offset', '2022-03-01', 1])).toMatchObject({ balance: 899_999n, offset: 1n })
		expect(refused(accountFrom(), opened, saved, ['offset', '2022-03-01', 900_001])?.code).toBe('savings.above-balance')
	})

	it('credits interest on the days of its product, and once a day', () => {
		const credited: Happened = ['interest-credited', '2022-03-01']
		expect(refused(accountFrom(), opened, saved, ['interest-credited', '2022-03-02'])).toMatchObject({
			code: 'savings.not-a-credit-day',
			details: { next: '01/04/2022' },
		})
		expect(refused(accountFrom(), opened, saved, credited, credited)).toMatchObject({ code: 'savings.credited-already' })
	})

	it('lets a deposit that is found late change what was credited since, and the book receives the difference', () => {
		const account = accountFrom()
		const history = eventsOf([
			['opened', '2022-10-01'],
			['deposited', '2022-11-01', 500_000],
			['interest-credited', '2022-12-01'],
		])
		const [, , , late] = eventsOf([saved, saved, saved, ['deposited', '2022-11-10', 50_000]])
		const { state, days } = change(account, history, late ?? (history[0] as never))
		expect(state).toMatchObject({ balance: 551_055n, credited: 1_055n })
		// Without the late deposit the interest of November had been 986 đồng.
		expect(days.map(({ on: day, postings }) => [day, postings.map(({ debit, credit, amount }) => `${debit}←${credit} ${amount}`)])).toEqual(
			[
				['2022-11-10', ['98243←98242 50000']],
				['2022-12-01', ['98244←98242 69']],
			],
		)
	})

	it('names the later day that a withdrawal found late would break', () => {
		const account = accountFrom(freeSavings)
		const history = eventsOf([opened, saved, ['withdrawn', '2022-06-01', 800_000]])
		const late = eventsOf([opened, saved, saved, ['withdrawn', '2022-03-01', 200_000]])[3]
		expect(() => change(account, history, late as never)).toThrow(
			expect.objectContaining({ code: 'contract.history-breaks', details: { on: '2022-06-01', reason: 'savings.above-balance' } }),
		)
	})

	it('credits what has grown and pays everything out when it is closed, and takes nothing more', () => {
		const account = accountFrom(freeSavings)
		const closed: Happened = ['closed', '2022-03-10']
		expect(after(account, opened, saved, closed)).toMatchObject({
			status: 'closed',
			closedOn: '2022-03-10',
			balance: 0n,
			// 28 days × 900.000 × 2,4 % ÷ 365 = 1.656,98…
			credited: 1_657n,
			withdrawn: 901_657n,
		})
		expect(refused(account, opened, saved, closed, ['deposited', '2022-03-10', 1])).toMatchObject({
			code: 'savings.closed',
			details: { on: '10/03/2022' },
		})
	})

	it('is closed without asking for debts only when nothing but new interest is left', () => {
		const account = accountFrom()
		expect(refused(account, opened, saved, ['closed', '2022-03-10'])?.code).toBe('savings.close-when-empty')
		const emptied: Happened = ['withdrawn', '2022-03-10', 900_000, { owes: '0' }]
		expect(after(account, opened, saved, emptied, ['closed', '2022-03-10'])).toMatchObject({
			status: 'closed',
			balance: 0n,
			credited: 1_657n,
		})
		expect(after(account, opened, saved, ['closed', '2022-03-10', null, { owes: '0' }]).status).toBe('closed')
	})

	it('takes nothing before it is open, and a change of rate, minimum and place from its day on', () => {
		const account = accountFrom()
		expect(refused(account, ['deposited', '2022-01-04', 1], opened)?.code).toBe('savings.not-open-yet')
		const told = after(
			account,
			opened,
			['rate-changed', '2022-02-01', null, { yearly: '0.01' }],
			['rate-changed', '2022-02-01', null, { yearly: '0.02' }],
			['minimum-changed', '2022-02-03', null, { minimumMonthly: '50000' }],
			['transferred', '2022-02-05', null, { groupId: '3', communeId: '8' }],
		)
		expect(told).toMatchObject({
			rateChanges: [{ from: '2022-02-01', yearly: '0.02' }],
			minimumMonthly: 50_000n,
			moves: [{ on: '2022-02-05', groupId: '3', communeId: '8' }],
		})
		expect(account.at(told, on('2022-01-01'))).toBe(told)
	})

	it('expects in its book what is missing of the month that it was last told of', () => {
		const account = accountFrom()
		expect(account.dues(account.begin)).toEqual([])
		expect(account.dues(after(account, opened))).toEqual([{ dueOn: '2022-01-31', lateAfter: '2022-01-31', amount: 20_000n }])
		expect(account.dues(after(account, opened, ['deposited', '2022-02-10', 5_000]))).toMatchObject([
			{ dueOn: '2022-02-28', amount: 15_000n },
		])
		expect(account.dues(after(account, opened, saved))).toEqual([])
	})
})
