import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageWish } from '../platform/page.js'
import { readProductForSigning } from '../products/actions.js'
import { stateOf, type Step } from './application.js'
import { reviewList } from './review-list.js'
import type { ListApplications } from './schemas.js'
import * as store from './store.js'
import type { ApplicationRow } from './stored.js'
import { applicationLine, applicationView, meetingView, type ToldApplication } from './views.js'

/** A request as it stood on a day, as it was known at a moment; as unknown as none before it was made. */
export async function findApplication(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const [row] = await store.readApplications(tx, [id], asker.scope, 'read')
	const [told] = row === undefined ? [] : await toldThen(tx, [row], clocks)
	if (told === undefined) throw new Refusal('application.not-found')
	const { state } = told
	// What should be looked at twice is measured by the rules of the day of the latest step.
	const { rules } = await readProductForSigning(tx, told.row.productId, state.last.on, asker)
	const [minutes = null] = state.meetingId === null ? [] : await store.readMeetings(tx, [state.meetingId], { kind: 'all' })
	return applicationView(told, { minutes, limits: rules.limits, language: asker.language }, clocks)
}

/** A request as it stands after what was just recorded on it. */
export async function findApplicationNow(tx: Tx, id: string, asker: Asker, today: CalendarDate) {
	const steps = must((await store.readSteps(tx, [id])).get(id), 'an application that was asked for')
	return findApplication(tx, id, asker, { asOf: today, knownAt: latest(steps) })
}

/** A page of requests as they stand now, by id. */
export async function listApplications(tx: Tx, filter: ListApplications, scope: Scope): Promise<Page<ReturnType<typeof applicationLine>>> {
	const { items, next } = await store.listApplications(tx, filter, scope, pageWish(filter))
	return { items: (await told(tx, items, (steps) => steps)).map(applicationLine), next }
}

/** The minutes of a meeting with its lines. */
export async function findReviewMeeting(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { meeting, reviewed } = await meetingThen(tx, id, scope, clocks)
	return meetingView(meeting, reviewed, clocks)
}

/** The rows of form 03/TD for a meeting. */
export async function findReviewList(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { meeting, reviewed } = await meetingThen(tx, id, scope, clocks)
	return { meeting, ...reviewList(id, reviewed) }
}

/** Tells every request again from its steps; finds those whose cached status says otherwise. */
export async function* retellApplications(tx: Tx): AsyncGenerator<{ readonly code: string; readonly what: string }> {
	for (let after = '0'; ; ) {
		const { items } = await store.listApplications(tx, {}, { kind: 'all' }, { limit: 500, after: [after] })
		const last = items.at(-1)
		if (last === undefined) return
		const steps = await store.readSteps(
			tx,
			items.map(({ id }) => id),
		)
		for (const row of items) {
			const taken = steps.get(row.id) ?? []
			const status = stateOf(row, taken)?.status ?? 'nothing'
			if (status !== row.status || taken.length !== row.version)
				yield { code: row.code, what: `${row.status} after ${row.version} steps, its ${taken.length} steps say ${status}` }
		}
		after = last.id
	}
}

/** The moment at which the last of some steps was recorded. */
function latest(steps: readonly Step[]): Instant {
	return steps.map(({ recordedAt }) => recordedAt).reduce((a, b) => (a > b ? a : b))
}

async function meetingThen(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const [meeting] = await store.readMeetings(tx, [id], scope)
	if (meeting === undefined || meeting.on > clocks.asOf || meeting.recordedAt > clocks.knownAt)
		throw new Refusal('review-meeting.not-found')
	return { meeting, reviewed: await toldThen(tx, await store.applicationsOfMeeting(tx, id, scope), clocks) }
}

function toldThen(tx: Tx, rows: readonly ApplicationRow[], { asOf, knownAt }: Clocks): Promise<readonly ToldApplication[]> {
	return told(tx, rows, (steps) => known(steps, asOf, knownAt))
}

/** Requests with the steps that are told of them; those of which none is told are left out. */
async function told(
	tx: Tx,
	rows: readonly ApplicationRow[],
	heard: (steps: readonly Step[]) => readonly Step[],
): Promise<readonly ToldApplication[]> {
	const taken = await store.readSteps(
		tx,
		rows.map(({ id }) => id),
	)
	return rows.flatMap((row) => {
		const steps = heard(taken.get(row.id) ?? [])
		const state = stateOf(row, steps)
		return state === null ? [] : [{ row, steps, state }]
	})
}
