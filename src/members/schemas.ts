import { z } from 'zod'
import { readCitizenId } from '../kernel/personal-id.js'
import { dateSchema, idSchema, instantSchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'

export const memberIdParams = z.strictObject({ id: idSchema })

const yearSchema = z.int().min(1900).max(2199)
const povertySchema = z.strictObject({ year: yearSchema, status: z.enum(['poor', 'near-poor', 'escaped', 'none']) })
const roleSchema = z.enum(['leader', 'deputy', 'member'])

/** 12 digits (CCCD) or 9 (CMND, kept as the old number), with spaces or points as people type them. */
const citizenIdSchema = z
	.string()
	.max(30, 'text.too-long')
	.refine((text) => readCitizenId(text) !== null, 'field.wrong-format')
	.transform((text) => text.replace(/[\s.-]/g, ''))
	.meta({ description: '12 digits (CCCD) or 9 (CMND)', examples: ['004185001234'] })

const oldIdSchema = z
	.string()
	.max(30, 'text.too-long')
	.transform((text) => text.replace(/[\s.-]/g, ''))
	.refine((text) => /^\d{9}$/.test(text), 'field.wrong-format')
	.meta({ description: '9 digits (CMND)', examples: ['080123456'] })

export const openMemberSchema = z.strictObject({
	code: textSchema(40).optional().describe('given by us where it is left out'),
	name: textSchema(120),
	sex: z.enum(['female', 'male']).optional(),
	bornOn: dateSchema.optional(),
	birthYear: yearSchema.optional(),
	citizenId: citizenIdSchema.optional(),
	oldId: oldIdSchema.optional(),
	phone: textSchema(40).optional(),
	hamlet: textSchema(120).optional(),
	address: textSchema(300).optional(),
	communeId: idSchema,
	ethnicity: textSchema(60).optional(),
	unionMember: z.boolean().default(true),
	joinedOn: dateSchema.optional(),
	poverty: z.array(povertySchema).max(50).optional(),
})
export type OpenMember = z.output<typeof openMemberSchema>

export const listMembersQuery = z.strictObject({
	q: textSchema(120).optional().describe('a name without diacritics, initials, a code, or the beginning of a number'),
	groupId: idSchema.optional().describe('who is in this group today'),
	communeId: idSchema.optional().describe('who lives in a commune or what went into it; any unit above works too'),
	...pageShape(2),
})
export type ListMembers = z.output<typeof listMembersQuery>

const membershipView = z.strictObject({
	id: idSchema,
	groupId: idSchema,
	groupCode: z.string(),
	groupName: z.string(),
	role: roleSchema,
	from: dateSchema,
	to: dateSchema.nullable(),
})

const spouseView = z.strictObject({
	memberId: idSchema,
	code: z.string(),
	name: z.string(),
	from: dateSchema,
	to: dateSchema.nullable(),
})

const memberShape = {
	id: idSchema,
	code: z.string(),
	name: z.string(),
	birthYear: yearSchema.nullable(),
	citizenId: z.string().nullable().describe('masked in lists and for banks and auditors: 004*****1234'),
	phone: z.string().nullable(),
	hamlet: z.string().nullable(),
	communeId: idSchema,
	communeName: z.string(),
	unionMember: z.boolean(),
}

/** A member in a list: numbers masked, with the groups that she is in today. */
export const memberRowView = z.strictObject({
	...memberShape,
	groups: z.array(z.strictObject({ id: idSchema, code: z.string(), name: z.string(), role: roleSchema })),
})
export type MemberRow = z.input<typeof memberRowView>
export const membersView = pageView(memberRowView)

const warningView = z.strictObject({
	code: z.string(),
	message: z.string(),
	members: z.array(z.strictObject({ id: idSchema, code: z.string(), name: z.string() })).optional(),
})

/** Ethnic origin and poverty are there only for those who may read them. */
export const memberView = z.strictObject({
	...memberShape,
	sex: z.enum(['female', 'male']).nullable(),
	bornOn: dateSchema.nullable(),
	oldId: z.string().nullable(),
	phoneInternational: z.string().nullable(),
	address: z.string().nullable(),
	joinedOn: dateSchema.nullable(),
	createdAt: instantSchema,
	ethnicity: z.string().nullable().optional(),
	poverty: z.array(povertySchema).optional(),
	memberships: z.array(membershipView),
	spouses: z.array(spouseView).describe('over time, as far as the asker reaches them'),
	warnings: z.array(warningView),
})
export type MemberView = z.input<typeof memberView>
export type MemberWarningView = z.input<typeof warningView>

export const recordPovertySchema = povertySchema
export type RecordPoverty = z.output<typeof recordPovertySchema>

export const recordSpouseSchema = z.strictObject({
	memberId: idSchema.describe('the spouse'),
	from: dateSchema,
	to: dateSchema.optional().describe('where it is over already'),
})
export type RecordSpouse = z.output<typeof recordSpouseSchema>

export const endSpouseSchema = z.strictObject({
	to: dateSchema.describe('the last day; the day before the first takes back what was recorded by mistake'),
})
export type EndSpouse = z.output<typeof endSpouseSchema>
