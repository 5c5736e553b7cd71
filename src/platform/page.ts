import { z } from 'zod'

/** One page of a list, and the cursor that asks for the next one. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** How many rows of which place a list is asked for; `after` is the sort key of the last row seen. */
export type PageWish = { readonly limit: number; readonly after: readonly string[] | null }

/** Lists are bounded: at most 500 rows an answer. */
const limitSchema = z
	.string()
	.regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'field.wrong-format')
	.default('100')
	.meta({ description: 'rows, 1 to 500', examples: ['100'] })

/**
 * The two query fields of every list. The cursor is opaque to clients: it holds the sort key of the last row, in so
 * many parts, the last of them its id.
 */
export function pageShape(parts: number) {
	const cursor = z
		.string()
		.max(1_000)
		.refine((text) => readCursor(text)?.length === parts, 'field.wrong-format')
		.optional()
		.meta({ description: '`next` of the page before' })
	return { limit: limitSchema, cursor }
}

export function pageWish(query: { readonly limit: string; readonly cursor?: string | undefined }): PageWish {
	return { limit: Number(query.limit), after: query.cursor === undefined ? null : readCursor(query.cursor) }
}

/** The page of rows that were read with one more than the limit, which tells whether there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]): Page<T> {
	const items = rows.slice(0, limit)
	const last = items.at(-1)
	return { items, next: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null }
}

/** The answer's shape of a list. */
export function pageView<T extends z.ZodType>(item: T) {
	return z.strictObject({ items: z.array(item), next: z.string().nullable() })
}

function writeCursor(key: readonly string[]): string {
	return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function readCursor(text: string): readonly string[] | null {
	if (!/^[\w-]+$/.test(text)) return null
	try {
		const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
		const texts = z.array(z.string().refine((part) => !part.includes('\u0000') && part.isWellFormed())).safeParse(key)
		// The last part is an id, and only what looks like one may reach the database.
		return texts.success && /^\d{1,18}$/.test(texts.data.at(-1) ?? '') ? texts.data : null
	} catch {
		return null
	}
}
