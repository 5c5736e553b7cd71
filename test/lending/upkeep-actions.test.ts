import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bringUpToDate } from '../../src/lending/upkeep-actions.js'
import { asOwner } from '../platform/harness.js'
import { openUnion, on, type Union } from './union.js'
import { vnd } from './loans.js'

let union: Union
let loanId = ''

beforeAll(async () => {
	union = await openUnion()
	loanId = await union.sign()
	await union.record(loanId, 'disbursed', { on: on('2022-11-07'), amount: vnd(20_000_000) })
	await union.record(loanId, 'repaid', { on: on('2023-01-15'), amount: vnd(5_000_000) })
})
afterAll(() => union.test.close())

describe('books that an older program kept', () => {
	it('have their caches rebuilt from the events, once', async () => {
		const state = () => union.rows(sql`select state from contracts where id = ${loanId}::bigint`)
		const before = await state()
		await asOwner(
			union.test.url,
			`update contracts set state = '{"status":"active","planned":[[0,"1"]],"outstanding":"7"}' where id = ${loanId}`,
		)
		expect(await union.run(bringUpToDate)).toBe(1)
		expect(await state()).toEqual(before)
		expect(await union.run(bringUpToDate)).toBe(0)
	})
})
