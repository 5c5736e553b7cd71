import type { Language } from '../kernel/refusal.js'

/** The language a request asks for: English where it is preferred, Vietnamese otherwise. */
export function languageOf(header: string | undefined): Language {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...options] = part.trim().split(';')
			const q = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find((value) => value !== undefined)
			return { language: tag.trim().split('-')[0]?.toLowerCase(), weight: q === undefined ? 1 : Number(q) }
		})
		.filter(({ language, weight }) => (language === 'en' || language === 'vi') && weight > 0)
		.sort((a, b) => b.weight - a.weight)
	return wanted[0]?.language === 'en' ? 'en' : 'vi'
}
