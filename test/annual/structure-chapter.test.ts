import { describe, expect, it } from 'vitest'
import { structureChapter } from '../../src/annual/structure-chapter.js'
import { answered, said, saidInEnglish, valuesOf } from './asked.js'

const there = (districts: number, communes: number, groups: number, members: number) =>
	answered({ totals: { districts, communes, groups, members } })

describe('the structure in the report', () => {
	it('is that of the province where no unit is named', () => {
		const chapter = structureChapter(there(10, 161, 1_140, 20_841), null)
		expect(said(chapter)).toBe(
			'Toàn tỉnh có 10 huyện, thành phố, 161 xã, phường, thị trấn, 1.140 tổ, nhóm với 20.841 thành viên (đến ngày 31/12/2022).',
		)
		expect(saidInEnglish(chapter)).toBe(
			'The province has 10 districts, 161 communes, 1,140 groups with 20,841 members (as of 31 December 2022).',
		)
		expect(valuesOf(chapter).map(([key]) => key)).toEqual([
			'structure.districts',
			'structure.communes',
			'structure.groups',
			'structure.members',
		])
	})

	it('has no districts from 01/07/2025 on', () => {
		expect(said(structureChapter(there(0, 56, 9, 90), { id: '1', level: 'province', name: 'Tỉnh Cao Bằng' }))).toBe(
			'Toàn tỉnh có 56 xã, phường, thị trấn, 09 tổ, nhóm với 90 thành viên (đến ngày 31/12/2022).',
		)
	})

	it('is that of a district or a commune by its name', () => {
		expect(said(structureChapter(there(1, 21, 9, 90), { id: '2', level: 'district', name: 'Huyện Trùng Khánh' }))).toMatch(
			/^Huyện Trùng Khánh có 21 xã, phường, thị trấn, 09 tổ/,
		)
		expect(said(structureChapter(there(1, 1, 9, 90), { id: '3', level: 'commune', name: 'Xã Đàm Thuỷ' }))).toMatch(
			/^Xã Đàm Thuỷ có 09 tổ, nhóm với 90/,
		)
		expect(said(structureChapter(there(1, 1, 0, 0), { id: '3', level: 'commune', name: 'Xã Đàm Thuỷ' }))).toBe(
			'[Xã Đàm Thuỷ: sổ không có tổ, nhóm nào]',
		)
	})
})
