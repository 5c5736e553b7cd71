import { Stryker } from '@stryker-mutator/core'

/** The files that hold rules and ask no database: the kernel and the engines. Facts and types have nothing to mutate. */
const pure = [
	'src/kernel/*.ts',
	'src/ledger/{chart,posting}.ts',
	'src/contracts/{contract,telling,retell}.ts',
	'src/rotation/{accounts,bid,circle,draw,late-interest,leaving,notice,opening,record-book,standing,state,terms,warnings,whose}.ts',
	'src/lending/*.ts',
	'src/fees/*.ts',
	'!src/fees/{,*-}{actions,refusals,routes,schemas,store,tables}.ts',
	'!src/fees/{catalogue,stored}.ts',
	'!src/lending/{,*-}{actions,refusals,routes,schemas,store,tables}.ts',
	'src/groups/{attendance,committee,meeting,membership,rules,score}.ts',
	'src/reorganisation/{admission,parts}.ts',
	'!src/lending/{stored,classification-circulars}.ts',
	'src/custody/{accounts,custody,due-day,kept,meetings,report,state,views}.ts',
	'src/receipts/{book,findings,kept,serial,state,views,warnings}.ts',
	'src/handovers/told.ts',
	'src/collection/{brought,expectation,posted,sheet,standing-lines}.ts',
	'src/savings/*.ts',
	'!src/savings/{,*-}{actions,refusals,routes,schemas,store,tables}.ts',
	'!src/savings/{stored,catalogue}.ts',
	'src/mutualaid/{aid,report,state}.ts',
	'src/funds/{fund,pledge,report,state}.ts',
	'src/piggybanks/{kept,piggy-bank,state,witnesses}.ts',
	'src/annual/*.ts',
	'!src/annual/{,*-}{actions,refusals,routes,schemas}.ts',
	'src/campaigns/{campaign,place,reconciliation,tally}.ts',
]

const named = process.argv.slice(2)
const cache = 'node_modules/.cache/stryker'

/**
 * Changes the code in thousands of small ways and asks of each whether a test notices: `npm run mutation`, or of some
 * files only, `npm run mutation -- src/lending/plan.ts`. What is known from an earlier run is not run again.
 */
await new Stryker({
	mutate: named.length === 0 ? pure : named,
	testRunner: 'vitest',
	plugins: ['@stryker-mutator/vitest-runner'],
	vitest: { configFile: 'test/house/vitest.mutation.config.ts', related: false },
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	concurrency: 2,
	timeoutMS: 10_000,
	disableTypeChecks: false,
	incremental: true,
	incrementalFile: `${cache}/incremental.json`,
	tempDirName: `${cache}/sandbox`,
	reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
	clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
	htmlReporter: { fileName: `${cache}/mutation.html` },
	jsonReporter: { fileName: `${cache}/mutation.json` },
	thresholds: { high: 95, low: 90, break: 85 },
}).runMutationTest()
