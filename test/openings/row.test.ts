import { describe, expect, it } from 'vitest'
import { openingColumns, type OpeningKey } from '../../src/openings/columns.js'
import type { ReadCell } from '../../src/documents/read-cell.js'
import { keyOf, readRow } from '../../src/openings/row.js'

const columns = openingColumns.loans
const cell = (text: string, kind: ReadCell['kind'] = 'text'): ReadCell => ({ text, kind })
const read = (key: OpeningKey, given: ReadCell) => {
	const { values, faults } = readRow(columns, { [key]: given })
	return values.text(key) ?? faults.find((one) => one.key === key)?.code
}

describe('a row of a list', () => {
	it('reads amounts as numbers and as people write them, to the đồng', () => {
		expect(read('outstanding', cell('40000000', 'number'))).toBe('40000000')
		expect(read('outstanding', cell('40000000.00', 'number'))).toBe('40000000')
		expect(read('outstanding', cell('40.000.000 đ'))).toBe('40000000')
		expect(read('outstanding', cell('0', 'number'))).toBe('0')
		expect(read('outstanding', cell('1.5', 'number'))).toBe('cell.amount')
		expect(read('outstanding', cell('40,000.000'))).toBe('cell.amount')
		expect(read('outstanding', cell('-1', 'number'))).toBe('cell.negative')
		expect(read('outstanding', cell('#REF!', 'error'))).toBe('cell.formula')
	})

	it('reads days as days and as people write them', () => {
		expect(read('signedOn', cell('2021-03-05', 'date'))).toBe('2021-03-05')
		expect(read('signedOn', cell('5/3/2021'))).toBe('2021-03-05')
		expect(read('signedOn', cell('05.03.2021'))).toBe('2021-03-05')
		expect(read('signedOn', cell('31/02/2021'))).toBe('cell.date')
		expect(read('signedOn', cell('44260', 'number'))).toBe('2021-03-05')
	})

	it('reads a yearly rate as a percentage and as a fraction', () => {
		for (const text of ['6,6%', '6.6', '0,066', '0.066', '6,6 %/năm']) expect([text, read('rate', cell(text))]).toEqual([text, '0.066'])
		expect(read('rate', cell('0,55 %/tháng'))).toBe('0.066')
	})

	it('says what every row needs and what is too long', () => {
		const { faults } = readRow(columns, { productCode: cell('x'.repeat(501)) })
		expect(faults[0]).toEqual({ key: 'productCode', code: 'cell.text-long' })
		expect(faults.slice(1).map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'cell.required'))
	})

	it('is known again by the bank’s code, or else by ours', () => {
		expect(keyOf({ bankLoanCode: cell(' 66A '), loanCode: cell('KV1') })).toBe('bank 66a')
		expect(keyOf({ loanCode: cell('KV1') })).toBe('own kv1')
		expect(keyOf({})).toBeNull()
	})
})
