import type { AnnualView } from './views.js'
import { periodWords } from './wording.js'

/** The report as plain text: the paragraphs in Vietnamese and in English, then every figure with its day and its address. */
export function annualText({ year, titleVi, titleEn, paragraphs, figures, missing, knownAt }: AnnualView): string {
	const lines = [
		`${titleVi} – năm ${year}`,
		'',
		...paragraphs.map(({ vi }) => vi),
		'',
		`${titleEn} – ${year}`,
		'',
		...paragraphs.map(({ en }) => en),
		'',
		'Số liệu (ngày, địa chỉ) / Figures (days, addresses)',
		...figures.map((one, index) => `${index + 1}. ${one.nameVi}: ${one.textVi} (${periodWords(one).vi}) ${one.href} ${one.at}`),
		...(missing.length === 0 ? [] : ['', 'Sổ không có / Not in the books', ...missing.map(({ vi, en }) => `- ${vi} / ${en}`)]),
		'',
		`Theo những gì đã biết lúc ${knownAt} / As known at ${knownAt}`,
	]
	return `${lines.join('\n')}\n`
}
