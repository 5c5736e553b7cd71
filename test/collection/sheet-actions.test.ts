import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sheetView } from '../../src/collection/schemas.js'
import { lineOf, type Meeting, openMeeting, type Woman } from './meeting.js'
import { made } from './office.js'

const on = '2022-12-12'

describe('the collection sheet of a group', () => {
	let at: Meeting
	let [first, second, third] = [] as unknown as [Woman, Woman, Woman]

	beforeAll(async () => {
		at = await openMeeting()
		;[first, second, third] = at.borrowers as [Woman, Woman, Woman]
	})
	afterAll(() => at.house.close())

	const lineFor = (sheet: any, woman: Woman) => sheet.lines.find(({ member }: any) => member?.id === woman.id)

	it('has a line for each member in the order of the list, with her loans and her savings', async () => {
		const sheet = await at.sheet(at.bankGroup, `?on=${on}`)
		expect(sheetView.safeParse(sheet).error).toBeUndefined()
		const { members } = (await at.admin('GET', `/groups/${at.bankGroup}?on=${on}`)).body
		expect(sheet.lines.map(({ member }: any) => member.id)).toEqual(members.map(({ memberId }: any) => memberId))
		expect(sheet.leader.id).toBe(at.bankLeader)
		expect(sheet.lines[0]).toMatchObject({ no: 1, role: 'leader', loans: [], savings: [], status: null })
		const { balances } = (await at.admin('GET', `/loans/${first.loanId}?asOf=${on}`)).body
		expect(lineFor(sheet, first)).toMatchObject({
			loans: [
				{
					loanId: first.loanId,
					productCode: 'NHCSXH-HONGHEO',
					outstanding: balances.outstanding,
					interestDue: balances.interestDue,
					interestCarried: balances.interestCarried,
					principalDue: null,
					collected: '0',
				},
			],
			savings: [{ accountId: first.accountId, balance: '0', minimum: '50000', missing: '50000', left: '50000' }],
			due: { interest: await at.interestOf(first, on), principal: '0', savings: '50000' },
			collected: '0',
		})
	})

	it('asks for principal where the group may collect it', async () => {
		const sheet = await at.sheet(at.fundGroup, `?on=${on}`)
		const [line] = at.fundBorrowers.map((woman) => lineFor(sheet, woman))
		expect(BigInt(line.loans[0].principalDue)).toBeGreaterThan(0n)
		expect(line.due.principal).toBe(line.loans[0].principalDue)
		expect(sheet.transactionDay).toBeNull()
	})

	it('sums what is asked and what was collected, and tells of the sheets of the day', async () => {
		const before = await at.sheet(at.bankGroup, `?on=${on}`)
		const expected = at.borrowers.map((woman) => lineFor(before, woman).due)
		const sumOf = (part: string) => String(expected.reduce((sum, due) => sum + BigInt(due[part]), 0n))
		expect(before.totals).toMatchObject({ due: { interest: sumOf('interest'), principal: '0', savings: sumOf('savings') }, collected: '0' })
		const amount = await at.interestOf(first, on)
		const lines = [lineOf(first, amount, '30000'), { memberId: second.id, status: 'absent' }]
		const { id } = made(await at.post('/collections', { on, groupId: at.bankGroup, lines }))
		const after = await at.sheet(at.bankGroup, `?on=${on}`)
		expect(after.collections).toEqual([{ id, kind: 'original', total: String(BigInt(amount) + 30_000n) }])
		expect(after.totals).toMatchObject({ due: before.totals.due, expected: before.totals.expected, collected: after.collections[0].total })
		expect(lineFor(after, first)).toMatchObject({
			due: lineFor(before, first).due,
			left: { interest: '0', principal: '0', savings: '20000' },
			collected: after.collections[0].total,
			status: 'collected',
			loans: [{ left: '0', collected: amount }],
			savings: [{ balance: '0', missing: '50000', left: '20000', collected: '30000' }],
		})
		expect(lineFor(after, second)).toMatchObject({ status: 'absent', due: lineFor(before, second).due, left: lineFor(before, second).left })
	})

	it('is told from history for any past meeting, as it was known at any moment', async () => {
		const knownAt = await at.house.database.knowledgeNow()
		const then = await at.sheet(at.bankGroup, `?on=${on}&knownAt=${knownAt}`)
		// News of November reaches the books, and the members go on paying.
		made(await at.post(`/loans/${third.loanId}/repayments`, { on: '2022-11-20', amount: '60000' }))
		made(await at.post('/collections', { on: '2023-01-12', groupId: at.bankGroup, lines: [lineOf(third, '1000', '50000')] }))
		expect(await at.sheet(at.bankGroup, `?on=${on}&knownAt=${knownAt}`)).toEqual(then)
		const now = await at.sheet(at.bankGroup, `?on=${on}`)
		expect(BigInt(lineFor(then, third).due.interest) - BigInt(lineFor(now, third).due.interest)).toBe(60_000n)
		expect(lineFor(now, first)).toEqual(lineFor(then, first))
	})

	it('carries a version of each line, which changes with what is asked of her alone', async () => {
		const [before, day] = [await at.sheet(at.bankGroup, '?on=2023-02-13'), '2023-02-13']
		made(await at.post(`/loans/${first.loanId}/repayments`, { on: '2023-01-20', amount: '1000' }))
		const after = await at.sheet(at.bankGroup, `?on=${day}`)
		const changed = at.borrowers.filter((woman) => lineFor(before, woman).version !== lineFor(after, woman).version)
		expect(changed).toEqual([first])
		expect(lineFor(after, first).version).toMatch(new RegExp(`^${lineFor(after, first).left.interest}-0-50000-`))
	})

	it('shows a loan that a repayment of that day closed, as it was asked for', async () => {
		const [woman] = at.fundBorrowers
		const { balances } = (await at.admin('GET', `/loans/${woman?.loanId}?asOf=2023-05-15`)).body
		made(await at.post(`/loans/${woman?.loanId}/repayments`, { on: '2023-05-15', amount: balances.payOff }))
		const line = lineFor(await at.sheet(at.fundGroup, '?on=2023-05-15'), woman as Woman)
		expect(line).toMatchObject({ left: { interest: '0', principal: '0' }, loans: [{ left: '0', outstanding: balances.outstanding }] })
		expect(lineFor(await at.sheet(at.fundGroup, '?on=2023-05-16'), woman as Woman).loans).toEqual([])
	})

	it('is seen by whoever sees the group, and by nobody else', async () => {
		const statuses = await Promise.all(
			['leader', 'officer', 'nhcsxh', 'agribank', 'auditor'].map(async (user) => {
				const call = await at.house.asUser(user)
				const asked = [at.bankGroup, at.fundGroup].map(async (id) => (await call('GET', `/groups/${id}/collection-sheet`)).status)
				return [user, ...(await Promise.all(asked))]
			}),
		)
		expect(statuses).toEqual([
			['leader', 200, 404],
			['officer', 200, 200],
			['nhcsxh', 200, 404],
			['agribank', 404, 404],
			['auditor', 200, 200],
		])
	})

	it('is of the group in which a loan was on the day', async () => {
		const there = await at.office.newGroup('NHCSXH', 'savings-and-loan')
		made(await at.admin('POST', `/groups/${there}/memberships`, { memberId: second.id, role: 'member', from: '2023-04-01' }))
		made(await at.post(`/loans/${second.loanId}/transfers`, { on: '2023-04-10', groupId: there, reason: 'Chuyển tổ' }))
		const loansOn = async (groupId: string, day: string) =>
			lineFor(await at.sheet(groupId, `?on=${day}`), second)?.loans.map(({ loanId }: any) => loanId) ?? null
		expect(await loansOn(at.bankGroup, '2023-04-09')).toEqual([second.loanId])
		expect(await loansOn(at.bankGroup, '2023-04-10')).toEqual([])
		expect(await loansOn(there, '2023-04-10')).toEqual([second.loanId])
		expect(await loansOn(there, '2023-03-31')).toBeNull()
	})
})
