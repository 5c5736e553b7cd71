import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { OpenCircle } from './schemas.js'
import { type CircleTerms, firstPotShare, turnDays } from './terms.js'

/** The terms that a command agrees on, whole: every share with its holders, every turn with its day. Refused where they make no circle. */
export function agreedTerms(command: OpenCircle): CircleTerms {
	const { shareAmount, calendar, reward, order } = command
	const shares = command.shares.map((share, index) => {
		if (!('holders' in share)) return { holders: [{ memberId: share.memberId, amount: shareAmount }] }
		const names = new Set(share.holders.map(({ memberId }) => memberId))
		if (sum(share.holders.map(({ amount }) => amount)) !== shareAmount || names.size !== share.holders.length)
			throw new Refusal('rotation.parts-do-not-sum', {
				path: `shares.${index}`,
				details: { share: String(index + 1), amount: String(shareAmount) },
			})
		return share
	})
	const days = 'days' in calendar ? calendar.days : turnDays(calendar, shares.length)
	const climb = days.every((day, index) => day >= command.openedOn && (index === 0 || (days[index - 1] ?? day) < day))
	if (days.length !== shares.length || !climb)
		throw new Refusal('rotation.days-do-not-match', {
			path: 'calendar',
			details: { shares: String(shares.length), days: String(days.length) },
		})
	const terms: CircleTerms = {
		shareAmount,
		shares,
		days,
		order,
		reward,
		organiserId: command.organiser.memberId ?? null,
		lateYearly: command.lateYearly ?? null,
		organiserCovers: command.organiserCovers,
	}
	if (reward.kind === 'commission' && reward.amount >= shareAmount)
		throw new Refusal('rotation.commission-too-high', { path: 'reward.amount' })
	const first = firstPotShare(terms)
	if (reward.kind === 'first-pot' && (first === null || (order === 'fixed' && first !== 1)))
		throw new Refusal('rotation.first-pot-needs-a-share', { path: 'shares' })
	return terms
}

/** The terms as they are stored: amounts as text. */
export function storedTerms(terms: CircleTerms): Record<string, unknown> {
	return JSON.parse(JSON.stringify(terms)) as Record<string, unknown>
}
