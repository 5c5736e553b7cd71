import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signLoan } from '../../src/lending/actions.js'
import { signLoanSchema } from '../../src/lending/schemas.js'
import type { Tx } from '../../src/platform/database.js'
import { asker, openUnion, today, type Union } from './union.js'

let union: Union
beforeAll(async () => {
	union = await openUnion()
})
afterAll(() => union.test.close())

/** How many statements some work asks of the database. */
async function statementsOf(tx: Tx, work: () => Promise<unknown>): Promise<number> {
	const client = tx.$client as { query: (...given: unknown[]) => unknown }
	const own = client.query
	let asked = 0
	client.query = (...given) => {
		asked += 1
		return own.apply(client, given)
	}
	try {
		await work()
		return asked
	} finally {
		client.query = own
	}
}

describe('the warnings around a signing', () => {
	it('ask the database as often for a household with one loan as for one with many', async () => {
		const command = signLoanSchema.parse({
			productId: union.productId('QUY-GIAMDAN'),
			groupId: union.groupId,
			memberId: union.memberId,
			signedOn: '2022-11-01',
			terms: { principal: '5000000', instalments: { count: 12 } },
		})
		const signing = () => union.run((tx) => statementsOf(tx, () => signLoan(tx, command, asker, today)))
		await signing()
		const second = await signing()
		for (let loans = 0; loans < 6; loans += 1) await union.sign()
		expect(await signing()).toBe(second)
		expect(second).toBeLessThan(20)
	})
})
