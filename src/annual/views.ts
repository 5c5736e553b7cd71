import type { CutOff } from './cut-offs.js'
import type { Frame } from './questions.js'
import type { Section } from './report.js'
import type { Place } from './structure-chapter.js'

/** The report as GET /reports/annual answers it. */
export function annualView(
	{ title, paragraphs, figures, missing }: Section,
	{ frame, place, cutOffs }: { readonly frame: Frame; readonly place: Place | null; readonly cutOffs: readonly CutOff[] },
) {
	const { year, from, to, knownAt } = frame
	return {
		year,
		titleVi: title.vi,
		titleEn: title.en,
		unit: place === null ? null : { id: place.id, name: place.name },
		paragraphs,
		figures: figures.map(({ key, name, value, unit, from: since, asOf, knownAt: known, href, at, text }) => ({
			key,
			nameVi: name.vi,
			nameEn: name.en,
			value,
			unit,
			from: since,
			asOf,
			knownAt: known,
			href,
			at,
			textVi: text.vi,
			textEn: text.en,
		})),
		missing,
		cutOffs,
		from,
		to,
		knownAt,
	}
}

export type AnnualView = ReturnType<typeof annualView>
