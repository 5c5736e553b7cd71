import { Refusal } from '../kernel/refusal.js'
import { type Asked, askedInAll, askedThen, type LoanAsked, type MemberAsked, nothingAsked, type SavingsAsked } from './sheet.js'

type Expecting = {
	readonly memberId?: string | undefined
	readonly expectedVersion?: string | undefined
	readonly confirmed?: true | undefined
}

/** A line whose member is asked for something else than when its sheet was fetched. */
export type ChangedLine = { readonly index: number; readonly was: Asked; readonly is: Asked; readonly version: string }

/** The lines of which what is asked has changed since their sheet was fetched, and which nobody has confirmed. */
export function changedLines(lines: readonly Expecting[], asked: readonly MemberAsked<LoanAsked, SavingsAsked>[]): readonly ChangedLine[] {
	const now = new Map(asked.map((one) => [one.memberId, one]))
	return lines.flatMap(({ memberId = null, expectedVersion, confirmed }, index) => {
		const { version, left } = now.get(memberId) ?? nothingAsked
		if (expectedVersion === undefined || confirmed === true || version === expectedVersion) return []
		return [{ index, was: askedThen(expectedVersion), is: left, version }]
	})
}

/** The refusal of a changed line, which says what was asked then and what is asked now. */
export function confirmationNeeded({ index, was, is }: ChangedLine): Refusal {
	const details = { was: String(askedInAll(was)), is: String(askedInAll(is)) }
	return new Refusal('collection.expectation-changed', { path: `lines.${index}`, details })
}
