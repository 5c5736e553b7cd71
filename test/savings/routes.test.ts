import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountListView, accountView, eventListView, explanationView, outcomeView, statementView } from '../../src/savings/schemas.js'
import { factsIn, made, newKey } from '../collection/office.js'
import { openSavers, type Savers } from './savers.js'

/** Today is 15/06/2023 in all of these stories. */
let savers: Savers
let post: Savers['post']
let admin: Savers['admin']
beforeAll(async () => {
	savers = await openSavers()
	post = savers.post
	admin = savers.admin
})
afterAll(() => savers.house.close())

/** Asks for what is to be refused, and sees that nothing of it was recorded. */
async function refused(ask: () => ReturnType<Savers['post']>): Promise<unknown[]> {
	const { requests: _, ...before } = await factsIn(savers.house)
	const { status, body } = await ask()
	expect(await factsIn(savers.house)).toMatchObject(before)
	return [status, body.code, body.errors?.[0]?.path ?? null]
}

describe('a savings account over the wire', () => {
	it('bears interest by actual days, credits it, and tells where it comes from (SAV-01)', async () => {
		const id = await savers.open({ externalCode: '66000001050001', minimumMonthly: '20000', minutesNo: '10C/TD số 3' })
		await savers.deposit(id, '2022-11-01', '500000')
		expect(await savers.deposit(id, '2022-11-10', '50000')).toMatchObject({ accountId: id, status: 'open', balance: '550000' })
		expect(await savers.read(id, '?asOf=2022-12-01')).toMatchObject({ balance: '550000', interestAccrued: '1055', interestCredited: '0' })
		const credited = await post(id, 'interest-credits', { on: '2022-12-01' })
		expect(outcomeView.safeParse(credited.body).error).toBeUndefined()
		expect(credited.body).toMatchObject({ interest: '1055', balance: '551055', entryId: expect.stringMatching(/^\d+$/) })

		const account = await savers.read(id, '?asOf=2022-12-01')
		expect(accountView.safeParse(account).error).toBeUndefined()
		expect(account).toMatchObject({
			externalCode: '66000001050001',
			kind: 'compulsory',
			balance: '551055',
			yearly: '0.024',
			creditedOn: '2022-12-01',
			nextCreditOn: '2023-01-01',
			expected: { minimum: '20000', saved: '0', missing: '20000' },
		})
		expect(account.code).toMatch(/^TG\d{8}$/)
		const explained = (await admin('GET', `/savings-accounts/${id}/explanation?asOf=2022-12-31`)).body
		expect(explanationView.safeParse(explained).error).toBeUndefined()
		expect(explained.periods.map(({ creditedOn, rounded }: any) => [creditedOn, rounded])).toEqual([
			['2022-12-01', '1055'],
			[null, '1087'],
		])
		expect(explained.rules.find(({ code }: any) => code === 'rate').source).toContain('chưa xác nhận')
		const statement = (await admin('GET', `/savings-accounts/${id}/statement?from=2022-11-05&to=2022-12-31`)).body
		expect(statementView.safeParse(statement).error).toBeUndefined()
		expect(statement).toMatchObject({ opening: '500000', closing: '551055', totals: { deposit: '50000', interest: '1055' } })
		expect((await admin('GET', `/savings-accounts/${id}/statement?from=2023-01-02&to=2023-01-01`)).body.code).toBe(
			'savings.period-backwards',
		)
	})

	it('lets a receipt that is found late change the interest credited since, and remembers what was known before', async () => {
		const id = await savers.open({ product: 'QUY-TKTN' })
		await savers.deposit(id, '2022-11-01', '1000000')
		await post(id, 'interest-credits', { on: '2022-12-01' })
		const knownAt = await savers.house.database.knowledgeNow()
		const before = (await savers.read(id, '?asOf=2022-12-31')).balance
		const late = await savers.deposit(id, '2022-11-11', '365000')
		expect(late.entryIds).toHaveLength(2)
		// 20 more days on 365.000 at 3 % are 600 đồng.
		expect(BigInt((await savers.read(id, '?asOf=2022-12-31')).balance)).toBe(BigInt(before) + 365_600n)
		expect((await savers.read(id, `?asOf=2022-12-31&knownAt=${knownAt}`)).balance).toBe(before)
		const { items } = (await admin('GET', `/savings-accounts/${id}/events`)).body
		expect(items.map(({ type, interest }: any) => [type, interest ?? null])).toEqual([
			['opened', null],
			['deposited', null],
			['interest-credited', '3066'],
			['deposited', null],
		])
	})

	it('reverses what was recorded by mistake, and is as before', async () => {
		const id = await savers.open()
		await savers.deposit(id, '2022-11-01', '500000')
		const doubled = await savers.deposit(id, '2022-11-01', '500000')
		await post(id, 'interest-credits', { on: '2022-12-01' })
		const undo = (eventId: string, body: Record<string, unknown> = {}) =>
			post(id, `events/${eventId}/reversal`, { reason: 'Ghi trùng', ...body })
		expect((await undo(doubled.eventId, { on: '2022-12-02' })).body).toMatchObject({ balance: '500986' })
		const { items, next } = (await admin('GET', `/savings-accounts/${id}/events`)).body
		expect(eventListView.safeParse({ items, next }).error).toBeUndefined()
		expect(items.at(-1)).toMatchObject({ type: 'reversed', on: '2022-12-02', reverses: doubled.eventId, reason: 'Ghi trùng' })
		expect(items.find((event: any) => event.id === doubled.eventId).reversedBy).toBe(items.at(-1).id)

		expect(await refused(() => undo(doubled.eventId))).toEqual([422, 'contract.already-reversed', null])
		expect(await refused(() => undo(items.at(-1).id))).toEqual([422, 'contract.reversal-of-reversal', null])
		expect(await refused(() => undo('1'))).toEqual([422, 'savings.opening-not-reversed', null])
		expect(await refused(() => undo('99'))).toEqual([404, 'contract.event-not-found', null])
		expect(await refused(() => undo('2', { on: '2022-10-30' }))).toEqual([422, 'contract.reversal-before-event', 'on'])
	})

	it('is transferred to another group with its history, and reports of earlier days leave it where it was', async () => {
		const there = await savers.office.newGroup('NHCSXH', 'savings-and-loan', savers.office.elsewhereId)
		const memberId = await savers.office.newMember(savers.office.leadersGroupId)
		const id = await savers.open({ memberId })
		const move = (body: Record<string, unknown>) => post(id, 'transfers', { on: '2022-09-01', reason: 'Chuyển chỗ ở', ...body })
		expect(await refused(() => move({ groupId: there }))).toEqual([422, 'savings.member-not-in-group', 'memberId'])
		made(await admin('POST', `/groups/${there}/memberships`, { memberId, role: 'member', from: '2022-09-01' }))
		const moved = made(await move({ groupId: there }))
		expect(await savers.read(id)).toMatchObject({ groupId: there, communeId: savers.office.elsewhereId })
		expect(await savers.read(id, '?asOf=2022-08-31')).toMatchObject({ groupId: savers.office.leadersGroupId })
		expect(await refused(() => move({ groupId: there, on: '2022-09-02' }))).toEqual([422, 'savings.already-there', 'groupId'])
		expect(await refused(() => move({ groupId: there, communeId: savers.office.communeId }))).toEqual([400, 'request.malformed', 'groupId'])
		made(await post(id, `events/${moved.eventId}/reversal`, { reason: 'Nhầm' }))
		expect(await savers.read(id)).toMatchObject({ groupId: savers.office.leadersGroupId, communeId: savers.office.communeId })
		expect(await refused(() => move({ communeId: '1' }))).toEqual([422, 'unit.not-a-commune', 'communeId'])
		made(await move({ communeId: savers.office.elsewhereId }))
		expect(await savers.read(id)).toMatchObject({ groupId: null, communeId: savers.office.elsewhereId })
	})

	it('is closed with what has grown, and then takes nothing', async () => {
		const id = await savers.open({ product: 'QUY-TKTN' })
		await savers.deposit(id, '2022-11-01', '1000000')
		expect((await post(id, 'closures', { on: '2022-12-01' })).body).toMatchObject({
			status: 'closed',
			interest: '2466',
			paidOut: '1002466',
			balance: '0',
		})
		expect(await savers.read(id)).toMatchObject({ status: 'closed', closedOn: '2022-12-01', withdrawn: '1002466' })
		expect(await savers.read(id, '?asOf=2022-11-30')).toMatchObject({ status: 'open', balance: '1000000' })
		expect(await savers.read(id, '?asOf=2021-12-31')).toMatchObject({ status: 'unopened', balance: '0' })
		expect(await refused(() => post(id, 'deposits', { on: '2022-12-02', amount: '1' }))).toEqual([422, 'savings.closed', 'on'])
		// A member may open another one when the first is closed.
		const { memberId } = await savers.read(id)
		expect(await savers.open({ product: 'QUY-TKTN', memberId })).not.toBe(id)
	})

	it('says in a dry run what it would do, does not, and is recorded once however often it is sent with one key', async () => {
		const id = await savers.open()
		const facts = await factsIn(savers.house)
		const dry = await admin('POST', `/savings-accounts/${id}/deposits?dryRun=true`, { on: '2022-11-01', amount: '70000' })
		expect([dry.status, dry.body.balance]).toEqual([201, '70000'])
		expect(await factsIn(savers.house)).toEqual(facts)
		const key = newKey()
		const send = (amount: string) => admin('POST', `/savings-accounts/${id}/deposits`, { on: '2022-11-01', amount }, key)
		const first = await send('70000')
		const again = await send('70000')
		expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.body, 'true'])
		expect((await send('80000')).body.code).toBe('idempotency.different-request')
		expect((await admin('POST', `/savings-accounts/${id}/deposits`, { on: '2022-11-01', amount: '1' })).status).toBe(400)
		expect((await savers.read(id)).balance).toBe('70000')
	})

	it('is listed by group, member, product and code', async () => {
		const groupId = await savers.office.newGroup('NHCSXH', 'savings-and-loan')
		const [first, second] = [await savers.open({ groupId, code: 'SO-0001' }), await savers.open({ groupId })]
		await savers.deposit(first, '2022-11-01', '10000')
		const list = async (query: string) => (await admin('GET', `/savings-accounts?${query}`)).body
		const page = await list(`groupId=${groupId}&limit=1`)
		expect(accountListView.safeParse(page).error).toBeUndefined()
		expect(page.items).toMatchObject([{ id: first, code: 'SO-0001', balance: '10000', status: 'open' }])
		expect((await list(`groupId=${groupId}&limit=1&cursor=${page.next}`)).items).toMatchObject([{ id: second }])
		expect((await list('q=SO-0')).items.map(({ id }: any) => id)).toEqual([first])
		const { memberId, productId, lenderId } = await savers.read(second)
		expect((await list(`memberId=${memberId}&productId=${productId}&lenderId=${lenderId}&status=open`)).items).toMatchObject([
			{ id: second },
		])
		expect((await list(`memberId=${memberId}&status=closed`)).items).toEqual([])
	})
})

describe('what may not be opened or recorded', () => {
	it('is refused in words at the opening, and nothing is recorded', async () => {
		const { office } = savers
		const memberId = await office.newMember(office.leadersGroupId)
		const stranger = made(await admin('POST', '/members', { name: 'Lý Thị Xa', communeId: office.communeId })).id
		const fundGroup = await office.newGroup('QUY-HTPN', 'credit')
		const ask = (command: Record<string, unknown>) => () =>
			admin(
				'POST',
				'/savings-accounts',
				{ productId: savers.productId('NHCSXH-TGTV'), groupId: office.leadersGroupId, memberId, openedOn: '2022-01-01', ...command },
				newKey(),
			)
		made(await ask({ code: 'SO-0002' })())
		const cases: readonly (readonly [Record<string, unknown>, unknown[]])[] = [
			[{ productId: '999' }, [404, 'savings-product.not-found', null]],
			[{ openedOn: '2000-01-01' }, [422, 'savings-product.not-offered', 'openedOn']],
			[{ openedOn: '2023-06-16' }, [422, 'contract.future-day', 'openedOn']],
			[{ memberId: '999999' }, [422, 'savings.member-not-found', 'memberId']],
			[{ groupId: '999999' }, [422, 'savings.group-not-found', 'groupId']],
			[{ openedOn: '2019-03-07' }, [422, 'savings.group-not-found', 'groupId']],
			[{ groupId: fundGroup }, [422, 'savings.group-of-another-lender', 'groupId']],
			[{ memberId: stranger }, [422, 'savings.member-not-in-group', 'memberId']],
			[{ memberId: stranger, groupId: undefined, productId: savers.productId('TO-TIETKIEM') }, [422, 'savings.group-missing', 'groupId']],
			[{ memberId: stranger, groupId: undefined, code: 'SO-0002' }, [409, 'savings.code-taken', 'code']],
			[{}, [422, 'savings.has-account', 'memberId']],
			[{ minimumMonthly: '1.5' }, [400, 'request.malformed', 'minimumMonthly']],
		]
		for (const [command, expected] of cases) expect([command, await refused(ask(command))]).toEqual([command, expected])
		// Who saves alone stands where she lives.
		expect(made(await ask({ memberId: stranger, groupId: undefined })())).toMatchObject({ groupId: null, communeId: office.communeId })
	})

	it('is refused in words afterwards, and nothing is recorded', async () => {
		const id = await savers.open({ openedOn: '2022-05-05' })
		const free = await savers.open({ product: 'QUY-TKTN', openedOn: '2022-05-05' })
		await savers.deposit(id, '2022-06-01', '100000')
		await post(id, 'interest-credits', { on: '2022-07-01' })
		const notice = await savers.open({ product: 'QUY-TKTN', openedOn: '2022-05-05' })
		const cases: readonly (readonly [string, string, Record<string, unknown>, unknown[]])[] = [
			['999999', 'deposits', { on: '2022-06-01', amount: '1' }, [404, 'savings.not-found', null]],
			[id, 'deposits', { on: '2022-05-04', amount: '1' }, [422, 'savings.not-open-yet', 'on']],
			[id, 'deposits', { on: '2023-06-16', amount: '1' }, [422, 'contract.future-day', 'on']],
			[id, 'deposits', { on: '2022-06-01', amount: '0' }, [400, 'request.malformed', 'amount']],
			[id, 'interest-credits', { on: '2022-07-01' }, [422, 'savings.credited-already', 'on']],
			[id, 'interest-credits', { on: '2022-07-02' }, [422, 'savings.not-a-credit-day', 'on']],
			[id, 'closures', { on: '2022-08-01' }, [422, 'savings.close-when-empty', null]],
			[id, 'closures', { on: '2022-05-10' }, [422, 'contract.history-breaks', null]],
			[free, 'minimums', { on: '2022-08-01', minimumMonthly: 'many' }, [400, 'request.malformed', 'minimumMonthly']],
			[notice, 'rate-changes', { on: '2022-08-01', yearly: '12' }, [400, 'request.malformed', 'yearly']],
		]
		for (const [account, path, body, expected] of cases)
			expect([path, body, await refused(() => post(account, path, body))]).toEqual([path, body, expected])
	})
})

describe('who may', () => {
	it('read: a leader her own group’s accounts, a bank those of its own lender, an officer those of her unit', async () => {
		const { house, office } = savers
		const elsewhere = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
		const hers = await savers.open()
		const fund = await savers.open({ product: 'QUY-TKTN' })
		const held = await savers.open({ product: 'TO-TIETKIEM' })
		const far = await savers.open({ groupId: elsewhere })
		const seen = async (user: string) => {
			const call = await house.asUser(user)
			const found: string[] = []
			for (const id of [hers, fund, held, far]) {
				const { status } = await call('GET', `/savings-accounts/${id}`)
				if (status === 200) found.push(id)
				else expect([user, id, status]).toEqual([user, id, 404])
				const listed = (await call('GET', '/savings-accounts?limit=500')).body.items.some((account: any) => account.id === id)
				expect([user, id, listed]).toEqual([user, id, status === 200])
			}
			return found
		}
		expect(await seen('leader')).toEqual([hers, held])
		expect(await seen('officer')).toEqual([hers, fund, held])
		expect(await seen('nhcsxh')).toEqual([hers, far])
		expect(await seen('agribank')).toEqual([])
		expect(await seen('auditor')).toEqual([hers, fund, held, far])
	})

	it('record: the office, in its own unit; nobody else', async () => {
		const { house, office } = savers
		const hers = await savers.open()
		const far = await savers.open({ groupId: await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId) })
		const deposit = { on: '2022-11-01', amount: '1000' }
		for (const user of ['leader', 'nhcsxh', 'auditor'])
			expect([user, (await post(hers, 'deposits', deposit, await house.asUser(user))).status]).toEqual([user, 403])
		const officer = await house.asUser('officer')
		expect((await post(hers, 'deposits', deposit, officer)).status).toBe(201)
		expect(await refused(() => post(far, 'deposits', deposit, officer))).toEqual([404, 'savings.not-found', null])
		const alone = made(await admin('POST', '/members', { name: 'Lý Thị Xa', communeId: office.elsewhereId })).id
		const command = { productId: savers.productId('QUY-TKTN'), memberId: alone, openedOn: '2022-01-01' }
		expect(await refused(() => officer('POST', '/savings-accounts', command, newKey()))).toEqual([
			422,
			'savings.member-not-found',
			'memberId',
		])
	})
})
