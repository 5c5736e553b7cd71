import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { RefusalCatalogue } from '../../src/kernel/refusal.js'
import { fieldProblems, platformProblems } from '../../src/platform/problem.js'
import { exists, files, findings, lines, serverSources, textOf } from './tree.js'

/** Every "no" of the trade, as its capability declares it. */
const catalogues = await Promise.all(
	serverSources
		.filter((file) => /^src\/.+[/-]refusals\.ts$/.test(file))
		.map(async (file) => ({ file, catalogue: await catalogueOf(file) })),
)
const refusals = new Set(catalogues.flatMap(({ catalogue }) => Object.keys(catalogue)))
const problems = new Set(Object.keys(platformProblems))
const fields = new Set(Object.keys(fieldProblems))

/** Where a code may be said, but is not thrown: its declaration, and the lists from which the document is made. */
const rules = serverSources.filter((file) => !/[/-](refusals|routes)\.ts$/.test(file))
const trials = files.filter((file) => /^test\/.+\.(ts|json|txt|md)$/.test(file) && !file.startsWith('test/house/'))

describe('every code', () => {
	it('is declared once, by a name that begins with its capability or its noun', () => {
		const all = [...catalogues.flatMap(({ catalogue }) => Object.keys(catalogue)), ...problems, ...fields]
		expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([])
		expect(all.filter((code) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
	})

	it('is thrown somewhere', () => {
		const said = saidIn(rules)
		expect([...refusals].filter((code) => !said.has(code))).toEqual([])
		// The machinery declares its codes where it also throws some: its own text says each once more.
		expect([...problems, ...fields].filter((code) => (said.get(code) ?? 0) < 2)).toEqual([])
	})

	it('is tried in a test', () => {
		const said = saidIn(trials)
		expect([...refusals, ...problems, ...fields].filter((code) => !said.has(code))).toEqual([])
	})

	it('is in the API document', () => {
		const documented = new Set(documentedCodes())
		expect([...refusals, ...problems].filter((code) => !documented.has(code))).toEqual([])
	})

	it('that is thrown is declared', () => {
		const thrown = serverSources.flatMap((file) =>
			findings(file, (node) => {
				if (!ts.isNewExpression(node) || node.expression.getText() !== 'Refusal') return null
				const code = node.arguments?.[0]
				return code !== undefined && ts.isStringLiteral(code) && !refusals.has(code.text) ? code.text : null
			}),
		)
		expect(thrown).toEqual([])
	})

	it('that an operation says it may answer is declared', () => {
		const routes = serverSources.filter((file) => /[/-]routes\.ts$/.test(file))
		const said = routes.flatMap((file) =>
			findings(file, (node) => {
				if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'refusals' || !ts.isArrayLiteralExpression(node.initializer))
					return null
				const unknown = node.initializer.elements.filter((code) => ts.isStringLiteral(code) && !refusals.has(code.text))
				return unknown.length === 0 ? null : unknown.map((code) => code.getText()).join(', ')
			}),
		)
		expect(said).toEqual([])
	})
})

describe('every sentence', () => {
	const sentences = serverSources.flatMap((file) => findings(file, pairOf)).map((found) => found.split(': ').slice(1).join(': '))
	const pairs = sentences.map((text) => JSON.parse(text) as { vi: string; en: string })

	it('is there in both languages', () => {
		expect(pairs.length).toBeGreaterThan(refusals.size)
		expect(pairs.filter(({ vi, en }) => vi.trim() === '' || en.trim() === '')).toEqual([])
	})

	it('in Vietnamese has its letters', () => {
		expect(pairs.filter(({ vi }) => !/[đĐ]|\p{M}/u.test(vi.normalize('NFD')))).toEqual([])
	})

	it('is composed as Vietnamese is everywhere (NFC)', () => {
		expect(lines(serverSources, /\p{L}\p{M}/u)).toEqual([])
	})

	it('names the same details in both', () => {
		const details = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()
		expect(pairs.filter(({ vi, en }) => details(vi).join() !== details(en).join())).toEqual([])
	})
})

async function catalogueOf(file: string): Promise<RefusalCatalogue> {
	const module = (await import(pathToFileURL(file).href)) as Record<string, RefusalCatalogue>
	return Object.assign({}, ...Object.values(module)) as RefusalCatalogue
}

/** How often some files say each thing in quotes. */
function saidIn(some: readonly string[]): ReadonlyMap<string, number> {
	const said = new Map<string, number>()
	for (const file of some) {
		for (const [, code = ''] of textOf(file).matchAll(/['"`]([a-z][a-z-]*\.[a-z][a-z-]*)['"`]/g)) said.set(code, (said.get(code) ?? 0) + 1)
	}
	return said
}

/** The codes of the document's Problem. */
function documentedCodes(): readonly string[] {
	const path = 'openapi/openapi.json'
	expect(exists(path), `${path} is there; npm run openapi makes it`).toBe(true)
	const document = JSON.parse(textOf(path)) as {
		components: { schemas: Record<string, { title?: string; properties?: { code?: { enum?: string[] } } }> }
	}
	return Object.values(document.components.schemas).flatMap(({ properties }) => properties?.code?.enum ?? [])
}

/** The pair of sentences that a node is, as JSON; null where it is none or is not written out. */
function pairOf(node: ts.Node): string | null {
	if (!ts.isObjectLiteralExpression(node)) return null
	const textOfProperty = (name: string): string | null => {
		const property = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name)
		const value = property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined
		return value !== undefined && ts.isStringLiteralLike(value) ? value.text : null
	}
	const [vi, en] = [textOfProperty('vi'), textOfProperty('en')]
	return vi === null || en === null ? null : JSON.stringify({ vi, en })
}
