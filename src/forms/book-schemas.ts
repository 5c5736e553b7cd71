import { z } from 'zod'
import { instantSchema } from '../kernel/wire.js'
import { monthSchema } from '../fees/schemas.js'

const bookCode = z
	.string()
	.regex(/^[a-z0-9-]{1,60}$/, 'field.wrong-format')
	.meta({ description: "the book's code", examples: ['own', 'groups'] })
const monthShape = {
	book: bookCode,
	month: monthSchema,
	format: z.enum(['pdf', 'xlsx']).default('pdf'),
	knownAt: instantSchema.optional(),
}

/** A month of a book as it is printed. */
export const journalBookQuery = z.strictObject(monthShape)
export const cashBookQuery = z.strictObject({
	...monthShape,
	account: z
		.string()
		.regex(/^\d{3,8}$/, 'field.wrong-format')
		.optional()
		.meta({ description: 'an account of cash, of deposits or of what leaders hold; the cash where it is left out', examples: ['1111'] }),
})
