import { expect, it } from 'vitest'
import { listOf, tagsOf, within } from '../../src/documents/xml-tag.js'

it('one tag, several of one name, and none are all a list', () => {
	expect(tagsOf({ Nm: 'Nông Thị Ái' })).toEqual([{ Nm: 'Nông Thị Ái' }])
	expect(tagsOf([{ Nm: 'a' }, 'text'])).toEqual([{ Nm: 'a' }, {}])
	expect(tagsOf(undefined)).toEqual([])
	expect(listOf(['a', { '#text': 'b' }])).toEqual(['a', { '#text': 'b' }])
})

it('there is nothing within a text, or within a tag that is not there', () => {
	expect([within('text'), within(undefined), within(null)]).toEqual([{}, {}, {}])
})
