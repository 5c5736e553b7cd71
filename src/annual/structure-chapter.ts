import type { Words } from '../kernel/refusal.js'
import { type Asked, type Chapter, countFigure, pointed, told } from './figure.js'
import { untilWords } from './wording.js'

/** How a place stands at the beginning of its sentence. */
export type Place = { readonly id: string; readonly level: string; readonly name: string }

/** Districts, communes, groups and members; `place` null for the whole province. */
export function structureChapter(asked: Asked, place: Place | null): Chapter {
	const where: Words =
		place === null || place.level === 'province' ? { vi: 'Toàn tỉnh', en: 'The province' } : { vi: place.name, en: place.name }
	const isThere = (at: string): boolean => pointed(asked.answer, at) !== '0'
	if (!isThere('/totals/groups')) {
		const missing = { vi: `${where.vi}: sổ không có tổ, nhóm nào`, en: `${where.en}: the books hold no group` }
		return { key: 'structure', missing }
	}
	const until = untilWords(asked.asOf)
	const wanted = (key: string, vi: string, en: string) => ({ key: `structure.${key}`, at: `/totals/${key}`, name: { vi, en } })
	const districts =
		isThere('/totals/districts') && (place === null || place.level === 'province')
			? [
					countFigure(asked, wanted('districts', 'Số huyện, thành phố', 'Districts'), {
						vi: 'huyện, thành phố',
						en: ['district', 'districts'],
					}),
				]
			: []
	const communes =
		isThere('/totals/communes') && place?.level !== 'commune'
			? [
					countFigure(asked, wanted('communes', 'Số xã, phường, thị trấn', 'Communes'), {
						vi: 'xã, phường, thị trấn',
						en: ['commune', 'communes'],
					}),
				]
			: []
	const figures = [
		...districts,
		...communes,
		countFigure(asked, wanted('groups', 'Số tổ, nhóm', 'Groups'), { vi: 'tổ, nhóm', en: ['group', 'groups'] }),
		countFigure(asked, wanted('members', 'Số thành viên', 'Members'), { vi: 'thành viên', en: ['member', 'members'] }),
	]
	const parts = ['districts', 'communes']
		.filter((part) => figures.some(({ key }) => key === `structure.${part}`))
		.map((part) => `{${part}}, `)
	return told('structure', figures, {
		vi: `${where.vi} có ${parts.join('')}{groups} với {members} ${until.vi}.`,
		en: `${where.en} has ${parts.join('')}{groups} with {members} ${until.en}.`,
	})
}
