import { expect, it } from 'vitest'
import { programAsker } from '../../../src/access/asker.js'
import { reckonDemonstration } from '../../../src/cli/demo/fees.js'
import { loadDemonstration } from '../../../src/cli/demo/load.js'
import { feeStatement, retellFees } from '../../../src/fees/question-actions.js'
import type { Month } from '../../../src/fees/month.js'
import { reckonFees } from '../../../src/fees/reckoning-actions.js'
import { statementQuery } from '../../../src/fees/schemas.js'
import { sum } from '../../../src/kernel/money.js'
import { asOwner, clockAt, createTestDatabase } from '../../platform/harness.js'

it('the demonstration reckons October 2022 with both banks as it was known in November; what was found since is an adjustment of today', {
	timeout: 60_000,
}, async () => {
	const { database, url, close } = await createTestDatabase()
	const clock = clockAt('2026-11-23')
	try {
		await loadDemonstration(database, { size: 'small', clock, progress: () => undefined })
		await asOwner(url, 'analyze')
		await reckonDemonstration(database, clock)
		const knownAt = await database.knowledgeNow()
		const told = (kind: string, by: string) =>
			database.reading((tx) =>
				feeStatement(tx, statementQuery.parse({ month: '2022-10', kind, by }), programAsker, { asOf: clock.today(), knownAt }),
			)
		for (const kind of ['entrustment-fee', 'commission']) {
			const [groups, communes, banks] = [await told(kind, 'group'), await told(kind, 'commune'), await told(kind, 'lender')]
			expect(groups.totals.fee > 0n).toBe(true)
			for (const { rows, totals } of [groups, communes, banks]) expect(sum(rows.map(({ fee }) => fee))).toBe(totals.fee)
			expect(banks.rows.map(({ key }) => key)).toEqual(kind === 'commission' ? ['AGRIBANK', 'NHCSXH'] : ['NHCSXH'])
		}
		const [nhcsxh] = (await told('entrustment-fee', 'lender')).rows
		const again = await database.transaction((tx) =>
			reckonFees(tx, { lenderId: nhcsxh?.id ?? '', month: '2022-10' as Month }, programAsker, { today: clock.today(), knownAt }),
		)
		expect(again.changed.every(({ type, causes }) => type === 'adjusted' && causes.length > 0)).toBe(true)
		const findings: unknown[] = []
		await database.reading(async (tx) => {
			for await (const finding of retellFees(tx, () => undefined)) findings.push(finding)
		})
		expect(findings).toEqual([])
	} finally {
		await close()
	}
})
