import { describe, expect, it } from 'vitest'
import { dong, zero } from '../../src/kernel/money.js'
import { comparedOf, explains, gapOf, lackedByBank, newsOf, repaidAtBank, statedKeys, timed } from '../../src/reconciliations/balance.js'
import { toleranceOf } from '../../src/reconciliations/tolerance.js'
import { asOf, bankOf, day, ours, paid } from './sides.js'

const loan = ours(1)
const tolerance = toleranceOf('NHCSXH')
const gap = (outstanding: bigint, interest = 0n) => ({ outstanding: dong(outstanding), interest: dong(interest) })

describe('how two balances differ', () => {
	it('is what the bank states less what we have; what it leaves out does not differ', () => {
		expect(gapOf({ bank: bankOf(loan, { outstanding: undefined, interestDue: dong(60_000n) }), ours: loan })).toEqual(gap(0n, 5_000n))
		expect(comparedOf({ bank: { line: 2 }, ours: loan })).toEqual({ bank: gap(0n), ours: gap(0n) })
		expect(statedKeys([{ line: 2 }, { line: 3, interestDue: zero }])).toEqual(['interestDue'])
	})

	it('is explained by a payment in all, by its principal alone, and by a disbursement the other way round', () => {
		const payment = paid('1', '2022-10-28', 555_000n, { principal: dong(500_000n) })
		expect([gap(500_000n, 55_000n), gap(555_000n), gap(500_000n), gap(0n, 555_000n)].map((one) => explains(payment, one, 'bank'))).toEqual([
			true,
			true,
			true,
			true,
		])
		expect([
			explains(payment, gap(500_001n), 'bank'),
			explains(payment, gap(-555_000n), 'bank'),
			explains(payment, gap(-555_000n), 'us'),
		]).toEqual([false, false, true])
		const disbursement = paid('1', '2022-10-28', 5_000_000n, { kind: 'disbursement' })
		expect([explains(disbursement, gap(-5_000_000n), 'bank'), explains(disbursement, gap(5_000_000n), 'us')]).toEqual([true, true])
	})

	it('is a matter of time within ten days, and a missing receipt within a quarter', () => {
		const at = (on: string) => [paid('1', on, 500_000n)]
		expect(['2022-10-21', '2022-10-20'].map((on) => timed(at(on), gap(500_000n), asOf, tolerance)?.on)).toEqual(['2022-10-21', undefined])
		expect(['2022-11-10', '2022-11-11'].map((on) => timed(at(on), gap(-500_000n), asOf, tolerance)?.on)).toEqual(['2022-11-10', undefined])
		expect(['2022-07-31', '2022-07-30', '2022-11-02'].map((on) => lackedByBank(at(on), gap(500_000n), asOf, tolerance)?.on)).toEqual([
			'2022-07-31',
			undefined,
			undefined,
		])
	})

	it('has news of the bank where its last transaction is none of ours', () => {
		const bank = { line: 2, lastOn: day('2022-10-12'), lastAmount: dong(500_000n) }
		expect(newsOf(bank, [])).toEqual({ on: '2022-10-12', amount: 500_000n })
		expect(newsOf(bank, [paid('1', '2022-10-13', 500_000n)])).toBeNull()
		expect(newsOf(bank, [paid('1', '2022-10-20', 500_000n)])).not.toBeNull()
		expect(newsOf({ line: 2 }, [])).toBeNull()
		expect([
			repaidAtBank(dong(500_000n), gap(-450_000n, -50_000n)),
			repaidAtBank(dong(500_000n), gap(-500_000n, 9n)),
			repaidAtBank(dong(500_000n), gap(-1n)),
		]).toEqual([true, true, false])
	})
})
