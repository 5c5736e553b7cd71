import { z } from 'zod'
import { dateSchema, idSchema } from '../kernel/wire.js'

export const structureQuery = z.strictObject({
	asOf: dateSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
})
export type StructureQuery = z.output<typeof structureQuery>

const groupsView = { groups: z.int(), members: z.int().describe('who belonged to one, each counted once') }
export const structureView = z.strictObject({
	rows: z.array(
		z.strictObject({
			key: z.string().nullable().describe('the lender that groups work for; null for those that work for none'),
			id: idSchema.nullable(),
			name: z.string(),
			...groupsView,
		}),
	),
	totals: z.strictObject({
		districts: z.int().describe('in which these communes lie; none from 01/07/2025 on'),
		communes: z.int(),
		...groupsView,
	}),
	asOf: dateSchema.describe('of what is entered now: who belongs to a group has one clock'),
})
