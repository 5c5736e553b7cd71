import { expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { type AidSums, shownSums, sumsByUnit } from '../../src/mutualaid/report.js'

const line = (unit: AidSums['unit'], lent: bigint): AidSums => ({
	unit,
	acts: 1,
	given: dong(5n),
	lent: dong(lent),
	returned: dong(1n),
	forgiven: dong(2n),
	outstanding: dong(lent - 3n),
	value: dong(100_000n),
})

it('help in kind is summed for each unit by itself, in the order of the units; no unit is added to another', () => {
	const [labour, land, ...rest] = sumsByUnit([line('m2', 10n), line('cong', 20n), line('m2', 5n)])
	expect(rest).toEqual([])
	expect(labour).toEqual(line('cong', 20n))
	expect(land).toEqual({ unit: 'm2', acts: 2, given: 10n, lent: 15n, returned: 2n, forgiven: 4n, outstanding: 9n, value: 200_000n })
})

it('amounts are said in their unit, their stated value in đồng', () => {
	expect(shownSums(line('cong', 125n))).toEqual({
		unit: 'cong',
		acts: 1,
		handedOver: '13',
		given: '0.5',
		lent: '12.5',
		returned: '0.1',
		forgiven: '0.2',
		outstanding: '12.2',
		value: 100_000n,
	})
})
