import { inflateSync } from 'node:zlib'

/**
 * The text of each page of a PDF as our own library writes it, word by word: glyphs are read through the fonts' own maps
 * to Unicode, as any reader does that copies text out. So every test can read papers, with or without a program for it.
 */
export function textOfPages(pdf: Buffer): readonly string[] {
	const file = pdf.toString('latin1')
	const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]))
	const object = (id: string | undefined): string => objects.get(id ?? '') ?? ''
	const reference = (body: string, name: string): string => object(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1])
	const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(`${body}\n`))
	return pages.map((page) => {
		const fonts = new Map(
			[...(/\/Font <<([\s\S]*?)>>/.exec(reference(page, 'Resources'))?.[1] ?? '').matchAll(/\/(F\d+) (\d+) 0 R/g)].map(
				([, name = '', id]) => [name, lettersOf(streamOf(reference(object(id), 'ToUnicode')))],
			),
		)
		let letters: readonly string[] = []
		const words: string[] = []
		for (const [, font, shown] of streamOf(reference(page, 'Contents')).matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
			if (font !== undefined) letters = fonts.get(font) ?? []
			if (shown === undefined) continue
			const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => hex).join('')
			words.push((glyphs.match(/.{4}/g) ?? []).map((glyph) => letters[Number.parseInt(glyph, 16)] ?? '�').join(''))
		}
		return words.join(' ').replace(/\s+/g, ' ').trim()
	})
}

function streamOf(body: string): string {
	const packed = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1]
	return packed === undefined ? '' : inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
}

/** What each glyph stands for, by its number. */
function lettersOf(map: string): readonly string[] {
	const lists = [...map.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)].map(([, list = '']) => list).join(' ')
	return [...lists.matchAll(/<([0-9a-f ]+)>/g)].map(([, codes = '']) =>
		String.fromCharCode(...codes.split(' ').map((code) => Number.parseInt(code, 16))),
	)
}
