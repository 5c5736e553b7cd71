import { XMLParser } from 'fast-xml-parser'
import { type Tag, tagsOf, within } from './xml-tag.js'
import { notWorkbook } from './zip-guard.js'

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	removeNSPrefix: true,
	processEntities: false,
	parseAttributeValue: false,
})

/** The first sheet of a workbook that people see: its place among the sheets, counted from 1, and the part that holds it. */
export function visibleSheet(workbook: string, relations: string): { readonly index: number; readonly path: string } {
	const sheets = tagsOf(within(within(parse(workbook)['workbook'])['sheets'])['sheet'])
	const index = sheets.findIndex(({ state }) => state === undefined || state === 'visible')
	const targets = tagsOf(within(parse(relations)['Relationships'])['Relationship'])
	const target = targets.find(({ Id }) => Id === sheets[index]?.['id'])?.['Target']
	if (typeof target !== 'string') throw notWorkbook()
	return { index: index + 1, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
}

function parse(text: string): Tag {
	try {
		return within(parser.parse(text))
	} catch {
		throw notWorkbook()
	}
}
