import { z } from 'zod'
import { groupView, kinshipSchema, roleSchema, warningView } from '../groups/schemas.js'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'

const minutesNo = { minutesNo: textSchema(40).optional().describe('of the group’s minutes that decided it') }
const decisionNo = { decisionNo: textSchema(80).optional() }
const decided = {
	on: dateSchema.describe('the first day on which it is so'),
	decisionNo: textSchema(80),
	reason: textSchema(500).optional(),
}

/** A member leaves her group. */
export const departureSchema = z.strictObject({
	memberId: idSchema,
	on: dateSchema.describe('her last day in the group'),
	reason: textSchema(500),
	...decisionNo,
	...minutesNo,
})
export type Depart = z.output<typeof departureSchema>

/** A woman is admitted to a group. */
export const admissionSchema = z.strictObject({
	memberId: idSchema,
	on: dateSchema.describe('her first day in the group'),
	role: roleSchema.default('member'),
	kinship: kinshipSchema.optional().describe('what she is to the leader or the deputy, as declared'),
	inStandingCommittee: z.boolean().optional(),
	...decisionNo,
	...minutesNo,
})
export type Admit = z.output<typeof admissionSchema>

const newGroupSchema = z.strictObject({
	code: textSchema(40).optional().describe('given by us where it is left out'),
	externalCode: textSchema(40).optional().describe('the bank’s code of the new group'),
	name: textSchema(120),
	hamlet: textSchema(120).optional().describe('that of the old group where it is left out'),
	memberIds: z.array(idSchema).min(1).max(500),
	leaderId: idSchema,
	deputyId: idSchema.optional(),
})
export type NewGroup = z.output<typeof newGroupSchema>

/** A group is split: who is named in no part stays; where nobody stays, the group is closed. */
export const splitSchema = z.strictObject({ ...decided, newGroups: z.array(newGroupSchema).min(1).max(10) })
export type SplitGroup = z.output<typeof splitSchema>

/** A group goes into another. */
export const mergerSchema = z.strictObject({ ...decided, into: idSchema })
export type MergeGroup = z.output<typeof mergerSchema>

/** A whole group goes to another commune or hamlet. */
export const moveSchema = z.strictObject({ ...decided, communeId: idSchema, hamlet: textSchema(120).optional() })
export type MoveGroup = z.output<typeof moveSchema>

const carriedView = z.strictObject({
	loans: z.int(),
	outstanding: moneySchema.describe('principal of these loans on the day: the same before and after'),
	savingsAccounts: z.int(),
	savings: moneySchema.describe('balances of these accounts on the day: the same before and after'),
})

export const departureView = z.strictObject({ group: groupView })
export const admissionView = z.strictObject({ group: groupView, warnings: z.array(warningView) })
export const splitView = z.strictObject({ group: groupView, newGroups: z.array(groupView), carried: carriedView })
export const mergerView = z.strictObject({ group: groupView, into: groupView, carried: carriedView })
export const moveView = z.strictObject({ group: groupView, carried: carriedView })
