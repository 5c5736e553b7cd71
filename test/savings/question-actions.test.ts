import { afterAll, beforeAll, expect, it } from 'vitest'
import { retellSavings } from '../../src/savings/question-actions.js'
import { asOwner } from '../platform/harness.js'
import { openSavers, type Savers } from './savers.js'

let savers: Savers
beforeAll(async () => {
	savers = await openSavers()
})
afterAll(() => savers.house.close())

const findings = () =>
	savers.house.database.reading(async (tx) => {
		const found: string[] = []
		for await (const { contractId, what } of retellSavings(tx, () => undefined)) found.push(`${contractId}: ${what}`)
		return found
	})

it('whoever goes around the program and changes an account, its place or its book is found out', async () => {
	const id = await savers.open()
	await savers.deposit(id, '2022-11-01', '500000')
	expect(await findings()).toEqual([])
	const as = (statement: string) => asOwner(savers.house.url, statement)

	await as(`update savings_accounts set opened_on = '2022-01-02' where id = ${id}`)
	expect(await findings()).toEqual([`${id}: opened on 2022-01-02, its first event says 2022-01-01`])
	await as(`update savings_accounts set opened_on = '2022-01-01', group_id = null where id = ${id}`)
	expect((await findings())[0]).toContain('it is in no group of commune')
	await as(`update savings_accounts a set group_id = p.group_id from savings_places p where p.account_id = a.id and a.id = ${id}`)
	expect(await findings()).toEqual([])

	await as(`update contracts set state = jsonb_set(state, '{balance}', '"500001"') where id = ${id}`)
	expect(await findings()).toEqual([`${id}: the cached state is not what the events say`])
	await as(`update contracts set state = jsonb_set(state, '{balance}', '"500000"') where id = ${id}`)
	await as('alter table postings disable trigger user')
	await as(`update postings set amount = 500001 where contract_id = ${id}`)
	expect((await findings())[0]).toContain('the book is off by 1 đồng')
})
