import { type Money, subtract, sum, zero } from '../kernel/money.js'
import { countedIn, type Tally } from './tally.js'

/** How what we counted and what the bank confirmed may differ. */
export const findings = ['missing-at-bank', 'missing-with-us', 'amount-differs'] as const
export type FindingType = (typeof findings)[number]

export type ReconciledUnit = {
	readonly unitId: string
	readonly counted: Money
	/** Null where the bank said nothing of the unit. */
	readonly confirmed: Money | null
	/** What the bank has more than we counted; less than nothing where it has less. */
	readonly difference: Money
	readonly finding: FindingType | null
	readonly confirmationNo: string | null
	readonly confirmedOn: string | null
}

/** Each unit of which either side says something, with how the two differ. */
export function reconcile(units: ReadonlyMap<string, Tally>): readonly ReconciledUnit[] {
	return [...units].flatMap(([unitId, tally]) => {
		const counted = countedIn(tally)
		const confirmed = tally.confirmed?.amount ?? null
		// A unit that has only a target has nothing to compare.
		if (counted === 0n && confirmed === null) return []
		const difference = subtract(confirmed ?? zero, counted)
		const finding =
			difference === 0n ? null : counted === 0n ? 'missing-with-us' : (confirmed ?? 0n) === 0n ? 'missing-at-bank' : 'amount-differs'
		const { confirmationNo = null, on = null } = tally.confirmed ?? {}
		return [{ unitId, counted, confirmed, difference, finding, confirmationNo, confirmedOn: on }]
	})
}

/** The sums of both sides, and how many units agree or differ in which way. */
export function reconciled(units: readonly ReconciledUnit[]) {
	const withFinding = (type: FindingType | null): number => units.filter(({ finding }) => finding === type).length
	return {
		units: units.length,
		counted: sum(units.map(({ counted }) => counted)),
		confirmed: sum(units.map(({ confirmed }) => confirmed ?? zero)),
		difference: sum(units.map(({ difference }) => difference)),
		matched: withFinding(null),
		missingAtBank: withFinding('missing-at-bank'),
		missingWithUs: withFinding('missing-with-us'),
		amountDiffers: withFinding('amount-differs'),
	}
}
