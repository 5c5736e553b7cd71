import { assert } from '../kernel/assert.js'
import type { Role } from './asker.js'

/** How far a role's operation reaches: everything, what lies in the asker's scope, or what is her own. */
export type Reach = 'all' | 'scope' | 'own'

/** One operation's row: open to anybody, or to these roles and no other. */
export type Row = { readonly anonymous: true } | Readonly<Partial<Record<Role, Reach>>>
export type PermissionTable = Readonly<Record<string, Row>>

/** How far the operation reaches for a role, or null where it is closed to it. */
export function reachOf(table: PermissionTable, operation: string, role: Role): Reach | null {
	const row = rowOf(table, operation)
	return 'anonymous' in row ? 'all' : ((row as Partial<Record<Role, Reach>>)[role] ?? null)
}

export function isOpen(table: PermissionTable, operation: string): boolean {
	return 'anonymous' in rowOf(table, operation)
}

/** Every operation has exactly one row and every row its operation; otherwise the program does not start. */
export function assertComplete(registered: readonly string[], table: PermissionTable): void {
	const rowless = registered.filter((operation) => !Object.hasOwn(table, operation))
	const twice = registered.filter((operation, at) => registered.indexOf(operation) !== at)
	const idle = Object.keys(table).filter((operation) => !registered.includes(operation))
	const found = [
		...rowless.map((operation) => `${operation} has no row`),
		...twice.map((operation) => `${operation} is registered twice`),
		...idle.map((operation) => `${operation} has a row and no operation`),
	]
	assert(found.length === 0, `the permission table is complete: ${found.join('; ')}`)
}

/** An operation without a row is closed to everybody until `assertComplete` has told of it. */
function rowOf(table: PermissionTable, operation: string): Row {
	return Object.hasOwn(table, operation) ? (table[operation] ?? {}) : {}
}
