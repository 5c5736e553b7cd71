import { expect, it } from 'vitest'
import { byLender } from '../../src/papers/member-statement.js'
import { statementOf } from '../../src/lending/statement.js'
import { day, eventsOf, loanFrom, poorHousehold, vnd } from '../lending/loans.js'
import { heading, loan } from './loan.js'

const { loan: engine } = loanFrom(poorHousehold)
const account = (id: string, lent: number) => ({
	loan: { ...loan, id },
	...statementOf(engine, eventsOf([['disbursed', '2022-11-07', lent]]), { from: null, to: day('2022-12-07') }, 'vi'),
})
const fund = {
	...heading,
	lender: { ...heading.lender, id: '9', code: 'QUY-HTPN', name: 'Quỹ hỗ trợ phụ nữ phát triển', entrusted: false },
}
const headings = new Map([
	['1', heading],
	['2', fund],
	['3', heading],
])

it('a member’s loans stand lender by lender, banks first, each with its own totals and no sum over them', () => {
	const told = byLender([account('2', 5_000_000), account('1', 20_000_000), account('3', 10_000_000)], headings)
	expect(told.map(({ lender, entrusted, loans }) => [lender.code, entrusted, loans.map(({ loan: { id } }) => id)])).toEqual([
		['NHCSXH', true, ['1', '3']],
		['QUY-HTPN', false, ['2']],
	])
	expect(told[0]?.totals).toMatchObject({
		loans: 2,
		sums: { lent: vnd(30_000_000), interestDue: vnd(162_740) },
		closing: { outstanding: vnd(30_000_000), interestUnpaid: vnd(162_740) },
		balances: { payOff: vnd(30_162_740) },
	})
	expect(told[1]?.totals).toMatchObject({ loans: 1, closing: { outstanding: vnd(5_000_000) } })
})

it('a member without loans has no lenders', () => {
	expect(byLender([], headings)).toEqual([])
})
