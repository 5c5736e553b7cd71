import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance } from '../../../src/cli/demo/random.js'
import { loadSavingsWeek } from '../../../src/cli/demo/savings-week.js'
import type { Stage } from '../../../src/cli/demo/stage.js'
import { retellCampaigns } from '../../../src/campaigns/question-actions.js'
import { createTestApp, type Call, type TestApp } from '../../platform/harness.js'

describe('the savings week of the demonstration', () => {
	let house: TestApp
	let admin: Call
	beforeAll(async () => {
		house = await createTestApp()
		admin = await house.asUser('admin')
		const [lender] = (await admin('GET', '/lenders?limit=500')).body.items.filter(({ code }: any) => code === 'NHCSXH')
		const communes = (await admin('GET', '/units?level=commune&on=2022-10-31&limit=500')).body.items.map(({ id }: any) => id)
		const products = new Map([['NHCSXH-HONGHEO', { lender }]])
		const stage = { random: chance('cao-bang-2022'), small: false, products, communes } as unknown as Stage
		await house.database.transaction((tx) => loadSavingsWeek({ ...stage, tx }))
	})
	afterAll(() => house.close())

	it('comes to 6.395 million over 161 communes and the provincial Union, which gave more than 150 million itself', async () => {
		const [week] = (await admin('GET', '/campaigns')).body.items
		const { rows, totals } = (await admin('GET', `/campaigns/${week.id}?asOf=2022-10-23`)).body
		expect([totals.counted, rows.length]).toEqual(['6395000000', 162])
		const [own] = rows.filter(({ name }: any) => name === 'Tỉnh Cao Bằng')
		expect(BigInt(own.counted)).toBeGreaterThan(150_000_000n)
		const reconciled = (await admin('GET', `/campaigns/${week.id}/reconciliation`)).body.totals
		expect(reconciled).toMatchObject({ confirmed: '6395000000', matched: 162 })
	})

	it('is told again without a finding', async () => {
		const findings: unknown[] = []
		await house.database.reading(async (tx) => {
			for await (const finding of retellCampaigns(tx, () => undefined)) findings.push(finding)
		})
		expect(findings).toEqual([])
	})
})
