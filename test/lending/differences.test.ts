import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { differencesOf, knowledgesOf } from '../../src/lending/differences.js'
import { loanOfRead } from '../../src/lending/kept.js'
import { calendarOf, day, daysOff, eventsOf, loanFrom, poorHousehold, refusalOf, vnd } from './loans.js'

const { loan } = loanFrom(poorHousehold)
const moment = (n: number): Instant => `2023-06-${String(n).padStart(2, '0')}T08:00:00.000000Z` as Instant

/** Events as they were recorded, one on each day of June. */
const history: readonly StoredEvent[] = [
	...eventsOf([
		['signed', '2022-11-01'],
		['disbursed', '2022-11-07', 20_000_000],
		['repaid', '2023-03-10', 2_000_000],
		['repaid', '2023-02-10', 1_000_000],
		['repaid', '2023-05-20', 500_000],
	]).map((event) => ({ ...event, details: { ...event.details }, contractId: '1', recordedAt: moment(event.seq), recordedBy: '42' })),
	{
		contractId: '1',
		seq: 6,
		type: 'reversed',
		on: day('2023-03-10'),
		recordedAt: moment(6),
		recordedBy: '42',
		amount: vnd(2_000_000),
		details: {},
		reverses: 3,
	},
]
const between = (asOf: string, since: number, knownAt: number) =>
	differencesOf(loan, history, { asOf: day(asOf), since: moment(since), knownAt: moment(knownAt) })
const causes = (asOf: string, since: number, knownAt: number) =>
	between(asOf, since, knownAt).causes.map(({ event, effect }) => [event.seq, effect.outstanding])

describe('the two moments', () => {
	it('are the evening of the day and now, where nobody names the earlier one', () => {
		expect(knowledgesOf(day('2023-03-31'), moment(6), undefined)).toMatchObject({
			since: '2023-03-31T17:00:00.000000Z',
			knownAt: moment(6),
		})
		expect(knowledgesOf(day('2023-06-06'), moment(6), undefined).since).toBe(moment(6))
	})

	it('may be one and the same, and never the wrong way round', () => {
		expect(knowledgesOf(day('2023-03-31'), moment(6), moment(6)).since).toBe(moment(6))
		expect(refusalOf(() => knowledgesOf(day('2023-03-31'), moment(6), moment(7)))).toBe('loan.knowledge-backwards')
	})
})

describe('the difference between two knowledges', () => {
	it('is nothing where nothing was learnt', () => {
		const { saidThen, knownNow, differences, causes: none } = between('2023-03-31', 3, 3)
		expect(knownNow).toEqual(saidThen)
		expect([none, Object.values(differences).filter((amount) => amount !== 0n)]).toEqual([[], []])
	})

	it('is told event by event in the order of recording, each with what it alone changed', () => {
		const { saidThen, knownNow, differences } = between('2023-03-31', 3, 6)
		expect(causes('2023-03-31', 3, 6)).toEqual([
			[4, vnd(-1_003_016)],
			[6, vnd(1_901_756)],
		])
		expect(differences.outstanding).toBe((knownNow?.balances.outstanding ?? 0n) - (saidThen?.balances.outstanding ?? 0n))
	})

	it('leaves out what is about later days', () => {
		expect(causes('2023-03-31', 4, 5)).toEqual([])
		expect(causes('2023-05-20', 4, 5).map(([seq]) => seq)).toEqual([5])
	})

	it('of a loan that was not known then is all of it', () => {
		const { saidThen, knownNow, differences } = between('2023-01-31', 0, 6)
		expect(saidThen).toBeNull()
		expect(knownNow?.status).toBe('active')
		expect(differences).toEqual(knownNow?.balances)
		expect(causes('2023-01-31', 0, 6)).toEqual([
			[1, 0n],
			[2, vnd(20_000_000)],
		])
		expect(between('2022-10-31', 0, 6)).toMatchObject({ saidThen: null, knownNow: null, causes: [] })
	})
})

describe('days of the calendar that were learnt between the two moments', () => {
	const own = {
		principal: '3000000',
		disbursedOn: '2022-11-10',
		rates: [{ from: '2022-11-10', yearly: '0.12' }],
		instalments: { count: 3, every: 1, period: 'month' },
	}
	const { terms } = loanFrom({ ...own, dueDays: 'next-working-day', overdue: { transfer: 'automatic', factor: '1.5' } })
	const by = (off: readonly string[]) => loanOfRead(terms, 'own', calendarOf(daysOff(off)), null)
	const [now, then] = [by(['2022-12-12']), by([])]
	const lent = eventsOf([
		['signed', '2022-11-10'],
		['disbursed', '2022-11-10', 3_000_000],
	]).map((event) => ({ ...event, details: {}, contractId: '1', recordedAt: moment(event.seq), recordedBy: '42' }))
	const knowledges = (asOf: string) => ({ asOf: day(asOf), since: moment(3), knownAt: moment(6) })

	it('are a cause of their own, and what was said then stays as it was said', () => {
		// Due on Saturday the 10th of December: late since Monday, or in time for one day more.
		const { saidThen, knownNow, differences, causes: told } = differencesOf(now, lent, knowledges('2022-12-13'), then)
		expect([saidThen?.balances.overdue, knownNow?.balances.overdue, differences.overdue]).toEqual([vnd(1_000_000), 0n, vnd(-1_000_000)])
		expect(told).toMatchObject([{ event: { seq: 0, type: 'calendar', on: '2022-12-13', recordedAt: moment(6) }, effect: differences }])
	})

	it('are none where they changed nothing of the day', () => {
		expect(differencesOf(now, lent, knowledges('2022-12-01'), then).causes).toEqual([])
	})
})
