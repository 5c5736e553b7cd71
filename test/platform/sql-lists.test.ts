import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { bigints } from '../../src/platform/sql-lists.js'

it('ids go to the database in one parameter however many they are, and one that is missing as nothing', () => {
	expect(new PgDialect().sqlToQuery(bigints(['1', null, '999999999999999999']))).toMatchObject({
		sql: '$1::bigint[]',
		params: ['{1,null,999999999999999999}'],
	})
	expect(new PgDialect().sqlToQuery(bigints([])).params).toEqual(['{}'])
})
