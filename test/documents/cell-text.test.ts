import { describe, expect, it } from 'vitest'
import { dayOfCell, moneyOf, rateOfCell, textOfCell } from '../../src/documents/cell-text.js'
import { emptyCell, formulaCell, type ReadCell } from '../../src/documents/read-cell.js'

const text = (said: string): ReadCell => ({ text: said, kind: 'text' })
const number = (said: string): ReadCell => ({ text: said, kind: 'number' })

describe('an amount in a cell', () => {
	it.each([
		['1.234.567', 1_234_567n],
		['1.149,6 triệu', 1_149_600_000n],
		['1234567', 1_234_567n],
		['-50.000', -50_000n],
		['(50.000)', -50_000n],
		['0', 0n],
		['50.000 đồng', 50_000n],
	])('as Vietnamese people write it: %s', (said, amount) => {
		expect(moneyOf(text(said))).toEqual({ value: amount })
	})

	it.each(['1,149.6', '1,234,567', 'gần 7 tỷ', 'Giám đốc', '1,5', '12345678901234567890'])('is not guessed: %s', (said) => {
		expect(moneyOf(text(said))).toEqual({ fault: 'amount' })
	})

	it('of a number is its digits, exactly, and never a part of a đồng', () => {
		expect(moneyOf(number('999999999999999999'))).toEqual({ value: 999_999_999_999_999_999n })
		expect(moneyOf(number('1149600000.5'))).toEqual({ fault: 'amount' })
		expect(moneyOf(number('50000.0'))).toEqual({ value: 50_000n })
	})

	it('is nothing where the cell is empty or has a dash, and not what a formula says', () => {
		expect(moneyOf(emptyCell)).toEqual({ value: null })
		expect(moneyOf(text('-'))).toEqual({ value: null })
		expect(moneyOf(formulaCell)).toEqual({ fault: 'formula' })
		expect(moneyOf({ text: '2022-10-31', kind: 'date' })).toEqual({ fault: 'amount' })
	})
})

describe('a day in a cell', () => {
	it.each([
		text('31/10/2022'),
		text('31-10-2022'),
		text('2022-10-31'),
		text('ngày 31 tháng 10 năm 2022'),
		number('44865'),
		{ text: '2022-10-31', kind: 'date' } as const,
	])('is read: %o', (cell) => {
		expect(dayOfCell(cell)).toEqual({ value: '2022-10-31' })
	})

	it.each([text('10/31/2022'), text('31/02/2022'), text('31/10/22'), number('44865.5'), number('7'), text('hôm nay')])(
		'is not guessed: %o',
		(cell) => {
			expect(dayOfCell(cell)).toEqual({ fault: 'date' })
		},
	)

	it('is nothing where the cell is empty', () => {
		expect(dayOfCell(emptyCell)).toEqual({ value: null })
		expect(dayOfCell(formulaCell)).toEqual({ fault: 'formula' })
	})
})

describe('a rate in a cell', () => {
	it.each([
		[text('6,6%'), '0.066'],
		[text('6.6 %/năm'), '0.066'],
		[text('0,55%/tháng'), '0.066'],
		[number('0.066'), '0.066'],
		[number('6.6'), '0.066'],
	])('is of a year: %o', (cell, rate) => {
		expect(rateOfCell(cell)).toEqual({ value: rate })
	})

	it('is not guessed', () => {
		for (const cell of [text('sáu phẩy sáu'), number('-1'), text('99999%')]) expect(rateOfCell(cell)).toEqual({ fault: 'rate' })
		expect(rateOfCell(emptyCell)).toEqual({ value: null })
		expect(rateOfCell(formulaCell)).toEqual({ fault: 'formula' })
	})
})

it('takes the text of a cell as it is, and a code that became a number by its digits', () => {
	expect(textOfCell(text('Nông Thị Ái'))).toEqual({ value: 'Nông Thị Ái' })
	expect(textOfCell(number('6000012345'))).toEqual({ value: '6000012345' })
	expect(textOfCell(text('a'.repeat(501)))).toEqual({ fault: 'text-long' })
	expect(textOfCell(formulaCell)).toEqual({ fault: 'formula' })
	expect(textOfCell(emptyCell)).toEqual({ value: null })
})
