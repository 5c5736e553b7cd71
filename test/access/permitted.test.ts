import { describe, expect, it } from 'vitest'
import { permissions } from '../../src/access/permissions.js'
import { assertComplete, isOpen, reachOf } from '../../src/access/permitted.js'

const operations = Object.keys(permissions)

describe('a permission table', () => {
	it('has one row for each operation and one operation for each row', () => {
		expect(() => assertComplete(operations, permissions)).not.toThrow()
		expect(() => assertComplete([...operations, 'burnBooks'], permissions)).toThrow('burnBooks has no row')
		expect(() => assertComplete(operations.slice(1), permissions)).toThrow(`${operations[0]} has a row and no operation`)
		expect(() => assertComplete([...operations, 'readMe'], permissions)).toThrow('readMe is registered twice')
	})

	it('is closed where it says nothing', () => {
		expect(reachOf(permissions, 'burnBooks', 'admin')).toBeNull()
		expect(isOpen(permissions, 'toString')).toBe(false)
	})
})
