import { describe, expect, it } from 'vitest'
import { placeOf } from '../../src/campaigns/place.js'
import type { Drawn } from '../../src/units/map.js'

const drawn = (unitId: string, parentId: string | null): Drawn => ({ unitId, code: unitId, name: unitId, parentId, parentName: parentId })
const map = new Map([
	['04', drawn('04', null)],
	['047', drawn('047', '04')],
	['01447', drawn('01447', '047')],
	['gone', drawn('01447', '047')],
])

describe('where a unit of a campaign is told', () => {
	it('is by itself, or as what it went into', () => {
		expect(['04', '047', '01447', 'gone'].map((id) => placeOf(map, 'commune', id)?.unitId)).toEqual(['04', '047', '01447', '01447'])
	})

	it('is in its district where it is a commune; what districts and the province counted stays theirs', () => {
		expect(['04', '047', '01447', 'gone'].map((id) => placeOf(map, 'district', id)?.unitId)).toEqual(['04', '047', '047', '047'])
		expect(placeOf(map, 'district', 'unknown')).toBeUndefined()
	})
})
