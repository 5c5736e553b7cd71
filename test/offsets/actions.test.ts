import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offsetView } from '../../src/offsets/schemas.js'
import { type Meeting, openMeeting, type Woman } from '../collection/meeting.js'
import { made, newKey } from '../collection/office.js'
import type { Call } from '../platform/harness.js'

describe('savings of one who owes', () => {
	let at: Meeting
	let [first, second, third, fourth] = [] as unknown as [Woman, Woman, Woman, Woman]

	beforeAll(async () => {
		at = await openMeeting()
		;[first, second, third, fourth] = at.borrowers as [Woman, Woman, Woman, Woman]
		for (const { accountId } of [...at.borrowers, ...at.fundBorrowers])
			made(await at.post(`/savings-accounts/${accountId}/deposits`, { on: '2022-07-01', amount: '900000' }))
	})
	afterAll(() => at.house.close())

	const balances = async ({ loanId }: Woman, asOf: string) => (await at.admin('GET', `/loans/${loanId}?asOf=${asOf}`)).body.balances
	const saved = async ({ accountId }: Woman) => (await at.admin('GET', `/savings-accounts/${accountId}`)).body.balance
	const leaderTries = (call: Call) =>
		call('POST', `/savings-accounts/${first.accountId}/withdrawals`, { on: '2023-02-10', amount: '1' }, newKey())
	/** What came and went on the clearing accounts of all books, and what stands there. */
	const clearing = async () => {
		const { rows } = (await at.admin('GET', '/ledger/trial-balance?asOf=2023-06-15')).body
		return rows.flatMap(({ name, credit, balance }: any) => (name.includes('chờ bù trừ') && credit !== '0' ? [[credit, balance]] : []))
	}

	it('are not paid out while she owes (SAV-04)', async () => {
		const owed = (await balances(first, '2023-01-10')).payOff
		const answer = await at.post(`/savings-accounts/${first.accountId}/withdrawals`, { on: '2023-01-10', amount: '100000' })
		expect([answer.status, answer.body.code]).toEqual([422, 'savings.while-in-debt'])
		expect(answer.body.detail).toContain(owed)
		expect(await at.refused(`/savings-accounts/${first.accountId}/withdrawals`, { on: '2023-01-10', amount: '1' })).toEqual([
			422,
			'savings.while-in-debt',
			'amount',
		])
	})

	it('are paid out once the debt is repaid', async () => {
		const on = '2023-01-10'
		made(await at.post(`/loans/${first.loanId}/repayments`, { on, amount: (await balances(first, on)).payOff }))
		expect((await at.refused(`/savings-accounts/${first.accountId}/withdrawals`, { on: '2023-01-09', amount: '1' }))[1]).toBe(
			'savings.while-in-debt',
		)
		expect(made(await at.post(`/savings-accounts/${first.accountId}/withdrawals`, { on, amount: '500000' })).balance).not.toBe('900000')
	})

	it('pay what is due on her loan, on both contracts in one transaction, and clearing stands at nothing', async () => {
		const on = '2022-12-12'
		const interest = await at.interestOf(second, on)
		const answer = await at.post(`/savings-accounts/${second.accountId}/offsets`, { on, decisionNo: '05/QĐ' })
		expect(answer.status).toBe(201)
		expect(offsetView.safeParse(answer.body).error).toBeUndefined()
		// Principal falls due each half-year: the savings pay all interest, and what they reach of the principal that is due.
		const due =
			BigInt(interest) + BigInt((await balances(second, '2022-12-11')).outstanding) - BigInt((await balances(second, on)).outstanding)
		expect(BigInt(answer.body.amount)).toBe(due)
		expect(answer.body.loan.allocation).toMatchObject({ interest, prepaid: '0' })
		expect(await at.interestOf(second, on)).toBe('0')
		expect(await clearing()).toEqual([[answer.body.amount, '0']])
	})

	it('pay no more than is due, and no more than is there', async () => {
		const on = '2022-08-12'
		const interest = await at.interestOf(third, on)
		const offset = (body: Record<string, unknown>, woman = third) =>
			at.refused(`/savings-accounts/${woman.accountId}/offsets`, { on, ...body })
		expect(await offset({ amount: String(BigInt(interest) + 1n) })).toEqual([422, 'loan.above-due', 'amount'])
		expect(await offset({ loanId: fourth.loanId })).toEqual([422, 'offset.loan-not-hers', 'loanId'])
		expect(await offset({ on: '2022-06-12' })).toEqual([422, 'offset.nothing-due', 'on'])
		expect(await offset({ on: '2023-06-16' })).toEqual([422, 'contract.future-day', 'on'])
		expect((await offset({ on: '2023-06-12', amount: '950000' }))[1]).toBe('savings.above-balance')
		expect((await offset({}, at.stranger))[1]).toBe('offset.nothing-saved')
		expect(made(await at.post(`/savings-accounts/${third.accountId}/offsets`, { on })).amount).toBe(interest)
	})

	it('ask which loan, where more than one is due', async () => {
		const on = '2022-10-12'
		const other = await at.office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: at.bankGroup, memberId: fourth.id, months: 36 })
		const path = `/savings-accounts/${fourth.accountId}/offsets`
		expect(await at.refused(path, { on })).toEqual([422, 'offset.which-loan', 'loanId'])
		expect(made(await at.post(path, { on, loanId: other })).loan.loanId).toBe(other)
	})

	it('are undone on both contracts or on none', async () => {
		const on = '2022-09-12'
		const [savedBefore, owed] = [await saved(third), await balances(third, on)]
		const { savings, loan } = made(await at.post(`/savings-accounts/${third.accountId}/offsets`, { on, amount: '1000' }))
		const reason = { reason: 'Ghi nhầm' }
		expect((await at.refused(`/savings-accounts/${third.accountId}/events/${savings.eventId}/reversal`, reason))[1]).toBe(
			'savings.paired-with-loan',
		)
		expect((await at.refused(`/loans/${third.loanId}/events/${loan.eventId}/reversal`, reason))[1]).toBe('loan.paired-with-savings')
		const undo = `/savings-accounts/${third.accountId}/offsets/${savings.eventId}/reversal`
		made(await at.post(undo, reason))
		expect([await saved(third), await balances(third, on)]).toEqual([savedBefore, owed])
		expect((await at.refused(undo, reason))[1]).toBe('contract.already-reversed')
		expect((await at.refused(`/savings-accounts/${third.accountId}/offsets/1/reversal`, reason))[1]).toBe('offset.not-found')
	})

	it('are explained on the loan in the order of the savings product', async () => {
		const { body } = await at.admin('GET', `/loans/${second.loanId}/explanation?asOf=2022-12-12`)
		expect(JSON.stringify(body)).toContain('Tiền tiết kiệm trả phần đến hạn theo thứ tự')
	})

	it('are the office’s to pay out, not the leader’s', async () => {
		expect((await leaderTries(at.leader)).status).toBe(403)
	})
})
