import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pageOf, pageShape, pageWish } from '../../src/platform/page.js'

const query = z.strictObject(pageShape(2))

describe('a page of a list', () => {
	it('asks for the rows after the last one seen', () => {
		const first = pageOf(
			[
				{ name: 'a', id: '1' },
				{ name: 'b', id: '2' },
				{ name: 'c', id: '3' },
			],
			2,
			(row) => [row.name, row.id],
		)
		expect(first.items.map(({ id }) => id)).toEqual(['1', '2'])
		expect(pageWish(query.parse({ cursor: first.next }))).toEqual({ limit: 100, after: ['b', '2'] })
	})

	it('ends where there is no further row', () => {
		expect(pageOf([{ id: '1' }], 2, (row) => [row.id]).next).toBeNull()
	})

	it('is of 1 to 500 rows', () => {
		expect(pageWish(query.parse({ limit: '500' })).limit).toBe(500)
		for (const limit of ['0', '501', '-1', '1e2', '']) {
			expect(query.safeParse({ limit }).error?.issues[0]?.message).toBe('field.wrong-format')
		}
	})

	it('refuses a cursor that it did not write', () => {
		for (const cursor of ['x', '!!', Buffer.from('["a"]').toString('base64url'), Buffer.from('["a","; drop"]').toString('base64url')])
			expect(query.safeParse({ cursor }).success).toBe(false)
	})
})
