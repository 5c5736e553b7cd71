import { z } from 'zod'
import { dateSchema, idSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { groupChangeKinds } from './change.js'

export const groupIdParams = z.strictObject({ id: idSchema })
export const findGroupQuery = z.strictObject({
	on: dateSchema.optional().describe('the day whose members are asked for; today where left out'),
})

export const kindSchema = z.enum(['savings-and-loan', 'credit', 'borrowing'])
export const roleSchema = z.enum(['leader', 'deputy', 'member'])
export const kinshipSchema = z.enum(['none', 'spouse', 'parent', 'child', 'sibling'])

export const openGroupSchema = z.strictObject({
	code: textSchema(40).optional().describe('given by us where it is left out'),
	name: textSchema(120),
	kind: kindSchema,
	lenderId: idSchema.optional().describe('the lender that the group works for'),
	communeId: idSchema,
	hamlet: textSchema(120).optional(),
	establishedOn: dateSchema,
})
export type OpenGroup = z.output<typeof openGroupSchema>

/** A member's role from a day on. The same role with `to` ends it; another role ends the one before. */
export const recordMembershipSchema = z.strictObject({
	memberId: idSchema,
	role: roleSchema,
	from: dateSchema,
	to: dateSchema.optional().describe('the last day'),
	kinship: kinshipSchema.optional().describe('what a leader or deputy is to the other of the two'),
	inStandingCommittee: z.boolean().optional().describe('whether she sits in the standing committee of the commune’s union'),
})
export type RecordMembership = z.output<typeof recordMembershipSchema>

export const listGroupsQuery = z.strictObject({
	lenderId: idSchema.optional(),
	communeId: idSchema.optional().describe('in a commune or what went into it'),
	unitId: idSchema.optional().describe('in the communes of a unit or below it'),
	kind: kindSchema.optional(),
	q: textSchema(120).optional(),
	...pageShape(2),
})
export type ListGroups = z.output<typeof listGroupsQuery>

const personView = z.strictObject({ id: idSchema, code: z.string(), name: z.string() })
const groupShape = {
	id: idSchema,
	code: z.string(),
	name: z.string(),
	kind: kindSchema,
	lenderId: idSchema.nullable(),
	lenderCode: z.string().nullable(),
	communeId: idSchema,
	communeName: z.string(),
	hamlet: z.string().nullable(),
	establishedOn: dateSchema,
	closedOn: dateSchema.nullable(),
	memberCount: z.int(),
	leader: personView.nullable(),
}

export const groupRowView = z.strictObject(groupShape)
export type GroupRow = z.output<typeof groupRowView>
export const groupsView = pageView(groupRowView)

const groupMemberView = z.strictObject({
	membershipId: idSchema,
	memberId: idSchema,
	code: z.string(),
	name: z.string(),
	role: roleSchema,
	from: dateSchema,
	to: dateSchema.nullable(),
})
export type GroupMember = z.output<typeof groupMemberView>

/** A group that this one came of, or that came of it, from which day on and by which decision. */
const kinView = z.strictObject({
	id: idSchema,
	code: z.string(),
	name: z.string(),
	kind: z.enum(['split', 'merged']),
	on: dateSchema,
	decisionNo: z.string().nullable(),
})
export type GroupKin = z.output<typeof kinView>

export const warningView = z.strictObject({ code: z.string(), message: z.string(), source: z.string() })

/** What was decided about a group: `newGroupId` is one that it was split into, or the one that it was merged into. */
const changeView = z.strictObject({
	id: idSchema,
	kind: z.enum(groupChangeKinds),
	on: dateSchema,
	groupId: idSchema,
	newGroupId: idSchema.nullable(),
	memberId: idSchema.nullable(),
	memberName: z.string().nullable(),
	decisionNo: z.string().nullable(),
	minutesNo: z.string().nullable(),
	reason: z.string().nullable(),
	recordedAt: z.string(),
	recordedBy: idSchema,
})
export type GroupChange = z.output<typeof changeView>
export const groupChangesView = z.strictObject({ items: z.array(changeView), next: z.null() })

/** A group with its members on a day and what an inspection would note. */
export const groupView = z.strictObject({
	...groupShape,
	on: dateSchema,
	deputy: personView.nullable(),
	members: z.array(groupMemberView),
	predecessors: z.array(kinView),
	successors: z.array(kinView),
	warnings: z.array(warningView),
})
export type GroupView = z.output<typeof groupView>
