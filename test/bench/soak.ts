import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * The long runs: the laws of every contract on many more lives than `npm test` takes, and many village-years, each round
 * from a seed of its own that is printed. `npm run soak -- 200000 200` is 200.000 lives and 200 villages.
 */
const [lives = 200_000, villages = 200] = process.argv.slice(2).map(Number)
const livesOfARound = 2_000
const villagesOfARound = 5
const seed = Number(process.env['SOQUY_SEED'] ?? Date.now() % 1_000_000_007)
const root = fileURLToPath(new URL('../..', import.meta.url))

const rounds = [
	...Array.from({ length: Math.ceil(lives / livesOfARound) }, (_, index) => ({
		what: 'laws',
		files: ['test/contracts', '.laws.test.ts'],
		variables: { SOQUY_CASES: String(livesOfARound), SOQUY_SEED: String(seed + index) },
	})),
	...Array.from({ length: Math.ceil(villages / villagesOfARound) }, (_, index) => ({
		what: 'villages',
		files: ['test/village/village.test.ts'],
		variables: { SOQUY_VILLAGES: String(villagesOfARound), SOQUY_SEED: String(seed + index * villagesOfARound) },
	})),
]

let failed = 0
for (const [index, { what, files, variables }] of rounds.entries()) {
	const began = performance.now()
	const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--config', 'test/house/vitest.config.ts', ...files], {
		cwd: root,
		env: { ...process.env, ...variables },
		encoding: 'utf8',
	})
	const seconds = ((performance.now() - began) / 1000).toFixed(0)
	process.stdout.write(
		`${index + 1}/${rounds.length} ${what} from seed ${variables.SOQUY_SEED}: ${status === 0 ? 'held' : 'BROKEN'} (${seconds} s)\n`,
	)
	if (status === 0) continue
	failed += 1
	process.stdout.write(`${stdout}${stderr}\n`)
}
process.stdout.write(`${rounds.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
