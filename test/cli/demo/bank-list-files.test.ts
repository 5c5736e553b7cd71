import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readList } from '../../../src/banklists/list.js'
import type { ListedLoan } from '../../../src/banklists/listed.js'
import { headerReader } from '../../../src/banklists/mapping.js'
import { bankCsv, writeBankWorkbook } from '../../../src/cli/demo/bank-list-files.js'
import { agribankShape, firstLineOf, nhcsxhShape } from '../../../src/cli/demo/bank-list-shapes.js'
import { readRows } from '../../../src/documents/read.js'
import { calendarDate } from '../../../src/kernel/calendar-date.js'
import { dong } from '../../../src/kernel/money.js'
import type { Rate } from '../../../src/kernel/rate.js'

const asOf = calendarDate('2022-10-31')
const folder = mkdtempSync(join(tmpdir(), 'bank-list-'))
afterAll(() => rmSync(folder, { recursive: true }))

const loans: readonly ListedLoan[] = Array.from({ length: 30 }, (_, index) => ({
	line: index,
	bankLoanCode: `0066${index}`,
	groupBankCode: 'TK-1',
	groupName: 'Tổ TK&VV bà Hoa',
	memberBankCode: `K${index}`,
	memberName: `Nông Thị Ái ${index}`,
	productCode: 'HN',
	signedOn: calendarDate('2021-11-30'),
	disbursedOn: calendarDate('2021-12-01'),
	principal: dong(20_000_000n + BigInt(index)),
	rate: '0.066' as Rate,
	outstanding: dong(1_234_567n + BigInt(index)),
	inTerm: dong(1_234_567n),
	overdue: dong(BigInt(index)),
	interestDue: dong(1_000n),
	interestCarried: dong(0n),
	interestAccrued: dong(7n),
}))

describe.each([
	['NHCSXH', nhcsxhShape],
	['AGRIBANK', agribankShape],
] as const)('a made-up list of %s', (lender, shape) => {
	const keys = new Set<string>(shape.columns.map(([key]) => key))
	const expected = loans.map((loan, index) => ({
		...Object.fromEntries(Object.entries(loan).filter(([key]) => keys.has(key))),
		line: firstLineOf(shape) + index,
	}))

	it('is read as a workbook, with its merged heading, numbers and days that are text in places, and sums that agree', async () => {
		const path = join(folder, `${lender}.xlsx`)
		await writeBankWorkbook(path, shape, loans, asOf)
		const read = await readList(readRows({ bytes: readFileSync(path) }), headerReader(lender, [], []))
		expect(read.faults).toEqual([])
		expect(read.loans).toEqual(expected)
		expect(read.agrees).toBe(true)
	})

	it('is read the same as CSV', async () => {
		const read = await readList(readRows({ bytes: Buffer.from(bankCsv(shape, loans, asOf)) }), headerReader(lender, [], []))
		expect(read.faults).toEqual([])
		expect(read.loans).toEqual(expected)
		expect(read.agrees).toBe(true)
	})
})
