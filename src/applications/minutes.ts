import { Refusal } from '../kernel/refusal.js'
import type { RecordReviewMeeting } from './schemas.js'

/** Refuses minutes that cannot be: more who attended than the group has, or more votes than attended. */
export function refuseMiscounted(minutes: RecordReviewMeeting, members: number): void {
	const { attendees, applications } = minutes
	if (attendees > members)
		throw new Refusal('review-meeting.attendees-above-members', { path: 'attendees', details: { members: String(members) } })
	for (const [index, { votesFor = 0, votesAgainst = 0 }] of applications.entries())
		if (votesFor + votesAgainst > attendees)
			throw new Refusal('review-meeting.votes-above-attendees', {
				path: `applications.${index}.votesFor`,
				details: { attendees: String(attendees) },
			})
}
