import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import type { TransferLoan } from '../../src/lending/event-schemas.js'
import type { LoanRow } from '../../src/lending/stored.js'
import { destinationOf, type NewGroup, placedOtherwise, type PlaceLine, signedAt } from '../../src/lending/transfer.js'
import { day, refusalOf } from './loans.js'

const loan = { lenderId: '1', memberId: '7', groupId: '10', communeId: '100', signedOn: day('2022-11-01') } as LoanRow
const command = (more: Partial<TransferLoan> = {}): TransferLoan => ({ on: day('2023-03-01'), reason: 'chuyển chỗ ở', ...more })
const group: NewGroup = { id: '20', communeId: '200', lenderId: '1', hasBorrower: true }

describe('where a transfer takes a loan', () => {
	it('is the group that it names, in that group’s commune', () => {
		expect(destinationOf(loan, command({ groupId: '20' }), group)).toEqual({ groupId: '20', communeId: '200' })
		expect(destinationOf(loan, command({ groupId: '20', communeId: '200' }), { ...group, lenderId: null })).toEqual({
			groupId: '20',
			communeId: '200',
		})
	})

	it('is a commune, outside any group, where it names none', () => {
		expect(destinationOf(loan, command({ communeId: '300' }), null)).toEqual({ groupId: null, communeId: '300' })
		// Out of the group, and in the same commune still.
		expect(destinationOf(loan, command({ communeId: '100' }), null)).toEqual({ groupId: null, communeId: '100' })
	})

	it('is its own group where that has moved, whoever has left it and also of a loan that the group borrowed itself', () => {
		const moved = { ...group, id: '10', hasBorrower: false }
		for (const row of [loan, { ...loan, memberId: null }])
			expect(destinationOf(row, command({ groupId: '10' }), moved)).toEqual({ groupId: '10', communeId: '200' })
	})

	it.each<[string, string, LoanRow, Partial<TransferLoan>, NewGroup | null]>([
		['comes before the signing', 'loan.before-signing', loan, { on: day('2022-10-31'), communeId: '300' }, null],
		['names no place', 'loan.destination-unclear', loan, {}, null],
		['names a commune that is not the group’s', 'loan.destination-unclear', loan, { groupId: '20', communeId: '300' }, group],
		['names a group that is not there on the day', 'loan.group-not-found', loan, { groupId: '20' }, null],
		['names a group of another lender', 'loan.group-of-another-lender', loan, { groupId: '20' }, { ...group, lenderId: '2' }],
		[
			'names a group that the borrower does not belong to',
			'loan.member-not-in-group',
			loan,
			{ groupId: '20' },
			{ ...group, hasBorrower: false },
		],
		['leaves it where it is', 'loan.already-there', loan, { groupId: '10' }, { ...group, id: '10', communeId: '100' }],
		['is of a loan that the group borrowed itself', 'loan.borrower-is-group', { ...loan, memberId: null }, { groupId: '20' }, group],
	])('that %s is refused (%s)', (_, code, row, more, found) => {
		expect(refusalOf(() => destinationOf(row, command(more), found))).toBe(code)
	})
})

describe('the places of a loan', () => {
	const event = (
		seq: number,
		type: string,
		on: string,
		details: Record<string, unknown> = {},
		reverses: number | null = null,
	): StoredEvent => ({
		contractId: '1',
		seq,
		type,
		on: day(on),
		recordedAt: `2023-06-0${seq}T00:00:00.000000Z` as Instant,
		recordedBy: '1',
		amount: null,
		details,
		reverses,
	})
	const line = ({ seq, on, recordedAt }: StoredEvent, groupId: string | null, communeId: string): PlaceLine => ({
		seq,
		on,
		recordedAt,
		groupId,
		communeId,
	})
	const signed = event(1, 'signed', '2022-11-01', signedAt({ groupId: '10', communeId: '100' }))
	const late = event(2, 'transferred', '2023-03-01', { groupId: '20', communeId: '200', reason: 'x' })
	const early = event(3, 'transferred', '2023-01-01', { groupId: null, communeId: '300', reason: 'x' })
	const lines = [line(signed, '10', '100'), line(late, '20', '200'), line(early, null, '300')]
	const now = (groupId: string | null, communeId: string) => ({ ...loan, groupId, communeId })

	it('agree with its events: the latest transfer that holds says where it is', () => {
		expect(placedOtherwise(now('10', '100'), [signed], [])).toBeNull()
		expect(placedOtherwise(now('20', '200'), [signed, late, early], lines)).toBeNull()
		const undone = [signed, late, early, event(4, 'reversed', '2023-03-01', {}, 2)]
		expect(placedOtherwise(now(null, '300'), undone, lines)).toBeNull()
		// A loan that was entered without the place of its signing keeps it in its first line.
		expect(placedOtherwise(now('20', '200'), [{ ...signed, details: {} }, late, early], lines)).toBeNull()
		expect(placedOtherwise(now('99', '990'), [{ ...signed, details: {} }], [])).toBeNull()
	})

	it('are found out where somebody moved the loan, or a line, by hand', () => {
		expect(placedOtherwise(now('99', '100'), [signed], [])).toBe('it is in group 99 of commune 100, its events say group 10 of commune 100')
		expect(placedOtherwise(now(null, '300'), [signed, late, early], lines)).toBe(
			'it is in no group of commune 300, its events say group 20 of commune 200',
		)
		expect(placedOtherwise(now('20', '200'), [signed, late, early], lines.slice(0, 2))).toBe(
			'2 lines say where it has been, its events say 3',
		)
		expect(placedOtherwise(now('10', '100'), [signed], lines.slice(0, 1))).toBe('1 lines say where it has been, its events say 0')
		const wrong = (changed: Partial<PlaceLine>, at: number) =>
			placedOtherwise(
				now('20', '200'),
				[signed, late, early],
				lines.map((one, index) => (index === at ? { ...one, ...changed } : one)),
			)
		for (const changed of [{ on: day('2023-03-02') }, { groupId: '10' }, { communeId: '201' }, { recordedAt: signed.recordedAt }])
			expect(wrong(changed, 1)).toBe('where it has been since event 2 is not what the event says')
		expect(wrong({ communeId: '101' }, 0)).toBe('where it has been since event 1 is not what the event says')
	})
})
