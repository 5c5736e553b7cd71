import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, moneyFromText, subtract, sum, zero } from '../kernel/money.js'
import type { Destination } from './event.js'

/** A piggy bank as it stands after the events so far. */
export type PiggyBankState = {
	readonly startedOn: CalendarDate | null
	/** What was counted into it while it was closed; usually nothing is. */
	readonly fed: Money
	readonly feedings: number
	readonly openedOn: CalendarDate | null
	readonly counted: Money
	readonly closedOn: CalendarDate | null
	/** What became of what was counted. */
	readonly went: Readonly<Record<Destination, Money>>
}

export const statuses = ['not-started', 'filling', 'opened', 'closed'] as const
export type Status = (typeof statuses)[number]

const nowhere: PiggyBankState['went'] = { member: zero, 'savings-account': zero, fund: zero, purpose: zero }

export const nothingYet: PiggyBankState = {
	startedOn: null,
	fed: zero,
	feedings: 0,
	openedOn: null,
	counted: zero,
	closedOn: null,
	went: nowhere,
}

export function statusOf({ startedOn, openedOn, closedOn }: PiggyBankState): Status {
	if (closedOn !== null) return 'closed'
	if (openedOn !== null) return 'opened'
	return startedOn === null ? 'not-started' : 'filling'
}

/** What the books hold in it, in đồng: what was fed until it is opened, what is left of the count from then on. */
export function heldIn({ fed, openedOn, counted, went }: PiggyBankState): Money {
	return openedOn === null ? fed : subtract(counted, sum(Object.values(went)))
}

/** The state as it is cached: amounts as text, with what lists ask for. */
export function storedState(state: PiggyBankState) {
	const { member, 'savings-account': savings, fund, purpose } = state.went
	return {
		...state,
		fed: String(state.fed),
		counted: String(state.counted),
		went: { member: String(member), 'savings-account': String(savings), fund: String(fund), purpose: String(purpose) },
		status: statusOf(state),
		held: String(heldIn(state)),
	}
}
export type StoredState = ReturnType<typeof storedState>

/** The state of its cached form. */
export function stateFromStored({ status: _, held: __, ...stored }: StoredState): PiggyBankState {
	const { member, 'savings-account': savings, fund, purpose } = stored.went
	return {
		...stored,
		fed: moneyFromText(stored.fed),
		counted: moneyFromText(stored.counted),
		went: {
			member: moneyFromText(member),
			'savings-account': moneyFromText(savings),
			fund: moneyFromText(fund),
			purpose: moneyFromText(purpose),
		},
	}
}
