import { describe, expect, it } from 'vitest'
import { loanFacts, loanTitle, signersOf } from '../../src/papers/loan-heading.js'
import { heading, loan } from './loan.js'

describe('the head of a loan’s paper', () => {
	it('says who borrows, through which group, from whom and whose money it is', () => {
		expect(loanFacts(loan, heading, 'vi')).toEqual([
			['Người vay', 'Nông Thị Ái (HV000001)'],
			['Tổ, nhóm', 'Tổ Bản Viết 1 (TO00001)'],
			['Địa bàn', 'Xã Phong Nậm'],
			['Bên cho vay', 'Ngân hàng Chính sách xã hội'],
			['Chương trình', 'Cho vay hộ nghèo'],
			['Mã khoản vay', 'KV00000007; khế ước 6600-LAV-1'],
			['Ký ngày', '01/11/2022; 20.000.000 đồng'],
			['Mục đích', 'Nuôi trâu sinh sản'],
			['Nguồn vốn', 'vốn uỷ thác của ngân hàng, không phải tiền của Hội'],
		])
	})

	it('of own money and of a group that borrows itself leaves out what does not concern it', () => {
		const own = { ...heading, lender: { ...heading.lender, entrusted: false }, memberName: null, memberCode: null }
		const facts = loanFacts({ ...loan, externalCode: null, purpose: null }, own, 'en')
		expect(facts.map(([name]) => name)).toEqual(['Borrower', 'Commune', 'Lender', 'Programme', 'Loan', 'Signed on'])
		expect(facts[0]?.[1]).toBe('Tổ Bản Viết 1 (TO00001)')
		expect(facts[2]?.[1]).toBe('Vietnam Bank for Social Policies')
	})

	it('is one line where several loans stand on one paper', () => {
		expect(loanTitle(loan, heading, 'vi')).toBe(
			'KV00000007 (khế ước 6600-LAV-1) · Cho vay hộ nghèo · ký ngày 01/11/2022 · 20.000.000 đồng · Tổ Bản Viết 1',
		)
		expect(loanTitle({ ...loan, externalCode: null }, { ...heading, groupName: null }, 'en')).toBe(
			'KV00000007 · Loans to poor households · signed on 01/11/2022 · 20.000.000 đồng',
		)
	})

	it('names who signs', () => {
		expect(signersOf(heading, 'vi')).toEqual([
			{ office: 'Người vay', name: 'Nông Thị Ái' },
			{ office: 'Tổ trưởng', name: 'Lục Thị Hoài Thương' },
			{ office: 'Người lập bảng', name: null },
		])
		expect(signersOf({ ...heading, memberName: null }, 'vi')[0]?.name).toBe('Tổ Bản Viết 1')
	})
})
