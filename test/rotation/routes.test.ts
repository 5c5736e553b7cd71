import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellCircles } from '../../src/rotation/question-actions.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { type Answer, type Call, clockAt, createTestApp, type TestApp } from '../platform/harness.js'

let app: TestApp
let [officer, auditor, bank]: Call[] = []
let groupId = ''
const women: string[] = []

const call = (): Call => officer as Call
const post = (path: string, body: unknown): Promise<Answer> => call()('POST', path, body, { 'idempotency-key': randomUUID() })
const get = async (path: string): Promise<any> => (await call()('GET', path)).body

/** A circle of the first so many women, by need, unless something else is said. */
async function opened(count: number, more: Record<string, unknown> = {}): Promise<string> {
	const answer = await post('/circles', {
		name: 'Góp vốn xoay vòng',
		groupId,
		organiser: { memberId: women[0] },
		openedOn: '2022-01-05',
		shareAmount: '2000000',
		shares: women.slice(0, count).map((memberId) => ({ memberId })),
		calendar: { firstOn: '2022-01-10', period: 'month' },
		...more,
	})
	expect([answer.status, answer.body.code]).toEqual([201, answer.body.code])
	return String(answer.body.id)
}

const putIn = (id: string, turn: number, on: string, who: readonly (string | undefined)[]) =>
	post(`/circles/${id}/contributions`, { on, contributions: who.map((memberId) => ({ memberId, turn, amount: '2000000' })) })

beforeAll(async () => {
	app = await createTestApp({ clock: clockAt('2023-06-15') })
	officer = await app.asUser('officer')
	auditor = await app.asUser('auditor')
	bank = await app.asUser('nhcsxh')
	const [group] = (await get('/groups')).items
	groupId = String(group.id)
	for (const name of ['Nông Thị Ái', 'Lý Thị Mai', 'Bế Thị Sen', 'Vi Thị Lan', 'Hà Thị Nga'])
		women.push(String((await post('/members', { name, communeId: group.communeId, bornOn: '1990-05-01' })).body.id))
})
afterAll(() => app.close())

describe('rotating funds over the wire', () => {
	it('one meeting puts in all shares in one request, the committee decides, and the pot is told by the engine', async () => {
		const id = await opened(4)
		const put = await putIn(id, 1, '2022-01-10', women.slice(0, 4))
		expect(put).toMatchObject({
			status: 201,
			body: { events: [{ amount: '2000000' }, {}, {}, {}], balances: { box: '8000000', owedToMembers: '8000000' } },
		})
		const drawn = await post(`/circles/${id}/draws`, {
			on: '2022-01-10',
			turn: 1,
			memberId: women[1],
			decisionNo: '01/QĐ',
			reason: 'Nhà bị lũ',
		})
		expect(drawn).toMatchObject({
			status: 201,
			body: { events: [{ type: 'drawn', amount: '8000000' }], balances: { box: '0', owedByMembers: '6000000', owedToMembers: '6000000' } },
		})
		const view = await get(`/circles/${id}?asOf=2022-02-09`)
		expect(view.turns.map(({ status }: { status: string }) => status)).toEqual(['taken', 'waiting', 'waiting', 'waiting'])
		expect(view.members[1]).toMatchObject({
			paid: '2000000',
			received: '8000000',
			position: '-6000000',
			next: { turn: 2, on: '2022-02-10', amount: '2000000' },
		})
		expect((await get(`/circles/${id}?asOf=2022-01-09`)).balances.box).toBe('0')
		expect((await get(`/circles/${id}?asOf=2022-02-10`)).turns[1].status).toBe('open')
	})

	it('a line that may not be put in refuses the whole meeting, and names the line', async () => {
		const id = await opened(3)
		const twice = await putIn(id, 1, '2022-01-10', [women[0], women[1], women[0]])
		expect(twice).toMatchObject({ status: 422, body: { code: 'rotation.above-share', errors: [{ path: 'contributions.2.amount' }] } })
		expect((await get(`/circles/${id}`)).balances.box).toBe('0')
	})

	it('a turn is drawn once, a share draws once, and a back-dated event that breaks what came later is refused with its day', async () => {
		const id = await opened(3)
		for (const [turn, on] of [
			[1, '2022-01-10'],
			[2, '2022-02-10'],
		] as const) {
			await putIn(id, turn, on, women.slice(0, 3))
			expect((await post(`/circles/${id}/draws`, { on, turn, share: turn, decisionNo: '1', reason: 'ốm' })).status).toBe(201)
		}
		const draw = (turn: number, share: number, on = '2022-03-10') =>
			post(`/circles/${id}/draws`, { on, turn, share, decisionNo: '1', reason: 'ốm' })
		expect((await draw(1, 3)).body).toMatchObject({ status: 422, code: 'rotation.turn-taken' })
		await putIn(id, 3, '2022-03-10', women.slice(0, 3))
		expect((await draw(3, 1)).body).toMatchObject({ status: 422, code: 'rotation.share-drawn' })
		expect(
			(await post(`/circles/${id}/draws`, { on: '2022-03-10', turn: 3, share: 3, amount: '6000001', decisionNo: '1', reason: 'x' })).body
				.code,
		).toBe('rotation.above-pot')
		// Whoever leaves before a turn she drew would have drawn nothing.
		const left = await post(`/circles/${id}/departures`, { on: '2022-02-01', memberId: women[1] })
		expect(left).toMatchObject({ status: 422, body: { code: 'contract.history-breaks', detail: expect.stringContaining('2022-02-10') } })
		expect((await draw(3, 3)).status).toBe(201)
		expect(await post(`/circles/${id}/closing?dryRun=true`, { on: '2022-03-11' })).toMatchObject({
			status: 201,
			body: { status: 'closed' },
		})
		expect((await get(`/circles/${id}`)).status).toBe('open')
		expect((await post(`/circles/${id}/closing`, { on: '2022-03-11' })).body).toMatchObject({
			status: 'closed',
			balances: { box: '0', owedByMembers: '0' },
		})
	})

	it('ROS-07: the organiser puts in a missing share and holds the claim, with late interest that is explained (ROS-04)', async () => {
		const id = await opened(3)
		await putIn(id, 1, '2022-01-10', [women[0], women[2]])
		const advanced = await post(`/circles/${id}/advances`, { on: '2022-01-10', memberId: women[1], turn: 1 })
		expect(advanced.body).toMatchObject({
			events: [{ amount: '2000000' }],
			balances: { box: '6000000', advanced: '2000000', owedToCoverers: '2000000' },
		})
		expect(
			(await post(`/circles/${id}/draws`, { on: '2022-01-10', turn: 1, share: 1, decisionNo: '1', reason: 'ốm' })).body.events[0].amount,
		).toBe('6000000')
		const charged = await post(`/circles/${id}/late-interest`, { on: '2022-01-30', memberId: women[1], turn: 1 })
		expect(charged.body).toMatchObject({ events: [{ amount: '10959' }], explanation: [{ amount: '2000000', days: 20, yearly: '0.10' }] })
		expect(charged.body.explanation[0].text).toContain('2.000.000 đồng × 20 ngày')
		const repay = { on: '2022-01-30', memberId: women[1] }
		expect((await post(`/circles/${id}/advance-repayments`, { ...repay, amount: '2000001' })).body.code).toBe('rotation.above-advance')
		expect((await post(`/circles/${id}/advance-repayments`, { ...repay, amount: '2000000' })).status).toBe(201)
		expect((await post(`/circles/${id}/late-interest-payments`, { ...repay, amount: '10959' })).body.balances).toMatchObject({
			advanced: '0',
			lateInterest: '0',
		})
	})

	it('a woman who leaves before her turn is paid back; another takes over the shares of one who had drawn', async () => {
		const id = await opened(4)
		await putIn(id, 1, '2022-01-10', women.slice(0, 4))
		await post(`/circles/${id}/draws`, { on: '2022-01-10', turn: 1, share: 1, decisionNo: '1', reason: 'ốm' })
		const left = await post(`/circles/${id}/departures`, { on: '2022-01-20', memberId: women[3] })
		expect(left.body).toMatchObject({ events: [{ amount: '2000000' }], balances: { owedToCoverers: '2000000', owedByMembers: '6000000' } })
		const young = (await post('/members', { name: 'Bé Em', communeId: (await get(`/circles/${id}`)).communeId, bornOn: '2010-01-01' })).body
			.id
		expect((await post(`/circles/${id}/replacements`, { on: '2022-01-25', memberId: women[0], newMemberId: young })).body.code).toBe(
			'rotation.member-too-young',
		)
		expect((await post(`/circles/${id}/replacements`, { on: '2022-01-25', memberId: women[0], newMemberId: women[4] })).status).toBe(201)
		const { members, turns } = await get(`/circles/${id}`)
		expect(members[0]).toMatchObject({
			member: { name: 'Hà Thị Nga' },
			received: '8000000',
			before: [{ member: { name: 'Nông Thị Ái' }, until: '2022-01-25' }],
		})
		expect(turns[3]).toMatchObject({ settlesDeparture: true, pot: '2000000' })
	})

	it('bids are sealed until the draw, the highest draws, and the cap of 20 % a year holds (ROS-03)', async () => {
		const id = await opened(4, { order: 'bid' })
		expect(
			(await post(`/circles/${await opened(3)}/bids`, { on: '2022-01-10', turn: 1, memberId: women[0], interest: '1000' })).body.code,
		).toBe('rotation.no-bids')
		await putIn(id, 1, '2022-01-10', women.slice(0, 4))
		const bid = (who: number, interest: string) =>
			post(`/circles/${id}/bids`, { on: '2022-01-10', turn: 1, memberId: women[who], interest })
		// 8.000.000 × 20 % × 4/12 = 533.333, for three others.
		expect((await bid(0, '177778')).body.code).toBe('rotation.bid-above-cap')
		expect((await bid(0, '100000')).status).toBe(201)
		expect((await bid(1, '150000')).status).toBe(201)
		const sealed = (await get(`/circles/${id}/events`)).items.filter(({ type }: { type: string }) => type === 'bid')
		expect(sealed.every((event: object) => !('interest' in event))).toBe(true)
		const draw = (share: number) => post(`/circles/${id}/draws`, { on: '2022-01-10', turn: 1, share })
		expect((await draw(1)).body.code).toBe('rotation.not-the-highest-bid')
		expect((await draw(2)).body).toMatchObject({ events: [{ amount: '7550000' }], balances: { box: '0', owedByMembers: '6000000' } })
		const book = await get(`/circles/${id}/record-book`)
		expect(book.lines.at(-1)).toMatchObject({ interest: '150000', signature: '' })
		expect((await get(`/circles/${id}/events`)).items.at(-2)).toMatchObject({ type: 'bid', interest: '150000' })
		const computed = await call()('POST', '/circle-bid-caps', {
			sharesTotal: '20000000',
			paidBefore: '4000000',
			monthsLeft: 8,
			cost: '1050000',
		})
		expect(computed.body).toMatchObject({ cap: '2133333', isWithin: true })
	})

	it('ROS-05: the commune is told of shares of 100 million a turn, and of a second circle of one organiser', async () => {
		const first = await post('/circles', {
			name: 'Họ lớn',
			groupId,
			organiser: { name: 'Bà Chủ' },
			openedOn: '2022-01-05',
			shareAmount: '50000000',
			shares: women.slice(0, 2).map((memberId) => ({ memberId })),
			calendar: { days: ['2022-01-10', '2022-03-10'] },
			lateYearly: '0.25',
		})
		expect(first.body.warnings.map(({ code }: { code: string }) => code)).toEqual(['rotation.notice-amount', 'rotation.late-rate-capped'])
		expect(first.body.notice).toMatchObject({ reasons: ['amount'], perTurn: '100000000', members: 2, organiser: 'Bà Chủ' })
		expect(first.body.notice.text).toContain('100.000.000 đồng')
		expect(first.body.terms.lateYearlyInForce).toBe('0.20')
		const view = await get(`/circles/${await opened(2)}`)
		expect(view.notice.reasons).toEqual(['circles'])
	})

	it('every payment and draw has its receipt, in words; the record book sums', async () => {
		const id = await opened(2)
		await putIn(id, 1, '2022-01-10', women.slice(0, 2))
		await post(`/circles/${id}/draws`, { on: '2022-01-10', turn: 1, share: 2, decisionNo: '1', reason: 'ốm' })
		expect(await get(`/circles/${id}/receipts/2`)).toMatchObject({
			kind: 'receipt',
			from: 'Nông Thị Ái',
			amount: '2000000',
			inWords: expect.stringContaining('Hai triệu'),
		})
		expect(await get(`/circles/${id}/receipts/4`)).toMatchObject({ kind: 'payment', to: 'Lý Thị Mai', amount: '4000000', reversed: false })
		expect((await get(`/circles/${id}/receipts/1`)).code).toBe('rotation.no-receipt')
		const book = await get(`/circles/${id}/record-book`)
		expect(book).toMatchObject({
			lines: [{ paid: '2000000' }, { paid: '2000000' }, { drawn: '4000000' }],
			totals: { paid: '4000000', drawn: '4000000' },
		})
		const paper = await call()('GET', `/circles/${id}/record-book?format=pdf`)
		expect([paper.status, paper.headers['content-type'], String(paper.body).slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
		const workbook = await call()('GET', `/circles/${id}/record-book?format=xlsx`)
		expect([workbook.status, String(workbook.headers['content-disposition']).includes(`so-ho-${id}-`)]).toEqual([200, true])
		expect((await post(`/circles/${id}/events/4/reversal`, { reason: 'ghi nhầm người' })).body).toMatchObject({
			balances: { box: '4000000' },
		})
		expect((await get(`/circles/${id}/receipts/4`)).reversed).toBe(true)
		expect((await post(`/circles/${id}/events/1/reversal`, { reason: 'x' })).body.code).toBe('rotation.opening-not-reversed')
		expect((await post(`/circles/${id}/events/4/reversal`, { reason: 'x' })).body.code).toBe('contract.already-reversed')
	})

	it('an auditor reads and records nothing; a bank sees no circle; a stranger’s circle is unknown', async () => {
		const id = await opened(2)
		expect((await (auditor as Call)('GET', `/circles/${id}`)).status).toBe(200)
		expect((await (auditor as Call)('POST', `/circles/${id}/closing`, { on: '2022-02-01' }, { 'idempotency-key': '1' })).status).toBe(403)
		expect((await (bank as Call)('GET', '/circles')).status).toBe(403)
		expect((await call()('GET', '/circles/999999')).body.code).toBe('rotation.not-found')
		const list = await get(`/circles?groupId=${groupId}&memberId=${women[0]}&status=open&limit=2`)
		expect(list.items).toHaveLength(2)
		expect(list.next).not.toBeNull()
		const held = (await get(`/circles?memberId=${women[4]}`)).items
		expect(held).toHaveLength(1)
	})

	it('what makes no circle is refused: parts that do not sum, days that do not match, a commission like a share', async () => {
		const ask = (more: object) =>
			post('/circles', {
				name: 'X',
				groupId,
				organiser: { memberId: women[0] },
				openedOn: '2022-01-05',
				shareAmount: '2000000',
				shares: women.slice(0, 2).map((memberId) => ({ memberId })),
				calendar: { firstOn: '2022-01-10', period: 'week' },
				...more,
			})
		const code = async (more: object) => (await ask(more)).body.code
		const part = (memberId: string | undefined, amount: string) => ({ memberId, amount })
		expect(await code({ shares: [{ holders: [part(women[0], '1'), part(women[1], '2')] }, { memberId: women[2] }] })).toBe(
			'rotation.parts-do-not-sum',
		)
		expect(await code({ calendar: { days: ['2022-01-10', '2022-01-09'] } })).toBe('rotation.days-do-not-match')
		expect(await code({ reward: { kind: 'commission', amount: '2000000' } })).toBe('rotation.commission-too-high')
		expect(await code({ reward: { kind: 'first-pot' }, organiser: { name: 'Ai đó' } })).toBe('rotation.first-pot-needs-a-share')
		expect(await code({ organiser: {} })).toBe('rotation.organiser-missing')
		expect(await code({ groupId: undefined })).toBe('rotation.place-missing')
		expect(await code({ openedOn: '2024-01-01' })).toBe('contract.future-day')
		expect((await ask({ code: 'HO-X' })).status).toBe(201)
		expect(await code({ code: 'HO-X' })).toBe('rotation.code-taken')
	})

	it('verify tells every circle again and finds nothing wrong', async () => {
		const found = await app.database.reading(async (tx) => {
			const wrong: unknown[] = [...(await checkBooks(tx))]
			let count = 0
			for await (const finding of retellCircles(tx, (circles) => (count = circles))) wrong.push(finding)
			return { wrong, count }
		})
		expect(found.wrong).toEqual([])
		expect(found.count).toBeGreaterThan(8)
	})
})
