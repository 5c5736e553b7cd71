import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether a program of the machine can be run: what only others' programs can prove is left out where they are missing. */
export const installed = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** Runs the command that tells all books of a database again: its exit code, and what it said. */
export async function verify(url: string): Promise<{ readonly code: number | null; readonly said: string }> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/verify.ts'], { cwd: root, env: { ...process.env, DATABASE_URL: url } })
	let said = ''
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
	const [code] = (await once(child, 'exit')) as [number | null]
	return { code, said }
}
