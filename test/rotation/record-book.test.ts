import { describe, expect, it } from 'vitest'
import { circleOf } from '../../src/rotation/circle.js'
import { stepsOf } from '../../src/rotation/kept.js'
import { recordBook } from '../../src/rotation/record-book.js'
import { allPutIn, eventOf, needed, termsOf, type Told } from './circles.js'

const book = (circle: ReturnType<typeof circleOf>, ...told: readonly Told[]) =>
	recordBook(
		stepsOf(
			circle,
			([['opened', '2022-01-01'], ...told] as readonly Told[]).map((one, index) => eventOf(one, index + 1)),
		),
		circle.begin,
	)

describe('the record book of a circle (sổ họ)', () => {
	it('has a line for each share paid and each pot drawn', () => {
		const circle = circleOf(termsOf({ members: 2 }))
		const lines = book(circle, ...allPutIn(circle, 1, '2022-01-10'), ['drawn', '2022-01-10', null, needed(1, 2)])
		expect(lines.map(({ memberId, paid, drawn }) => [memberId, paid, drawn])).toEqual([
			['1', 2_000_000n, 0n],
			['2', 2_000_000n, 0n],
			['2', 0n, 4_000_000n],
		])
	})

	it('says what the drawer was handed, and the interest that she left and to whom', () => {
		const circle = circleOf(termsOf({ members: 3, order: 'bid' }))
		const lines = book(circle, ...allPutIn(circle, 1, '2022-01-10'), [
			'drawn',
			'2022-01-10',
			null,
			{ turn: 1, share: 1, interest: '50000' },
		])
		expect(lines.slice(3).map(({ memberId, drawn, interest }) => [memberId, drawn, interest])).toEqual([
			['1', 5_900_000n, -100_000n],
			['2', 0n, 50_000n],
			['3', 0n, 50_000n],
		])
	})

	it('tells what was put in, paid back and owed besides', () => {
		const circle = circleOf(termsOf({ members: 3 }))
		const lines = book(
			circle,
			['contributed', '2022-01-09', 2_000_000, { memberId: '3', turn: 1, receiptNo: 'BN-1' }],
			['left', '2022-01-09', null, { memberId: '3' }],
			['advanced', '2022-01-10', null, { memberId: '1', turn: 1 }],
			['repaid', '2022-01-30', 2_000_000, { memberId: '1' }],
			['late-interest-charged', '2022-01-30', null, { memberId: '1', turn: 1 }],
			['late-interest-paid', '2022-01-30', 10_959, { memberId: '1' }],
			['defaulted', '2022-01-31', null, { memberId: '2', by: 'group' }],
			['defaulted', '2022-01-31', null, { memberId: '2', by: 'group' }],
		)
		expect(lines.map(({ type, paid, drawn, interest, receiptNo }) => [type, paid, drawn, interest, receiptNo])).toEqual([
			['contributed', 2_000_000n, 0n, 0n, 'BN-1'],
			['left', 0n, 2_000_000n, 0n, null],
			['advanced', 2_000_000n, 0n, 0n, null],
			['repaid', 2_000_000n, 0n, 0n, null],
			['late-interest-paid', 0n, 0n, 10_959n, null],
			['defaulted', 2_000_000n, 0n, 0n, null],
		])
	})
})
