import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { findGroup } from '../groups/actions.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { lockApplications, nextStep } from './actions.js'
import { lessened, refuseOutOfTurn } from './application.js'
import { refuseMiscounted } from './minutes.js'
import { findReviewMeeting } from './question-actions.js'
import type { RecordReviewMeeting } from './schemas.js'
import * as store from './store.js'
import type { NewStep } from './stored.js'
import type { ToldApplication } from './views.js'

/** Records one meeting of one group: every request on its minutes, or none where one of them is not to be reviewed. */
export async function recordReviewMeeting(tx: Tx, command: RecordReviewMeeting, asker: Asker, today: CalendarDate) {
	const { groupId, on, chair, secretary, attendees, applications } = command
	refuseFutureDay(on, today)
	const group = await findGroup(tx, groupId, asker, on)
	const members = command.members ?? group.memberCount
	refuseMiscounted(command, members)
	const ids = applications.map(({ applicationId }) => applicationId)
	const told = new Map((await lockApplications(tx, ids, asker)).map((one) => [one.row.id, one]))
	const reviewed = applications.map((line, item) => {
		try {
			// On the minutes twice, it has been reviewed when they come to its second line.
			if (ids.indexOf(line.applicationId) < item) throw new Refusal('application.already-reviewed')
			return reviewOf(told.get(line.applicationId), line, command)
		} catch (error) {
			throw error instanceof Refusal ? error.of(item).within('applications', 'applicationId') : error
		}
	})
	const head = { groupId, on, chair, secretary, attendees, members, recordedBy: asker.userId }
	const meeting = await store.insertMeeting(tx, { ...head, minutesNo: command.minutesNo ?? null, note: command.note ?? null })
	const steps = reviewed.map(({ one, step }, index): NewStep => {
		const details = { ...step.details, line: index + 1 }
		return nextStep(one, { ...step, type: 'reviewed', on, meetingId: meeting.id, details }, asker.userId)
	})
	await store.appendSteps(tx, steps, meeting.recordedAt)
	return findReviewMeeting(tx, meeting.id, asker.scope, { asOf: today, knownAt: meeting.recordedAt })
}

/** What the group said of one request of its own that was waiting for it. */
function reviewOf(
	one: ToldApplication | undefined,
	line: RecordReviewMeeting['applications'][number],
	{ groupId, on }: RecordReviewMeeting,
) {
	if (one === undefined) throw new Refusal('application.not-found')
	if (one.row.groupId !== groupId) throw new Refusal('application.of-another-group', { details: { code: one.row.code } })
	refuseOutOfTurn(one.state, 'reviewed', on, null)
	const { agreed, votesFor, votesAgainst, reason } = line
	const size = agreed ? lessened(one.state, line) : { amount: null, months: null }
	return { one, step: { ...size, details: { agreed, votesFor, votesAgainst, reason } } }
}
