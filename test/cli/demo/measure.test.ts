import { describe, expect, it } from 'vitest'
import { measure } from '../../../src/cli/demo/measure.js'
import { splitEqually } from '../../../src/kernel/allocate.js'
import { Decimal } from '../../../src/kernel/decimal.js'
import { nearestDong } from '../../../src/kernel/rounding.js'
import { domainCase } from '../../vectors/domain-cases.js'

type Source = 'nhcsxh' | 'agribank' | 'quy'

describe('the measure of the demonstration', () => {
	const averages = domainCase<Record<Source, [millions: number, groups: number, borrowers: number]>, Record<Source, [string, string]>>(
		'SEED-01',
	)
	it.each([
		['nhcsxh', measure.policyBank],
		['agribank', measure.commercialBank],
		['quy', measure.fund],
	] as const)(`${averages.title}: %s`, (source, { outstanding, groups, borrowers }) => {
		expect([Number(outstanding / 1_000_000n), groups, borrowers]).toEqual(averages.inputs[source])
		const shown = (value: Decimal) => value.toDecimalPlaces(2).toFixed()
		const perBorrower = new Decimal(outstanding.toString()).dividedBy(1_000_000).dividedBy(borrowers)
		expect([shown(perBorrower), shown(new Decimal(borrowers).dividedBy(groups))]).toEqual(averages.rounded[source])
	})

	const startUp = domainCase<{ total: number; members: number }, number>('SEED-03')
	it(startUp.title, () => {
		const { lent, borrowers } = measure.startUp
		expect([Number(lent), borrowers]).toEqual([startUp.inputs.total, startUp.inputs.members])
		expect(new Set(splitEqually(lent, borrowers, nearestDong))).toEqual(new Set([BigInt(startUp.rounded)]))
	})
})
