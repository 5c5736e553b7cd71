import { z } from 'zod'
import { amountSchema, dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { loanView, signedTermsSchema } from '../lending/schemas.js'
import { clocksShape } from '../platform/door.js'
import { pageShape, pageView } from '../platform/page.js'
import { applicationStatuses, stepTypes } from './application.js'

const monthsSchema = z.int().min(1).max(600)
const peopleSchema = z.int().min(0).max(10_000)
const note = { note: textSchema(500).optional() }
const reasonSchema = textSchema(500)
/** May be nothing: a household that brings no money of its own says so. */
const capitalSchema = moneySchema.refine((amount) => amount >= 0n, 'field.too-small')

/** Who asks for how much, for how long and what for (giấy đề nghị vay vốn, form 01/TD). */
export const requestLoanSchema = z.strictObject({
	productId: idSchema,
	groupId: idSchema.optional().describe('left out where she borrows alone'),
	memberId: idSchema.optional().describe('left out where the group itself borrows'),
	requestedOn: dateSchema,
	amount: amountSchema,
	months: monthsSchema,
	purpose: textSchema(300),
	beneficiary: textSchema(120).optional().describe('as which kind of borrower the programme reaches her (đối tượng thụ hưởng)'),
	totalNeed: amountSchema.optional().describe('tổng nhu cầu = vốn tự có + vốn vay'),
	ownCapital: capitalSchema.optional().describe('vốn tự có'),
	...note,
})
export type RequestLoan = z.output<typeof requestLoanSchema>

const reviewedSchema = z
	.strictObject({
		applicationId: idSchema,
		agreed: z.boolean(),
		amount: amountSchema.optional().describe('what is asked for where left out; never more'),
		months: monthsSchema.optional(),
		votesFor: peopleSchema.optional(),
		votesAgainst: peopleSchema.optional(),
		reason: reasonSchema.optional().describe('required where the group does not agree'),
	})
	.refine(({ agreed, reason }) => agreed || reason !== undefined, { path: ['reason'], message: 'field.required' })

/** The minutes of one meeting of one group (biên bản bình xét, form 10/TD). */
export const reviewMeetingSchema = z.strictObject({
	groupId: idSchema,
	on: dateSchema,
	minutesNo: textSchema(40).optional(),
	chair: textSchema(120),
	secretary: textSchema(120),
	attendees: peopleSchema.min(1),
	members: peopleSchema.min(1).optional().describe('of how many; who was in the group on the day where left out'),
	...note,
	applications: z.array(reviewedSchema).min(1).max(200),
})
export type RecordReviewMeeting = z.output<typeof reviewMeetingSchema>

export const approvalSchema = z.strictObject({
	on: dateSchema,
	amount: amountSchema.optional().describe('what stands where left out; never more'),
	months: monthsSchema.optional(),
	decisionNo: textSchema(80).optional(),
	...note,
})
export type ApproveApplication = z.output<typeof approvalSchema>

export const endSchema = z.strictObject({ on: dateSchema, reason: reasonSchema })
export type EndApplication = z.output<typeof endSchema>

export const signingSchema = z.strictObject({
	signedOn: dateSchema,
	code: textSchema(40).optional(),
	externalCode: textSchema(40).optional(),
	terms: signedTermsSchema
		.partial({ principal: true })
		.optional()
		.describe('over what the product says; the amount and the term that were approved where left out'),
	...note,
})
export type SignApplication = z.output<typeof signingSchema>

export const stepReversalSchema = z.strictObject({ reason: reasonSchema })

export const applicationParams = z.strictObject({ id: idSchema })
export const stepParams = z.strictObject({ id: idSchema, stepId: z.string().regex(/^[1-9]\d{0,8}$/, 'id.not-an-id') })
export const clocksQuery = z.strictObject(clocksShape)
export const reviewListQuery = z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv'), ...clocksShape })

export const listApplicationsQuery = z.strictObject({
	status: z.enum(applicationStatuses).optional(),
	lenderId: idSchema.optional(),
	productId: idSchema.optional(),
	groupId: idSchema.optional(),
	memberId: idSchema.optional(),
	loanId: idSchema.optional().describe('the application that a loan came of'),
	q: textSchema(120).optional().describe('the beginning of the code, or words of the name without diacritics'),
	...pageShape(1),
})
export type ListApplications = z.output<typeof listApplicationsQuery>

const sizeShape = { amount: moneySchema, months: z.int() }
const clocksView = { asOf: dateSchema, knownAt: z.string() }
const lineShape = {
	id: idSchema,
	code: z.string(),
	productId: idSchema,
	productCode: z.string(),
	lenderId: idSchema,
	groupId: idSchema.nullable(),
	groupName: z.string().nullable(),
	memberId: idSchema.nullable(),
	memberName: z.string().nullable(),
	communeId: idSchema,
	requestedOn: dateSchema,
	...sizeShape,
	purpose: z.string(),
	beneficiary: z.string().nullable(),
	status: z.enum(applicationStatuses),
	agreed: z.strictObject(sizeShape).describe('what was asked for, as the group and those who approved have lessened it'),
	loanId: idSchema.nullable(),
}
export const applicationsView = pageView(z.strictObject(lineShape))

const stepView = z.strictObject({
	id: z.string(),
	type: z.enum([...stepTypes, 'reversed']),
	on: dateSchema,
	recordedAt: z.string(),
	recordedBy: idSchema,
	reverses: z.string().nullable(),
	reversedBy: z.string().nullable(),
	amount: moneySchema.nullable(),
	months: z.int().nullable(),
	meetingId: idSchema.nullable(),
	loanId: idSchema.nullable(),
	agreed: z.boolean().optional(),
	votesFor: z.int().optional(),
	votesAgainst: z.int().optional(),
	line: z.int().optional().describe('of the minutes'),
	reason: z.string().optional(),
	awaitsSecond: z.boolean().optional().describe('whether a second person had to approve that much'),
	decisionNo: z.string().optional(),
	note: z.string().optional(),
})
const minutesShape = {
	id: idSchema,
	groupId: idSchema,
	groupName: z.string(),
	on: dateSchema,
	minutesNo: z.string().nullable(),
	chair: z.string(),
	secretary: z.string(),
	attendees: z.int(),
	members: z.int(),
	note: z.string().nullable(),
	recordedAt: z.string(),
	recordedBy: idSchema,
}
/** A request with its steps, as it stood on a day and was known at a moment. */
export const applicationView = z.strictObject({
	...lineShape,
	ownCapital: moneySchema.nullable(),
	totalNeed: moneySchema.nullable(),
	note: z.string().nullable(),
	nextSteps: z.array(z.enum(stepTypes)).describe('what may follow'),
	steps: z.array(stepView),
	minutes: z.strictObject(minutesShape).nullable().describe('of the review that stands'),
	warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
	...clocksView,
})
export const signedApplicationView = applicationView.extend({ loan: loanView })

/** The minutes with their lines; one that was undone says by which step. */
export const reviewMeetingView = z.strictObject({
	...minutesShape,
	applications: z.array(
		z.strictObject({
			applicationId: idSchema,
			code: z.string(),
			memberId: idSchema.nullable(),
			name: z.string(),
			asked: z.strictObject(sizeShape),
			stepId: z.string(),
			reversedBy: z.string().nullable(),
			agreed: z.boolean(),
			amount: moneySchema.nullable(),
			months: z.int().nullable(),
			votesFor: z.int().nullable(),
			votesAgainst: z.int().nullable(),
			reason: z.string().nullable(),
			status: z.enum(applicationStatuses).describe('of the application'),
		}),
	),
	...clocksView,
})
