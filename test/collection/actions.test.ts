import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectionView } from '../../src/collection/schemas.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { factsIn, newKey, type Office, openOffice } from './office.js'

const on = '2022-12-12'

describe('one sitting of a group', () => {
	let house: TestApp
	let office: Office
	let leader: Call
	let fundGroup: string
	/** Of the fund's group; each owes principal and interest every month. */
	const fundLoans: string[] = []
	/** Of the leader's savings-and-loan group, lent by NHCSXH. */
	const bankLoans: string[] = []
	let strangersLoan: string

	beforeAll(async () => {
		house = await createTestApp()
		office = await openOffice(house)
		leader = await house.asUser('leader')
		fundGroup = await office.newGroup('QUY-HTPN', 'credit')
		for (let woman = 0; woman < 3; woman += 1) {
			fundLoans.push(await office.lent({ productCode: 'QUY-GIAMDAN', groupId: fundGroup, memberId: await office.newMember(fundGroup) }))
			bankLoans.push(
				await office.lent({
					productCode: 'NHCSXH-HONGHEO',
					groupId: office.leadersGroupId,
					memberId: await office.newMember(office.leadersGroupId),
					months: 36,
				}),
			)
		}
		const other = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
		strangersLoan = await office.lent({
			productCode: 'NHCSXH-HONGHEO',
			groupId: other,
			memberId: await office.newMember(other),
			months: 36,
		})
	})
	afterAll(() => house.close())

	const interestDue = async (loanId: string, asOf = on): Promise<string> => {
		const { balances } = (await office.admin('GET', `/loans/${loanId}?asOf=${asOf}`)).body
		return String(BigInt(balances.interestDue) + BigInt(balances.interestCarried))
	}
	const sit = (by: Call, sheet: Record<string, unknown>, headers = newKey()) => by('POST', '/collections', { on, ...sheet }, headers)
	/** Asks for a sitting that is to be refused, and sees that nothing of it was recorded. */
	const refused = async (by: Call, sheet: Record<string, unknown>) => {
		const before = await factsIn(house)
		const { status, body } = await sit(by, sheet)
		expect(await factsIn(house)).toEqual(before)
		return [status, body.code, body.errors[0]?.path ?? null]
	}

	it('records every line and answers what each was for', async () => {
		const lines = await Promise.all(
			bankLoans.map(async (loanId, index) => ({ loanId, amount: await interestDue(loanId), receiptNo: `BL-${index}` })),
		)
		const total = String(lines.reduce((sum, { amount }) => sum + BigInt(amount), 0n))
		const { status, body } = await sit(leader, { groupId: office.leadersGroupId, lines, total })
		expect(status).toBe(201)
		expect(collectionView.safeParse(body).error).toBeUndefined()
		expect(body).toMatchObject({ groupId: office.leadersGroupId, on, total })
		expect(body.lines.map(({ loanId }: any) => loanId)).toEqual(bankLoans)
		for (const [index, line] of body.lines.entries()) {
			expect(line.allocation).toMatchObject({ interest: lines[index]?.amount, principal: '0' })
			expect(await interestDue(line.loanId)).toBe('0')
			const { items } = (await office.admin('GET', `/loans/${line.loanId}/events`)).body
			expect(items.at(-1)).toMatchObject({ id: line.eventId, type: 'repaid', on, receiptNo: `BL-${index}` })
		}
	})

	it('may collect principal of the fund’s own money', async () => {
		const lines = fundLoans.map((loanId) => ({ loanId, amount: '3000000' }))
		const { status, body } = await sit(office.admin, { groupId: fundGroup, lines })
		expect([status, body.total]).toEqual([201, '9000000'])
		for (const { allocation } of body.lines) expect(BigInt(allocation.principal)).toBeGreaterThan(0n)
	})

	it('collects no principal of a bank’s loan, and then nothing of the other lines either', async () => {
		const later = '2023-01-16'
		const [first = '', second = ''] = bankLoans
		const lines = [
			{ loanId: first, amount: await interestDue(first, later) },
			{ loanId: second, amount: String(BigInt(await interestDue(second, later)) + 1n) },
		]
		expect(await refused(leader, { on: later, groupId: office.leadersGroupId, lines })).toEqual([
			422,
			'collection.group-collects-no-principal',
			'lines.1.amount',
		])
		expect((await sit(leader, { on: later, groupId: office.leadersGroupId, lines: lines.slice(0, 1) })).status).toBe(201)
	})

	it('is recorded whole or not at all', async () => {
		const [first = '', second = ''] = fundLoans
		const good = { loanId: first, amount: '100000' }
		const sheets: readonly (readonly [Record<string, unknown>, unknown[]])[] = [
			[{ lines: [good, { loanId: second, amount: '100000' }], total: '200001' }, [422, 'collection.total-differs', 'total']],
			[{ lines: [good, { loanId: first, amount: '5' }] }, [422, 'collection.loan-twice', 'lines.1.loanId']],
			[{ lines: [good, { loanId: bankLoans[0], amount: '1' }] }, [422, 'collection.loan-of-another-group', 'lines.1.loanId']],
			[{ lines: [good, { loanId: '999999', amount: '1' }] }, [404, 'loan.not-found', 'lines.1.loanId']],
			[{ lines: [good, { loanId: second, amount: '900000000' }] }, [422, 'loan.overpayment', 'lines.1.amount']],
			[{ lines: [good], on: '2023-06-16' }, [422, 'contract.future-day', 'on']],
			[{ lines: [good, { loanId: second, amount: '0' }] }, [400, 'request.malformed', 'lines.1.amount']],
			[{ lines: [] }, [400, 'request.malformed', 'lines']],
		]
		for (const [sheet, expected] of sheets)
			expect([sheet, await refused(office.admin, { groupId: fundGroup, ...sheet })]).toEqual([sheet, expected])
	})

	it('reaches no loan that the leader does not see, and no other group’s', async () => {
		expect(await refused(leader, { groupId: office.leadersGroupId, lines: [{ loanId: strangersLoan, amount: '1' }] })).toEqual([
			404,
			'loan.not-found',
			null,
		])
		expect(await refused(leader, { groupId: fundGroup, lines: [{ loanId: bankLoans[0], amount: '1' }] })).toEqual([
			422,
			'collection.loan-of-another-group',
			'lines.0.loanId',
		])
		const before = await factsIn(house)
		for (const user of ['nhcsxh', 'auditor'])
			expect([
				user,
				(await sit(await house.asUser(user), { groupId: fundGroup, lines: [{ loanId: fundLoans[0], amount: '1' }] })).status,
			]).toEqual([user, 403])
		const { requests: _, ...facts } = await factsIn(house)
		expect(before).toMatchObject(facts)
	})

	it('is recorded once however often it is sent with one key', async () => {
		const key = newKey()
		const sheet = {
			groupId: fundGroup,
			lines: [
				{ loanId: fundLoans[0], amount: '100000' },
				{ loanId: fundLoans[1], amount: '200000' },
			],
			total: '300000',
		}
		const first = await sit(office.admin, sheet, key)
		const before = await factsIn(house)
		const again = await sit(office.admin, sheet, key)
		expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.body, 'true'])
		expect((await sit(office.admin, { ...sheet, total: undefined }, key)).body.code).toBe('idempotency.different-request')
		expect(await factsIn(house)).toEqual(before)
	})

	it('says in a dry run what it would do, and does not', async () => {
		const before = await factsIn(house)
		const sheet = { on, groupId: fundGroup, lines: fundLoans.map((loanId) => ({ loanId, amount: '150000' })) }
		const tried = await office.admin('POST', '/collections?dryRun=true', sheet)
		expect(tried.status).toBe(201)
		expect(await factsIn(house)).toEqual(before)
		const done = await sit(office.admin, sheet)
		const told = ({ body }: typeof done) => body.lines.map(({ entryId: _, entryIds: __, ...line }: any) => line)
		expect(told(done)).toEqual(told(tried))
	})

	it('never stands in the way of another that shares its loans in another order', async () => {
		const lines = fundLoans.map((loanId) => ({ loanId, amount: '10000' }))
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, turn) =>
				sit(office.admin, { groupId: fundGroup, lines: turn % 2 === 0 ? lines : [...lines].reverse() }),
			),
		)
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
	})
})
