import { describe, expect, it } from 'vitest'
import { balanceRows, type ListedLoan } from '../../src/forms/balance-rows.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

const member = (id: string, name: string) => ({ id, code: `HV${id}`, name, bankCode: null })
const loan = (memberId: string | null, code: string, externalCode: string | null = null): ListedLoan => ({
	memberId,
	code,
	externalCode,
	productName: 'Cho vay hộ nghèo',
	signedOn: calendarDate('2022-06-10'),
	outstanding: dong(20_000_000n),
	overdue: dong(0n),
	frozen: dong(0n),
	interestDue: dong(108_000n),
	interestCarried: dong(12_000n),
	lateInterest: dong(0n),
})

describe('the rows of a list for confirming balances', () => {
	it('have every loan once, the savings of a member once, and leave out who has neither', () => {
		const rows = balanceRows(
			[member('1', 'Nông Thị Ái'), member('2', 'Lục Thị Bình'), member('3', 'Hà Thị Chi')],
			[loan('1', 'KV1', '6600-1'), loan('1', 'KV2'), loan(null, 'KV9')],
			[
				{ memberId: '1', balance: dong(500_000n) },
				{ memberId: '1', balance: dong(100_000n) },
				{ memberId: '3', balance: dong(0n) },
			],
			'Tổ Bản Viết 1',
		)
		expect(rows[0]).toMatchObject({ interestUnpaid: 120_000n, confirmed: null, signature: null })
		expect(rows.map(({ no, memberName, loanCode, outstanding, savings }) => [no, memberName, loanCode, outstanding, savings])).toEqual([
			[1, 'Nông Thị Ái', '6600-1', 20_000_000n, 600_000n],
			[null, null, 'KV2', 20_000_000n, null],
			[2, 'Hà Thị Chi', null, null, 0n],
			[3, 'Tổ Bản Viết 1', 'KV9', 20_000_000n, null],
		])
	})

	it('of a group without debt and savings are none', () => {
		expect(balanceRows([member('1', 'Nông Thị Ái')], [], [], 'Tổ 1')).toEqual([])
	})
})
