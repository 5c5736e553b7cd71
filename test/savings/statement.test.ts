import { describe, expect, it } from 'vitest'
import { savingsEventTypes } from '../../src/savings/event.js'
import { eventNames } from '../../src/savings/names.js'
import { statementOf } from '../../src/savings/statement.js'
import { accountFrom, eventsOf, on } from './saver.js'

const account = accountFrom()
const history = eventsOf([
	['opened', '2022-10-01'],
	['deposited', '2022-11-01', 500_000, { receiptNo: 'BL-7' }],
	['deposited', '2022-11-10', 50_000, { note: 'gửi thêm' }],
	['minimum-changed', '2022-11-20', null, { minimumMonthly: '50000' }],
	['interest-credited', '2022-12-01'],
	['offset', '2022-12-05', 51_055],
	['rate-changed', '2022-12-16', null, { yearly: '0.036', decisionNo: '12/QĐ' }],
])

describe('a statement', () => {
	it('has a line for what moved money, and closes with the balance of the last day', () => {
		const { opening, lines, totals, closing, interestAccrued } = statementOf(account, history, { from: null, to: on('2022-12-31') }, 'vi')
		expect(opening).toBe(0n)
		expect(lines.map(({ on: day, text, deposit, interest, offset, balance }) => [day, text, deposit, interest, offset, balance])).toEqual([
			['2022-11-01', 'Gửi tiền', 500_000n, 0n, 0n, 500_000n],
			['2022-11-10', 'Gửi tiền', 50_000n, 0n, 0n, 550_000n],
			['2022-12-01', 'Trả lãi nhập gốc', 0n, 1_055n, 0n, 551_055n],
			['2022-12-05', 'Trừ tiền gửi trả nợ', 0n, 0n, 51_055n, 500_000n],
		])
		expect(lines.map(({ receiptNo, note }) => receiptNo ?? note)).toEqual(['BL-7', 'gửi thêm', null, null])
		expect(totals).toEqual({ deposit: 550_000n, interest: 1_055n, withdrawal: 0n, offset: 51_055n })
		// 4 days on 551.055 and 11 on 500.000 at 2,4 %, 15 days on 500.000 at 3,6 %: 144,93… + 361,64… + 739,72…
		expect([closing, interestAccrued]).toEqual([500_000n, 1_246n])
	})

	it('of a part of the account opens with the balance of the evening before', () => {
		const { opening, lines } = statementOf(account, history, { from: on('2022-11-10'), to: on('2022-12-31') }, 'en')
		expect(opening).toBe(500_000n)
		expect(lines.map(({ text }) => text)).toEqual(['Deposit', 'Interest credited', 'Offset against a debt'])
	})

	it('calls every event by a name of its own', () => {
		const names = savingsEventTypes.map((type) => eventNames[type].vi)
		expect(new Set(names).size).toBe(names.length)
	})
})
