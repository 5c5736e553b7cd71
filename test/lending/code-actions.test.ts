import { afterAll, beforeAll, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { attachBankCode } from '../../src/lending/code-actions.js'
import { asOwner, createTestApp, type TestApp } from '../platform/harness.js'
import { type Story, tellStory } from '../reports/story.js'

let house: TestApp
let story: Story
beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database)
})
afterAll(() => house.close())

const attach = (loanId: string, code: string) => house.database.transaction((tx) => attachBankCode(tx, loanId, code, programAsker))

it('notes the bank’s code of a loan once, and no code twice', async () => {
	await expect(attach(story.loans.bich, '66-1')).rejects.toMatchObject({ code: 'loan.bank-code-noted' })
	await asOwner(house.url, 'delete from external_codes where owner_kind = $1 and owner_id = $2', ['loan', story.loans.bich])
	await asOwner(house.url, "insert into external_codes (owner_kind, owner_id, issuer, code) values ('loan', 999999, 'NHCSXH', '66-2')")
	await expect(attach(story.loans.bich, '66-2')).rejects.toMatchObject({ code: 'loan.bank-code-taken' })
	expect(await attach(story.loans.bich, '66-3')).toEqual({ loanId: story.loans.bich, code: '66-3' })
	const { body } = await (await house.asUser('admin'))('GET', `/loans/${story.loans.bich}`)
	expect(body.externalCode).toBe('66-3')
})
