import { describe, expect, it } from 'vitest'
import { askedFor, type NoticeLoan, noticePaper, nothingDuePaper, overdueOf } from '../../src/forms/notice.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, zero } from '../../src/kernel/money.js'
import { pagesOf } from '../documents/papers.js'

const due: NoticeLoan = {
	loanId: '1',
	code: 'KV1',
	product: { vi: 'Hộ nghèo', en: 'Poor' },
	firstDueOn: '2022-09-10' as CalendarDate,
	principal: dong(1_000_000n),
	interest: dong(100_000n),
	carriedPrincipal: dong(20_000n),
	carriedInterest: dong(3_000n),
	lateInterest: dong(400n),
	outstanding: dong(9_000_000n),
}
const letter = {
	language: 'vi',
	province: null,
	asOf: '2022-09-01' as CalendarDate,
	knownAt: '2022-09-01T03:00:00.000000Z' as Instant,
} as const
const until = '2022-09-30' as CalendarDate
const notice = (loans: readonly NoticeLoan[]) => ({
	borrowerId: '1',
	borrowerCode: 'HV1',
	borrowerName: 'Nông Thị Ái',
	groupName: null,
	groupLeader: null,
	place: null,
	lenders: [
		{ lenderId: '1', communeId: '1', name: { vi: 'Ngân hàng', en: 'Bank' }, loans },
		{ lenderId: '2', communeId: '1', name: { vi: 'Quỹ', en: 'Fund' }, loans },
	],
})

describe('a notice', () => {
	it('asks for what was due before and what falls due', () => {
		expect(overdueOf(due)).toBe(23_400n)
		expect(askedFor(due)).toBe(1_123_400n)
	})

	it('never adds what belongs to two lenders', async () => {
		const [page = ''] = await pagesOf(noticePaper(notice([due]), until, new Map(), letter))
		expect(page.split('1.123.400 đồng')).toHaveLength(3)
		expect(page).not.toContain('2.246.800')
	})

	it('speaks of overdue debt only where there is some', async () => {
		const current = { ...due, carriedPrincipal: zero, carriedInterest: zero, lateInterest: zero }
		expect((await pagesOf(noticePaper(notice([current]), until, new Map(), letter)))[0]).not.toContain('QUÁ HẠN')
		expect((await pagesOf(nothingDuePaper('Tổ 1', until, letter)))[0]).toContain('Tổ 1')
	})
})
