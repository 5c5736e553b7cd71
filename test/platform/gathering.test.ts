import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.js'
import { openUnion, type Union } from '../lending/union.js'
import { type Answer, type Call, callOf, clockAt, cookieOf, testLog } from './harness.js'

const money = (amount: bigint) => amount as never

describe('repayments that come at one moment', () => {
	let union: Union
	let admin: Call
	let close: () => Promise<void>

	beforeAll(async () => {
		union = await openUnion()
		const app = await createApp({ database: union.test.database, clock: clockAt('2023-06-15'), log: testLog })
		admin = callOf(app, { cookie: cookieOf(await callOf(app)('POST', '/sessions', { username: 'admin', password: 'soquy-demo' })) })
		close = async () => {
			await app.close()
			await union.test.close()
		}
	})
	afterAll(() => close())

	const disbursed = async (): Promise<string> => {
		const id = await union.sign()
		await union.record(id, 'disbursed', { on: '2022-11-01' as never, amount: money(20_000_000n) })
		return id
	}
	const repay = (loanId: string, amount: string, key = randomUUID()): Promise<Answer> =>
		admin('POST', `/loans/${loanId}/repayments`, { on: '2023-06-01', amount }, { 'idempotency-key': key })
	const outstanding = async (loanId: string): Promise<bigint> => BigInt((await admin('GET', `/loans/${loanId}`)).body.balances.outstanding)

	it('are each posted once, of one loan and of many', async () => {
		const loans = [await disbursed(), await disbursed(), await disbursed()]
		const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => repay(loans[index % 3] ?? '', '10000')))
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 201))
		expect(new Set(answers.map(({ body }) => body.entryId)).size).toBe(60)
		for (const loan of loans) {
			const events = await union.rows(sql`select seq from events where contract_id = ${loan}::bigint and type = 'repaid' order by seq`)
			expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 3))
			// Seven months of interest fall due, each on a line of its own, and are met first; the rest is principal.
			expect((await admin('GET', `/loans/${loan}/statement`)).body.lines).toHaveLength(22 + 7)
		}
	})

	it('are refused each on its own, while the others stand', async () => {
		const loan = await disbursed()
		const answers = await Promise.all([repay(loan, '1000000'), repay(loan, '99000000'), repay('999999', '1000'), repay(loan, '2000000')])
		expect(answers.map(({ status, body }) => body.code ?? status)).toEqual([201, 'loan.overpayment', 'loan.not-found', 201])
		const unpaid = 20_000_000n + 767_015n
		const paid = await admin('GET', `/loans/${loan}?asOf=2023-06-01`)
		expect(BigInt(paid.body.balances.payOff)).toBeLessThan(unpaid)
		expect(answers[0]?.body.allocation.interest).not.toBe('0')
	})

	it('are answered once a key, however often they are sent', async () => {
		const loan = await disbursed()
		const before = await outstanding(loan)
		const key = randomUUID()
		await repay(loan, '5000000', key)
		const answers = await Promise.all(Array.from({ length: 30 }, () => repay(loan, '5000000', key)))
		for (const { status, body, headers } of answers) {
			if (status === 201) expect(headers['idempotency-replayed']).toBe('true')
			else expect(body.code).toBe('idempotency.in-progress')
		}
		expect(answers.some(({ status }) => status === 201)).toBe(true)
		const other = await Promise.all([repay(loan, '6000000', key), repay(loan, '1000')])
		expect(other.map(({ status, body }) => body.code ?? status)).toEqual(['idempotency.different-request', 201])
		expect(before - (await outstanding(loan))).toBeLessThan(5_001_000n)
	})

	it('do not wait for a loan that somebody else is recording on', async () => {
		const [held, free] = [await disbursed(), await disbursed()]
		let letGo = (): void => undefined
		const holding = union.run(async (tx) => {
			await tx.execute(sql`select 1 from contracts where id = ${held}::bigint for update`)
			await new Promise<void>((resolve) => (letGo = resolve))
		})
		await new Promise((resolve) => setTimeout(resolve, 100))
		const waiting = repay(held, '1000')
		const answers = await Promise.all([repay(free, '1000'), repay(free, '2000')])
		expect(answers.map(({ status }) => status)).toEqual([201, 201])
		letGo()
		await holding
		expect((await waiting).status).toBe(201)
	})
})
