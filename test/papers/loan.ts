import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import type { Letter } from '../../src/papers/letterhead.js'
import type { LoanHeading } from '../../src/papers/loan-heading.js'

/** A loan, what its papers say at their head, and whose they are: what the tests of papers are made of. */

export const knownAt = '2026-11-24T03:00:00.123456Z' as Instant
export const letter: Letter = { language: 'vi', province: 'Tỉnh Cao Bằng', asOf: calendarDate('2023-02-07'), knownAt }

export const heading: LoanHeading = {
	lender: { id: '1', code: 'NHCSXH', name: 'Ngân hàng Chính sách xã hội', nameEn: 'Vietnam Bank for Social Policies', entrusted: true },
	product: { vi: 'Cho vay hộ nghèo', en: 'Loans to poor households' },
	memberName: 'Nông Thị Ái',
	memberCode: 'HV000001',
	groupName: 'Tổ Bản Viết 1',
	groupCode: 'TO00001',
	groupLeader: 'Lục Thị Hoài Thương',
	communeName: 'Xã Phong Nậm',
}

export const loan = {
	id: '7',
	code: 'KV00000007',
	externalCode: '6600-LAV-1',
	lenderId: '1',
	productId: '1',
	groupId: '1',
	memberId: '1',
	communeId: '1',
	signedOn: calendarDate('2022-11-01'),
	principal: dong(20_000_000n),
	purpose: 'Nuôi trâu sinh sản',
}
