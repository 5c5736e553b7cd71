import { describe, expect, it } from 'vitest'
import { cacheAnswers, stateKnown } from '../../src/contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { cachedState, eventOfStored, keptLoan, loanOfRow, statesKnown } from '../../src/lending/kept.js'
import { nothingYet, storedState } from '../../src/lending/state.js'
import type { LoanRow } from '../../src/lending/stored.js'
import { after, calendarOf, day, eventsOf, loanFrom, poorHousehold, vnd } from './loans.js'

const { loan } = loanFrom(poorHousehold)
const told = [
	['disbursed', '2022-11-07', 20_000_000],
	['repaid', '2023-01-15', 5_000_000],
] as const
const moment = (n: number) => `2023-0${n}-01T00:00:00.000000Z` as Instant
const events: readonly StoredEvent[] = eventsOf(told).map((event, index) => ({
	...event,
	contractId: '7',
	recordedAt: moment(index + 1),
	recordedBy: '1',
	details: {},
}))
const stored: StoredContract = {
	id: '7',
	bookId: 1,
	chart: 'own',
	version: 2,
	lastOn: day('2023-01-15'),
	lastRecordedAt: moment(2),
	state: JSON.parse(JSON.stringify(storedState(after(loan, ...told)))) as Record<string, unknown>,
}
const signed: LoanRow = {
	contract: stored,
	code: 'KU-7',
	lenderId: '1',
	productId: '1',
	groupId: null,
	memberId: '1',
	communeId: '1',
	signedIn: { groupId: null, communeId: '1' },
	signedOn: day('2022-11-01'),
	principal: vnd(20_000_000),
	terms: {},
	purpose: null,
	externalCode: null,
}
const known = (asOf: string, knownAt: Instant, history: () => readonly StoredEvent[] = () => events) =>
	stateKnown(keptLoan(loan, stored), { asOf: day(asOf), knownAt }, history)

describe('a loan as it is kept', () => {
	it('is made again of the terms in their wire form', () => {
		const { disbursedOn: _, ...terms } = poorHousehold as Record<string, unknown>
		expect(loanOfRow({ ...signed, terms }, calendarOf()).terms).toEqual(loan.terms)
	})

	it('before its first event has no cached state', () => {
		expect(cachedState({ ...stored, version: 0, state: {} })).toBe(nothingYet)
		expect(cachedState(stored)).toEqual(after(loan, ...told))
	})

	it('gives contracts what they record with', () => {
		const kept = keptLoan(loan, stored)
		expect(kept.state).toEqual(after(loan, ...told))
		expect(kept.store(kept.state)).toEqual(stored.state)
		expect(eventOfStored(events[1] as StoredEvent)).toEqual({
			seq: 2,
			type: 'repaid',
			on: '2023-01-15',
			amount: vnd(5_000_000),
			reverses: null,
			details: {},
		})
	})

	it('is answered from the cache from its last event on, and reads no history for it', () => {
		const unread = () => {
			throw new Error('nobody asked for the history')
		}
		expect(known('2023-01-15', moment(2), unread)).toEqual(after(loan, ...told))
		expect(cacheAnswers(stored, { asOf: day('2023-01-14'), knownAt: moment(2) })).toBe(false)
		expect(cacheAnswers(stored, { asOf: day('2023-01-15'), knownAt: moment(1) })).toBe(false)
	})

	it('is told anew for an earlier day or an earlier moment', () => {
		expect(known('2023-01-14', moment(9))).toEqual(after(loan, told[0]))
		expect(known('2024-01-01', moment(1))).toEqual(after(loan, told[0]))
		expect(known('2022-01-01', moment(9))).toEqual(nothingYet)
	})

	it('is told once for several days, and stands on each as if it were asked alone', () => {
		const days = ['2022-01-01', '2022-11-07', '2023-01-14', '2023-01-15', '2023-01-15', '2024-01-01'].map(day)
		for (const knownAt of [moment(1), moment(2), moment(9)])
			expect(statesKnown(loan, stored, days, knownAt, () => events)).toEqual(days.map((asOf) => known(asOf, knownAt)))
		const undone: readonly StoredEvent[] = [
			...events,
			{ ...(events[1] as StoredEvent), seq: 3, type: 'reversed', reverses: 2, recordedAt: moment(3) },
		]
		const kept = { ...stored, version: 3, lastRecordedAt: moment(3) }
		expect(statesKnown(loan, kept, [day('2023-01-14'), day('2023-01-16')], moment(3), () => undone)).toEqual(
			Array(2).fill(after(loan, told[0])),
		)
		expect(statesKnown(loan, stored, [], moment(9), () => events)).toEqual([])
	})
})
