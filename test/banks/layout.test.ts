import { describe, expect, it } from 'vitest'
import { layoutKept, layoutOf, refuseUnfitColumns } from '../../src/banks/layout.js'

const columns = [
	{ key: 'loanCode', header: 'Mã' },
	{ key: 'memberName', header: 'Họ tên' },
	{ key: 'outstanding', header: 'Dư nợ' },
] as const

describe('the layout of a bank’s list', () => {
	it('says of each column what it is and what the bank calls it', () => {
		expect(layoutKept(columns)).toEqual(
			layoutOf([
				['loanCode', 'Mã'],
				['memberName', 'Họ tên'],
				['outstanding', 'Dư nợ'],
			]),
		)
		expect(layoutKept(columns).columns.map(({ kind }) => kind)).toEqual(['text', 'text', 'money'])
	})

	it('is refused where both sides could not check a list by it', () => {
		expect(() => refuseUnfitColumns(columns)).not.toThrow()
		const refusal = (more: Parameters<typeof refuseUnfitColumns>[0]) => {
			try {
				refuseUnfitColumns(more)
				return null
			} catch (error) {
				const { code, path } = error as { code: string; path: string }
				return [code, path]
			}
		}
		expect(refusal([...columns, { key: 'outstanding', header: 'Nợ' }])).toEqual(['export.column-twice', 'columns.3.key'])
		expect(refusal([...columns, { key: 'inTerm', header: 'Dư nợ' }])).toEqual(['export.column-twice', 'columns.3.header'])
		expect(refusal([columns[0], columns[2], columns[1]])).toEqual(['export.first-columns-not-text', 'columns'])
		expect(refusal([{ key: 'groupCode', header: 'Mã tổ' }, columns[1], columns[2]])).toEqual(['export.no-loan-code', 'columns'])
	})
})
