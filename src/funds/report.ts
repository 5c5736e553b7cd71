import { effective } from '../contracts/contract.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, zero } from '../kernel/money.js'
import type { FundEvent } from './event.js'
import { type Pledge, pledgedBetween, pledgedDays } from './pledge.js'
import { type FundState, leftOf, noSums, type PurposeSums } from './state.js'

/** What a line of the report is about: what money is for, who keeps it, what kind of fund it is. */
export const fundKeys = ['purpose', 'unit', 'kind'] as const

export type Period = { readonly from: CalendarDate | null; readonly to: CalendarDate }

/** What came and went for a purpose of one fund in a period, in đồng, and who promised what to whom. */
export type FundFlow = {
	readonly fundId: string
	readonly purpose: string
	readonly opening: Money
	readonly sums: PurposeSums
	readonly pledged: Money
	readonly pledgesPaid: Money
	readonly sponsors: readonly string[]
	readonly sponsored: readonly string[]
	/** To whom something was paid in the period. */
	readonly beneficiaries: readonly string[]
}

/** The flows of a fund by purpose: from its events up to the last day, and the state that they leave. */
export function flowsOf(fundId: string, history: readonly FundEvent[], state: FundState, { from, to }: Period): readonly FundFlow[] {
	const events = effective(history)
	const inPeriod = ({ on }: FundEvent): boolean => from === null || on >= from
	const names = [...new Set(state.purposes.map(({ purpose }) => purpose).concat(state.pledges.map(({ purpose }) => purpose)))].sort()
	return names.map((purpose) => {
		const pledges = state.pledges.filter((one) => one.purpose === purpose && reaches(one, { from, to }))
		const made = events.filter(({ type, details }) => type === 'pledged' && pledges.some(({ no }) => no === details.pledgeNo))
		return {
			fundId,
			purpose,
			opening: leftOf(
				sumsFor(
					events.filter((event) => !inPeriod(event)),
					purpose,
				),
			),
			sums: sumsFor(events.filter(inPeriod), purpose),
			pledged: total(state.pledges.filter((one) => one.purpose === purpose).map((one) => pledgedBetween(one, from, to))),
			pledgesPaid: total(
				events
					.filter(
						(event) =>
							event.type === 'received' && inPeriod(event) && event.details.pledgeNo !== undefined && event.details.purpose === purpose,
					)
					.map(({ amount }) => amount ?? zero),
			),
			sponsors: made.map(({ details }) => JSON.stringify(details.donor)),
			sponsored: made.map(({ details }) => JSON.stringify(details.beneficiary)),
			beneficiaries: events
				.filter((event) => event.type === 'spent' && inPeriod(event) && event.details.purpose === purpose)
				.map(({ details }) => JSON.stringify(details.beneficiary)),
		}
	})
}

/** Several flows as one line of the report. */
export function summedFlows(flows: readonly FundFlow[]) {
	const sums = flows.reduce((all, { sums: one }) => addedSums(all, one), noSums)
	const opening = total(flows.map((flow) => flow.opening))
	return {
		funds: new Set(flows.map(({ fundId }) => fundId)).size,
		opening,
		...sums,
		closing: add(opening, leftOf(sums)),
		pledged: total(flows.map(({ pledged }) => pledged)),
		pledgesPaid: total(flows.map(({ pledgesPaid }) => pledgesPaid)),
		sponsors: new Set(flows.flatMap(({ sponsors }) => sponsors)).size,
		sponsored: new Set(flows.flatMap(({ sponsored }) => sponsored)).size,
		beneficiaries: new Set(flows.flatMap(({ beneficiaries }) => beneficiaries)).size,
	}
}

function sumsFor(events: readonly FundEvent[], purpose: string): PurposeSums {
	return events.reduce((sums, event) => addedSums(sums, sumsOf(event, purpose)), noSums)
}

/** What one event did to what is held for a purpose. */
function sumsOf({ type, amount, details }: FundEvent, purpose: string): PurposeSums {
	const mine = details.purpose === purpose
	if (type === 'moved') {
		const sum = must(amount, 'an amount moved')
		return { ...noSums, movedOut: mine ? sum : zero, movedIn: details.toPurpose === purpose ? sum : zero }
	}
	return mine && (type === 'received' || type === 'spent' || type === 'returned')
		? { ...noSums, [type]: must(amount, 'an amount') }
		: noSums
}

function addedSums(a: PurposeSums, b: PurposeSums): PurposeSums {
	return {
		received: add(a.received, b.received),
		spent: add(a.spent, b.spent),
		movedIn: add(a.movedIn, b.movedIn),
		movedOut: add(a.movedOut, b.movedOut),
		returned: add(a.returned, b.returned),
	}
}

function reaches(pledge: Pledge, { from, to }: Period): boolean {
	return pledgedDays(pledge).some((day) => (from === null || day >= from) && day <= to)
}

function total(amounts: readonly Money[]): Money {
	return amounts.reduce(add, zero)
}
