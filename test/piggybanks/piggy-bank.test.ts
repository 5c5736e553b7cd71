import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import type { PiggyBankEvent } from '../../src/piggybanks/event.js'
import { monthlyFor, piggyBankOf } from '../../src/piggybanks/piggy-bank.js'
import { heldIn, type PiggyBankState, statusOf } from '../../src/piggybanks/state.js'

type Told = Pick<PiggyBankEvent, 'type'> & { readonly on: string; readonly amount?: bigint; readonly details?: PiggyBankEvent['details'] }

const hers = piggyBankOf({ ownerId: '1', opensOn: calendarDate('2022-12-18') })
const started: Told = { type: 'started', on: '2022-01-10' }
const notes = [{ value: '50000', count: 3 }]
const opened: Told = { type: 'opened', on: '2022-12-18', amount: 150_000n, details: { banknotes: notes } }
const paid = (amount: bigint, details: PiggyBankEvent['details'] = { to: 'member' }): Told => ({
	type: 'paid-out',
	on: '2022-12-20',
	amount,
	details,
})

function tell(...events: readonly Told[]) {
	let state: PiggyBankState = hers.begin
	const postings: string[] = []
	for (const [index, { type, on, amount, details = {} }] of events.entries()) {
		const event = {
			seq: index + 1,
			type,
			on: calendarDate(on),
			amount: amount === undefined ? null : dong(amount),
			details,
			reverses: null,
		}
		const told = hers.tell(state, event)
		state = told.state
		for (const { debit, credit, amount: posted } of told.postings) postings.push(`${debit}/${credit} ${posted}`)
	}
	return { state, postings }
}

function met(...events: readonly Told[]): Pick<Refusal, 'code' | 'path' | 'details'> | null {
	try {
		tell(...events)
		return null
	} catch (error) {
		if (error instanceof Refusal) return { code: error.code, path: error.path, details: error.details }
		throw error
	}
}

describe('a piggy bank', () => {
	it('is not in the books while nobody counts, nor owed anything', () => {
		const { state, postings } = tell(started)
		expect([statusOf(hers.begin), statusOf(state), heldIn(state), postings]).toEqual(['not-started', 'filling', 0n, []])
		expect(hers.dues(state)).toEqual([])
	})

	it('posts what is counted less what was fed by count: Nợ cash / Có piggy-bank savings', () => {
		const fed = { type: 'fed', on: '2022-05-01', amount: 40_000n } as const
		expect(tell(started, fed, fed).state).toMatchObject({ fed: 80_000n, feedings: 2 })
		expect(tell(started, fed, opened).postings).toEqual(['1111/3384 40000', '1111/3384 110000'])
	})

	it('gives back what was counted too much, where it says why', () => {
		const fed = { type: 'fed', on: '2022-05-01', amount: 200_000n } as const
		expect(met(started, fed, opened)).toEqual({ code: 'piggy-bank.less-than-fed', path: 'amount', details: { fed: '200000' } })
		const { state, postings } = tell(started, fed, { ...opened, details: { banknotes: notes, reason: 'Tiền rách' } })
		expect([heldIn(state), postings.at(-1)]).toEqual([150_000n, '3384/1111 50000'])
	})

	it('is closed when the last of it has gone where it was to go', () => {
		const left = tell(started, opened, paid(100_000n, { to: 'fund', reference: 'Quỹ hội' }))
		expect([statusOf(left.state), heldIn(left.state), left.postings.at(-1)]).toEqual(['opened', 50_000n, '3384/1111 100000'])
		const { state } = tell(started, opened, paid(100_000n, { to: 'fund', reference: 'Quỹ hội' }), paid(50_000n))
		expect(state).toMatchObject({ closedOn: '2022-12-20', went: { member: 50_000n, fund: 100_000n, purpose: 0n } })
	})

	it('says the day on which it was opened or is to be, and what it holds, where it says no', () => {
		expect(met(started, opened, opened)?.details).toEqual({ on: '18/12/2022' })
		expect(met(started, { ...opened, on: '2022-12-17' })).toMatchObject({
			code: 'piggy-bank.before-its-day',
			details: { on: '18/12/2022' },
		})
		expect(met(started, opened, paid(150_001n))?.details).toEqual({ held: '150000' })
		expect(met(started, { ...opened, amount: 150_001n })?.details).toEqual({ sum: '150000', amount: '150001' })
		expect(met(started, paid(1n))?.code).toBe('piggy-bank.not-opened')
		expect(met(opened)?.code).toBe('piggy-bank.not-started')
	})

	it('for 750.000 a year takes 62.500 a month (SAV-02); what does not divide is rounded up', () => {
		expect(monthlyFor(dong(750_000n))).toBe(62_500n)
		expect(monthlyFor(dong(100_000n))).toBe(8_334n)
	})
})
