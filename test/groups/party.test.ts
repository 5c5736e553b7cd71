import { expect, it } from 'vitest'
import { partyKey, partySchema, shownParty } from '../../src/groups/party.js'

it('a party is one of a member, a group, a unit of the Union, or somebody outside by name', () => {
	expect(partyKey({ memberId: '1' })).toEqual({ kind: 'member', id: '1' })
	expect(partyKey({ groupId: '2' })).toEqual({ kind: 'group', id: '2' })
	expect(partyKey({ unitId: '3' })).toEqual({ kind: 'unit', id: '3' })
	expect(partyKey({ name: 'Doanh nghiệp Ánh Dương' })).toEqual({ kind: 'other', id: null })
	for (const wrong of [{}, { memberId: '1', groupId: '2' }, { name: '' }, { memberId: 'x' }])
		expect(partySchema.safeParse(wrong).success).toBe(false)
})

it('a party is shown by her name, and not by where she lives', () => {
	expect(shownParty({ kind: 'member', id: '1', name: 'Nông Thị Ái', communeId: '9' })).toEqual({
		kind: 'member',
		id: '1',
		name: 'Nông Thị Ái',
	})
})
