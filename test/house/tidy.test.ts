import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { takes, type Version } from './engines.js'
import { exists, files, findings, folderOf, importsOf, lines, nounOf, serverSources, sources, syntaxOf, tests, textOf } from './tree.js'

/** What the top of the project holds, and nothing else (README, Decisions). */
const topLevel = [
	'.ci',
	'.github',
	'.gitignore',
	'LICENSE',
	'README.md',
	'migrations',
	'openapi',
	'package-lock.json',
	'package.json',
	'src',
	'test',
	'tsconfig.json',
]

/** Folders of tests that mirror no folder of src: each is about the whole. */
const wholeFolders = ['bench', 'browser', 'golden', 'house', 'vectors', 'village']

/** Tests that are named for what users know it by, and the files that they are about. */
const namedOtherwise: Readonly<Record<string, readonly string[]>> = {
	'test/access/session.test.ts': ['src/access/guard.ts', 'src/access/secrets.ts', 'src/access/throttle.ts'],
	'test/access/users.test.ts': ['src/access/asker.ts', 'src/access/scope-store.ts'],
	'test/lending/actus.test.ts': ['src/lending/schedule.ts'],
	'test/units/units.test.ts': ['src/units/map.ts', 'src/platform/page.ts', 'src/units/search.ts'],
}

/** Facts copied from a source, checked against it by their folder's tests. They may be long. */
const dataModules = /^src\/(units\/cao-bang-\w+|products\/catalogue(-[\w-]+)?|cli\/demo\/people)\.ts$/

/** Files that hold no rule of their own, and why. */
const ruleless: readonly (readonly [RegExp, string])[] = [
	[/[/-](tables|refusals|schemas)\.ts$/, 'declarations; the database, the refusals’ own test and the door try them'],
	[dataModules, 'facts'],
	[/^src\/(app|server)\.ts$/, 'the application is what every test of a route starts; the server is tried by starting it'],
	[/^src\/cli\//, 'commands are one call of an action; their tests start them'],
	[/^src\/web\//, 'the browser’s tests are in test/browser'],
	[/^src\/platform\/(columns|log|metrics|problem-answers|embedded-\w+)\.ts$/, 'tried by the tests of server, database and embedded-server'],
]

/** What every capability’s tests reach by calling the application. */
const reachedByDoor = /[/-](actions|store|routes)\.ts$/

describe('the tree', () => {
	it('has nothing at its top but what the README names', () => {
		expect([...new Set(files.map((file) => file.split('/')[0] ?? ''))].filter((name) => !topLevel.includes(name))).toEqual([])
	})

	it('has no barrels and no attics', () => {
		expect(sources.filter((file) => /\/(index\.tsx?|(utils?|helpers?|common|misc|lib)(\/|\.tsx?$))/.test(file))).toEqual([])
	})

	it('has no file of more than 350 lines, unless it is of facts', () => {
		const long = sources.filter((file) => !dataModules.test(file)).map((file) => [textOf(file).split('\n').length - 1, file] as const)
		expect(long.filter(([count]) => count > 350).map(([count, file]) => `${file}: ${count} lines; is it two nouns?`)).toEqual([])
	})

	it('names no path of a machine', () => {
		const readable = files.filter((file) => !/\.(png|jpe?g|ico|woff2?|ttf|pdf|xlsx|zip|gz)$/.test(file))
		const anywhere = lines(readable, /\/(work|root|home\/\w+|Users\/\w+)\//)
		const temporary = lines(
			readable.filter((file) => !file.startsWith('test/')),
			/\/tmp\//,
		)
		expect([...anywhere, ...temporary]).toEqual([])
	})

	it('leaves nothing to be done by a comment', () => {
		const here = 'test/house/tidy.test.ts'
		const own = files.filter((file) => (/\.(tsx?|cjs|sql|md|sh|ya?ml|html|css)$/.test(file) || file === '.ci/run') && file !== here)
		expect(lines(own, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
	})
})

describe('the tests', () => {
	it('mirror src, file by file', () => {
		const strangers = tests.filter((test) => {
			const [, folder = ''] = test.split('/')
			if (wholeFolders.includes(folder) || test.endsWith('.laws.test.ts') || isOfWhole(test) || test in namedOtherwise) return false
			const file = test.replace(/^test\//, 'src/').replace(/\.test\.tsx?$/, '')
			return !exists(`${file}.ts`) && !exists(`${file}.tsx`)
		})
		expect(strangers.map((test) => `${test}: there is no such file in src`)).toEqual([])
	})

	it('reach every file that holds a rule', () => {
		const unreached = sources.filter((file) => holdsRules(file) && !ruleless.some(([names]) => names.test(file)) && !isReached(file))
		expect(unreached.map((file) => `${file}: no test of test/${file.split('/')[1]}/ is named like it or imports it`)).toEqual([])
	})

	it('are excused by names that still mean something', () => {
		const named = Object.entries(namedOtherwise).flat(2)
		const folders = wholeFolders.filter((folder) => exists(`src/${folder}`))
		expect([...named.filter((file) => !exists(file)), ...folders]).toEqual([])
	})

	it('are none of them switched off or kept for later', () => {
		expect(lines(tests, /\b(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|fails)\b/)).toEqual([])
	})

	it('mock none of our own code', () => {
		expect(lines(tests, /\bvi\.(mock|doMock|hoisted)\(/)).toEqual([])
	})
})

describe('the code', () => {
	it('asks nobody what day it is: only the platform and the command line look at the clock', () => {
		const asked = serverSources.filter((file) => !/^src\/(platform|cli)\//.test(file))
		expect(
			asked.flatMap((file) =>
				findings(file, (node) =>
					ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length ? node.getText() : null,
				),
			),
		).toEqual([])
	})

	it('never makes a number of money', () => {
		// A true yearly rate is sought by steps, and says so itself.
		const trade = serverSources.filter((file) => !file.startsWith('src/kernel/') && file !== 'src/lending/true-yearly-rate.ts')
		expect(lines(trade, /\bNumber\([\w.]*(amount|principal|interest|balance|outstanding)/i)).toEqual([])
	})

	it('imports its own files by the name that they have when compiled', () => {
		const all = [...sources, ...tests]
		const told = all.flatMap((file) =>
			ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => [file, fileName] as const),
		)
		const wrong = told.filter(([, name]) => name.startsWith('.') && !/\.(js|json|css|svg)$/.test(name))
		expect(wrong.map(([file, name]) => `${file}: ${name}`)).toEqual([])
	})

	it('says what each public function of the kernel and the engines does', () => {
		const told = serverSources.filter(
			(file) => /^src\/(kernel|ledger|contracts|lending)\//.test(file) && !/[/-](tables|refusals|routes)\.ts$/.test(file),
		)
		expect(told.flatMap(undocumented)).toEqual([])
	})
})

describe('the migrations', () => {
	const migrations = files.filter((file) => /^migrations\/[^/]+\.sql$/.test(file))

	it('say in their first line why they are', () => {
		expect(migrations.filter((file) => !/^-- \p{L}.{20,}/u.test(textOf(file)))).toEqual([])
	})

	it('are numbered one after the other, named apart, and all in the journal', () => {
		const names = migrations.map((file) => nounOf(file).replace(/\.sql$/, ''))
		expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index))
		expect(new Set(names.map((name) => name.slice(5))).size).toBe(names.length)
		const journal = JSON.parse(textOf('migrations/meta/_journal.json')) as { entries: { tag: string }[] }
		expect(journal.entries.map(({ tag }) => tag)).toEqual(names)
	})
})

describe('the packages', () => {
	type Locked = {
		version?: string
		engines?: { node?: string } | string[]
		dependencies?: Record<string, string>
		optionalDependencies?: Record<string, string>
	}
	const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> }

	it.each<Version>([
		[20, 19, 0],
		[22, 21, 0],
		[24, 11, 0],
	])('refuse no Node %i.%i.%i', (...version) => {
		const refusing = Object.entries(lock.packages).filter(
			([, { engines }]) => engines !== undefined && !Array.isArray(engines) && engines.node !== undefined && !takes(engines.node, version),
		)
		expect(refusing.map(([name, { version: its, engines }]) => `${name} ${its}: ${JSON.stringify(engines)}`)).toEqual([])
	})

	it('are all in the lock file, those of other machines too: npm ci refuses one that is not whole', () => {
		const wanted = Object.entries(lock.packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
			Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => [path, name] as const),
		)
		expect(wanted.filter(([path, name]) => !isLocked(path, name)).map(([path, name]) => `${path}: ${name}`)).toEqual([])
	})

	/** Whether a package finds another in its own folder or in one above. */
	function isLocked(path: string, name: string): boolean {
		if (Object.hasOwn(lock.packages, `${path === '' ? '' : `${path}/`}node_modules/${name}`)) return true
		return path !== '' && isLocked(path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name)
	}

	it('are wanted in exact versions', () => {
		const wanted = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
		const loose = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies }).filter(
			([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
		)
		expect(loose).toEqual([])
	})

	it('reads ranges of versions as npm does', () => {
		const node: Version = [20, 19, 0]
		const taken = [
			'*',
			'>=18',
			'20 || >=22',
			'^20.19.0 || >=22.12.0',
			'>=16 || 14 >=14.17',
			'>= 0.8.x',
			'20.x',
			'~20.19',
			'18 - 20',
			'>=20.19.0 <21.0.0',
		]
		const refused = ['>=22', '^18 || ^22', '^20.20.0', '>20.19', '<20', '~20.18.0', '14 - 18', '20.19.1', '>=20 <20.19']
		expect(taken.filter((range) => !takes(range, node))).toEqual([])
		expect(refused.filter((range) => takes(range, node))).toEqual([])
	})
})

it('has a README that says what it is, how to start it and why it is so', () => {
	const wanted = ['What it is', 'Two commands', 'Tour', 'Tree', 'Flow', 'Decisions', 'Changes']
	const headings = exists('README.md')
		? textOf('README.md')
				.split('\n')
				.filter((line) => /^#{1,3} /.test(line))
		: wanted
	expect(wanted.filter((name) => !headings.some((heading) => heading.toLowerCase().includes(name.toLowerCase())))).toEqual([])
})

/** A capability tried as its users know it, through the door: test/groups/groups.test.ts. */
function isOfWhole(test: string): boolean {
	return nounOf(test) === `${folderOf(test).split('/').at(-1)}.test`
}

/** Whether a file does anything: types, unions and lists hold no rule. */
function holdsRules(file: string): boolean {
	return findings(file, (node) => (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined ? 'a function' : null)).length > 0
}

/** By a test of its own, by one that names it, or, where it acts, by one that calls the application. */
function isReached(file: string): boolean {
	const folder = folderOf(file).replace(/^src/, 'test')
	const own = tests.filter((test) => folderOf(test) === folder)
	if (own.some((test) => nounOf(test).split('.')[0] === nounOf(file))) return true
	if (own.some((test) => importsOf(test).includes(file) || namedOtherwise[test]?.includes(file))) return true
	return reachedByDoor.test(file) && own.some((test) => importsOf(test).some((one) => /\/(harness|app)\.ts$/.test(one)))
}

/** The exported functions of a file that have no docstring, overloads told once. */
function undocumented(file: string): readonly string[] {
	return syntaxOf(file).statements.flatMap((statement) => {
		const isExported =
			ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
		if (!isExported || ts.getJSDocCommentsAndTags(statement).length > 0) return []
		if (ts.isFunctionDeclaration(statement)) return [`${file}: ${statement.name?.text}`]
		if (!ts.isVariableStatement(statement)) return []
		return statement.declarationList.declarations
			.filter(({ initializer }) => initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
			.map(({ name }) => `${file}: ${name.getText()}`)
	})
}
