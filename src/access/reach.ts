import { never } from '../kernel/assert.js'
import type { Scope } from './asker.js'

/** Whether a scope reaches a record of that group, commune and lender; the same rule as `within`, for a row already read. */
export function reaches(
	scope: Scope,
	row: { readonly groupId: string | null; readonly communeId: string; readonly lenderId: string },
): boolean {
	switch (scope.kind) {
		case 'all':
			return true
		case 'unit':
			return scope.communeIds.includes(row.communeId)
		case 'groups':
			return row.groupId !== null && scope.groupIds.includes(row.groupId)
		case 'lender':
			return row.lenderId === scope.lenderId
		default:
			return never(scope)
	}
}
