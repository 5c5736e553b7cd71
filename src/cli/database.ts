import type { Config } from '../platform/config.js'
import { DataFolderInUse } from '../platform/embedded-owner.js'
import { startEmbeddedServer, urlOfRunning } from '../platform/embedded-server.js'

export type Found = { readonly url: string; readonly close: () => Promise<void> }

const complain = (message: string) => void process.stderr.write(`${message}\n`)
const quiet = { info: () => undefined, warn: complain, error: complain }

/** The database of a command: the one named, else our own; the one that a running program holds, for commands that may join it. */
export async function findDatabase(config: Config, options: { readonly join: boolean }): Promise<Found> {
	if (config.databaseUrl !== null) return { url: config.databaseUrl, close: async () => undefined }
	try {
		const server = await startEmbeddedServer({ dataFolder: config.dataFolder, log: quiet })
		return { url: server.url, close: () => server.stop() }
	} catch (error) {
		const url = options.join && error instanceof DataFolderInUse ? urlOfRunning(config.dataFolder) : null
		if (url === null) throw error
		return { url, close: async () => undefined }
	}
}

/** Runs a command to its end: what fails is said in one sentence, and what was started is stopped. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
	// Leaving by process.exit takes an embedded server along; dying of the signal would not.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
	try {
		await run()
	} catch (error) {
		complain((error as Error).message)
		process.exitCode = 1
	}
}

export function print(line: string): void {
	process.stdout.write(`${line}\n`)
}
