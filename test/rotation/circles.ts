import type { StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate, type CalendarDate } from '../../src/kernel/calendar-date.js'
import { dong, type Money } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { type Circle, circleOf } from '../../src/rotation/circle.js'
import type { CircleEvent, CircleEventDetails, CircleEventType } from '../../src/rotation/event.js'
import type { CircleState } from '../../src/rotation/state.js'
import { type CircleTerms, turnDays } from '../../src/rotation/terms.js'

export const day = (text: string): CalendarDate => calendarDate(text)
export const vnd = (amount: number): Money => dong(BigInt(amount))

/** Terms of a circle: twelve members of two million a month in 2022, by need, unless something else is said. */
export function termsOf(more: Partial<CircleTerms> & { readonly members?: number; readonly firstOn?: string } = {}): CircleTerms {
	const { members = 12, firstOn = '2022-01-10', ...given } = more
	const shareAmount = given.shareAmount ?? vnd(2_000_000)
	const shares =
		given.shares ?? Array.from({ length: members }, (_, index) => ({ holders: [{ memberId: String(index + 1), amount: shareAmount }] }))
	return {
		shareAmount,
		shares,
		days: turnDays({ firstOn: day(firstOn), every: 1, period: 'month' }, shares.length),
		order: 'need',
		reward: { kind: 'none' },
		organiserId: '1',
		lateYearly: null,
		organiserCovers: true,
		...given,
	}
}

/** What happened: what, when, how much, and what else is to be said. */
export type Told = readonly [type: CircleEventType, on: string, amount?: number | null, details?: CircleEventDetails]

export function eventOf([type, on, amount, details]: Told, seq = 1): CircleEvent {
	return {
		seq,
		type,
		on: day(on),
		amount: amount === undefined || amount === null ? null : vnd(amount),
		reverses: null,
		details: details ?? {},
	}
}

/** The state after events, told one by one in the order given; the circle is opened first. */
export function after(circle: Circle, ...told: readonly Told[]): CircleState {
	return told.reduce(
		(state, one, index) => circle.tellCircle(state, eventOf(one, index + 2)).state,
		circle.tellCircle(circle.begin, eventOf(['opened', '2022-01-01'])).state,
	)
}

/** Everybody puts her share of a turn in, on a day. */
export function allPutIn(circle: Circle, turn: number, on: string, but: readonly string[] = []): readonly Told[] {
	return circle.terms.shares.flatMap(({ holders }, index) =>
		holders.flatMap(({ memberId, amount }): readonly Told[] =>
			but.includes(memberId) ? [] : [['contributed', on, Number(amount), { memberId, turn, share: index + 1 }]],
		),
	)
}

/** The committee decides for a share. */
export const needed = (turn: number, share: number): CircleEventDetails => ({
	turn,
	share,
	decisionNo: `0${turn}/QĐ`,
	reason: 'Hoàn cảnh khó khăn',
})

export const twelve = (): Circle => circleOf(termsOf())

/** The code of the refusal that the work meets; null where it meets none. */
export function refusalOf(work: () => unknown): string | null {
	try {
		work()
		return null
	} catch (error) {
		if (error instanceof Refusal) return error.code
		throw error
	}
}

/** An event as it is stored, for whoever takes stored ones. */
export function stored(event: CircleEvent): StoredEvent {
	const { seq, type, on, amount, reverses, details } = event
	return {
		contractId: '1',
		seq,
		type,
		on,
		amount,
		reverses,
		details: { ...details },
		recordedAt: '' as StoredEvent['recordedAt'],
		recordedBy: '1',
	}
}
