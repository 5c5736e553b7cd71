import type { Words } from '../kernel/refusal.js'
import type { Chapter, Figure } from './figure.js'
import { joined } from './wording.js'

/** The section of the year's report: its paragraphs, all that they say by figure, and what they cannot say. */
export type Section = {
	readonly title: Words
	readonly paragraphs: readonly Words[]
	readonly figures: readonly Figure[]
	readonly missing: readonly ({ readonly key: string } & Words)[]
}

export const sectionTitle: Words = { vi: 'Nâng cao quyền năng kinh tế', en: 'Economic empowerment' }

/** Puts the section together: the chapters of each part become a paragraph; one that has nothing to say is listed with its reason. */
export function sectionOf(parts: readonly (readonly Chapter[])[]): Section {
	const chapters = parts.flat()
	return {
		title: sectionTitle,
		paragraphs: parts.flatMap((part) => {
			const sentences = part.flatMap((chapter) => ('sentence' in chapter ? [chapter.sentence] : []))
			return sentences.length === 0 ? [] : [joined(sentences, ' ')]
		}),
		figures: chapters.flatMap((chapter) => ('figures' in chapter ? chapter.figures : [])),
		missing: chapters.flatMap((chapter) => ('missing' in chapter ? [{ key: chapter.key, ...chapter.missing }] : [])),
	}
}
