import type { Contract, Due } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { addDays, type CalendarDate, later } from '../kernel/calendar-date.js'
import { add, type Money, negate, sum } from '../kernel/money.js'
import { type Posting, posting } from '../ledger/posting.js'
import { forHandover, heldByLeader } from './accounts.js'
import type { CustodyEvent } from './event.js'
import { put, take } from './meetings.js'
import { type CustodyState, type Meeting, meetingFromStored, nothingHeld } from './state.js'

/**
 * The cash that one leader holds for one group: collected at meetings, handed over on the transaction day. Whatever is
 * collected, handed over, passed on or taken over is one posting between what she holds and what she owes for it, so
 * that both accounts stand at nothing when she holds nothing. She never holds less than nothing, on any day.
 */
export const custody: Contract<CustodyState, CustodyEvent> = {
	kind: 'custody',
	begin: nothingHeld,
	tell: (state, event) => ({ state: told(state, event), postings: posted(event) }),
	dues: ({ meetings }) => expected(meetings),
}

function told(state: CustodyState, event: CustodyEvent): CustodyState {
	const amount = amountOf(event)
	switch (event.type) {
		case 'collected': {
			const collected = add(state.collected, amount)
			const sheetId = must(event.details.sheetId, 'a sheet whose cash it is')
			if (amount < 0n) return { ...state, collected, meetings: take(state.meetings, negate(amount), sheetId).left }
			const dueOn = must(event.details.dueOn, 'a day by which it is handed over')
			return { ...state, collected, meetings: put(state.meetings, { sheetId, metOn: event.on, dueOn, held: amount }) }
		}
		case 'handed-over': {
			const { left, lastMetOn } = take(state.meetings, amount)
			return { ...state, handedOver: add(state.handedOver, amount), meetings: left, coveredThrough: covered(state, lastMetOn) }
		}
		case 'passed-on': {
			// What was collected before that day was counted and signed for, whether there was any or not.
			const { left, lastMetOn } = take(state.meetings, amount)
			const dayBefore = addDays(event.on, -1)
			const through = lastMetOn === null ? dayBefore : later(lastMetOn, dayBefore)
			return { ...state, passedOn: add(state.passedOn, amount), meetings: left, coveredThrough: covered(state, through) }
		}
		case 'taken-over': {
			const meetings = (event.details.meetings ?? []).map(meetingFromStored)
			return { ...state, takenOver: add(state.takenOver, amount), meetings: meetings.reduce(put, state.meetings) }
		}
		case 'reversed':
			return state
		default:
			return never(event.type)
	}
}

function posted(event: CustodyEvent): readonly Posting[] {
	const amount = amountOf(event)
	switch (event.type) {
		case 'collected':
		case 'taken-over':
			return posting(heldByLeader, forHandover, amount)
		case 'handed-over':
		case 'passed-on':
			return posting(forHandover, heldByLeader, amount)
		case 'reversed':
			return []
		default:
			return never(event.type)
	}
}

function covered({ coveredThrough }: CustodyState, through: CalendarDate | null): CalendarDate | null {
	return coveredThrough === null || through === null ? (through ?? coveredThrough) : later(coveredThrough, through)
}

/** What is held of the meetings that are due on one day is due together. */
function expected(meetings: readonly Meeting[]): readonly Due[] {
	const days = [...new Set(meetings.map(({ dueOn }) => dueOn))]
	return days.map((dueOn) => ({
		dueOn,
		lateAfter: dueOn,
		amount: sum(meetings.filter((meeting) => meeting.dueOn === dueOn).map(({ held }) => held)),
	}))
}

function amountOf(event: CustodyEvent): Money {
	return must(event.amount, 'an amount of cash')
}
