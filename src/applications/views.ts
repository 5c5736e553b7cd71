import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import { add } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { findingSentence, limitFindings } from '../products/rules.js'
import type { LimitsTemplate } from '../products/template.js'
import { type ApplicationState, nextSteps, type Step } from './application.js'
import type { ApplicationRow, MeetingRow } from './stored.js'

/** A request as it is told: what was asked for, and the steps that were known. */
export type ToldApplication = { readonly row: ApplicationRow; readonly steps: readonly Step[]; readonly state: ApplicationState }

/** What identifies a request in any list, and how far it has come. */
export function applicationLine({ row, steps, state }: ToldApplication) {
	const { productName: _name, ownCapital: _capital, note: _note, version: _version, ...line } = row
	return {
		...line,
		requestedOn: must(steps[0], 'the request is the first step').on,
		status: state.status,
		agreed: { amount: state.amount, months: state.months },
		loanId: state.loanId,
	}
}

/** A request with its steps, its minutes and what should be looked at twice. */
export function applicationView(
	told: ToldApplication,
	{ minutes, limits, language }: { minutes: MeetingRow | null; limits: LimitsTemplate; language: Language },
	clocks: Clocks,
) {
	const { row, steps, state } = told
	return {
		...applicationLine(told),
		ownCapital: row.ownCapital,
		totalNeed: row.ownCapital === null ? null : add(row.ownCapital, row.amount),
		note: row.note,
		nextSteps: [...nextSteps(state)],
		steps: steps.map((step) => stepView(step, steps)),
		minutes,
		warnings: limitFindings(limits, {
			principal: state.amount,
			months: state.months,
			borrower: row.memberId === null ? 'group' : 'member',
		}).map((finding) => ({ code: finding.code, message: findingSentence(finding, language) })),
		...clocks,
	}
}

/** The minutes with a line for each request that was reviewed, in the order of the paper. */
export function meetingView(meeting: MeetingRow, reviewed: readonly ToldApplication[], clocks: Clocks) {
	return {
		...meeting,
		applications: reviewsOf(meeting.id, reviewed).map(({ told: { row, steps, state }, step }) => ({
			applicationId: row.id,
			code: row.code,
			memberId: row.memberId,
			name: borrowerName(row),
			asked: { amount: row.amount, months: row.months },
			stepId: String(step.seq),
			reversedBy: reversedBy(step, steps),
			agreed: step.details.agreed === true,
			amount: step.amount,
			months: step.months,
			votesFor: step.details.votesFor ?? null,
			votesAgainst: step.details.votesAgainst ?? null,
			reason: step.details.reason ?? null,
			status: state.status,
		})),
		...clocks,
	}
}

/** What a meeting said of each request, in the order of the paper. */
export function reviewsOf(meetingId: string, reviewed: readonly ToldApplication[]) {
	return reviewed
		.flatMap((told) => told.steps.filter((step) => step.meetingId === meetingId).map((step) => ({ told, step })))
		.sort((a, b) => (a.step.details.line ?? 0) - (b.step.details.line ?? 0))
}

/** The number of the step that undid another; null where it stands. */
export function reversedBy(step: Step, steps: readonly Step[]): string | null {
	const reversal = steps.find(({ reverses }) => reverses === step.seq)
	return reversal === undefined ? null : String(reversal.seq)
}

/** Who borrows: the member, or the group itself. */
export function borrowerName({ memberName, groupName }: ApplicationRow): string {
	return must(memberName ?? groupName, 'a borrower')
}

function stepView(step: Step, steps: readonly Step[]) {
	const { seq, reverses, details, ...taken } = step
	return {
		id: String(seq),
		...taken,
		reverses: reverses === null ? null : String(reverses),
		reversedBy: reversedBy(step, steps),
		...details,
	}
}
