import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellFees } from '../../src/fees/question-actions.js'
import {
	feeAgreementView,
	feeExplanationView,
	feePaymentView,
	feeReversalView,
	feesView,
	reckoningView,
	statementView,
} from '../../src/fees/schemas.js'
import { factsIn, made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

const month = '2022-10'
const sumOf = (rows: readonly any[], figure: string) => String(rows.reduce((all, row) => all + BigInt(row[figure]), 0n))

describe('the fees of a bank for a month', () => {
	let house: TestApp
	let office: Office
	let officer: Call
	let lenderId: string
	let near: string
	let far: string
	const loans: string[] = []

	const reckon = (body: object = {}, by: Call = office.admin, query = '') =>
		by('POST', `/fee-reckonings${query}`, { lenderId, month, ...body }, query === '' ? newKey() : {})
	const repay = async (loanId: string, on: string, amount: string) =>
		made(await office.admin('POST', `/loans/${loanId}/repayments`, { on, amount }, newKey()))
	const statement = async (query: string, by: Call = office.admin) => (await by('GET', `/reports/fees?month=${month}&${query}`)).body
	const explain = async (groupId: string, by: Call = office.admin) => (await by('GET', `/fees/${lenderId}/${groupId}/${month}`)).body

	beforeAll(async () => {
		house = await createTestApp()
		office = await openOffice(house)
		officer = await house.asUser('officer')
		lenderId = office.lenderId('NHCSXH')
		near = await office.newGroup('NHCSXH', 'savings-and-loan')
		far = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
		for (const [groupId, communeId] of [
			[near, office.communeId],
			[near, office.communeId],
			[far, office.elsewhereId],
		] as const)
			loans.push(
				await office.lent({
					productCode: 'NHCSXH-HONGHEO',
					groupId,
					memberId: await office.newMember(groupId, communeId),
					principal: '100000000',
					months: 36,
				}),
			)
		for (const loanId of loans) await repay(loanId, '2022-10-10', '2000000')
	})
	afterAll(() => house.close())

	it('are tried first: what the dry run answers is what is then done, and a dry run leaves nothing', async () => {
		const before = await factsIn(house)
		const tried = await reckon({}, office.admin, '?dryRun=true')
		expect(reckoningView.safeParse(tried.body).error).toBeUndefined()
		expect(await factsIn(house)).toEqual(before)
		const done = made(await reckon())
		const { knownAt: _, changed, ...told } = done
		expect(tried.body).toMatchObject(told)
		expect(changed.map(({ feeId: _id, ...one }: any) => one)).toEqual(tried.body.changed.map(({ feeId: _id, ...one }: any) => one))
		expect(changed.map(({ groupId, holder, type, before: was }: any) => [groupId, holder, type, was])).toEqual([
			[near, 'union', 'reckoned', '0'],
			[near, 'group', 'reckoned', '0'],
			[far, 'union', 'reckoned', '0'],
			[far, 'group', 'reckoned', '0'],
		])
	})

	it('are of interest that was really collected, over a twelfth of the yearly rate (FEE-04)', async () => {
		const told = await explain(near)
		expect(feeExplanationView.safeParse(told).error).toBeUndefined()
		const commission = told.lines.find(({ kind }: any) => kind === 'commission')
		const interest = BigInt(commission.interest)
		expect(interest > 0n && interest <= 4_000_000n).toBe(true)
		expect(commission.parts).toEqual([
			{ productId: office.productId('NHCSXH-HONGHEO'), yearly: '0.066', interest: String(interest), dongDays: '0' },
		])
		// interest × 12 ÷ 0,066 × 0,085 %, rounded half up once.
		const exact = interest * 12n * 1000n * 85n
		expect(commission.fee.amount).toBe(String((2n * exact + 6_600_000n) / 13_200_000n))
		expect(commission.shares).toEqual([expect.objectContaining({ level: 'group', amount: commission.fee.amount, takesTheRest: true })])
	})

	it('agree to the đồng by group, commune, district, province and lender, and the shares with the fee (FEE-01)', async () => {
		const totals = (await statement('by=province')).totals
		for (const by of ['group', 'commune', 'district', 'province', 'lender']) {
			const told = await statement(`by=${by}`)
			expect(statementView.safeParse(told).error).toBeUndefined()
			expect(told.totals).toEqual(totals)
			for (const figure of ['interest', 'base', 'fee', 'group', 'commune', 'district', 'province', 'centre', 'residual'])
				expect(sumOf(told.rows, figure)).toBe(totals[figure])
		}
		expect(BigInt(totals.commune) + BigInt(totals.district) + BigInt(totals.province) + BigInt(totals.centre)).toBe(BigInt(totals.fee))
		expect((await statement('by=group')).rows.map(({ id }: any) => id).sort()).toEqual([near, far].sort())
		expect((await statement('by=commune&map=2025')).totals).toEqual(totals)
		expect((await statement('kind=commission&by=lender')).rows).toEqual([
			expect.objectContaining({ id: lenderId, key: 'NHCSXH', centre: '0' }),
		])
	})

	it("stand in the Union's books without the centre's share, and in the groups' where they are the groups'", async () => {
		const [fee, commission] = [await statement('by=province'), await statement('kind=commission&by=province')]
		const balances = async (book: string) => (await office.admin('GET', `/ledger/trial-balance?book=${book}&asOf=2023-06-15`)).body.rows
		const own = (await balances('own')).find(({ account }: any) => account === '5118')
		const groups = (await balances('groups')).find(({ account }: any) => account === '5118')
		expect(own.credit).toBe(String(BigInt(fee.totals.fee) - BigInt(fee.totals.centre)))
		expect(groups.credit).toBe(commission.totals.fee)
	})

	it('are reckoned again without recording anything where nothing has changed', async () => {
		const before = await factsIn(house)
		const again = made(await reckon())
		expect(again).toMatchObject({ changed: [], unchanged: 4 })
		expect({ ...(await factsIn(house)), requests: 0 }).toEqual({ ...before, requests: 0 })
	})

	it('are adjusted by the difference when a receipt turns up late or is taken back, and say which loans it comes from', async () => {
		const before = await statement('by=group')
		const known = before.knownAt
		await repay(loans[0] ?? '', '2022-10-28', '700000')
		const late = made(await reckon())
		expect(late.unchanged).toBe(2)
		expect(late.changed.map(({ groupId, holder, type }: any) => [groupId, holder, type])).toEqual([
			[near, 'union', 'adjusted'],
			[near, 'group', 'adjusted'],
		])
		const [adjusted] = late.changed
		expect(adjusted.causes).toEqual([expect.objectContaining({ loanId: loans[0] })])
		expect(BigInt(adjusted.difference)).toBe(BigInt(adjusted.due) - BigInt(adjusted.before))
		const after = await statement('by=group')
		expect(BigInt(after.totals.interest) - BigInt(before.totals.interest)).toBe(BigInt(adjusted.causes[0].difference))
		expect((await statement(`by=group&knownAt=${known}`)).rows).toEqual(before.rows)
		const told = await explain(near)
		expect(told.reckonings.map(({ holder, type, causes }: any) => [holder, type, causes.length])).toEqual([
			['union', 'reckoned', 0],
			['union', 'adjusted', 1],
			['group', 'reckoned', 0],
			['group', 'adjusted', 1],
		])

		const events = (await office.admin('GET', `/loans/${loans[0]}/events`)).body.items
		const receipt = events.findLast(({ type }: any) => type === 'repaid')
		made(await office.admin('POST', `/loans/${loans[0]}/events/${receipt.id}/reversal`, { reason: 'ghi nhầm người' }, newKey()))
		made(await reckon())
		expect((await statement('by=group')).rows).toEqual(before.rows)
	})

	it('fall with the overdue ratio of the commune at the end of the month (FEE-02)', async () => {
		made(await office.admin('POST', `/loans/${loans[2]}/overdue-transfers`, { on: '2022-10-20', amount: '3000000' }, newKey()))
		const cut = made(await reckon())
		expect(cut.changed.map(({ groupId, holder, causes }: any) => [groupId, holder, causes])).toEqual([[far, 'union', []]])
		const [line] = (await explain(far)).lines.filter(({ kind }: any) => kind === 'entrustment-fee')
		expect(line.factor).toBe('0.5')
		expect(line.quality.why).toContain('nợ quá hạn 3.000.000')
		expect((await statement('by=group')).rows.map(({ factor }: any) => factor).sort()).toEqual(['0.5', '1'])
		expect((await statement('by=province')).totals.factor).toBeNull()
	})

	it('go with the loan to the group in which it was on the day', async () => {
		const other = await office.newGroup('NHCSXH', 'savings-and-loan')
		const memberId = await office.newMember(near)
		const moving = await office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: near, memberId, principal: '50000000', months: 36 })
		made(await office.admin('POST', `/groups/${other}/memberships`, { memberId, role: 'member', from: '2022-01-01' }))
		await repay(moving, '2022-10-05', '300000')
		await repay(moving, '2022-10-25', '200000')
		made(await office.admin('POST', `/loans/${moving}/transfers`, { on: '2022-10-15', groupId: other, reason: 'chuyển tổ' }, newKey()))
		const told = made(await reckon())
		expect(told.changed.map(({ groupId }: any) => groupId)).toContain(other)
		const rows = (await statement('kind=commission&by=group')).rows
		const events = (await office.admin('GET', `/loans/${moving}/events`)).body.items.filter(({ type }: any) => type === 'repaid')
		expect(events).toHaveLength(2)
		expect(BigInt(rows.find(({ id }: any) => id === other).interest) <= 200_000n).toBe(true)
	})

	it('of social housing are of the average balance in term (FEE-05)', async () => {
		const group = await office.newGroup('NHCSXH', 'savings-and-loan')
		for (let woman = 0; woman < 3; woman += 1)
			await office.lent({
				productCode: 'NHCSXH-NOXH',
				groupId: group,
				memberId: await office.newMember(group),
				principal: '400000000',
				months: 180,
			})
		made(await reckon())
		const lines = (await explain(group)).lines
		expect(lines.map(({ kind, base, fee }: any) => [kind, base.exact, fee.amount])).toEqual([
			['entrustment-fee', '1200000000', '36000'],
			['commission', '1200000000', '60000'],
		])
	})

	it('of Agribank are of the interest, by the rate at which the group collected, and split from the leader to the centre (FEE-06, FEE-07)', async () => {
		const bank = office.lenderId('AGRIBANK')
		const group = await office.newGroup('AGRIBANK', 'borrowing')
		const lent = async () =>
			office.lent({
				productCode: 'AGRIBANK-TO',
				groupId: group,
				memberId: await office.newMember(group),
				principal: '50000000',
				months: 12,
			})
		const [pays, doesNot] = [await lent(), await lent()]
		await repay(pays, '2022-10-10', '1490000')
		made(await reckon({ lenderId: bank }))
		const read = async () => (await office.admin('GET', `/fees/${bank}/${group}/${month}`)).body.lines[0]
		// Half of what was due by then was collected.
		expect(await read()).toMatchObject({ factor: '0', fee: { amount: '0' }, quality: { measure: 'collection-rate', band: { from: '0' } } })
		await repay(doesNot, '2022-10-11', '1490000')
		made(await reckon({ lenderId: bank }))
		const { interest, quality, factor, fee, shares } = await read()
		expect([quality.badDebtRatio, BigInt(quality.part)]).toEqual(['0', BigInt(interest)])
		expect(Number(factor)).toBeGreaterThan(0)
		expect(shares.reduce((all: bigint, { amount }: any) => all + BigInt(amount), 0n)).toBe(BigInt(fee.amount))
		expect(shares.map(({ level, takesTheRest }: any) => [level, takesTheRest])).toEqual([
			['group', false],
			['commune', true],
			['district', false],
			['province', false],
			['centre', false],
		])
	})

	it('are reckoned and read by an officer for her district, by a leader for her group, and by a bank for itself', async () => {
		const nhcsxh = await house.asUser('nhcsxh')
		const agribank = await house.asUser('agribank')
		const leader = await house.asUser('leader')
		expect((await statement('by=group', officer)).rows.map(({ id }: any) => id)).not.toContain(far)
		expect((await officer('GET', `/fees/${lenderId}/${far}/${month}`)).body.code).toBe('fee.not-found')
		expect(made(await reckon({}, officer)).changed).toEqual([])
		expect((await statement('by=lender', nhcsxh)).rows).toHaveLength(1)
		expect((await statement('by=lender', agribank)).rows).toEqual([])
		expect((await statement('by=group', leader)).rows).toEqual([])
		expect((await agribank('GET', '/fee-agreements')).body.items.map(({ lenderCode }: any) => lenderCode)).toEqual(['AGRIBANK', 'AGRIBANK'])
		expect((await reckon({}, nhcsxh)).status).toBe(403)
	})

	it('are paid whole, or group by group, and never more than is owed', async () => {
		const pay = (body: object) =>
			office.admin('POST', '/fee-payments', { lenderId, holder: 'union', month, on: '2023-06-15', ...body }, newKey())
		const owed = async () => {
			const told = (await office.admin('GET', `/fees?lenderId=${lenderId}&holder=union`)).body
			expect(feesView.safeParse(told).error).toBeUndefined()
			return new Map<string, any>(told.items.map((fee: any) => [fee.groupId, fee]))
		}
		const before = await owed()
		const whole = sumOf([...before.values()], 'owed')
		expect((await pay({ amount: '1' })).body).toMatchObject({ code: 'fee.payment-differs', errors: [{ path: 'amount' }] })
		const first = made(await pay({ groupId: near, amount: '1000' }))
		expect(feePaymentView.safeParse(first).error).toBeUndefined()
		expect(first.paid).toEqual([
			expect.objectContaining({ groupId: near, amount: '1000', owed: String(BigInt(before.get(near).owed) - 1000n) }),
		])
		expect((await pay({ groupId: near, amount: before.get(near).owed })).body.code).toBe('fee.more-than-owed')
		expect((await pay({ groupId: office.leadersGroupId, amount: '1' })).body.code).toBe('fee.not-found')
		made(await pay({ amount: String(BigInt(whole) - 1000n) }))
		expect([...(await owed()).values()].every((fee) => fee.owed === '0')).toBe(true)
	})

	it('that were paid are not undone, until the payment is; a reckoning is undone for both of its holders', async () => {
		const group = await office.newGroup('NHCSXH', 'savings-and-loan')
		const loan = await office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: group, memberId: await office.newMember(group), months: 36 })
		await repay(loan, '2022-10-10', '200000')
		made(await reckon({ on: '2022-11-05' }))
		const fees: any[] = (await office.admin('GET', `/fees?groupId=${group}`)).body.items
		const own = fees.find(({ holder }) => holder === 'union')
		const paid = made(
			await office.admin(
				'POST',
				'/fee-payments',
				{ lenderId, holder: 'union', groupId: group, month, on: '2022-11-20', amount: own.owed },
				newKey(),
			),
		)
		const undo = (eventId: string, body: object = {}) =>
			office.admin('POST', `/fees/${own.id}/events/${eventId}/reversal`, { reason: 'tính nhầm', ...body }, newKey())
		expect((await undo('1')).body.code).toBe('contract.history-breaks')
		expect((await undo('9')).body.code).toBe('contract.event-not-found')
		const back = made(await undo(paid.paid[0].eventId))
		expect(feeReversalView.safeParse(back).error).toBeUndefined()
		expect(back.reversed).toHaveLength(1)
		expect((await undo('1', { on: '2022-11-01' })).body.code).toBe('contract.reversal-before-event')
		const both = made(await undo('1', { on: '2022-11-30' }))
		expect(both.reversed.map(({ holder, owed }: any) => [holder, owed]).sort()).toEqual([
			['group', '0'],
			['union', '0'],
		])
		expect((await undo('1')).body.code).toBe('contract.already-reversed')
		expect((await undo('4')).body.code).toBe('contract.reversal-of-reversal')
		expect((await statement('by=group')).rows.map(({ id }: any) => id)).not.toContain(group)
		expect((await explain(group)).reckonings.map(({ reversedBy }: any) => reversedBy)).toEqual(['4', '2'])
		expect(made(await reckon()).changed.map(({ groupId, type }: any) => [groupId, type])).toEqual([
			[group, 'reckoned'],
			[group, 'reckoned'],
		])
	})

	it('are told as CSV and as a workbook, with the sums in the last line', async () => {
		const csv = await office.admin('GET', `/reports/fees?month=${month}&by=commune&format=csv`)
		expect(csv.headers['content-disposition']).toBe('attachment; filename="entrustment-fee-commune-2022-10-2022-10.csv"')
		const lines = String(csv.body).trim().split(/\r?\n/)
		expect(lines[0]).toContain('Lãi thực thu')
		expect(lines.at(-1)).toContain((await statement('by=commune')).totals.fee)
		const xlsx = await office.admin('GET', `/reports/fees?from=2022-09&to=2022-12&kind=commission&by=group&format=xlsx`)
		expect([xlsx.status, xlsx.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
	})

	it('are refused before the month is over, without an agreement, of a lender that entrusts nothing, and on a day before they were reckoned', async () => {
		const before = await factsIn(house)
		const code = async (body: object) => (await reckon(body)).body.code
		expect(await code({ on: '2022-10-31' })).toBe('fee.month-not-over')
		expect(await code({ month: '2023-06' })).toBe('fee.month-not-over')
		expect(await code({ on: '2023-06-16' })).toBe('contract.future-day')
		expect(await code({ month: '2019-10' })).toBe('fee.no-agreement')
		expect(await code({ lenderId: office.lenderId('QUY-HTPN') })).toBe('fee.lender-not-entrusting')
		expect(await code({ lenderId: '999999' })).toBe('lender.not-found')
		expect({ ...(await factsIn(house)), requests: 0 }).toEqual({ ...before, requests: 0 })
		await repay(loans[1] ?? '', '2022-10-29', '10000')
		expect((await reckon({ on: '2022-11-15' })).body).toMatchObject({ code: 'fee.reckoned-later' })
		made(await reckon())
		const ask = async (query: string) => (await office.admin('GET', `/reports/fees?${query}`)).body
		expect((await ask('from=2022-12&to=2022-10')).code).toBe('fee.period-backwards')
		expect((await ask('month=2022-10&by=district&map=2025')).code).toBe('report.no-districts')
		expect((await ask('from=2022-12')).status).toBe(400)
		expect((await ask('month=2022-10&from=2022-12&to=2022-12')).status).toBe(400)
	})

	it('follow an agreement that is entered later, from its month on, and the old statement stays what it was', async () => {
		const agreements: any[] = (await office.admin('GET', `/fee-agreements?lenderId=${lenderId}`)).body.items
		const standing = agreements.find(({ kind, from, productId }) => kind === 'commission' && from === '2021-01' && productId === null)
		expect(feeAgreementView.safeParse(standing).error).toBeUndefined()
		const command = { lenderId, kind: 'commission', from: '2022-10', source: 'thoả thuận 12/TT', certainty: 'read' }
		const enter = (body: object) =>
			office.admin('POST', '/fee-agreements', { ...command, terms: { ...standing.terms, rate: '0.0009' }, ...body })
		const shares = [{ level: 'group', percent: '90' }]
		expect((await enter({ terms: { ...standing.terms, shares } })).body.code).toBe('fee.shares-not-whole')
		expect((await enter({ lenderId: office.lenderId('QUY-HTPN') })).body.code).toBe('fee.lender-not-entrusting')
		expect((await enter({ productId: office.productId('AGRIBANK-TO') })).body.code).toBe('fee.product-of-another-lender')
		expect((await enter({ from: '2022-13' })).status).toBe(400)
		const before = await statement('kind=commission&by=province')
		expect(made(await enter({ productId: undefined }))).toMatchObject({ lenderCode: 'NHCSXH', productCode: null, from: '2022-10' })
		const again = made(await reckon())
		expect(new Set(again.changed.map(({ holder, type }: any) => `${holder} ${type}`))).toEqual(new Set(['group adjusted']))
		expect(again.changed.every(({ causes }: any) => causes.length === 0)).toBe(true)
		const after = await statement('kind=commission&by=province')
		expect(BigInt(after.totals.fee) > BigInt(before.totals.fee)).toBe(true)
		expect((await statement(`kind=commission&by=province&knownAt=${before.knownAt}`)).rows).toEqual(before.rows)
	})

	it('are told again from their events, and the books hold what these say', async () => {
		let told = 0
		const findings: unknown[] = []
		await house.database.reading(async (tx) => {
			for await (const finding of retellFees(tx, (count) => (told = count))) findings.push(finding)
		})
		expect(findings).toEqual([])
		expect(told).toBeGreaterThan(8)
	})
})
