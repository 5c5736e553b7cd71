import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By their names, which has the signed lives of loans early, and the laws last: most mutants die of a cheap test. */
class CheapFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId }: TestSpecification) => `${Number(moduleId.endsWith('.laws.test.ts'))} ${moduleId}`
		return [...files].sort((a, b) => place(a).localeCompare(place(b)))
	}
}

/** The tests that ask no database: what mutants of the kernel and the engines are tried by. */
export default defineConfig({
	root: fileURLToPath(new URL('../..', import.meta.url)),
	test: {
		include: [
			'test/{kernel,golden}/*.test.ts',
			'test/ledger/{chart,posting}.test.ts',
			'test/contracts/{contract,telling,retell}.test.ts',
			'test/{lending,savings}/*.test.ts',
			'test/groups/{attendance,committee,meeting,membership,rules,score}.test.ts',
			'test/reorganisation/{admission,parts,parts.laws}.test.ts',
		],
		exclude: ['test/{lending,savings}/{,*-}{actions,routes,store}.test.ts'],
		// Few lives that meet every event, and always the same, so that a mutant costs little and its fate is no luck.
		env: { SOQUY_CASES: '40', SOQUY_SEED: '2' },
		sequence: { sequencer: CheapFirst },
		isolate: false,
		// Mutants are tried in a copy of the project, which lies in the cache.
		server: { deps: { inline: [/\/\.cache\/stryker\/sandbox/] } },
		testTimeout: 30_000,
	},
})
