import { describe, expect, it } from 'vitest'
import { contractPapers } from '../../src/forms/contract-paper.js'
import { extensionPaper } from '../../src/forms/extension-paper.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, zero } from '../../src/kernel/money.js'
import { pagesOf } from '../documents/papers.js'

const day = (text: string) => text as CalendarDate
const letter = { language: 'vi', province: null, asOf: day('2022-09-01'), knownAt: '2022-09-01T03:00:00.000000Z' as Instant } as const
const party = {
	name: 'Nông Thị Ái',
	bornOn: null,
	birthYear: 1980,
	citizenId: null,
	address: null,
	hamlet: 'Bản Viết',
	communeName: 'Xã',
	phone: null,
}
const heading = {
	lender: { id: '1', code: 'Q', name: 'Quỹ', nameEn: 'Fund', entrusted: false },
	product: { vi: 'Vay', en: 'Loan' },
	memberName: party.name,
	memberCode: 'HV1',
	groupName: null,
	groupCode: null,
	groupLeader: null,
	communeName: 'Xã',
}
const loan = {
	code: 'KV1',
	signedOn: day('2022-01-01'),
	principal: dong(1_000_000n),
	purpose: null,
	maturityOn: null,
	yearly: null,
	interestMethod: 'none',
	overdueFactor: '1.3',
} as const
const rows = [{ no: 1, dueOn: day('2022-02-01'), principal: dong(1_000_000n), interest: zero, total: dong(1_000_000n), balanceAfter: zero }]

describe('papers that a borrower signs', () => {
	it('a contract without interest says so', async () => {
		const [contract, annex] = contractPapers(loan, party, rows, heading, letter)
		const [page = ''] = await pagesOf(contract)
		expect(page).toContain('Không tính lãi.')
		expect(page).toContain('1980')
		expect((await pagesOf(annex))[0]).toContain('01/02/2022')
	})

	it('a request leaves room for what is not known', async () => {
		const wish = {
			loanCode: 'KV1',
			bankCode: 'NH-9',
			signedOn: loan.signedOn,
			principal: loan.principal,
			outstanding: dong(500_000n),
			interestUnpaid: zero,
			maturityOn: null,
			months: null,
			newMaturityOn: null,
			reason: null,
		}
		const [page = ''] = await pagesOf(extensionPaper(wish, party, heading, letter))
		expect(page).toContain('khế ước NH-9')
		expect(page).toContain('Năm trăm nghìn đồng chẵn')
	})
})
