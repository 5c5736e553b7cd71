import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFirstAdmin, demonstrationPassword, isInstalled } from './access/actions.js'
import { createApp } from './app.js'
import { reckonDemonstration } from './cli/demo/fees.js'
import { loadDemonstration } from './cli/demo/load.js'
import { progressBar } from './cli/progress.js'
import { openStandingBooks } from './ledger/store.js'
import { bringUpToDate } from './lending/upkeep-actions.js'
import { systemClock } from './platform/clock.js'
import { type Config, readConfig } from './platform/config.js'
import { type Database, openDatabase, vacuum } from './platform/database.js'
import { startEmbeddedServer } from './platform/embedded-server.js'
import { createLog, type Log } from './platform/log.js'
import { migrate } from './platform/migrations.js'
import { loadAgreements } from './fees/agreement-actions.js'
import { loadCatalogue } from './products/actions.js'
import { loadSavingsCatalogue } from './savings/product-actions.js'
import { loadCaoBang } from './units/actions.js'

/** How long requests that are under way when the program is told to stop may take to end. */
const graceMs = 10_000
const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

const config = readConfig(process.argv.slice(2), process.env)
const log = createLog(config.logLevel)
/** What was opened, to be closed in the opposite order. */
const opened: (() => Promise<void>)[] = []
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		// Whoever asks twice does not want to wait. The embedded server is taken along by its own exit hook.
		if (stopping) process.exit(1)
		void stop(0)
	})
}

try {
	await start()
} catch (error) {
	if (!stopping) {
		process.stderr.write(`${(error as Error).message}\n`)
		log.debug({ err: error }, 'the start failed')
		await stop(1)
	}
}

async function start(): Promise<void> {
	const { url, announce } = await databaseOf(config)
	await migrate(url, migrationsFolder, { info: (message) => log.info(message) })
	const database = openDatabase(url, { log })
	opened.push(() => database.close())
	await database.transaction(openStandingBooks)
	await database.transaction(bringUpToDate)
	await firstStart(database, url, config)

	const app = await createApp({ database, clock: systemClock, log })
	opened.push(async () => {
		const closed = app.close()
		await Promise.race([closed, sleep(graceMs, undefined, { ref: false })])
		app.server.closeAllConnections()
		await closed
	})
	if (stopping) return
	const address = await app.listen({ host: config.host, port: config.port })
	announce(address)
	print(`Sổ Quỹ: ${address}`)
}

/** The database that was named, or our own. */
async function databaseOf({ databaseUrl, dataFolder }: Config): Promise<{ url: string; announce: (address: string) => void }> {
	if (databaseUrl !== null) return { url: databaseUrl, announce: () => undefined }
	const server = await startEmbeddedServer({ dataFolder, log: plain(log) })
	opened.push(() => server.stop())
	server.onChange((change) => {
		if (change === 'given-up') void stop(1)
	})
	return { url: server.url, announce: (address) => server.announce(address) }
}

/** Once in the life of the books: the demonstration, or one administrator whose password is printed this once. */
async function firstStart(database: Database, url: string, { demo }: Config): Promise<void> {
	if (await database.reading(isInstalled)) return
	if (demo !== 'none') {
		const { progress, done } = progressBar('Đang nạp tỉnh mẫu / loading the demonstration')
		await loadDemonstration(database, { size: demo, clock: systemClock, progress })
		await vacuum(url)
		await reckonDemonstration(database, systemClock)
		done()
		print(`Dữ liệu mẫu: đăng nhập admin, officer, leader, nhcsxh, agribank, auditor; mật khẩu / password: ${demonstrationPassword}`)
		return
	}
	const { username, password } = await database.transaction(async (tx) => {
		// Empty of people and money; where communes lie, which days are off and what banks offer is known to everybody.
		await loadCaoBang(tx)
		await loadCatalogue(tx)
		await loadSavingsCatalogue(tx)
		await loadAgreements(tx)
		return createFirstAdmin(tx)
	})
	print(`Tài khoản quản trị đầu tiên, chỉ hiện một lần / the first administrator, shown this once: ${username} / ${password}`)
}

/** Closes the doors before the cellar: no new requests, those under way are finished, then the pool, then PostgreSQL. */
async function stop(code: number): Promise<void> {
	if (stopping) return
	stopping = true
	for (let close = opened.pop(); close !== undefined; close = opened.pop()) {
		await close().catch((error: unknown) => log.error({ err: error }, 'something did not close'))
	}
	process.exit(code)
}

function print(line: string): void {
	process.stdout.write(`${line}\n`)
}

function plain(to: Log) {
	return {
		info: (message: string) => to.info(message),
		warn: (message: string) => to.warn(message),
		error: (message: string) => to.error(message),
	}
}
