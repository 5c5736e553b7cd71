import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectionOutcomeView } from '../../src/collection/schemas.js'
import { factsIn, made, newKey } from './office.js'
import { lineOf, type Meeting, openMeeting, type Woman } from './meeting.js'

const on = '2022-12-12'

describe('one sitting of a group', () => {
	let at: Meeting
	let [first, second, third] = [] as unknown as [Woman, Woman, Woman]
	let [bank, other] = [] as unknown as [Woman, Woman]

	beforeAll(async () => {
		at = await openMeeting()
		;[first, second, third] = at.fundBorrowers as [Woman, Woman, Woman]
		;[bank, other] = at.borrowers as [Woman, Woman]
	})
	afterAll(() => at.house.close())

	const sit = (sheet: Record<string, unknown>, by = at.admin, headers = newKey()) => at.post('/collections', { on, ...sheet }, by, headers)
	const heldBy = async (groupId: string) => (await at.admin('GET', `/groups/${groupId}/custody`)).body.held

	it('records interest and savings of every line, who did not pay, and the cash in the leader’s hands', async () => {
		const lines = await Promise.all(
			at.borrowers.slice(0, 3).map(async (woman, index) => ({
				memberId: woman.id,
				loans: [{ loanId: woman.loanId, amount: await at.interestOf(woman, on), receiptNo: `BL-${index}` }],
				savings: [{ accountId: woman.accountId, amount: '50000' }],
			})),
		)
		const absent = { memberId: at.borrowers[3]?.id, status: 'absent', note: 'đi làm xa' }
		const total = String(lines.reduce((sum, { loans }) => sum + BigInt(loans[0]?.amount ?? '0') + 50_000n, 0n))
		const { status, body } = await sit({ groupId: at.bankGroup, lines: [...lines, absent], total }, at.leader)
		expect(status).toBe(201)
		expect(collectionOutcomeView.safeParse(body).error).toBeUndefined()
		expect(body).toMatchObject({ groupId: at.bankGroup, on, kind: 'original', total })
		expect(body.lines.map(({ no, status: said }: any) => [no, said])).toEqual([
			[1, 'collected'],
			[2, 'collected'],
			[3, 'collected'],
			[4, 'absent'],
		])
		for (const [index, line] of body.lines.slice(0, 3).entries()) {
			expect(line.loans[0].allocation).toMatchObject({ interest: lines[index]?.loans[0]?.amount, principal: '0' })
			expect(line.savings[0]).toMatchObject({ balance: '50000' })
			const { items } = (await at.admin('GET', `/loans/${line.loans[0].loanId}/events`)).body
			expect(items.at(-1)).toMatchObject({ id: line.loans[0].eventId, type: 'repaid', on, receiptNo: `BL-${index}` })
		}
		expect(await heldBy(at.bankGroup)).toBe(total)
		expect(body.warnings.map(({ code }: any) => code)).toEqual(['receipt.of-no-book', 'receipt.of-no-book', 'receipt.of-no-book'])
	})

	it('may collect principal of the fund’s own money', async () => {
		const lines = at.fundBorrowers.map((woman) => lineOf(woman, '3000000'))
		const { status, body } = await sit({ groupId: at.fundGroup, lines })
		expect([status, body.total]).toEqual([201, '9000000'])
		for (const { loans } of body.lines) expect(BigInt(loans[0].allocation.principal)).toBeGreaterThan(0n)
	})

	it('collects no principal of a bank’s loan, and then nothing of the other lines either', async () => {
		const later = '2023-01-16'
		const lines = [
			lineOf(bank, await at.interestOf(bank, later), '50000'),
			lineOf(other, String(BigInt(await at.interestOf(other, later)) + 1n)),
		]
		expect(await at.refused('/collections', { on: later, groupId: at.bankGroup, lines }, at.leader)).toEqual([
			422,
			'collection.group-collects-no-principal',
			'lines.1.loans.0.amount',
		])
		expect((await sit({ on: later, groupId: at.bankGroup, lines: lines.slice(0, 1) }, at.leader)).status).toBe(201)
	})

	it('is recorded whole or not at all', async () => {
		const good = lineOf(first, '100000')
		const sheets: readonly (readonly [Record<string, unknown>, unknown[]])[] = [
			[{ lines: [good, lineOf(second, '100000')], total: '200001' }, [422, 'collection.total-differs', 'total']],
			[{ lines: [good], denominations: [{ value: '50000', count: 1 }] }, [422, 'collection.banknotes-differ', 'denominations']],
			[{ lines: [good], denominations: [{ value: '30000', count: 1 }] }, [400, 'request.malformed', 'denominations.0.value']],
			[{ lines: [good, { ...lineOf(first, '5'), memberId: second.id }] }, [422, 'collection.loan-twice', 'lines.1.loans.0.loanId']],
			[{ lines: [good, { memberId: first.id, status: 'absent' }] }, [422, 'collection.member-twice', 'lines.1.memberId']],
			[
				{ lines: [lineOf(first, '5', '5'), { memberId: second.id, savings: [{ accountId: first.accountId, amount: '1' }] }] },
				[422, 'collection.account-twice', 'lines.1.savings.0.accountId'],
			],
			[{ lines: [good, lineOf(bank, '1')] }, [422, 'collection.loan-of-another-group', 'lines.1.loans.0.loanId']],
			[
				{ lines: [good, { memberId: bank.id, savings: [{ accountId: bank.accountId, amount: '1' }] }] },
				[422, 'collection.account-of-another-group', 'lines.1.savings.0.accountId'],
			],
			[
				{ lines: [good, { ...lineOf(second, '1'), memberId: third.id }] },
				[422, 'collection.loan-of-another-member', 'lines.1.loans.0.loanId'],
			],
			[
				{ lines: [good, { memberId: third.id, savings: [{ accountId: second.accountId, amount: '1' }] }] },
				[422, 'collection.account-of-another-member', 'lines.1.savings.0.accountId'],
			],
			[{ lines: [good, { memberId: bank.id, status: 'absent' }] }, [422, 'collection.not-a-member', 'lines.1.memberId']],
			[{ lines: [good, { memberId: second.id }] }, [422, 'collection.nothing-collected', 'lines.1.status']],
			[{ lines: [good, lineOf(second, '1', null, { status: 'absent' })] }, [422, 'collection.unpaid-line-pays', 'lines.1.status']],
			[{ lines: [good, lineOf({ ...second, loanId: '999999' }, '1')] }, [404, 'loan.not-found', 'lines.1.loans.0.loanId']],
			[{ lines: [good, lineOf({ ...second, accountId: '999999' }, '1', '1')] }, [404, 'savings.not-found', 'lines.1.savings.0.accountId']],
			[{ lines: [good, lineOf(second, '900000000')] }, [422, 'loan.overpayment', 'lines.1.loans.0.amount']],
			[{ lines: [lineOf(second, '900000000')] }, [422, 'loan.overpayment', 'lines.0.loans.0.amount']],
			[{ lines: [lineOf(second, '1')], on: '2022-06-09' }, [422, 'loan.not-disbursed', 'lines.0.loans.0.loanId']],
			[{ lines: [good], on: '2023-06-16' }, [422, 'contract.future-day', 'on']],
			[{ lines: [good, lineOf(second, '0')] }, [400, 'request.malformed', 'lines.1.loans.0.amount']],
			[{ lines: [] }, [400, 'request.malformed', 'lines']],
			[{ lines: [good], groupId: '999999' }, [404, 'group.not-found', 'groupId']],
		]
		for (const [sheet, expected] of sheets)
			expect([sheet, await at.refused('/collections', { on, groupId: at.fundGroup, ...sheet })]).toEqual([sheet, expected])
	})

	it('reaches no loan that the leader does not see, and no other group’s', async () => {
		const sheet = (groupId: string, woman: Woman) => ({ on, groupId, lines: [lineOf(woman, '1')] })
		expect(await at.refused('/collections', sheet(at.bankGroup, at.stranger), at.leader)).toEqual([
			404,
			'loan.not-found',
			'lines.0.loans.0.loanId',
		])
		expect(await at.refused('/collections', sheet(at.fundGroup, first), at.leader)).toEqual([404, 'group.not-found', 'groupId'])
		const before = await factsIn(at.house)
		for (const user of ['nhcsxh', 'auditor'])
			expect([user, (await sit(sheet(at.fundGroup, first), await at.house.asUser(user))).status]).toEqual([user, 403])
		const { requests: _, ...facts } = await factsIn(at.house)
		expect(before).toMatchObject(facts)
	})

	it('is recorded once however often it is sent: with one key, under another, or by the name that a phone gave it', async () => {
		const key = newKey()
		const clientId = '01JDG7QX3M8V4K2T9R5W6Y1ZBN'
		const lines = [lineOf(first, '100000'), lineOf(second, '200000')]
		const sheet = { groupId: at.fundGroup, clientId, lines, total: '300000' }
		const done = await sit(sheet, at.admin, key)
		const before = await factsIn(at.house)
		const again = await sit(sheet, at.admin, key)
		expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, done.body, 'true'])
		expect((await sit({ ...sheet, total: undefined }, at.admin, key)).body.code).toBe('idempotency.different-request')
		const twice = [422, 'collection.sheet-twice']
		expect((await at.refused('/collections', { on, ...sheet, clientId: undefined, lines: [...lines].reverse() })).slice(0, 2)).toEqual(
			twice,
		)
		expect(await at.refused('/collections', { on, ...sheet, lines: lines.slice(0, 1), total: undefined })).toEqual([...twice, 'clientId'])
		expect(await factsIn(at.house)).toEqual(before)
	})

	it('may have several sheets, and says who is on more than one of them', async () => {
		const { body } = await sit({ groupId: at.fundGroup, lines: [lineOf(first, '70000')] })
		expect(body.kind).toBe('partial')
		expect(body.warnings).toMatchObject([{ code: 'collection.member-on-another-sheet', path: 'lines.0.memberId' }])
	})

	it('says in a dry run what it would do, and does not', async () => {
		const before = await factsIn(at.house)
		const sheet = { on, groupId: at.fundGroup, lines: at.fundBorrowers.map((woman) => lineOf(woman, '150000', '20000')) }
		const tried = await at.post('/collections?dryRun=true', sheet)
		expect(tried.status).toBe(201)
		expect(await factsIn(at.house)).toEqual(before)
		const done = await sit(sheet)
		const told = ({ body }: typeof done) =>
			body.lines.map(({ loans, savings }: any) => [...loans, ...savings].map(({ entryId: _, entryIds: __, ...one }: any) => one))
		expect(told(done)).toEqual(told(tried))
	})

	it('never stands in the way of another that shares its loans in another order', async () => {
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, turn) => {
				const lines = at.fundBorrowers.map((woman) => lineOf(woman, String(10_000 + turn), '1000'))
				return sit({ groupId: at.fundGroup, lines: turn % 2 === 0 ? lines : lines.reverse() })
			}),
		)
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
		expect(new Set(answers.map(({ body }) => body.kind))).toEqual(new Set(['partial']))
	})

	it('asks where somebody is asked for something else than when the sheet was fetched, naming each line', async () => {
		const day = '2023-02-13'
		const versions = new Map<string, string>(
			(await at.sheet(at.bankGroup, `?on=${day}`)).lines.map(({ member, version }: any) => [member?.id, version]),
		)
		const filled = await Promise.all(
			[bank, other].map(async (woman) => lineOf(woman, await at.interestOf(woman, day), null, { expectedVersion: versions.get(woman.id) })),
		)
		// Meanwhile one of them paid at the bank, and of the other a repayment of January is found.
		made(await at.post(`/loans/${bank.loanId}/repayments`, { on: day, amount: '1000' }))
		made(await at.post(`/loans/${other.loanId}/repayments`, { on: '2023-01-20', amount: '2000' }))
		const { status, body } = await sit({ on: day, groupId: at.bankGroup, lines: filled })
		expect([status, body.code]).toEqual([422, 'collection.expectation-changed'])
		expect(body.errors.map(({ path }: any) => path)).toEqual(['lines.0', 'lines.1'])
		expect(body.errors[1].message).toContain('lúc đó')
		const less = filled.map((line) => ({ ...line, loans: line.loans.map(({ loanId }) => ({ loanId, amount: '50000' })) }))
		expect((await at.refused('/collections', { on: day, groupId: at.bankGroup, lines: less }))[1]).toBe('collection.expectation-changed')
		made(await sit({ on: day, groupId: at.bankGroup, lines: less.map((line) => ({ ...line, confirmed: true })) }))
	})

	it('is not recorded once the cash of that day was handed over', async () => {
		const day = '2023-03-13'
		made(await sit({ on: day, groupId: at.fundGroup, lines: [lineOf(first, '40000')] }))
		made(
			await at.post(`/groups/${at.fundGroup}/cash-handovers`, {
				on: '2023-03-15',
				amount: await heldBy(at.fundGroup),
				to: 'fund',
				receiver: 'Thủ quỹ',
			}),
		)
		expect(await at.refused('/collections', { on: day, groupId: at.fundGroup, lines: [lineOf(second, '40000')] })).toEqual([
			422,
			'custody.handed-over',
			'on',
		])
	})

	it('needs a leader who holds its cash', async () => {
		const group = await at.office.newGroup('QUY-HTPN', 'credit')
		const member = await at.office.newMember(group)
		const loanId = await at.office.lent({ productCode: 'QUY-GIAMDAN', groupId: group, memberId: member })
		const sheet = { on, groupId: group, lines: [{ memberId: member, loans: [{ loanId, amount: '1000' }] }] }
		expect((await at.refused('/collections', sheet))[1]).toBe('custody.no-leader')
		expect((await sit({ groupId: group, lines: [{ memberId: member, status: 'absent' }] })).status).toBe(201)
	})
})
