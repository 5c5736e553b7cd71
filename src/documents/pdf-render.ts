import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import { never } from '../kernel/assert.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { Paper, PaperPart, PaperQr } from './paper.js'
import { qrNode } from './pdf-qr.js'
import { type Node, PageSums, tableNode } from './pdf-table.js'
import { oneLine } from './sheet.js'

/** What the library takes and gives; it brings no types of its own. */
type PdfMake = {
	readonly virtualfs: { readonly writeFileSync: (name: string, content: Buffer) => void }
	readonly setFonts: (fonts: Record<string, Record<string, string>>) => void
	readonly setUrlAccessPolicy: (allows: (url: string) => boolean) => void
	readonly setLocalAccessPolicy: (allows: (path: string) => boolean) => void
	readonly createPdf: (
		definition: Node,
		options: Node,
	) => { readonly getStream: () => Promise<NodeJS.ReadableStream & { readonly end: () => void }> }
}

/** Papers as one PDF, each from a new page on; the same papers always give the same bytes. */
export async function renderPdf(papers: readonly [Paper, ...Paper[]]): Promise<Uint8Array> {
	const stream = await library().createPdf(definitionOf(papers), {}).getStream()
	stream.end()
	return buffer(stream)
}

let loaded: PdfMake | null = null

/** The library with the faces of official papers: whole TrueType fonts, for subsets made for the web lack Vietnamese letters. Nothing else is read, from disk or net. */
function library(): PdfMake {
	if (loaded !== null) return loaded
	const require = createRequire(import.meta.url)
	const made = require('pdfmake') as PdfMake
	const faces = { normal: '400Regular', bold: '700Bold', italics: '400Regular_Italic', bolditalics: '700Bold_Italic' }
	for (const face of Object.values(faces))
		made.virtualfs.writeFileSync(face, withoutKerning(readFileSync(require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))))
	made.setFonts({ Tinos: faces })
	made.setUrlAccessPolicy(() => false)
	made.setLocalAccessPolicy(() => false)
	loaded = made
	return made
}

/**
 * A font whose tables of kerning and ligatures are passed over: they would be read anew for every paper, which takes
 * as long as all the rest. The directory of a TrueType font begins at byte 12; an entry has 16 bytes, the first four its name.
 */
function withoutKerning(font: Buffer): Buffer {
	for (let entry = 12; entry < 12 + font.readUInt16BE(4) * 16; entry += 16)
		if (['GPOS', 'GSUB', 'GDEF', 'kern'].includes(font.toString('latin1', entry, entry + 4))) font.write('none', entry, 'latin1')
	return font
}

const margins = { left: 50, top: 42, right: 42, bottom: 50 }

function definitionOf(papers: readonly [Paper, ...Paper[]]): Node {
	const [first] = papers
	const { language, title, madeAt, foot } = first
	const made = new Date(madeAt)
	const pageSums = new PageSums()
	return {
		pageSize: 'A4',
		pageOrientation: first.orientation,
		pageMargins:
			first.copies === undefined ? [margins.left, margins.top, margins.right, margins.bottom] : [margins.left, 24, margins.right, 30],
		language: language === 'vi' ? 'vi-VN' : 'en',
		displayTitle: true,
		info: {
			title: oneLine(title),
			author: oneLine(first.organisation.join(', ')),
			creator: 'Sổ Quỹ',
			producer: 'Sổ Quỹ',
			creationDate: made,
			modDate: made,
		},
		defaultStyle: { font: 'Tinos', fontSize: 11, lineHeight: 1.05 },
		content: papers.map((paper, index) => ({
			stack: paper.copies === undefined ? bodyOf(paper, pageSums) : [twice(paper, paper.copies, pageSums)],
			...(index === 0 ? {} : { pageBreak: 'before' }),
		})),
		footer: (page: number, pages: number): Node => footer({ foot, language, page, pages, sums: pageSums.of(page) }),
	}
}

function bodyOf(paper: Paper, pageSums: PageSums): readonly Node[] {
	const { title, subtitle, parts, copies } = paper
	const last = parts.at(-1)
	// Signatures do not stand on a page of their own where a short table goes with them.
	const signedWith = last?.is === 'table' && last.isUnbroken === true ? 1 : 0
	return [
		head(paper),
		{ text: oneLine(title), bold: true, fontSize: 15, alignment: 'center', margin: [0, copies === undefined ? 14 : 6, 0, 2] },
		...subtitle.map((text) => ({ text: oneLine(text), italics: true, alignment: 'center' })),
		{ text: '', margin: [0, copies === undefined ? 4 : 0] },
		...parts.slice(0, parts.length - signedWith).map((part) => partNode(part, pageSums)),
		{ unbreakable: true, stack: [...parts.slice(parts.length - signedWith).map((part) => partNode(part, pageSums)), signatures(paper)] },
	]
}

/** Half a page of A4, in points, less the margins. */
const halfHeight = 384

/** The same paper twice on one page, to be cut apart along a line of dashes; one that is longer than half a page has a page for each copy. */
function twice(paper: Paper, copies: readonly [string, string], pageSums: PageSums): Node {
	return {
		fontSize: 10,
		layout: {
			hLineWidth: (line: number) => (line === 1 ? 0.5 : 0),
			vLineWidth: () => 0,
			hLineStyle: () => ({ dash: { length: 4, space: 3 } }),
			paddingLeft: () => 0,
			paddingRight: () => 0,
			paddingTop: (row: number) => (row === 0 ? 0 : 14),
			paddingBottom: () => 0,
		},
		table: {
			widths: ['*'],
			heights: halfHeight,
			dontBreakRows: true,
			body: copies.map((copy) => [{ stack: bodyOf({ ...paper, subtitle: [[...paper.subtitle, copy].join(' · ')] }, pageSums) }]),
		},
	}
}

function head({ organisation, language }: Paper): Node {
	const line = (text: string, bold: boolean): Node => ({ text: oneLine(text), bold, alignment: 'center' })
	return {
		columns: [
			{ width: '*', stack: organisation.map((text, index) => line(text, index === 0)) },
			{ width: 262, stack: [line(country[language], true), { ...line(motto[language], true), decoration: 'underline' }] },
		],
		columnGap: 8,
	}
}

function partNode(part: PaperPart, pageSums: PageSums): Node {
	switch (part.is) {
		case 'heading':
			return heading(part.text)
		case 'text':
			return { text: oneLine(part.text), bold: part.isBold === true, fontSize: part.isSmall === true ? 9.5 : 11, margin: [0, 2, 0, 2] }
		case 'facts':
			return part.qr === undefined ? factsNode(part.facts) : besideQr(factsNode(part.facts), part.qr)
		case 'list':
			return {
				// Short enough for a page: it begins on another rather than with its title alone.
				unbreakable: true,
				stack: [
					heading(part.title),
					{
						ol: part.items.map(({ text, source }) => ({
							text: [oneLine(`${text}. `), { text: oneLine(source), italics: true }],
							margin: [0, 0, 0, 2],
						})),
						fontSize: 10,
					},
				],
			}
		case 'table':
			return tableNode(part, pageSums)
		default:
			return never(part)
	}
}

function factsNode(facts: readonly (readonly [string, string])[]): Node {
	return {
		layout: 'noBorders',
		margin: [0, 0, 0, 6],
		table: {
			widths: ['auto', '*'],
			body: facts.map(([name, value]) => [
				{ text: oneLine(`${name}:`), noWrap: true },
				{ text: oneLine(value), bold: true },
			]),
		},
	}
}

function besideQr(node: Node, { text, caption }: PaperQr): Node {
	return {
		columnGap: 10,
		columns: [
			{ width: '*', stack: [node] },
			{
				width: 118,
				stack: [
					{ ...qrNode(text, 84), alignment: 'center' },
					...caption.map((line) => ({ text: oneLine(line), fontSize: 8, alignment: 'center' })),
				],
			},
		],
	}
}

function heading(text: string): Node {
	return { text: oneLine(text), bold: true, fontSize: 12, margin: [0, 10, 0, 4] }
}

function signatures({ signers, placeAndDay, language, copies }: Paper): Node {
	if (signers.length === 0) return { text: '' }
	return {
		margin: [0, copies === undefined ? 12 : 2, 0, 0],
		stack: [
			{ text: oneLine(placeAndDay), italics: true, alignment: 'right', margin: [0, 0, 12, 6] },
			{
				columns: signers.map(({ office, name }) => ({
					width: '*',
					stack: [
						{ text: oneLine(office), bold: true, alignment: 'center' },
						{
							text: signHere[language],
							italics: true,
							fontSize: 9.5,
							alignment: 'center',
							margin: [0, 0, 0, copies === undefined ? 52 : 30],
						},
						{ text: oneLine(name ?? ' '), bold: true, alignment: 'center' },
					],
				})),
			},
		],
	}
}

type Foot = {
	readonly foot: string
	readonly language: Language
	readonly page: number
	readonly pages: number
	readonly sums: readonly (readonly [string, Money])[]
}

function footer({ foot, language, page, pages, sums }: Foot): Node {
	const told = sums.map(([header, amount]) => `${header} ${vietnameseNumber(amount)}`).join('; ')
	return {
		margin: [margins.left, 4, margins.right, 0],
		fontSize: 8.5,
		stack: [
			{ text: told === '' || pages === 1 ? ' ' : oneLine(`${pageTotal[language]}: ${told}`), bold: true },
			{
				columns: [
					{ width: '*', text: oneLine(foot), italics: true },
					{ width: 70, text: `${language === 'vi' ? 'Trang' : 'Page'} ${page}/${pages}`, alignment: 'right' },
				],
			},
		],
	}
}

const country: Words = { vi: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', en: 'SOCIALIST REPUBLIC OF VIET NAM' }
const motto: Words = { vi: 'Độc lập - Tự do - Hạnh phúc', en: 'Independence - Freedom - Happiness' }
const signHere: Words = { vi: '(Ký, ghi rõ họ tên)', en: '(Signature and full name)' }
const pageTotal: Words = { vi: 'Cộng trang này', en: 'Total of this page' }
