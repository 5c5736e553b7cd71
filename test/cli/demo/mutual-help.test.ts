import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeGroups } from '../../../src/cli/demo/groups.js'
import { measure } from '../../../src/cli/demo/measure.js'
import { loadMutualHelp } from '../../../src/cli/demo/mutual-help.js'
import { chance } from '../../../src/cli/demo/random.js'
import { loadSocialFunds } from '../../../src/cli/demo/social-funds.js'
import type { Stage } from '../../../src/cli/demo/stage.js'
import { retellFunds } from '../../../src/funds/question-actions.js'
import { checkBooks } from '../../../src/ledger/check-store.js'
import { retellAid } from '../../../src/mutualaid/question-actions.js'
import { openOffice } from '../../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../../platform/harness.js'

let house: TestApp
let admin: Call
let took: number

beforeAll(async () => {
	house = await createTestApp()
	const office = await openOffice(house)
	admin = office.admin
	const [province] = (await admin('GET', '/units?level=province&on=2022-10-31')).body.items
	await house.database.transaction(async (tx) => {
		const random = chance('help')
		const wish = { prefix: 'TK', name: 'Tổ', kind: 'savings-and-loan', lenderId: office.lenderId('NHCSXH'), issuer: null } as const
		const size = { count: 12, members: 240, smallest: 12, largest: 30 }
		const groups = await makeGroups(tx, random, [office.communeId, office.elsewhereId], { ...wish, ...size }, 900_001)
		const stage = { tx, random, small: false } as Stage
		const began = performance.now()
		await loadMutualHelp(stage, groups)
		await loadSocialFunds(stage, province.id, groups)
		took = performance.now() - began
	})
}, 60_000)
afterAll(() => house.close())

describe('what the Union of Cao Bằng reported for 2022', () => {
	it('has 25.653 labour days and 233.832 m² lent, apart from 18.172 days and 7.413 kg of the visits', async () => {
		const { rows } = (await admin('GET', '/reports/aid?by=programme&from=2022-01-01&to=2022-12-31')).body
		const handedOver = (name: string, unit: string) => {
			const row = rows.find((one: any) => one.name === name && one.unit === unit)
			return String(BigInt(row.given) + BigInt(row.lent))
		}
		const { mutualHelp, visits } = measure
		expect(handedOver(mutualHelp.programme, 'cong')).toBe('25653')
		expect(rows.find((one: any) => one.unit === 'm2').lent).toBe('233832')
		expect(handedOver(visits.programme, 'cong')).toBe('18172')
		expect(handedOver(visits.programme, 'kg')).toBe('7413')
	})

	it('has 186.740.000 đồng for 48 children, 310 million for seven houses, and what was given to the border', async () => {
		const { rows } = (await admin('GET', '/reports/funds?year=2022&by=kind')).body
		const row = (key: string) => rows.find((one: any) => one.key === key)
		expect(row('sponsorship')).toMatchObject({
			received: '186740000',
			pledged: '186500000',
			pledgesPaid: '186500000',
			sponsored: 48,
			closing: '240000',
		})
		expect(row('shelter')).toMatchObject({ received: '310000000', spent: '310000000', closing: '0' })
		expect(row('border')).toMatchObject({ received: '1177005000' })
		expect(row('waste-collection').funds).toBe(6)
	})

	it('is as its events say, in the books too, and is loaded in seconds', async () => {
		const findings: unknown[] = []
		await house.database.reading(async (tx) => {
			findings.push(...(await checkBooks(tx)))
			for await (const found of retellAid(tx, () => undefined)) findings.push(found)
			for await (const found of retellFunds(tx, () => undefined)) findings.push(found)
		})
		expect(findings).toEqual([])
		expect(took).toBeLessThan(15_000)
	})
})
