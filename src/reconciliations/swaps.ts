import { grouped } from '../kernel/grouped.js'
import { negate, zero } from '../kernel/money.js'
import { explains, type Gap, gapOf, isRounding, lackedByBank, newsOf, total } from './balance.js'
import { causes } from './causes.js'
import type { Correction, Evidence, Found } from './item.js'
import type { Pair } from './match.js'
import type { Movement, Surroundings } from './sides.js'

/** One half of a payment that the two sides put on different loans. */
export type Swap = Pick<Found, 'type' | 'cause' | 'evidence' | 'corrections' | 'counterpart'>

/**
 * Payments that we put on one loan and the bank on another: two equal and opposite gaps, of one woman (the wrong loan) or in
 * one group (the wrong member). A gap is half of one pair at most; in a group our payment has to be there, and only one loan may fit.
 */
export function swaps(pairs: readonly Pair[], around: Surroundings): ReadonlyMap<string, Swap> {
	const open = pairs
		.map((pair): Open => ({ pair, gap: gapOf(pair), moved: around.movements.get(pair.ours.loanId) ?? [] }))
		.filter(({ gap }) => total(gap) !== zero && !isRounding(gap, around.tolerance))
	const found = new Map<string, Swap>()
	const among = (type: 'wrong-loan' | 'wrong-member', whose: (pair: Pair) => string | null): void => {
		for (const [key, some] of grouped(open, ({ pair }) => whose(pair)))
			for (const more of key === null ? [] : some) {
				if (found.has(more.pair.ours.loanId) || total(more.gap) < zero) continue
				const event = lackedByBank(more.moved, more.gap, around.asOf, around.tolerance)
				if (event === undefined && type === 'wrong-member') continue
				const fits = some.filter((less) => !found.has(less.pair.ours.loanId) && isOtherHalf(less, more, event))
				const [less] = fits
				if (less === undefined || fits.length > 1) continue
				const [ours, theirs] = [more.pair.ours, less.pair.ours]
				const evidence = event === undefined ? [] : evidenceOf(event)
				const corrections = event === undefined ? [] : moved(event, theirs.loanId)
				const cause = causes.swapped(type, ours.loanCode, theirs.loanCode, event?.amount ?? total(more.gap))
				found.set(ours.loanId, { type, cause, evidence, corrections, counterpart: theirs.loanId })
				found.set(theirs.loanId, { type, cause, evidence, corrections, counterpart: ours.loanId })
			}
	}
	among('wrong-loan', ({ ours }) => ours.memberId)
	among('wrong-member', ({ ours }) => ours.groupId)
	return found
}

type Open = { readonly pair: Pair; readonly gap: Gap; readonly moved: readonly Movement[] }

/** The bank has the same payment on this loan: the gap is the opposite, and what it says of its last transaction does not speak against it. */
function isOtherHalf(less: Open, more: Open, event: Movement | undefined): boolean {
	if (total(less.gap) >= zero) return false
	const opposite = total(less.gap) === negate(total(more.gap))
	const paid = event !== undefined && explains(event, less.gap, 'us')
	if (!opposite && !paid) return false
	const news = newsOf(less.pair.bank, less.moved)
	return news === null || event === undefined || news.amount === event.amount
}

/** The payment is undone on the one loan and recorded on the other. */
function moved({ loanId, eventId, on, amount }: Movement, to: string): readonly Correction[] {
	return [
		{ kind: 'reverse', loanId, eventId },
		{ kind: 'repay', loanId: to, on, amount },
	]
}

/** What a movement is shown by: its event, and the group's sheet on which it was collected. */
export function evidenceOf({ loanId, eventId, on, amount, sheet }: Movement): readonly Evidence[] {
	return [
		{ kind: 'event', loanId, eventId, on, amount },
		...(sheet === null ? [] : [{ kind: 'sheet' as const, sheetId: sheet.id, no: sheet.no, on, amount }]),
	]
}
