import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { never } from '../kernel/assert.js'
import type { Scope } from './asker.js'
import { bigints } from '../platform/sql-lists.js'

/** The columns of a query by which a scope can be told; each is an SQL expression. */
export type ScopeColumns = {
	readonly groupId: AnyPgColumn | SQL
	readonly communeId: AnyPgColumn | SQL
	readonly lenderId: AnyPgColumn | SQL
}

/** The condition that keeps foreign rows out of a query. */
export function within(scope: Scope, columns: ScopeColumns): SQL {
	switch (scope.kind) {
		case 'all':
			return sql`true`
		case 'unit':
			return sql`${columns.communeId} = any(${bigints(scope.communeIds)})`
		case 'groups':
			return sql`${columns.groupId} = any(${bigints(scope.groupIds)})`
		case 'lender':
			return sql`${columns.lenderId} = ${scope.lenderId}::bigint`
		default:
			return never(scope)
	}
}
