import { describe, expect, it } from 'vitest'
import { checkedLines, lineDigest, paidBy, refuseOtherTotal, sheetDigest } from '../../src/collection/posted.js'
import { collectionSchema } from '../../src/collection/schemas.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'

const loan = (loanId: string, amount: string, receiptNo?: string) => ({ loanId, amount, ...(receiptNo === undefined ? {} : { receiptNo }) })
const posted = (lines: readonly Record<string, unknown>[]) => collectionSchema.parse({ groupId: '7', on: '2023-05-10', lines }).lines
const paying = (amounts: Readonly<Record<string, string>>) =>
	posted(Object.entries(amounts).map(([id, amount]) => ({ memberId: id, loans: [loan(id, amount)] })))

function refused(work: () => unknown): unknown[] {
	try {
		work()
	} catch (error) {
		if (error instanceof Refusal) return [error.code, error.path, error.details]
		throw error
	}
	return []
}

describe('the lines of a sheet', () => {
	it('come to what all of them paid, beyond what a number holds', () => {
		expect(checkedLines(paying({ 1: '110000', 2: '55000', 3: '1' }))).toBe(165_001n)
		expect(checkedLines(paying({ 1: '999999999999999999', 2: '999999999999999999' }))).toBe(1_999_999_999_999_999_998n)
		const [line] = posted([{ memberId: '1', loans: [loan('8', '5')], savings: [{ accountId: '9', amount: '7' }] }])
		expect(line && paidBy(line)).toBe(12n)
	})

	it('name a member, a loan, an account and an id of a phone once', () => {
		const twice: readonly (readonly [Record<string, unknown>, unknown[]])[] = [
			[{ memberId: '1', loans: [loan('9', '1')] }, ['collection.member-twice', 'lines.1.memberId', {}]],
			[{ memberId: '2', loans: [loan('8', '1')] }, ['collection.loan-twice', 'lines.1.loans.0.loanId', { loanId: '8' }]],
			[
				{ memberId: '2', savings: [{ accountId: '6', amount: '1' }] },
				['collection.account-twice', 'lines.1.savings.0.accountId', { accountId: '6' }],
			],
			[{ memberId: '2', status: 'absent', clientLineId: 'a-line-of-a-phone' }, ['collection.line-twice', 'lines.1.clientLineId', {}]],
		]
		const first = {
			memberId: '1',
			clientLineId: 'a-line-of-a-phone',
			loans: [loan('8', '1')],
			savings: [{ accountId: '6', amount: '1' }],
		}
		for (const [second, expected] of twice) expect(refused(() => checkedLines(posted([first, second])))).toEqual(expected)
	})

	it('say of one who paid how much, and of one who did not, nothing', () => {
		expect(refused(() => checkedLines(posted([{ memberId: '1' }])))).toEqual(['collection.nothing-collected', 'lines.0.status', {}])
		for (const status of ['absent', 'unpaid']) {
			expect(checkedLines(posted([{ memberId: '1', status }]))).toBe(0n)
			expect(refused(() => checkedLines(posted([{ memberId: '1', status, loans: [loan('8', '1')] }])))).toEqual([
				'collection.unpaid-line-pays',
				'lines.0.status',
				{},
			])
		}
	})

	it('are at least one, and not more than five hundred', () => {
		const lines = (count: number) => ({
			groupId: '7',
			on: '2023-05-10',
			lines: Array.from({ length: count }, (_, index) => ({ memberId: String(index + 1), status: 'absent' })),
		})
		expect([0, 1, 500, 501].map((count) => collectionSchema.safeParse(lines(count)).success)).toEqual([false, true, true, false])
	})
})

describe('the sums of a sheet', () => {
	it('agree with the paper and with the banknotes, or need neither', () => {
		expect(refused(() => refuseOtherTotal(dong(165_000n), {}))).toEqual([])
		const denominations = [
			{ value: '100000', count: 1 },
			{ value: '50000', count: 1 },
			{ value: '5000', count: 3 },
		]
		expect(refused(() => refuseOtherTotal(dong(165_000n), { total: dong(165_000n), denominations }))).toEqual([])
	})

	it('are refused where the paper says one đồng more or less, naming both sums', () => {
		for (const total of ['164999', '165001'])
			expect(refused(() => refuseOtherTotal(dong(165_000n), { total: dong(BigInt(total)) }))).toEqual([
				'collection.total-differs',
				'total',
				{ sum: '165000', total },
			])
	})

	it('are refused where the banknotes come to another sum, naming both', () => {
		expect(refused(() => refuseOtherTotal(dong(165_000n), { denominations: [{ value: '200000', count: 1 }] }))).toEqual([
			'collection.banknotes-differ',
			'denominations',
			{ counted: '200000', sum: '165000' },
		])
	})
})

describe('a sheet that is sent twice', () => {
	it('is known by who paid what for what, in whatever order, and not by its receipts', () => {
		const lines = paying({ 1: '110000', 2: '55000' })
		const again = posted([
			{ memberId: '2', loans: [loan('2', '55000', 'BL-7')], note: 'nộp sau' },
			{ memberId: '1', loans: [loan('1', '110000')] },
		])
		expect(sheetDigest(again)).toBe(sheetDigest(lines))
		expect(sheetDigest(paying({ 1: '110000', 2: '55001' }))).not.toBe(sheetDigest(lines))
		expect(sheetDigest(paying({ 1: '55000', 2: '110000' }))).not.toBe(sheetDigest(lines))
	})

	it('line by line, says in every line all that it said before', () => {
		const meeting = { groupId: '7', on: '2023-05-10', sheetClientId: 'sheet-of-a-phone' }
		const [line, other, noted, receipted] = posted([
			{ memberId: '1', loans: [loan('1', '5')] },
			{ memberId: '1', loans: [loan('1', '6')] },
			{ memberId: '1', loans: [loan('1', '5')], note: 'nộp sau' },
			{ memberId: '1', loans: [loan('1', '5', 'BL-7')] },
		]).map((one) => lineDigest(meeting, one))
		expect(new Set([line, other, noted, receipted]).size).toBe(4)
		const [confirmed] = posted([{ memberId: '1', loans: [loan('1', '5')], confirmed: true, expectedVersion: '5-0-0-0123456789ab' }])
		expect(confirmed && lineDigest(meeting, confirmed)).toBe(line)
		expect(confirmed && lineDigest({ ...meeting, on: '2023-05-11' }, confirmed)).not.toBe(line)
	})
})
