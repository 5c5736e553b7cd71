import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, instantSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { certainties } from '../products/template.js'
import { decisionKinds, presences } from './meeting.js'
import { warningView } from './schemas.js'

const note = { note: textSchema(500).optional() }
const votes = { votesFor: z.int().min(0).max(10_000).optional() }
const memberIds = z.array(idSchema).min(1).max(500)

const decisionSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('admitted'), memberIds, ...votes, ...note }).describe('kết nạp tổ viên'),
	z.strictObject({ kind: z.literal('let-go'), memberIds, ...votes, ...note }).describe('cho ra khỏi tổ'),
	z
		.strictObject({ kind: z.literal('minimum-savings'), monthly: amountSchema, ...votes, ...note })
		.describe('mức gửi tiết kiệm tối thiểu một tháng (10C/TD)'),
	z
		.strictObject({ kind: z.literal('loans-reviewed'), ...votes, ...note })
		.describe('bình xét cho vay; the reviews are recorded by themselves'),
	z
		.strictObject({ kind: z.literal('election'), leaderId: idSchema.optional(), deputyId: idSchema.optional(), ...votes, ...note })
		.describe('bầu tổ trưởng, tổ phó')
		.refine(({ leaderId, deputyId }) => leaderId !== undefined || deputyId !== undefined, {
			path: ['leaderId'],
			message: 'field.required',
		}),
	z.strictObject({ kind: z.literal('other'), ...votes, note: textSchema(500) }),
])

const attendanceSchema = z
	.strictObject({
		memberId: idSchema,
		presence: z.enum(presences).describe('present, represented by somebody, excused (absent with leave), absent'),
		representedBy: textSchema(120).optional().describe('who came for her, where somebody did'),
	})
	.refine(({ presence, representedBy }) => (presence === 'represented') === (representedBy !== undefined), {
		path: ['representedBy'],
		message: 'field.required',
	})

const minutesShape = {
	on: dateSchema,
	place: textSchema(200).optional(),
	minutesNo: textSchema(40).optional(),
	chair: textSchema(120),
	secretary: textSchema(120),
	agenda: z.array(textSchema(300)).max(50).default([]),
	decisions: z.array(decisionSchema).max(50).default([]),
	attendance: z.array(attendanceSchema).min(1).max(500).describe('every member of the group on that day, once'),
	signatures: z
		.array(z.strictObject({ name: textSchema(120), as: textSchema(120).optional().describe('as whom: chủ tọa, thư ký, đại diện hội') }))
		.max(20)
		.default([]),
	...note,
}

/** The minutes of a meeting of a group (biên bản họp tổ, forms 10/TD and 10C/TD). */
export const recordMeetingSchema = z.strictObject(minutesShape)
export type RecordMeeting = z.output<typeof recordMeetingSchema>

/** The minutes as they should have been, whole, and why. */
export const correctMeetingSchema = z.strictObject({ ...minutesShape, reason: textSchema(500) })
export type CorrectMeeting = z.output<typeof correctMeetingSchema>

export const cancelMeetingSchema = z.strictObject({ reason: textSchema(500) })

export const meetingParams = z.strictObject({ id: idSchema, meetingId: idSchema })
const periodShape = { from: dateSchema.optional(), to: dateSchema.optional(), knownAt: instantSchema.optional() }
export const meetingQuery = z.strictObject({ knownAt: instantSchema.optional() })
export const listMeetingsQuery = z.strictObject({ ...periodShape, ...pageShape(2) })
export type ListMeetings = z.output<typeof listMeetingsQuery>
export const attendanceQuery = z.strictObject(periodShape)

const quorumView = z.strictObject({
	attended: z.int(),
	members: z.int(),
	needed: z.string().nullable().describe('the share of the members: ">1/2" is more than half, ">=2/3" two thirds'),
	isMet: z.boolean(),
	source: z.string().nullable(),
	certainty: z.enum(certainties).nullable(),
})

const headShape = {
	id: idSchema,
	groupId: idSchema,
	version: z.int(),
	on: dateSchema,
	place: z.string().nullable(),
	minutesNo: z.string().nullable(),
	chair: z.string(),
	secretary: z.string(),
	quorum: quorumView,
	recordedAt: z.string(),
	recordedBy: idSchema,
}
export const meetingLineView = z.strictObject({ ...headShape, decisions: z.array(z.enum(decisionKinds)) })
export const meetingsView = pageView(meetingLineView)

const decisionView = z.strictObject({
	kind: z.enum(decisionKinds),
	memberIds: z.array(idSchema).optional(),
	leaderId: idSchema.optional(),
	deputyId: idSchema.optional(),
	monthly: z.string().optional(),
	votesFor: z.int().optional(),
	note: z.string().optional(),
})

/** The minutes as they were known, and what they said before. */
export const meetingView = z.strictObject({
	...headShape,
	agenda: z.array(z.string()),
	decisions: z.array(decisionView),
	attendance: z.array(
		z.strictObject({
			memberId: idSchema,
			code: z.string(),
			name: z.string(),
			presence: z.enum(presences),
			representedBy: z.string().nullable(),
		}),
	),
	signatures: z.array(z.strictObject({ name: z.string(), as: z.string().optional() })),
	note: z.string().nullable(),
	cancelled: z.boolean(),
	versions: z.array(
		z.strictObject({
			version: z.int(),
			on: dateSchema,
			reason: z.string().nullable(),
			cancelled: z.boolean(),
			recordedAt: z.string(),
			recordedBy: idSchema,
		}),
	),
	warnings: z.array(warningView),
	knownAt: z.string(),
})
export type MeetingView = z.output<typeof meetingView>

const countsShape = { meetings: z.int(), present: z.int(), represented: z.int(), excused: z.int(), absent: z.int() }
const rate = z.string().nullable().describe('present or represented, of the meetings that had her on their list')

/** How often each member attended the meetings of a period. */
export const attendanceView = z.strictObject({
	rows: z.array(z.strictObject({ memberId: idSchema, code: z.string(), name: z.string(), ...countsShape, rate })),
	totals: z.strictObject({ ...countsShape, meetings: z.int().describe('held'), lines: z.int(), rate }),
	from: dateSchema.nullable(),
	to: dateSchema,
	knownAt: z.string(),
})
