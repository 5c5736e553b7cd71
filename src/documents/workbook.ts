import { XMLParser } from 'fast-xml-parser'
import { Refusal } from '../kernel/refusal.js'

type Tag = Readonly<Record<string, unknown>>

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	removeNSPrefix: true,
	processEntities: false,
	parseAttributeValue: false,
})

/** The first sheet of a workbook that people see: its place among the sheets, counted from 1, and the part that holds it. */
export function visibleSheet(workbook: string, relations: string): { readonly index: number; readonly path: string } {
	const sheets = listOf(within(within(parse(workbook)['workbook'])['sheets'])['sheet'])
	const index = sheets.findIndex(({ state }) => state === undefined || state === 'visible')
	const targets = listOf(within(parse(relations)['Relationships'])['Relationship'])
	const target = targets.find(({ Id }) => Id === sheets[index]?.['id'])?.['Target']
	if (typeof target !== 'string') throw broken()
	return { index: index + 1, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
}

function parse(text: string): Tag {
	try {
		return within(parser.parse(text))
	} catch {
		throw broken()
	}
}

function within(value: unknown): Tag {
	return typeof value === 'object' && value !== null ? (value as Tag) : {}
}

function listOf(value: unknown): readonly Tag[] {
	return Array.isArray(value) ? value.map(within) : value === undefined ? [] : [within(value)]
}

function broken(): Refusal {
	return new Refusal('file.not-a-workbook', { path: 'file' })
}
