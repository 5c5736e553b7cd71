import { describe, expect, it } from 'vitest'
import { resultLayouts } from '../../src/jobs/results.js'
import { resultView } from '../../src/jobs/schemas.js'
import { day, vnd } from '../lending/loans.js'

describe('the sheet of a job', () => {
	it('has a column for everything that the answer says of a loan, but its ids and what the sheet is about', () => {
		const answered = new Map(resultView.options.map(({ shape: { kind, rows } }) => [kind.value, Object.keys(rows.element.shape)] as const))
		const untold = /^(loanId|lenderId|groupId|memberId|communeId|proposalId)$/
		for (const [kind, { columns }] of Object.entries(resultLayouts)) {
			const keys = (answered.get(kind as keyof typeof resultLayouts) ?? []).filter((key) => !untold.test(key))
			expect([kind, columns.map(({ key }) => key).sort()]).toEqual([kind, keys.sort()])
		}
	})

	it('of proposals gives the reason in the reader’s language, and the event where one is recorded', () => {
		const transfer = {
			on: day('2023-05-13'),
			amount: vnd(3_300_000),
			dueOn: day('2023-05-07'),
			inTimeUntil: day('2023-05-12'),
			yearly: '0.0858',
		}
		const row = (eventSeq: number | null) => resultLayouts['overdue-proposals'].row({ id: '12', eventSeq, ...transfer }, 'en')
		expect(row(null)).toMatchObject({ proposalId: '12', eventId: null, reason: expect.stringContaining('in time until 12/05/2023') })
		expect(row(4)).toMatchObject({ eventId: '4' })
	})
})
