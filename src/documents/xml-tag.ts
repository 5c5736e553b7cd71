/** A tag as the XML library hands it over: attributes and tags within by their names. */
export type Tag = { readonly [name: string]: unknown }

/** What is within a tag; nothing where there is no such tag, or only text in it. */
export function within(value: unknown): Tag {
	return typeof value === 'object' && value !== null ? (value as Tag) : {}
}

/** Tags or texts of one name: the library gives a single one as it is, several as a list. */
export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value]
}

export function tagsOf(value: unknown): readonly Tag[] {
	return listOf(value).map(within)
}
