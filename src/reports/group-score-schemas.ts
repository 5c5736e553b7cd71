import { z } from 'zod'
import { monthSchema } from '../groups/score-schemas.js'
import { idSchema, instantSchema } from '../kernel/wire.js'
import { unitMaps } from '../units/map.js'
import { formatSchema } from './keyed-schemas.js'

export const groupScoresQuery = z.strictObject({
	month: monthSchema,
	by: z.enum(['commune', 'district']).default('commune'),
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that places are drawn on'),
	format: formatSchema,
	knownAt: instantSchema.optional(),
})
export type GroupScoresQuery = z.output<typeof groupScoresQuery>

const countsView = {
	good: z.int().describe('tốt'),
	fair: z.int().describe('khá'),
	average: z.int().describe('trung bình'),
	weak: z.int().describe('yếu'),
	scored: z.int(),
	differing: z.int().describe('of which the bank’s band is not the one of the table of the month'),
}
export const groupScoresView = z.strictObject({
	rows: z.array(z.strictObject({ key: z.string().nullable(), id: idSchema.nullable(), name: z.string(), ...countsView })),
	totals: z.strictObject(countsView),
	month: z.string(),
	by: z.enum(['commune', 'district']),
	map: z.enum(unitMaps),
	knownAt: z.string(),
})
