import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { receiptBook } from '../../src/receipts/book.js'
import { type ReceiptEvent, receiptEventTypes } from '../../src/receipts/event.js'
import { eventOfStored } from '../../src/receipts/kept.js'
import {
	blankOf,
	type BookState,
	countsOf,
	leafStates,
	serialsOf,
	stateFromStored,
	storedState,
	type StoredState,
} from '../../src/receipts/state.js'
import { leavesView } from '../../src/receipts/views.js'
import { type Kind, lawTimeout, type Life, proverOf, provesTheLaws, type Wish } from '../contracts/laws.js'
import { bookRow } from './books.js'

const range = { first: 11, last: 30 }
const begin = calendarDate('2022-01-01')
const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays(begin, n))
const serials = fc.uniqueArray(fc.integer({ min: range.first - 1, max: range.last + 1 }), { minLength: 1, maxLength: 4 })

const issued: Wish = { type: 'issued', on: begin, amount: null, details: { groupId: '1', holderId: '7' } }
const used: fc.Arbitrary<Wish> = fc.tuple(day, serials, fc.nat(5)).map(([on, list, n]) => ({
	type: 'used',
	on,
	amount: null,
	details: { groupId: '1', leaves: list.map((serial) => ({ serial, usedFor: `S${n}` })) },
}))
const unused: fc.Arbitrary<Wish> = fc
	.tuple(fc.constantFrom('cancelled', 'missing', 'returned'), day, serials)
	.map(([type, on, list]) => ({ type, on, amount: null, details: { serials: list, reason: 'rách' } }))
const passedOn: fc.Arbitrary<Wish> = fc.tuple(day, fc.nat(3)).map(([on, n]) => ({
	type: 'passed-on',
	on,
	amount: null,
	details: { holderId: String(n) },
}))
const reversed: fc.Arbitrary<Wish> = fc.nat().map((pick) => ({ type: 'reversed', pick }))

const lives: fc.Arbitrary<Life<BookState, ReceiptEvent>> = fc
	.tuple(
		fc.array(
			fc.oneof(
				{ weight: 5, arbitrary: used },
				{ weight: 3, arbitrary: unused },
				{ weight: 1, arbitrary: passedOn },
				{ weight: 1, arbitrary: reversed },
			),
			{ minLength: 1, maxLength: 14 },
		),
		fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }),
	)
	.map(([wishes, lots]) => ({ contract: receiptBook(range), chart: 'group', wishes: [issued, ...wishes], lots }))

const kind: Kind<BookState, ReceiptEvent> = {
	name: 'receipt book',
	lives,
	types: receiptEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as StoredState),
	mayReverse: ({ type }) => type !== 'issued',
}
const prove = proverOf(kind)
provesTheLaws(kind, prove)

describe('the serials of a receipt book, on the same lives', { timeout: lawTimeout }, () => {
	it('are each in exactly one state, and the counts sum to the range that was issued', () => {
		prove(({ state }) => {
			const counts = countsOf(state, range)
			expect(leafStates.reduce((total, one) => total + counts[one], 0)).toBe(serialsOf(range).length)
			const leaves = leavesView({ ...bookRow, ...range }, state)
			for (const one of leafStates) expect(leaves.filter((leaf) => leaf.state === one)).toHaveLength(counts[one])
			expect(blankOf(state, range)).toHaveLength(counts.blank)
		})
	})

	it('lie within the range, and nothing of them is posted or expected', () => {
		prove(({ state, recordings }) => {
			for (const serial of state.leaves.keys()) expect(serial >= range.first && serial <= range.last).toBe(true)
			expect(recordings.flatMap(({ days }) => days.flatMap(({ postings, dues }) => [...postings, ...dues]))).toEqual([])
		})
	})
})
