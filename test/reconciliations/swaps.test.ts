import { describe, expect, it } from 'vitest'
import { dong, zero } from '../../src/kernel/money.js'
import { evidenceOf } from '../../src/reconciliations/swaps.js'
import { bankOf, day, found, less, ours, paid } from './sides.js'

const loan = ours(1)
const short = less(loan.outstanding, 500_000n)
const more = less(loan.outstanding, -500_000n)

describe('a payment on two loans', () => {
	it('stands on another loan of the same woman at the bank: ours is undone and recorded there', () => {
		const second = ours(2, { memberId: loan.memberId })
		const items = found(
			[bankOf(loan, { outstanding: more }), bankOf(second, { outstanding: less(second.outstanding, 500_000n) })],
			[loan, second],
			[paid('1', '2022-10-28', 500_000n)],
		)
		expect(items).toMatchObject([
			{
				type: 'wrong-loan',
				counterpart: '2',
				corrections: [
					{ kind: 'reverse', eventId: '3' },
					{ kind: 'repay', loanId: '2', on: '2022-10-28' },
				],
			},
			{ type: 'wrong-loan', counterpart: '1' },
		])
	})

	it('stands on another member of the group, but only where our payment is there and one loan alone fits', () => {
		const [second, third] = [ours(2), ours(3)]
		const bank = [bankOf(loan, { outstanding: more }), bankOf(second, { outstanding: short }), bankOf(third)]
		expect(found(bank, [loan, second, third], [paid('1', '2022-10-28', 500_000n)]).map(({ type }) => type)).toEqual([
			'wrong-member',
			'wrong-member',
		])
		expect(found(bank, [loan, second, third]).map(({ type }) => type)).toEqual(['balance-differs', 'balance-differs'])
		const two = [bankOf(loan, { outstanding: more }), bankOf(second, { outstanding: short }), bankOf(third, { outstanding: short })]
		expect(found(two, [loan, second, third], [paid('1', '2022-10-28', 500_000n)]).map(({ type }) => type)).toEqual([
			'timing',
			'balance-differs',
			'balance-differs',
		])
	})

	it('is none where the bank’s last transaction is another one', () => {
		const second = ours(2)
		const bank = [
			bankOf(loan, { outstanding: more }),
			bankOf(second, { outstanding: short, lastOn: day('2022-10-12'), lastAmount: dong(100_000n) }),
		]
		expect(found(bank, [loan, second], [paid('1', '2022-10-28', 500_000n)]).map(({ type }) => type)).toEqual(['timing', 'balance-differs'])
	})

	it('is found too where it was interest that the bank took as principal of another', () => {
		const second = ours(2)
		const collected = paid('1', '2022-10-28', 55_000n, { principal: zero, sheet: { id: '9', no: 2 } })
		const bank = [bankOf(loan, { interestDue: dong(110_000n) }), bankOf(second, { outstanding: less(second.outstanding, 55_000n) })]
		expect(found(bank, [loan, second], [collected])).toMatchObject([
			{ type: 'wrong-member', interest: 55_000n, evidence: [{ kind: 'list-line' }, ...evidenceOf(collected)] },
			{ type: 'wrong-member', outstanding: -55_000n },
		])
	})
})
