import { z } from 'zod'
import { dateSchema, idSchema, moneySchema, textSchema } from '../kernel/wire.js'
import { pageShape, pageView } from '../platform/page.js'
import { listKeys } from './keys.js'
import { columnSources, type Mapping } from './mapping.js'

const keySchema = z.enum(listKeys)

const mappingSchema = z
	.array(
		z.strictObject({
			header: textSchema(200),
			key: keySchema.nullable().describe('what the column holds; null where it is passed over'),
		}),
	)
	.max(300)

/** A form has texts: the mapping is JSON within one. */
const mappingField = z
	.string()
	.max(100_000)
	.transform((text, context): Mapping => {
		const read = mappingSchema.safeParse(jsonOf(text))
		if (read.success) return read.data
		context.addIssue({ code: 'custom', message: 'field.wrong-format' })
		return z.NEVER
	})
	.meta({ description: 'JSON: [{"header", "key"}]; what the columns hold, remembered for the next list' })

export const lenderParams = z.strictObject({ id: idSchema })
export const listParams = z.strictObject({ id: idSchema })
export const receiveQuery = z.strictObject({
	dryRun: z.enum(['true', 'false']).optional().describe('true: a preview, which keeps nothing'),
})
export const receiveSchema = z.strictObject({ asOf: dateSchema.describe('the day of the balances'), mapping: mappingField.optional() })
export const listListsQuery = z.strictObject(pageShape(1))
export type ListBankLists = z.output<typeof listListsQuery>
export const listRowsQuery = z.strictObject(pageShape(1))
export type ListRows = z.output<typeof listRowsQuery>
export const setMappingSchema = z.strictObject({ mapping: mappingSchema })

const columnView = z.strictObject({
	column: z.string().describe('its letters'),
	header: z.string(),
	key: keySchema.nullable(),
	how: z.enum(columnSources),
})
const totalView = z.strictObject({
	key: keySchema,
	sum: moneySchema.describe('of the rows'),
	said: moneySchema.nullable().describe('of the list’s own control totals'),
})
const readShape = {
	columns: z.array(columnView),
	headingLine: z.int(),
	rows: z.int(),
	passed: z.int().describe('lines that are no loan: titles, sums of groups, signatures'),
	totals: z.array(totalView),
	agrees: z.boolean().nullable().describe('whether the list’s own control totals are those of its rows; null where it has none'),
}
export const listView = z.strictObject({
	id: idSchema,
	lenderId: idSchema,
	asOf: dateSchema,
	fileName: z.string(),
	sha256: z.string(),
	bytes: z.int(),
	receivedBy: idSchema,
	receivedAt: z.string(),
	...readShape,
})
export const listsView = pageView(listView)
const rowView = z.strictObject({ line: z.int(), ...Object.fromEntries(listKeys.map((key) => [key, z.string().optional()])) })
export const rowsView = pageView(rowView)
export const receivedView = z.strictObject({
	wasThere: z.boolean(),
	list: listView.nullable().describe('null in a preview'),
	faults: z
		.array(
			z.strictObject({
				line: z.int(),
				column: z.string().nullable(),
				header: z.string().nullable(),
				text: z.string(),
				reason: z.strictObject({ vi: z.string(), en: z.string() }),
			}),
		)
		.describe('the first 500'),
	faultCount: z.int(),
	...readShape,
	first: z.array(rowView),
})
export const mappingView = z.strictObject({ lenderId: idSchema, mapping: mappingSchema })

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
