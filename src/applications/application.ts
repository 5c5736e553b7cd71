import { effective } from '../contracts/contract.js'
import { assert } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, subtract } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { Refusal } from '../kernel/refusal.js'

/** How far a request has come. Approved once: above the product's limit, where a second person has still to approve. */
export const applicationStatuses = ['requested', 'reviewed', 'approved-once', 'approved', 'signed', 'rejected', 'withdrawn'] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** What may happen to a request; in its group, at the office, or with the borrower. */
export const stepTypes = ['requested', 'reviewed', 'approved', 'rejected', 'withdrawn', 'signed'] as const
export type StepType = (typeof stepTypes)[number]

/** What a step says beside its day, its amount and its term. */
export type StepDetails = {
	/** Of a review: whether the group agrees, how it voted, and on which line of the minutes. */
	readonly agreed?: boolean
	readonly votesFor?: number | undefined
	readonly votesAgainst?: number | undefined
	readonly line?: number
	readonly reason?: string | undefined
	/** Of an approval: whether the rules of its day want a second person for that much. */
	readonly awaitsSecond?: boolean
	readonly decisionNo?: string | undefined
	readonly note?: string | undefined
}

/** A step as it is taken; a reversal is dated like the step that it undoes, and both fall away. */
export type TakenStep = {
	readonly seq: number
	readonly type: StepType | 'reversed'
	readonly on: CalendarDate
	readonly recordedBy: string
	readonly amount: Money | null
	readonly months: number | null
	readonly meetingId: string | null
	readonly loanId: string | null
	readonly details: StepDetails
	readonly reverses: number | null
}
export type Step = TakenStep & { readonly recordedAt: Instant }

/** What was asked for: an amount in đồng for so many months, in a group or alone. */
export type Asked = { readonly groupId: string | null; readonly amount: Money; readonly months: number }

/** A request as its steps left it. */
export type ApplicationState = {
	readonly status: ApplicationStatus
	/** A woman of a group is reviewed by the group (bình xét); one who borrows alone is not. */
	readonly needsReview: boolean
	/** What was asked for, as the group and those who approved have lessened it. */
	readonly amount: Money
	readonly months: number
	readonly requestedBy: string
	readonly approvedBy: string | null
	/** The meeting whose review stands. */
	readonly meetingId: string | null
	readonly loanId: string | null
	readonly last: TakenStep
}

/** Folds the steps of a request; null where none was taken yet. */
export function stateOf(asked: Asked, steps: readonly TakenStep[]): ApplicationState | null {
	return effective(steps).reduce<ApplicationState | null>(
		(before, step) => ({
			status: statusAfter(step),
			needsReview: asked.groupId !== null,
			amount: step.amount ?? before?.amount ?? asked.amount,
			months: step.months ?? before?.months ?? asked.months,
			requestedBy: before?.requestedBy ?? step.recordedBy,
			approvedBy: step.type === 'approved' ? step.recordedBy : (before?.approvedBy ?? null),
			meetingId: step.meetingId ?? before?.meetingId ?? null,
			loanId: step.loanId,
			last: step,
		}),
		null,
	)
}

/** The way of a request: the group reviews, the office approves, the loan is signed; until then it may be rejected or withdrawn. */
const way: Readonly<Record<ApplicationStatus, readonly StepType[]>> = {
	requested: ['reviewed', 'rejected', 'withdrawn'],
	reviewed: ['approved', 'rejected', 'withdrawn'],
	'approved-once': ['approved', 'rejected', 'withdrawn'],
	approved: ['signed', 'rejected', 'withdrawn'],
	signed: [],
	rejected: [],
	withdrawn: [],
}

/** The steps that may follow; where no group reviews, a request stands at once where a reviewed one does. */
export function nextSteps({ status, needsReview }: Pick<ApplicationState, 'status' | 'needsReview'>): readonly StepType[] {
	return way[status === 'requested' && !needsReview ? 'reviewed' : status]
}

/** Refuses a step that may not follow, and one that is dated before the step that it follows. */
export function refuseOutOfTurn(state: ApplicationState, type: StepType, on: CalendarDate, path: string | null = 'on'): void {
	if (!nextSteps(state).includes(type)) throw outOfTurn(state, type)
	if (on < state.last.on) throw new Refusal('application.before-last-step', { path, details: { on: vietnameseDate(state.last.on) } })
}

/** Whoever recorded a request does not approve it, and nobody approves it twice: each is seen by one more pair of eyes. */
export function refuseSameEyes({ requestedBy, approvedBy }: ApplicationState, userId: string): void {
	if (userId === requestedBy) throw new Refusal('application.own-request')
	if (userId === approvedBy) throw new Refusal('application.same-approver')
}

/** What a group or an approval makes of a request: as it stands where nothing is said; less may be given, never more. */
export function lessened(
	state: ApplicationState,
	{ amount = state.amount, months = state.months }: { readonly amount?: Money | undefined; readonly months?: number | undefined },
): { readonly amount: Money; readonly months: number } {
	if (amount > state.amount) throw amountAboveAgreed(state, 'amount')
	if (months > state.months) throw termAboveAgreed(state, 'months')
	return { amount, months }
}

/** More than what stands is refused, naming the field that asks for it. */
export function amountAboveAgreed({ amount }: ApplicationState, path: string): Refusal {
	return new Refusal('application.amount-above-agreed', { path, details: { amount: vietnameseNumber(amount) } })
}

/** Longer than what stands is refused, naming the field that asks for it. */
export function termAboveAgreed({ months }: ApplicationState, path: string): Refusal {
	return new Refusal('application.term-above-agreed', { path, details: { months: String(months) } })
}

/** The step of that number, which is to be undone: refused where it is undone already, or where something stands on it. */
export function stepToUndo<S extends TakenStep>(steps: readonly S[], id: string): S {
	const target = steps.find(({ seq }) => String(seq) === id)
	if (target === undefined) throw new Refusal('application.step-not-found')
	if (target.reverses !== null) throw new Refusal('contract.reversal-of-reversal')
	if (steps.some(({ reverses }) => reverses === target.seq)) throw new Refusal('contract.already-reversed')
	if (target.type === 'requested') throw new Refusal('application.request-not-reversed')
	if (target.type === 'signed') throw new Refusal('application.signing-not-reversed')
	const later = effective(steps).at(-1)
	if (later !== undefined && later !== target)
		throw new Refusal('application.later-step', { details: { step: String(later.seq), on: vietnameseDate(later.on) } })
	return target
}

/**
 * What the household brings itself, in đồng: all that is needed = own capital + what is borrowed (form 01/TD). Either
 * may be said; where both are they have to agree. Null where neither is.
 */
export function ownCapitalOf(asked: {
	readonly amount: Money
	readonly totalNeed?: Money | undefined
	readonly ownCapital?: Money | undefined
}): Money | null {
	const { amount, totalNeed, ownCapital } = asked
	if (totalNeed === undefined) return ownCapital ?? null
	const rest = subtract(totalNeed, amount)
	if (rest < 0n || (ownCapital !== undefined && ownCapital !== rest))
		throw new Refusal('application.need-differs', {
			path: 'totalNeed',
			details: { own: vietnameseNumber(ownCapital ?? (0n as Money)), amount: vietnameseNumber(amount) },
		})
	return rest
}

function statusAfter({ type, details }: TakenStep): ApplicationStatus {
	assert(type !== 'reversed', 'a reversal falls away with what it undoes')
	if (type === 'reviewed') return details.agreed === true ? 'reviewed' : 'rejected'
	if (type === 'approved') return details.awaitsSecond === true ? 'approved-once' : 'approved'
	return type
}

function outOfTurn({ status, needsReview, last }: ApplicationState, type: StepType): Refusal {
	const details = { on: vietnameseDate(last.on) }
	if (status === 'signed') return new Refusal('application.already-signed', { details })
	if (status === 'rejected' || status === 'withdrawn') return new Refusal('application.closed', { details })
	if (type === 'reviewed') return new Refusal(needsReview ? 'application.already-reviewed' : 'application.not-for-review')
	if (type === 'approved') return new Refusal(status === 'requested' ? 'application.not-reviewed' : 'application.already-approved')
	return new Refusal(status === 'approved-once' ? 'application.second-approval-missing' : 'application.not-approved')
}
