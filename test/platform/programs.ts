import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether a program of the machine can be run: what only others' programs can prove is left out where they are missing. */
export const installed = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** What a command ended with: its exit code, and what it said. */
export type Ended = { readonly code: number | null; readonly said: string }

/** Runs a command of ours on a database; what it says comes as it is said, too. */
export async function command(name: string, url: string, options: readonly string[] = [], heard?: (text: string) => void): Promise<Ended> {
	return endOf(start(name, ['--database-url', url, ...options]), heard)
}

/** Starts a command of ours. */
export function start(name: string, options: readonly string[]): ChildProcess {
	return spawn(process.execPath, ['--import', 'tsx', `src/cli/${name}.ts`, ...options], { cwd: root })
}

/** Waits for the end of a command. */
export async function endOf(child: ChildProcess, heard?: (text: string) => void): Promise<Ended> {
	let said = ''
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (text) => {
			said += String(text)
			heard?.(said)
		})
	const [code] = (await once(child, 'exit')) as [number | null]
	return { code, said }
}

/** Runs the command that tells all books of a database again. */
export async function verify(url: string): Promise<Ended> {
	return command('verify', url)
}
