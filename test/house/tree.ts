import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The project as its own checks see it: files by their path from its root. */

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every file of the project, what tools make left out. */
export const files: readonly string[] = (trackedFiles() ?? walked('')).filter((file) => existsSync(join(root, file))).toSorted()

export const sources = files.filter((file) => /^src\/.+\.tsx?$/.test(file))
export const serverSources = sources.filter((file) => !file.startsWith('src/web/'))
export const tests = files.filter((file) => /^test\/.+\.test\.tsx?$/.test(file))

export function textOf(file: string): string {
	return readFileSync(join(root, file), 'utf8')
}

export function exists(file: string): boolean {
	return existsSync(join(root, file))
}

/** The last step of a path, without its ending: 'actions' of 'src/lending/actions.ts'. */
export function nounOf(file: string): string {
	return (file.split('/').at(-1) ?? '').replace(/\.tsx?$/, '')
}

/** 'src/lending' of 'src/lending/actions.ts'. */
export function folderOf(file: string): string {
	return file.split('/').slice(0, -1).join('/')
}

/** What a file imports of the project, as paths from its root; read once. */
export function importsOf(file: string): readonly string[] {
	const seen = imported.get(file)
	if (seen !== undefined) return seen
	const { importedFiles } = ts.preProcessFile(textOf(file), true, true)
	const found = importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.map(({ fileName }) => join(folderOf(file), fileName).replaceAll('\\', '/').replace(/\.js$/, '.ts'))
	imported.set(file, found)
	return found
}
const imported = new Map<string, readonly string[]>()

/** The syntax tree of a file, parsed once. */
export function syntaxOf(file: string): ts.SourceFile {
	const seen = parsed.get(file)
	if (seen !== undefined) return seen
	const tree = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2023, true)
	parsed.set(file, tree)
	return tree
}
const parsed = new Map<string, ts.SourceFile>()

/** Every node of a file for which `ask` has an answer, as 'file:line: answer'. */
export function findings(file: string, ask: (node: ts.Node) => string | null): readonly string[] {
	const tree = syntaxOf(file)
	const found: string[] = []
	const visit = (node: ts.Node): void => {
		const answer = ask(node)
		if (answer !== null) found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${answer}`)
		ts.forEachChild(node, visit)
	}
	visit(tree)
	return found
}

/** The lines of some files that hold a pattern, as 'file:line: line'. */
export function lines(of: readonly string[], pattern: RegExp): readonly string[] {
	return of.flatMap((file) =>
		textOf(file)
			.split('\n')
			.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
	)
}

function trackedFiles(): readonly string[] | null {
	try {
		const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		})
		return listed.split('\0').filter((file) => file !== '')
	} catch {
		// Unpacked from an archive, or no git: what is there is the project.
		return null
	}
}

function walked(folder: string): readonly string[] {
	const made = new Set(['.git', 'node_modules', 'dist', 'data', 'coverage'])
	return readdirSync(join(root, folder), { withFileTypes: true })
		.filter(({ name }) => !made.has(name))
		.flatMap((entry) => (entry.isDirectory() ? walked(join(folder, entry.name)) : [join(folder, entry.name).replaceAll('\\', '/')]))
}
