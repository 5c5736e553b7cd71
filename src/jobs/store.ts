import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { never } from '../kernel/assert.js'
import { texts } from '../platform/sql-lists.js'

/**
 * The condition that keeps foreign jobs from an asker: those that can hold no loan of hers. Of the others she sees the
 * rows that are hers.
 */
export function visibleTo(scope: Scope): SQL {
	switch (scope.kind) {
		case 'all':
			return sql`true`
		case 'unit':
			return sql`(j.arguments -> 'communeIds' = 'null'::jsonb or j.arguments -> 'communeIds' ?| ${texts(scope.communeIds)})`
		case 'lender':
			return sql`(j.arguments -> 'lenderId' = 'null'::jsonb or j.arguments ->> 'lenderId' = ${scope.lenderId})`
		case 'groups':
			return sql`false`
		default:
			return never(scope)
	}
}
