import { expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { carry } from '../../src/reconciliations/carried.js'
import { itemView, reconciliationView } from '../../src/reconciliations/views.js'
import { asOf, bankOf, found, less, ours } from './sides.js'
import { kept, reconciliation } from './kept.js'

const loan = ours(1)
const before = calendarDate('2022-09-30')
const [item] = found([bankOf(loan, { outstanding: less(loan.outstanding, 123_457n) })], [loan])

it('carries a difference of the same loan and kind since the day on which it was first left open', () => {
	const items = item === undefined ? [] : [item]
	expect(carry(items, [kept(4)], before).carried.map(({ since }) => since)).toEqual([before])
	const longAgo = kept(4, { since: calendarDate('2022-08-31') })
	expect(carry(items, [longAgo], before)).toMatchObject({ carried: [{ since: '2022-08-31' }], vanished: [] })
	expect(carry(items, [kept(4, { loanId: '2' })], before)).toMatchObject({
		carried: [{ since: null }],
		vanished: [{ no: 4, since: before }],
	})
})

it('knows a row that nobody knows by the bank’s code', () => {
	const unknown = found([{ line: 9, bankLoanCode: ' 880', memberName: 'Lý Thị Mai', outstanding: dong(5n) }], [])
	const was = kept(2, {
		type: 'unknown-loan',
		loanId: null,
		told: { ...kept(2).told, bank: { line: 3, bankLoanCode: '880', memberName: 'Lý Thị Mai' } },
	})
	expect(carry(unknown, [was], before).carried.map(({ since }) => since)).toEqual([before])
})

it('shows the age of what is carried, and who has signed', () => {
	expect(itemView(kept(1, { since: before }), { asOf }).age).toBe(31)
	const signed = { side: 'bank' as const, userId: '5', name: 'Chị Hoa', note: null, sha256: 'ef', signedAt: reconciliation.knownAt }
	expect([[], [signed], [signed, signed]].map((signatures) => reconciliationView({ ...reconciliation, signatures }).status)).toEqual([
		'open',
		'half-signed',
		'signed',
	])
})
