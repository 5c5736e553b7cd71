import { type SQL, sql } from 'drizzle-orm'

/** Ids as an array of PostgreSQL, in one parameter however many they are; null stands for none. */
export function bigints(ids: readonly (string | null)[]): SQL {
	return sql`${`{${ids.map((id) => id ?? 'null').join(',')}}`}::bigint[]`
}

/** Small numbers, such as books have, as an array of PostgreSQL, in one parameter. */
export function smallints(numbers: readonly number[]): SQL {
	return sql`${`{${numbers.join(',')}}`}::smallint[]`
}

/** Texts as an array of PostgreSQL, in one parameter however many they are. */
export function texts(list: readonly string[]): SQL {
	return sql`${sql.param([...list])}::text[]`
}
