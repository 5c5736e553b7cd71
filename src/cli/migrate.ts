import { fileURLToPath } from 'node:url'
import { readConfig } from '../platform/config.js'
import { startEmbeddedServer } from '../platform/embedded-server.js'
import { migrate } from '../platform/migrations.js'

const print = (message: string) => void process.stdout.write(`${message}\n`)
const complain = (message: string) => void process.stderr.write(`${message}\n`)
const log = { info: () => undefined, warn: complain, error: complain }

// Leaving by process.exit takes an embedded server along; dying of the signal would not.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
	await run()
} catch (error) {
	complain((error as Error).message)
	process.exitCode = 1
}

async function run(): Promise<void> {
	const config = readConfig(process.argv.slice(2), process.env)
	const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
	const server = config.databaseUrl === null ? await startEmbeddedServer({ dataFolder: config.dataFolder, log }) : null
	try {
		const { applied } = await migrate(server?.url ?? config.databaseUrl ?? '', folder, { info: print })
		if (applied.length === 0) print('Không có gì để áp dụng. / Nothing to apply.')
	} finally {
		await server?.stop()
	}
}
