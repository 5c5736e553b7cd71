import type { Contract, ContractEvent } from '../../src/contracts/contract.js'
import type { Happening, Kept } from '../../src/contracts/telling.js'
import type { StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { add, dong, type Money, subtract, zero } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { posting } from '../../src/ledger/posting.js'

/**
 * The smallest contract there is: a purse that money goes into and comes out of, and that never holds less than nothing.
 * Of every payment in, a tenth is the keeper's as long as the purse is below a hundred: so what is told earlier changes
 * what is posted later, as with a loan.
 */
export type Purse = { readonly held: Money; readonly kept: Money }

export const purse: Contract<Purse, ContractEvent> = {
	kind: 'purse',
	begin: { held: zero, kept: zero },
	tell: (state, { type, amount }) => {
		const sum = amount ?? zero
		if (type === 'out') {
			if (sum > state.held) throw new Refusal('purse.empty', { path: 'amount' })
			return { state: { ...state, held: subtract(state.held, sum) }, postings: posting('411', '1111', sum) }
		}
		const tenth = state.held < 100n ? dong(sum / 10n) : zero
		return {
			state: { held: add(state.held, subtract(sum, tenth)), kept: add(state.kept, tenth) },
			postings: [...posting('1111', '411', subtract(sum, tenth)), ...posting('1111', '711', tenth)],
		}
	},
	dues: ({ held }) => (held === 0n ? [] : [{ dueOn: calendarDate('2030-01-01'), lateAfter: calendarDate('2030-01-01'), amount: held }]),
}

export const storePurse = ({ held, kept }: Purse) => ({
	held: String(held),
	kept: String(kept),
	outstanding: String(held),
	status: 'active',
})

export function keptPurse(stored: StoredContract): Kept<Purse, ContractEvent> {
	const { held, kept } = stored.state as { held?: string; kept?: string }
	const state = { held: dong(BigInt(held ?? 0)), kept: dong(BigInt(kept ?? 0)) }
	return { contract: purse, stored, state, store: storePurse, eventOf: purseEvent }
}

export function purseEvent({ seq, type, on, amount, reverses }: StoredEvent): ContractEvent {
	return { seq, type, on, amount, reverses }
}

export function newPurse(id = '1', bookId = 1): StoredContract {
	return { id, bookId, chart: 'own', version: 0, lastOn: calendarDate('2022-01-01'), lastRecordedAt: '' as Instant, state: {} }
}

export function into(on: string, amount: number): Happening {
	return { type: 'in', on: calendarDate(on), amount: dong(BigInt(amount)), details: {}, reverses: null }
}

export function out(on: string, amount: number): Happening {
	return { ...into(on, amount), type: 'out' }
}

export function undo(seq: number, { on, amount }: Happening): Happening {
	return { type: 'reversed', on, amount, details: {}, reverses: seq }
}

/** Events as they would be read back, numbered in the order given. */
export function historyOf(...told: readonly Happening[]): readonly StoredEvent[] {
	return told.map((happening, index) => ({
		...happening,
		contractId: '1',
		seq: index + 1,
		recordedAt: `2030-01-01T00:00:0${index}.000000Z` as Instant,
		recordedBy: '1',
	}))
}
