import { effective } from '../contracts/contract.js'
import type { Clocks } from '../contracts/knowledge.js'
import { shownEvent } from '../contracts/shown-event.js'
import type { StoredEvent } from '../contracts/stored.js'
import { type Party, partyKey, type PlacedParty, shownParty } from '../groups/party.js'
import { must } from '../kernel/assert.js'
import { childsInitials } from '../members/privacy.js'
import type { Beneficiary, Donor, FundDetails, FundEventType } from './event.js'
import { pledgedBetween } from './pledge.js'
import { balanceOf, type FundState, leftOf } from './state.js'
import type { FundRow } from './stored.js'

/** What identifies a fund in any list, and what it holds. */
export function fundLine(row: FundRow, state: FundState) {
	return {
		id: row.contract.id,
		code: row.code,
		name: row.name,
		kind: row.kind,
		purpose: row.purpose,
		keeper: shownParty(row.keeper),
		communeId: row.communeId,
		openedOn: row.openedOn,
		status: state.openedOn === null ? ('void' as const) : ('open' as const),
		balance: balanceOf(state),
		cash: state.money.cash,
		bank: state.money.bank,
	}
}

/** How people are named: members, groups and units by their names now, children in full only to those who look after them. */
export type Naming = { readonly placed: ReadonlyMap<string, PlacedParty>; readonly childrenInFull: boolean }

/** A fund with its purposes, pledges and events, as they were known. */
export function fundView(row: FundRow, state: FundState, history: readonly StoredEvent[], naming: Naming, clocks: Clocks) {
	const made = new Map(
		effective(history).flatMap(({ type, details }) =>
			type === 'pledged' ? [[(details as FundDetails).pledgeNo, details as FundDetails]] : [],
		),
	)
	return {
		...fundLine(row, state),
		purposes: state.purposes.map((one) => ({ ...one, balance: leftOf(one) })),
		pledges: state.pledges.map((pledge) => {
			const { donor, beneficiary } = must(made.get(pledge.no), 'the event that made a pledge')
			return {
				...pledge,
				sponsor: shown(must(donor, 'a sponsor'), naming),
				beneficiary: shown(must(beneficiary, 'somebody who is helped'), naming),
				pledged: pledgedBetween(pledge, null, clocks.asOf),
			}
		}),
		events: history.map((event) => eventView(event, history, naming)),
		...clocks,
	}
}

/** Everybody with a number whom the events of a fund name. */
export function partiesOf(history: readonly StoredEvent[]): readonly Party[] {
	return history
		.flatMap(({ details }) => [(details as FundDetails).donor, (details as FundDetails).beneficiary])
		.filter((one): one is Party => one !== undefined && !('anonymous' in one) && !('name' in one))
}

/** A reversal shows the day on which it was decided. */
function eventView(event: StoredEvent, history: readonly StoredEvent[], naming: Naming) {
	const { donor, beneficiary, ...told } = shownEvent<FundDetails>(event, history)
	return {
		...told,
		type: event.type as FundEventType,
		...(donor === undefined ? {} : { donor: shown(donor, naming) }),
		...(beneficiary === undefined ? {} : { beneficiary: shown(beneficiary, naming) }),
	}
}

function shown(who: Donor | Beneficiary, { placed, childrenInFull }: Naming) {
	if ('anonymous' in who) return { kind: 'anonymous' as const, id: null, name: 'Không nêu tên' }
	if ('name' in who) {
		const hidden = !childrenInFull && 'child' in who && who.child === true
		return { kind: 'other' as const, id: null, name: hidden ? childsInitials(who.name) : who.name }
	}
	const { kind, id } = partyKey(who)
	return { kind, id, name: placed.get(`${kind} ${id}`)?.name ?? '' }
}
