import { z } from 'zod'
import { dateSchema, idSchema, instantSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'

export const formParams = z.strictObject({ id: idSchema })
const format = z.enum(['pdf', 'xlsx']).default('pdf')
const pdfOnly = z.enum(['pdf']).default('pdf')

export const collectionFormQuery = z.strictObject({
	on: dateSchema.optional().describe('the day of the meeting; today where left out'),
	format,
	knownAt: instantSchema.optional(),
})
export const listFormQuery = z.strictObject({ format, ...clocksShape })
export const paperFormQuery = z.strictObject({ format: pdfOnly, ...clocksShape })
