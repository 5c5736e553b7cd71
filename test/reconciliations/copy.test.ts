import { expect, it } from 'vitest'
import { zero } from '../../src/kernel/money.js'
import { aboutLine, copyDigest, copySheet } from '../../src/reconciliations/copy.js'
import type { KeptItem } from '../../src/reconciliations/stored.js'
import { kept, reconciliation } from './kept.js'

async function* told(items: readonly KeptItem[]) {
	yield* items
}
const items = [kept(1), kept(2, { type: 'rate-differs', outstanding: zero })]

it('counts the balance of a loan once, however much is said of it', async () => {
	const { sheet, end } = copySheet(reconciliation, told(items))
	const rows = []
	for await (const row of sheet.rows) rows.push(row)
	expect(rows).toMatchObject([
		{
			no: '1',
			bankLoanCode: '661',
			loanCode: 'KV-1',
			memberName: 'Nông Thị Ái',
			bankOutstanding: 9_500_000n,
			ourOutstanding: 10_000_000n,
			type: 'Lệch dư nợ',
			status: 'Chưa xử lý',
		},
		{ no: '2', bankOutstanding: null, ourOutstanding: null, type: 'Lệch lãi suất' },
	])
	expect(end().totals).toMatchObject({ bankOutstanding: 9_500_000n, ourOutstanding: 10_000_000n, outstanding: -500_000n })
})

it('is another one of another day, another list, another standing, and says whom it was signed by', async () => {
	const digest = await copyDigest(reconciliation, told(items))
	expect(await copyDigest(reconciliation, told(items))).toBe(digest)
	expect(await copyDigest({ ...reconciliation, listSha256: 'cd'.repeat(32) }, told(items))).not.toBe(digest)
	expect(await copyDigest(reconciliation, told([kept(1, { status: 'accepted' }), kept(2)]))).not.toBe(digest)
	expect(aboutLine(reconciliation)).toBe(`7 NHCSXH 2022-10-31 2022-11-02T03:00:00.000000Z ${'ab'.repeat(32)}`)
})

it('is not given out where it is not what was signed', () => {
	const signed = {
		side: 'bank' as const,
		userId: '5',
		name: 'Chị Hoa',
		note: null,
		sha256: 'ef'.repeat(32),
		signedAt: reconciliation.knownAt,
	}
	expect(() => copySheet({ ...reconciliation, signatures: [signed] }, told(items)).end()).toThrow('a copy is what was signed')
})
