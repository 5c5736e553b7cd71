import { describe, expect, it } from 'vitest'
import type { Scope } from '../../src/access/asker.js'
import { reaches } from '../../src/access/reach.js'

const row = { groupId: '7', communeId: '74', lenderId: '1' }

describe('a scope', () => {
	const cases: readonly (readonly [string, Scope, boolean])[] = [
		['of everything reaches any loan', { kind: 'all' }, true],
		['of a unit reaches a loan of its communes', { kind: 'unit', unitId: '6', communeIds: ['73', '74'] }, true],
		['of a unit does not reach another commune', { kind: 'unit', unitId: '6', communeIds: ['73'] }, false],
		['of groups reaches a loan of one of them', { kind: 'groups', groupIds: ['7'] }, true],
		['of groups does not reach a sibling group', { kind: 'groups', groupIds: ['8'] }, false],
		['of a lender reaches its own loan', { kind: 'lender', lenderId: '1' }, true],
		['of a lender does not reach another bank', { kind: 'lender', lenderId: '2' }, false],
	]
	for (const [title, scope, reached] of cases) it(title, () => expect(reaches(scope, row)).toBe(reached))

	it('of groups does not reach a loan outside any group', () => {
		expect(reaches({ kind: 'groups', groupIds: ['7'] }, { ...row, groupId: null })).toBe(false)
	})
})
