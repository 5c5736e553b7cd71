import { z } from 'zod'
import { dateSchema, idSchema, textSchema } from '../kernel/wire.js'
import { clocksShape } from '../platform/door.js'
import { certainties } from '../products/template.js'
import { formCodes } from './catalogue-forms.js'

export const formCodeParams = z.strictObject({ code: z.enum(formCodes) })
export const formQuery = z.strictObject({ lenderId: idSchema.optional(), ...clocksShape })

const wordsSchema = z.strictObject({ vi: textSchema(200), en: textSchema(200) })
const columnSchema = z.strictObject({
	key: z
		.string()
		.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/, 'field.wrong-format')
		.describe('what of a row it shows; blank-… is filled in by hand'),
	header: wordsSchema,
	over: wordsSchema.optional().describe('stands over this column and its neighbours that say the same'),
	width: z.union([z.int().min(10).max(400), z.enum(['amount', '*'])]).describe('in points, as wide as its widest amount, or what is left'),
	sheetWidth: z.int().min(2).max(100).optional().describe('in a workbook, in characters'),
	isSummed: z.literal(true).optional(),
})
const layoutShape = {
	form: textSchema(20).describe('as the bank calls it'),
	title: wordsSchema,
	orientation: z.enum(['portrait', 'landscape']),
	rowHeight: z.int().min(10).max(200),
	signers: z.array(wordsSchema).max(6),
	source: textSchema(500),
}
const enteredShape = {
	...layoutShape,
	lenderId: idSchema.optional().describe('of this lender alone; without it, of all that have none of their own'),
	from: dateSchema,
	columns: z.array(columnSchema).min(1).max(30),
	footnotes: z.array(wordsSchema).max(10).default([]),
	certainty: z.enum(certainties).default('read'),
}
export const enterLayoutSchema = z.strictObject(enteredShape)
export type EnterLayout = z.output<typeof enterLayoutSchema>

export const layoutLineView = z.strictObject({
	...layoutShape,
	id: idSchema,
	lenderId: idSchema.nullable(),
	from: dateSchema,
	columns: z.array(columnSchema),
	footnotes: z.array(wordsSchema),
	certainty: z.enum(certainties),
})
const formShape = {
	...layoutShape,
	code: z.enum(formCodes),
	columns: z.array(columnSchema.extend({ kind: z.enum(['text', 'money', 'signed', 'count', 'rate', 'date']) })),
	footnotes: z.array(wordsSchema),
	certainty: z.enum(certainties),
}
export const formsView = z.strictObject({ items: z.array(z.strictObject(formShape)) })
export const formView = z.strictObject({ ...formShape, entered: z.array(layoutLineView).describe('every line that was entered over it') })
