import { z } from 'zod'
import { dateSchema, idSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { unitMaps } from '../units/map.js'
import { outstandingKeys } from './outstanding.js'

export const formatSchema = z.enum(['json', 'csv', 'xlsx']).default('json')
export const clocksAnswer = { asOf: dateSchema, knownAt: z.string().describe('instant, RFC 3339') }

/** What a report by lender, product, place or group is asked with, beside its key. */
export const keyedShape = {
	lenderId: idSchema.optional(),
	unitId: idSchema.optional().describe('a province, district or commune; all below it count'),
	map: z.enum(unitMaps).default('2022').describe('the map that places are drawn on'),
	format: formatSchema,
	...clocksShape,
}

/** What such a report answers, with its sums under each key and over all. */
export function keyedView<Sums extends z.ZodRawShape>(sums: Sums) {
	return {
		rows: z.array(
			z.strictObject({
				key: z.string().nullable().describe('the code; null for what belongs to none'),
				id: idSchema.nullable(),
				name: z.string(),
				...sums,
			}),
		),
		totals: z.strictObject(sums),
		by: z.enum(outstandingKeys),
		map: z.enum(unitMaps),
		...clocksAnswer,
	}
}
