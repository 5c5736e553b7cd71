import { never } from '../kernel/assert.js'
import { add, type Money, sum, zero } from '../kernel/money.js'
import { ratioText } from '../kernel/ratio.js'
import { Refusal } from '../kernel/refusal.js'
import type { CampaignEvent, DepositorKind } from './event.js'
import type { AccountDeposits } from './stored.js'

/** What is known of one unit in a campaign, in đồng. */
export type Tally = {
	/** The latest target by its day; null where it has none. */
	readonly target: Money | null
	/** What was typed from papers, by who deposited. */
	readonly typed: Readonly<Record<DepositorKind, Money>>
	/** What members' savings accounts received. */
	readonly byAccount: Money
	readonly depositors: number
	/** What the bank said last; null where it said nothing. */
	readonly confirmed: { readonly amount: Money; readonly on: string; readonly confirmationNo: string | null } | null
}

const nothing: Tally = {
	target: null,
	typed: { members: zero, cadres: zero, others: zero },
	byAccount: zero,
	depositors: 0,
	confirmed: null,
}

/** Tallies of a campaign by unit, of the events that count in the order of their days, and of what accounts received. */
export function tallies(events: readonly CampaignEvent[], deposits: readonly AccountDeposits[]): ReadonlyMap<string, Tally> {
	const units = new Map<string, Tally>()
	const of = (unitId: string): Tally => units.get(unitId) ?? nothing
	for (const event of events) {
		const { unitId } = event.details
		if (unitId !== undefined) units.set(unitId, counting(of(unitId), event))
	}
	for (const { communeId, amount, depositors } of deposits) {
		const before = of(communeId)
		units.set(communeId, { ...before, byAccount: add(before.byAccount, amount), depositors: before.depositors + depositors })
	}
	return units
}

function counting(tally: Tally, { type, on, amount, details }: CampaignEvent): Tally {
	const sum = amount ?? zero
	switch (type) {
		case 'targeted':
			return { ...tally, target: sum }
		case 'counted': {
			const kind = details.kind ?? 'others'
			const depositors = tally.depositors + (details.depositors ?? 0)
			return { ...tally, typed: { ...tally.typed, [kind]: add(tally.typed[kind], sum) }, depositors }
		}
		case 'confirmed':
			return { ...tally, confirmed: { amount: sum, on, confirmationNo: details.confirmationNo ?? null } }
		case 'announced':
		case 'reversed':
			return tally
		default:
			return never(type)
	}
}

/** All that was deposited, typed or in accounts. */
export function countedIn({ typed, byAccount }: Tally): Money {
	return add(sum(Object.values(typed)), byAccount)
}

/** Several tallies as one line of the campaign's totals. */
export function totalOf(parts: readonly Tally[]) {
	const targets = parts.flatMap(({ target }) => (target === null ? [] : [target]))
	const target = targets.length === 0 ? null : sum(targets)
	const counted = sum(parts.map(countedIn))
	return {
		target,
		counted,
		share: target === null ? null : ratioText(counted, target),
		members: sum(parts.map(({ typed }) => typed.members)),
		cadres: sum(parts.map(({ typed }) => typed.cadres)),
		others: sum(parts.map(({ typed }) => typed.others)),
		byAccount: sum(parts.map(({ byAccount }) => byAccount)),
		depositors: parts.reduce((all, { depositors }) => all + depositors, 0),
	}
}

type Paper = { readonly unitId: string; readonly kind: DepositorKind; readonly paperNo: string }

/** Refuses a paper of a unit that was counted already for those depositors, or is twice in one request. */
export function refuseCountedPapers(known: readonly CampaignEvent[], given: readonly Paper[]): void {
	const keyOf = ({ unitId, kind, paperNo }: Partial<Paper>): string => JSON.stringify([unitId, kind, paperNo])
	const seen = new Set(known.flatMap(({ type, details }) => (type === 'counted' ? [keyOf(details as Partial<Paper>)] : [])))
	for (const [item, paper] of given.entries()) {
		if (seen.has(keyOf(paper)))
			throw new Refusal('campaign.paper-counted', { path: `counts.${item}.paperNo`, details: { paperNo: paper.paperNo } })
		seen.add(keyOf(paper))
	}
}
