import { shownEvent } from '../contracts/shown-event.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { Happening, Outcome } from '../contracts/telling.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { PiggyBankEventDetails } from './event.js'
import { monthlyFor } from './piggy-bank.js'
import { heldIn, type PiggyBankState, statusOf } from './state.js'
import type { PiggyBankRow } from './stored.js'

/** What identifies a piggy bank in any list, and how it stands. */
export function piggyBankLine(row: PiggyBankRow, state: PiggyBankState) {
	const { contract, ...agreed } = row
	return { id: contract.id, ...agreed, monthly: monthlyFor(row.target), status: statusOf(state), held: heldIn(state) }
}

/** A piggy bank as GET /piggy-banks/:id answers it. */
export function piggyBankView(
	row: PiggyBankRow,
	state: PiggyBankState,
	told: readonly StoredEvent[],
	clocks: { readonly asOf: CalendarDate; readonly knownAt: Instant },
) {
	const { fed, feedings, openedOn, counted, closedOn, went } = state
	return {
		...piggyBankLine(row, state),
		fed,
		feedings,
		openedOn,
		counted,
		paidOut: { toMember: went.member, toSavingsAccount: went['savings-account'], toFund: went.fund, toPurpose: went.purpose },
		closedOn,
		events: told.map((event) => eventView(event, told)),
		...clocks,
	}
}

/** What a recording did. */
export function outcomeView(row: PiggyBankRow, { state, seq, entries }: Outcome<PiggyBankState>, { on }: Pick<Happening, 'on'>) {
	const own = entries.find((entry) => entry.on === on) ?? entries[0]
	return {
		piggyBankId: row.contract.id,
		eventId: String(seq),
		entryId: own?.id ?? null,
		entryIds: entries.map(({ id }) => id),
		status: statusOf(state),
		counted: state.counted,
		held: heldIn(state),
		asOf: later(row.contract.lastOn, on),
	}
}

/** An event as the history shows it. A reversal shows the day on which it was decided. */
const eventView = shownEvent<PiggyBankEventDetails>
