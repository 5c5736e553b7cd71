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
function eventView(event: StoredEvent, history: readonly StoredEvent[]) {
	const { decidedOn, ...details } = event.details as PiggyBankEventDetails
	return {
		id: String(event.seq),
		type: event.type,
		on: decidedOn ?? event.on,
		amount: event.amount,
		recordedAt: event.recordedAt,
		recordedBy: event.recordedBy,
		reverses: event.reverses === null ? null : String(event.reverses),
		reversedBy: history.filter(({ reverses }) => reverses === event.seq).map(({ seq }) => String(seq))[0] ?? null,
		...details,
	}
}
