/**
 * The floors of the house: imports go down only. Type imports count, since a type is knowledge too. Each rule's comment
 * is what a developer reads when it fails.
 */

/** From the cellar up; a string of folders shares a floor. */
const floors = [
	['kernel'],
	['ledger', 'contracts', 'documents'],
	['products', 'units', 'members', 'groups', 'access'],
	['lending', 'savings', 'piggybanks', 'rotation', 'mutualaid', 'funds', 'custody', 'receipts'],
	['collection', 'offsets', 'applications', 'campaigns', 'reorganisation', 'fees', 'handovers', 'banklists', 'openings'],
	['banks', 'reports', 'annual', 'papers', 'jobs', 'forms', 'reconciliations', 'closing'],
]
const capabilities = floors.slice(1).flat()

/** What only the named files of a capability may know, ledger-store.ts as well as store.ts: everything else in it is pure. */
const impureNames = 'tables|store|actions|routes'
const machinery = '(^|/)node_modules/(drizzle-orm|pg|pg-copy-streams|fastify|@fastify)(/|$)'

/** @param {readonly string[]} names */
const folder = (names) => `^src/(${names.join('|')})/`

module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'Two files that need each other are one file, or hide a third.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'known-folders-only',
			comment: 'A folder of src stands on a floor (test/house/floors.cjs) before anything is put into it.',
			severity: 'error',
			from: {},
			to: { path: '^src/[^/]+/', pathNot: `^src/(${[...capabilities, 'kernel', 'platform', 'web', 'cli'].join('|')})/` },
		},
		{
			name: 'kernel-knows-nobody',
			comment: 'The kernel is values and nothing else.',
			severity: 'error',
			from: { path: '^src/kernel/' },
			to: { path: '^src/', pathNot: '^src/kernel/' },
		},
		{
			name: 'kernel-needs-little',
			comment: 'The kernel takes decimal.js, date-fns and zod, and nothing of the machine.',
			severity: 'error',
			from: { path: '^src/kernel/' },
			to: { pathNot: ['^src/', '(^|/)node_modules/(decimal\\.js|date-fns|zod)/'] },
		},
		{
			name: 'platform-knows-only-the-kernel',
			comment: 'The platform serves every floor and holds no word of the trade.',
			severity: 'error',
			from: { path: '^src/platform/' },
			to: { path: '^src/', pathNot: '^src/(kernel|platform)/' },
		},
		...floors.slice(1, -1).map((names, below) => ({
			name: `floor-${below + 1}-looks-down`,
			comment: `${names.join(', ')} may not know what stands above them.`,
			severity: 'error',
			from: { path: folder(names) },
			to: { path: folder(floors.slice(below + 2).flat()) },
		})),
		{
			name: 'ledger-knows-no-contract',
			comment: 'Contracts post into the ledger, which knows none of them.',
			severity: 'error',
			from: { path: '^src/ledger/' },
			to: { path: '^src/contracts/' },
		},
		...[floors[3], floors[4]].map((names, index) => ({
			name: `strangers-of-floor-${index + 3}`,
			comment: `${names.join(', ')} are strangers to one another; what they share lies below.`,
			severity: 'error',
			from: { path: '^src/([^/]+)/', pathNot: `^src/(?!(${names.join('|')})/)` },
			to: { path: folder(names), pathNot: '^src/$1/' },
		})),
		{
			name: 'nobody-imports-the-roof',
			comment: 'app, server, web and cli are the top: only app.ts may be asked for, by server.ts and by cli.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/(server\\.ts|cli/|web/)' },
			to: { path: '^src/(app\\.ts|server\\.ts|web/|cli/)' },
		},
		{
			name: 'nobody-imports-the-server',
			comment: 'server.ts runs when it is imported.',
			severity: 'error',
			from: {},
			to: { path: '^src/server\\.ts$' },
		},
		{
			name: 'web-stands-alone',
			comment: 'The browser application speaks to the house by HTTP; of our code it may take the kernel.',
			severity: 'error',
			from: { path: '^src/web/' },
			to: { path: '^src/', pathNot: '^src/(web|kernel)/' },
		},
		{
			name: 'pure-files-stay-pure',
			comment: 'A file not named tables, store, actions or routes holds rules: it imports none of those that do things.',
			severity: 'error',
			from: { path: folder(capabilities), pathNot: `[/-](${impureNames})\\.ts$` },
			to: { path: '^src/.+[/-](store|actions|routes)\\.ts$' },
		},
		{
			name: 'pure-files-need-no-machinery',
			comment: 'Rules know neither the database nor the server.',
			severity: 'error',
			from: { path: folder(capabilities), pathNot: `[/-](${impureNames})\\.ts$` },
			to: { path: machinery },
		},
		{
			name: 'tables-are-the-stores',
			comment: 'Tables are imported by stores and by other tables: all SQL is in a store.',
			severity: 'error',
			from: { path: '^src/', pathNot: '[/-](tables|store)\\.ts$' },
			to: { path: '[/-]tables\\.ts$' },
		},
		{
			name: 'tables-hold-tables',
			comment: 'A table needs columns, the unions that it stores, and the tables that it refers to.',
			severity: 'error',
			from: { path: '[/-]tables\\.ts$' },
			to: { path: '^src/.*[/-](store|actions|routes|refusals)\\.ts$' },
		},
		{
			name: 'stores-do-not-act',
			comment: 'A store is asked by actions and never asks them.',
			severity: 'error',
			from: { path: '[/-]store\\.ts$' },
			to: { path: '[/-](actions|routes)\\.ts$' },
		},
		{
			name: 'actions-know-no-wire',
			comment: 'Actions can be called sixty times in one transaction, by anybody: they know no route and no server.',
			severity: 'error',
			from: { path: '[/-]actions\\.ts$' },
			to: { path: ['[/-]routes\\.ts$', '(^|/)node_modules/(fastify|@fastify|drizzle-orm|pg)(/|$)'] },
		},
		{
			name: 'routes-ask-actions',
			comment: 'A route is one statement that hands a command to an action; it writes no SQL.',
			severity: 'error',
			from: { path: '[/-]routes\\.ts$' },
			to: { path: ['[/-]tables\\.ts$', '(^|/)node_modules/(drizzle-orm|pg)(/|$)'] },
		},
		{
			name: 'routes-are-registered',
			comment: 'Only the table of contents imports routes.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/app\\.ts$' },
			to: { path: '[/-]routes\\.ts$' },
		},
		{
			name: 'no-barrels',
			comment: 'Import from the file that holds it.',
			severity: 'error',
			from: {},
			to: { path: '^src/.*(^|/)index\\.tsx?$' },
		},
		{
			name: 'no-attics',
			comment: 'Which capability owns this? utils, helpers and common own nothing.',
			severity: 'error',
			from: {},
			to: { path: '/(utils?|helpers?|common|misc|lib)(/|\\.tsx?$)', pathNot: 'node_modules/' },
		},
		{
			name: 'no-tests-in-production',
			comment: 'src does not know that it is tested.',
			severity: 'error',
			from: { path: '^src/' },
			to: { path: '^test/' },
		},
		{
			name: 'declared-dependencies-only',
			comment: 'What runs in production is a dependency in package.json.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/web/' },
			to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined'], dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'everything-is-found',
			comment: 'An import that leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		combinedDependencies: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'types', 'node', 'default'],
			extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
		},
	},
}
