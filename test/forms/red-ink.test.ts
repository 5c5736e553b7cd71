import { describe, expect, it } from 'vitest'
import { type DayEntry, inked } from '../../src/forms/red-ink.js'
import { add, dong, negate, type Money, zero } from '../../src/kernel/money.js'
import { type Posting, postingDifference } from '../../src/ledger/posting.js'

const posting = (debit: string, credit: string, amount: bigint): Posting => ({ debit, credit, amount: dong(amount) })
const shown = (before: readonly DayEntry[], entry: DayEntry) =>
	inked(before, entry).map(({ debit, credit, amount, ink }) => `${ink} ${debit}/${credit} ${amount}`)
const inTime = (...postings: Posting[]): DayEntry => ({ isLate: false, postings })
const late = (...postings: Posting[]): DayEntry => ({ isLate: true, postings })

describe('a correction in red ink', () => {
	it('writes the wrong split of a repayment in red and the right one in black, by the same difference', () => {
		const wrong = [posting('1111', '12881', 800n), posting('1111', '5151', 200n)]
		const right = [posting('1111', '12881', 850n), posting('1111', '5151', 150n)]
		const difference = late(...postingDifference(wrong, right))
		expect(shown([inTime(...wrong)], difference)).toEqual(['red 1111/5151 -200', 'black 1111/12881 50', 'black 1111/5151 150'])
	})

	it('takes a reversed posting back in red, and writes nothing in its place', () => {
		const paid = posting('1111', '12881', 500n)
		expect(shown([inTime(paid)], late(posting('12881', '1111', 500n)))).toEqual(['red 1111/12881 -500'])
	})

	it('leaves what else happened on the day as it was: a loan paid out and repaid, the repayment reversed', () => {
		const before = [inTime(posting('12881', '1111', 20_000n)), inTime(posting('1111', '12881', 5_000n))]
		expect(shown(before, late(posting('12881', '1111', 5_000n)))).toEqual(['red 1111/12881 -5000'])
	})

	it('is no correction where it only adds, or comes in its order', () => {
		expect(shown([inTime(posting('1111', '5151', 100n))], late(posting('1111', '12881', 40n)))).toEqual(['black 1111/12881 40'])
		expect(shown([inTime(posting('12881', '1111', 100n))], inTime(posting('1111', '12881', 100n)))).toEqual(['black 1111/12881 100'])
		expect(shown([], late(posting('1111', '12881', 40n)))).toEqual(['black 1111/12881 40'])
	})

	it('corrects what an earlier correction left, and goes beyond it where more is taken back than stood', () => {
		const before = [inTime(posting('1111', '5151', 200n)), late(posting('5151', '1111', 50n))]
		expect(shown(before, late(posting('5151', '1111', 30n)))).toEqual(['red 1111/5151 -150', 'black 1111/5151 120'])
		expect(shown(before, late(posting('5151', '1111', 180n)))).toEqual(['red 1111/5151 -150', 'black 5151/1111 30'])
	})

	it('comes to the difference in every account, whatever was told before', () => {
		const accounts = ['1111', '12881', '5151', '3388']
		let seed = 7
		const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
		const some = () =>
			Array.from({ length: 1 + random(3) }, () => {
				const debit = random(4)
				return posting(String(accounts[debit]), String(accounts[(debit + 1 + random(3)) % 4]), BigInt(1 + random(9)))
			})
		for (let round = 0; round < 2_000; round += 1) {
			const before = Array.from({ length: random(4) }, () => ({ isLate: random(2) === 0, postings: some() }))
			const entry = { isLate: random(3) > 0, postings: postingDifference([], some()) }
			const balances = (postings: readonly Posting[]) =>
				accounts.map((code) =>
					postings.reduce<Money>((held, { debit, credit, amount }) => {
						return add(held, debit === code ? amount : credit === code ? negate(amount) : zero)
					}, zero),
				)
			const lines = inked(before, entry)
			expect(balances(lines)).toEqual(balances(entry.postings))
			for (const { ink, amount } of lines) expect(amount > 0n).toBe(ink === 'black')
		}
	})
})
