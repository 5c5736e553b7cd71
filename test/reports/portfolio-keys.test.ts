import { describe, expect, it } from 'vitest'
import type { LoanRow } from '../../src/lending/stored.js'
import type { StandingLoan } from '../../src/reports/loan-rows.js'
import { keyColumns, keyedTally, keyIdOf, keyless, portfolioKeys, type Tally } from '../../src/reports/portfolio-keys.js'
import type { Drawn } from '../../src/units/map.js'

const row = { lenderId: '1', productId: '2', groupId: null, communeId: '4' } as LoanRow
const loan = { row } as StandingLoan
const drawn: Drawn = { unitId: '40', code: '01', name: 'Xã mới', parentId: null, parentName: null }

describe('what a line is about', () => {
	it('is the lender, the product, the group, the commune as the map draws it, or all of them', () => {
		const places = new Map([['4', drawn]])
		expect(portfolioKeys.map((by) => keyIdOf(by, row, places))).toEqual(['1', '2', '40', null, null])
		expect(keyIdOf('commune', row, new Map())).toBe('4')
		expect(keyColumns('commune').map(({ header }) => header)).toEqual(['Mã xã', 'Xã'])
	})
})

describe('a tally by key', () => {
	it('counts each loan under its key and in all, and tells the lines by their codes', () => {
		const make = (): Tally<{ loans: number }> => {
			let loans = 0
			return { count: () => void (loans += 1), view: () => ({ loans }) }
		}
		const keyed = keyedTally(make)
		for (const id of ['7', '8', '7', null]) keyed.count(id, loan)
		expect(keyed.keyIds()).toEqual(['7', '8'])
		expect(keyed.lines((id) => ({ key: id === null ? null : `K${9 - Number(id)}`, id, name: keyless.group }))).toEqual([
			{ key: null, id: null, name: 'Không qua tổ', loans: 1 },
			{ key: 'K1', id: '8', name: 'Không qua tổ', loans: 1 },
			{ key: 'K2', id: '7', name: 'Không qua tổ', loans: 2 },
		])
		expect(keyed.totals()).toEqual({ loans: 4 })
	})
})
