import { describe, expect, it } from 'vitest'
import { zero } from '../../src/kernel/money.js'
import { accountOf, interestOf, sumOf } from '../../src/lending/movements.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

const { loan } = loanFrom(poorHousehold)
const lent = ['disbursed', '2022-11-07', 20_000_000] as const

describe('the movements of an account', () => {
	it('are its events, and the interest that falls due between them', () => {
		const { movements } = accountOf(loan, eventsOf([lent, ['repaid', '2023-01-15', 5_000_000]]), day('2023-02-07'))
		expect(movements.map(({ on, type, outstanding, interest }) => [on, type, outstanding, interest])).toEqual([
			['2022-11-07', 'disbursed', vnd(20_000_000), []],
			['2022-12-07', 'interest-due', zero, [['2022-12-07', vnd(108_493)]]],
			['2023-01-07', 'interest-due', zero, [['2023-01-07', vnd(112_110)]]],
			[
				'2023-01-15',
				'repaid',
				vnd(-4_779_397),
				[
					['2022-12-07', vnd(-108_493)],
					['2023-01-07', vnd(-112_110)],
				],
			],
			['2023-02-07', 'interest-due', zero, [['2023-02-07', vnd(92_233)]]],
		])
	})

	it('a payment that closes the loan is told after the interest that it made due', () => {
		const { movements, state } = accountOf(loan, eventsOf([lent, ['repaid', '2022-11-17', 20_036_164]]), day('2022-11-17'))
		expect(movements.map(({ type }) => type)).toEqual(['disbursed', 'interest-due', 'repaid'])
		expect(movements[2]?.payment).toMatchObject({ wasLate: false, tookGrown: true })
		expect(sumOf(movements, interestOf)).toBe(0n)
		expect(state.status).toBe('closed')
	})

	it('what was undone did not move it', () => {
		const [first, second] = eventsOf([lent, ['repaid', '2023-01-15', 5_000_000]])
		if (first === undefined || second === undefined) throw new Error('two events')
		const undone = { ...second, seq: 3, type: 'reversed', reverses: 2 } as const
		expect(accountOf(loan, [first, second, undone], day('2023-01-15')).movements.filter(({ event }) => event !== null)).toHaveLength(1)
	})

	const late: GivenTerms = {
		...poorHousehold,
		instalments: { count: 2, every: 1, period: 'month' },
		amortization: 'bullet',
		overdue: { factor: '1.5', lateInterestYearly: '0.1' },
	}

	it('late interest is written down before each event and at the end of the days that are counted', () => {
		const { loan: charging } = loanFrom(late)
		const events = eventsOf([lent, ['moved-to-overdue', '2023-01-07'], ['repaid', '2023-02-16', 1_000_000]])
		const grown = (counted: readonly string[]) =>
			accountOf(charging, events, day('2023-03-01'), counted.map(day))
				.movements.filter(({ type }) => type === 'late-interest-due')
				.map(({ on, lateInterest }) => [on, lateInterest])
		const plain = grown([])
		expect(plain.map(([on]) => on)).toEqual(['2023-01-07', '2023-02-16', '2023-03-01'])
		const counted = grown(['2023-01-31', '2023-02-16', '2023-02-20'])
		expect(counted.map(([on]) => on)).toEqual(['2023-01-07', '2023-01-31', '2023-02-16', '2023-02-20', '2023-03-01'])
		const total = (list: typeof plain) => list.reduce((sum, [, amount]) => sum + BigInt(amount ?? 0), 0n)
		expect(total(counted)).toBe(total(plain))
	})

	it('what the budget bears moves an account of its own, and no debt of the borrower', () => {
		const { loan: supported } = loanFrom({ ...poorHousehold, interestSupport: { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' } })
		const { movements, state } = accountOf(supported, eventsOf([lent, ['support-received', '2022-12-20', 20_000]]), day('2022-12-31'))
		expect(movements.map(({ type, interest, support }) => [type, interest.map(([, amount]) => amount), support])).toEqual([
			['disbursed', [], zero],
			['interest-due', [vnd(75_616)], vnd(32_877)],
			['support-received', [], vnd(-20_000)],
		])
		expect(sumOf(movements, ({ support }) => support)).toBe(state.supportOwed)
	})

	it('what is set off against savings is a payment; a term that is agreed anew moves nothing', () => {
		const { movements } = accountOf(
			loan,
			eventsOf([lent, ['extended', '2022-12-10', null, { months: 6 }], ['savings-offset', '2022-12-20', 200_000]]),
			day('2022-12-31'),
		)
		expect(movements.slice(-2).map(({ type, outstanding, payment }) => [type, outstanding, payment?.allocation.interest])).toEqual([
			['extended', zero, undefined],
			['savings-offset', vnd(-91_507), vnd(108_493)],
		])
	})

	it('late interest that is owed falls away with a debt that is written off', () => {
		const { loan: charging } = loanFrom(late)
		const { movements } = accountOf(charging, eventsOf([lent, ['written-off', '2023-06-07']]), day('2023-06-30'))
		expect(movements.at(-1)).toMatchObject({ type: 'written-off', outstanding: vnd(-20_000_000) })
		expect(movements.at(-1)?.lateInterest).toBeLessThan(0n)
		expect(sumOf(movements, ({ lateInterest }) => lateInterest)).toBe(0n)
	})
})
