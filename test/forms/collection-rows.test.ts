import { describe, expect, it } from 'vitest'
import { banknoteRows, collectionRows, countedTogether, type SheetLine } from '../../src/forms/collection-rows.js'
import { dong } from '../../src/kernel/money.js'

const loan = (code: string, collected: bigint): SheetLine['loans'][number] => ({
	code,
	productCode: 'NHCSXH-HONGHEO',
	outstanding: dong(20_000_000n),
	interestDue: dong(108_000n),
	interestCarried: dong(12_000n),
	lateInterest: dong(0n),
	principalDue: null,
	collected: dong(collected),
})
const book = (collected: bigint) => ({ balance: dong(900_000n), missing: dong(50_000n), collected: dong(collected) })
const ai = { code: 'HV1', name: 'Nông Thị Ái' }

describe('the rows of a collection sheet', () => {
	it('have a row for each loan, and her savings beside the first', () => {
		const rows = collectionRows(
			[{ member: ai, loans: [loan('KV1', 120_000n), loan('KV2', 100_000n)], savings: [book(50_000n)], status: 'collected' }],
			'Tổ 1',
			'vắng',
		)
		expect(
			rows.map(({ no, memberName, loanCode, loanPaid, savingsPaid, total }) => [no, memberName, loanCode, loanPaid, savingsPaid, total]),
		).toEqual([
			[1, 'Nông Thị Ái', 'KV1', 120_000n, 50_000n, 170_000n],
			[null, null, 'KV2', 100_000n, null, 100_000n],
		])
		expect(rows[0]?.['asked']).toBe(170_000n)
	})

	it('are empty where she is to write what she pays, until a sheet says it', () => {
		const [row] = collectionRows([{ member: ai, loans: [loan('KV1', 0n)], savings: [book(0n)], status: null }], 'Tổ 1', 'vắng')
		expect(row).toMatchObject({ interestDue: 108_000n, interestCarried: 12_000n, loanPaid: null, savingsPaid: null, total: null })
	})

	it('say who did not come, who only saves, and what the group itself borrowed', () => {
		const rows = collectionRows(
			[
				{ member: ai, loans: [], savings: [book(0n)], status: 'absent' },
				{ member: null, loans: [loan('KV9', 0n)], savings: [], status: null },
			],
			'Tổ 1',
			'vắng',
		)
		expect(rows.map(({ memberName, loanCode, total, note }) => [memberName, loanCode, total, note])).toEqual([
			['Nông Thị Ái', null, 0n, 'vắng'],
			['Tổ 1', 'KV9', null, null],
		])
	})

	it('of a meeting without members are none', () => {
		expect(collectionRows([], 'Tổ 1', 'vắng')).toEqual([])
	})
})

describe('the banknotes of a sheet', () => {
	it('are of every face value, and empty until they are counted', () => {
		expect(banknoteRows(null)).toHaveLength(6)
		expect(banknoteRows(null)[0]).toEqual({
			value: 500_000n,
			count: null,
			amount: null,
			valueRight: 5_000n,
			countRight: null,
			amountRight: null,
		})
		expect(banknoteRows([{ value: '500000', count: 3 }])[0]).toMatchObject({
			value: 500_000n,
			count: 3,
			amount: 1_500_000n,
			countRight: null,
		})
	})

	it('of two sheets of one day are counted together', () => {
		const together = countedTogether([[{ value: '500000', count: 3 }], null, [{ value: '500000', count: 1 }]])
		expect(together).toEqual([{ value: '500000', count: 4 }])
		expect(countedTogether([null])).toBeNull()
	})
})
