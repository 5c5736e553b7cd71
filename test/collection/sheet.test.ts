import { describe, expect, it } from 'vitest'
import { checkedTotal } from '../../src/collection/sheet.js'
import { collectionSchema } from '../../src/collection/schemas.js'
import { Refusal } from '../../src/kernel/refusal.js'

const sheet = (amounts: Readonly<Record<string, string>>, total?: string) =>
	collectionSchema.parse({
		groupId: '7',
		on: '2023-05-10',
		lines: Object.entries(amounts).map(([loanId, amount]) => ({ loanId, amount })),
		...(total === undefined ? {} : { total }),
	})

function refused(work: () => unknown): Refusal {
	try {
		work()
	} catch (error) {
		if (error instanceof Refusal) return error
		throw error
	}
	throw new Error('it was not refused')
}

describe('a collection sheet', () => {
	it('sums its lines, with or without the sum on the paper', () => {
		expect(checkedTotal(sheet({ 1: '110000', 2: '55000', 3: '1' }))).toBe(165_001n)
		expect(checkedTotal(sheet({ 1: '110000', 2: '55000' }, '165000'))).toBe(165_000n)
	})

	it('sums beyond what a number holds', () => {
		expect(checkedTotal(sheet({ 1: '999999999999999999', 2: '999999999999999999' }, undefined))).toBe(1_999_999_999_999_999_998n)
	})

	it('is refused where the paper says another sum, by one đồng more or less', () => {
		for (const total of ['164999', '165001']) {
			const { code, path, details } = refused(() => checkedTotal(sheet({ 1: '110000', 2: '55000' }, total)))
			expect([code, path, details]).toEqual(['collection.total-differs', 'total', { sum: '165000', total }])
		}
	})

	it('is refused where a loan is on two lines, naming the second', () => {
		const { lines, ...rest } = sheet({ 1: '5', 2: '6', 3: '7' })
		const { code, path, details } = refused(() => checkedTotal({ ...rest, lines: [...lines, ...lines.slice(1, 2)] }))
		expect([code, path, details]).toEqual(['collection.loan-twice', 'lines.3.loanId', { loanId: '2' }])
	})

	it('has a line, and not more than five hundred', () => {
		const lines = (count: number) => ({
			groupId: '7',
			on: '2023-05-10',
			lines: Array.from({ length: count }, (_, index) => ({ loanId: String(index + 1), amount: '1' })),
		})
		expect([0, 1, 500, 501].map((count) => collectionSchema.safeParse(lines(count)).success)).toEqual([false, true, true, false])
	})
})
