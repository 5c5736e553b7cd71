import { describe, expect, it } from 'vitest'
import {
	type ApplicationStatus,
	applicationStatuses,
	lessened,
	nextSteps,
	ownCapitalOf,
	refuseOutOfTurn,
	refuseSameEyes,
	stateOf,
	stepTypes,
	stepToUndo,
} from '../../src/applications/application.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { alone, approved, codeOf, inGroup, million, requested, reviewed, stepsOf, toldOf, type Wish } from './steps.js'

const state = (...wishes: Wish[]) => toldOf({}, requested, ...wishes).state

describe('a request', () => {
	it('has come as far as its steps say', () => {
		const roads: readonly (readonly [Wish[], ApplicationStatus])[] = [
			[[], 'requested'],
			[[reviewed], 'reviewed'],
			[[{ ...reviewed, amount: null, details: { agreed: false } }], 'rejected'],
			[[reviewed, { ...approved, details: { awaitsSecond: true } }], 'approved-once'],
			[[reviewed, { ...approved, details: { awaitsSecond: true } }, approved], 'approved'],
			[[reviewed, approved, { type: 'signed', on: '2023-03-12', loanId: '5' }], 'signed'],
			[[reviewed, approved, { type: 'rejected', on: '2023-03-12' }], 'rejected'],
			[[{ type: 'withdrawn', on: '2023-03-12' }], 'withdrawn'],
		]
		for (const [steps, status] of roads) expect([steps, state(...steps).status]).toEqual([steps, status])
		expect(stateOf(inGroup, [])).toBeNull()
	})

	it('is for what the group agreed to, and then for what was approved', () => {
		expect(state()).toMatchObject({ amount: million(30n), months: 24 })
		expect(state(reviewed)).toMatchObject({ amount: million(25n), months: 24 })
		expect(state(reviewed, approved)).toMatchObject({ amount: million(20n), months: 12, requestedBy: '1', approvedBy: '3' })
	})

	it('stands as it did before a step that was undone', () => {
		const undone: Wish = { type: 'reversed', on: '2023-03-10', reverses: 3 }
		expect(state(reviewed, approved, undone)).toMatchObject({ status: 'reviewed', amount: million(25n), approvedBy: null })
		expect(state(reviewed, approved, undone, { ...approved, on: '2023-03-06' })).toMatchObject({ status: 'approved', last: { seq: 5 } })
	})

	it('takes each step in its turn, and no other', () => {
		const turns = Object.fromEntries(applicationStatuses.map((status) => [status, nextSteps({ status, needsReview: true })]))
		expect(turns).toEqual({
			requested: ['reviewed', 'rejected', 'withdrawn'],
			reviewed: ['approved', 'rejected', 'withdrawn'],
			'approved-once': ['approved', 'rejected', 'withdrawn'],
			approved: ['signed', 'rejected', 'withdrawn'],
			signed: [],
			rejected: [],
			withdrawn: [],
		})
		expect(nextSteps({ status: 'requested', needsReview: false })).toEqual(['approved', 'rejected', 'withdrawn'])
	})

	it('says why a step is not its turn', () => {
		const why = (asked: typeof inGroup, steps: Wish[], type: (typeof stepTypes)[number]) =>
			codeOf(() => refuseOutOfTurn(toldOf(asked, requested, ...steps).state, type, calendarDate('2023-04-01')))
		const once = { ...approved, details: { awaitsSecond: true } }
		expect(why(inGroup, [], 'approved')).toBe('application.not-reviewed')
		expect(why(inGroup, [], 'signed')).toBe('application.not-approved')
		expect(why(inGroup, [reviewed], 'reviewed')).toBe('application.already-reviewed')
		expect(why(inGroup, [reviewed], 'signed')).toBe('application.not-approved')
		expect(why(inGroup, [reviewed, once], 'signed')).toBe('application.second-approval-missing')
		expect(why(inGroup, [reviewed, approved], 'approved')).toBe('application.already-approved')
		expect(why(alone, [], 'reviewed')).toBe('application.not-for-review')
		expect(why(alone, [], 'approved')).toBeNull()
		for (const type of stepTypes) {
			expect([type, why(alone, [approved, { type: 'signed', on: '2023-03-12' }], type)]).toEqual([type, 'application.already-signed'])
			for (const end of ['rejected', 'withdrawn'] as const)
				expect([type, end, why(alone, [{ type: end, on: '2023-03-12' }], type)]).toEqual([type, end, 'application.closed'])
		}
	})

	it('takes no step before the day of the one before it', () => {
		const on = (day: string) => () => refuseOutOfTurn(state(reviewed), 'approved', calendarDate(day))
		expect(codeOf(on('2023-03-05'))).toBeNull()
		expect(on('2023-03-04')).toThrow(
			expect.objectContaining({ code: 'application.before-last-step', path: 'on', details: { on: '05/03/2023' } }),
		)
	})

	it('is approved by another than the one who recorded it, and twice by two', () => {
		expect(codeOf(() => refuseSameEyes(state(reviewed), '1'))).toBe('application.own-request')
		expect(codeOf(() => refuseSameEyes(state(reviewed, approved), '3'))).toBe('application.same-approver')
		expect(codeOf(() => refuseSameEyes(state(reviewed, approved), '2'))).toBeNull()
	})

	it('is lessened on its way and never raised', () => {
		const stands = state(reviewed)
		expect(lessened(stands, {})).toEqual({ amount: million(25n), months: 24 })
		expect(lessened(stands, { amount: million(25n), months: 6 })).toEqual({ amount: million(25n), months: 6 })
		expect(codeOf(() => lessened(stands, { amount: (million(25n) + 1n) as never }))).toBe('application.amount-above-agreed')
		expect(codeOf(() => lessened(stands, { months: 25 }))).toBe('application.term-above-agreed')
	})
})

describe('a step', () => {
	const undone: Wish = { type: 'reversed', on: '2023-03-05', reverses: 2 }

	it('is undone while nothing stands on it', () => {
		const steps = stepsOf(requested, reviewed, approved)
		expect(stepToUndo(steps, '3')).toBe(steps[2])
		expect(() => stepToUndo(steps, '2')).toThrow(
			expect.objectContaining({ code: 'application.later-step', details: { step: '3', on: '10/03/2023' } }),
		)
	})

	it('is not undone twice, and the undoing of one neither', () => {
		const steps = stepsOf(requested, reviewed, undone)
		expect(codeOf(() => stepToUndo(steps, '2'))).toBe('contract.already-reversed')
		expect(codeOf(() => stepToUndo(steps, '3'))).toBe('contract.reversal-of-reversal')
		expect(codeOf(() => stepToUndo(steps, '4'))).toBe('application.step-not-found')
	})

	it('is not undone where it made the request or the loan', () => {
		const steps = stepsOf(requested, approved, { type: 'signed', on: '2023-03-12', loanId: '5' })
		expect(codeOf(() => stepToUndo(steps, '1'))).toBe('application.request-not-reversed')
		expect(codeOf(() => stepToUndo(steps, '3'))).toBe('application.signing-not-reversed')
	})
})

describe('what a household brings itself', () => {
	const amount = million(20n)

	it('is what is needed less what is borrowed (form 01/TD)', () => {
		expect(ownCapitalOf({ amount })).toBeNull()
		expect(ownCapitalOf({ amount, ownCapital: million(5n) })).toBe(million(5n))
		expect(ownCapitalOf({ amount, totalNeed: million(25n) })).toBe(million(5n))
		expect(ownCapitalOf({ amount, totalNeed: million(25n), ownCapital: million(5n) })).toBe(million(5n))
		expect(ownCapitalOf({ amount, totalNeed: amount })).toBe(0n)
	})

	it('is not accepted where the three do not agree', () => {
		expect(codeOf(() => ownCapitalOf({ amount, totalNeed: million(26n), ownCapital: million(5n) }))).toBe('application.need-differs')
		expect(codeOf(() => ownCapitalOf({ amount, totalNeed: million(19n) }))).toBe('application.need-differs')
	})
})
