import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, endOrphan, freePort, hasEnded, initialise, isFree, spawnServer, untilReady } from './embedded-cluster.js'
import { claimFolder, type Ownership } from './embedded-owner.js'
import { findPlace } from './embedded-place.js'
import { endServer } from './embedded-process.js'

/** A PostgreSQL of our own, running until `stop`. */
export type EmbeddedServer = {
	/** Names the database `soquy` as its owner, no superuser. The same for as long as this object lives. */
	readonly url: string
	/** Writes into the owner file where people reach the program, for the one who starts it twice. */
	announce(address: string): void
	/** Calls back when the server was lost, is back, or could not be brought back: then only a new start helps. */
	onChange(listener: (change: 'lost' | 'back' | 'given-up') => void): void
	/** Ends the server, everything written down, and gives the data folder back. Repeating it waits for the same end. */
	stop(): Promise<void>
}

export type EmbeddedServerOptions = {
	/** Absolute; made when missing. */
	readonly dataFolder: string
	readonly log: { info(message: string): void; warn(message: string): void; error(message: string): void }
	/** False gives up safety for speed: for tests. Default true. */
	readonly fsync?: boolean
}

/**
 * Starts the embedded PostgreSQL of a data folder and keeps it running. Throws `DataFolderInUse` when a living process
 * holds the folder. A server left by an owner that was killed is ended first; one that is killed under us is started
 * again on the same port, so that pools need nothing but to connect once more.
 *
 * As root the cluster may be outside the data folder: see `findPlace`.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
	const { log } = options
	// Root's folder must let PostgreSQL's account pass through; it may not look around.
	mkdirSync(options.dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
	// One folder has one name, by which an orphan is recognised and a second owner refused.
	const dataFolder = realpathSync(options.dataFolder)
	const claims = [claimFolder(dataFolder)]
	try {
		const place = findPlace(dataFolder)
		// A copied data folder brings a copied note: the cluster it names still has one owner.
		if (place.home !== dataFolder) claims.push(claimFolder(place.home))
		const password = readPassword(dataFolder, existsSync(join(place.home, 'cluster')))
		const cluster = { ...place, logFile: openLog(dataFolder), password, fsync: options.fsync ?? true }
		initialise(cluster)
		if (await endOrphan(cluster)) log.warn('Ended the PostgreSQL of an owner that was killed.')
		const { child, port } = await startSomewhere(cluster)
		for (const claim of claims) claim.announce(`127.0.0.1:${port}`)
		return supervise({ cluster, child, port, claims, log })
	} catch (error) {
		for (const claim of claims) claim.release()
		throw error
	}
}

/** Where the server that another process keeps running on this data folder is reached; null where none is. */
export function urlOfRunning(dataFolder: string): string | null {
	const { home } = findPlace(realpathSync(dataFolder))
	const pidFile = join(home, 'cluster', 'postmaster.pid')
	if (!existsSync(pidFile)) return null
	// The fourth line of postmaster.pid is the port (PostgreSQL, pidfile.h).
	const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3])
	return Number.isInteger(port) ? `postgres://soquy:${readPassword(realpathSync(dataFolder), true)}@127.0.0.1:${port}/soquy` : null
}

type Running = {
	readonly cluster: Cluster
	readonly child: ChildProcess
	readonly port: number
	readonly claims: readonly Ownership[]
	readonly log: EmbeddedServerOptions['log']
}

function supervise({ cluster, child: first, port, claims, log }: Running): EmbeddedServer {
	const listeners: ((change: 'lost' | 'back' | 'given-up') => void)[] = []
	let child = first
	let stopped: Promise<void> | null = null

	const tell = (change: 'lost' | 'back' | 'given-up') => {
		for (const listener of listeners) listener(change)
	}
	// Repairs are tried for about a minute: connections of the dead server may still be busy and keep it from starting.
	const repair = async () => {
		if (stopped) return
		log.warn('PostgreSQL was lost; starting it again.')
		tell('lost')
		for (const pause of [0, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 20_000]) {
			await sleep(pause, undefined, { ref: false })
			if (stopped) return
			child = spawnServer(cluster, port)
			try {
				await (await untilReady(cluster, child, port)).end()
				watch()
				log.info('PostgreSQL is back.')
				tell('back')
				return
			} catch (error) {
				if (child.pid !== undefined) await endServer(child.pid)
				if (!stopped) log.warn(`PostgreSQL did not start again: ${(error as Error).message}`)
			}
		}
		log.error('PostgreSQL could not be started again.')
		tell('given-up')
	}
	const watch = () => {
		if (hasEnded(child)) void repair()
		else child.once('exit', () => void repair())
	}
	// Whoever leaves without stopping still takes the server along; the next start repairs.
	const lastResort = () => {
		child.kill('SIGQUIT')
		for (const claim of claims) claim.release()
	}
	const end = async () => {
		if (child.pid !== undefined) await endServer(child.pid)
		process.off('exit', lastResort)
		for (const claim of claims) claim.release()
	}

	watch()
	process.once('exit', lastResort)
	return {
		url: `postgres://soquy:${cluster.password}@127.0.0.1:${port}/soquy`,
		announce: (address) => claims[0]?.announce(address),
		onChange: (listener) => void listeners.push(listener),
		stop() {
			stopped ??= end()
			return stopped
		},
	}
}

/** Starts on a free port; when somebody takes the port in the moment between, on another. */
async function startSomewhere(cluster: Cluster): Promise<{ child: ChildProcess; port: number }> {
	for (let attempt = 1; ; attempt++) {
		const port = await freePort()
		const child = spawnServer(cluster, port)
		try {
			await makeDatabase(cluster, child, port)
			return { child, port }
		} catch (error) {
			const collided = hasEnded(child) && !(await isFree(port))
			if (child.pid !== undefined) await endServer(child.pid)
			if (!collided || attempt === 5) throw error
		}
	}
}

/** The program is no superuser of its own server, as it will be none of a provider's: what works here works there. */
async function makeDatabase(cluster: Cluster, child: ChildProcess, port: number): Promise<void> {
	const client = await untilReady(cluster, child, port)
	try {
		const known = await client.query<{ role: boolean; database: boolean }>(
			`select exists (select from pg_roles where rolname = 'soquy') as role,
              exists (select from pg_database where datname = 'soquy') as database`,
		)
		// The migrations make the role that the running program takes, hence createrole.
		// The password is of our own alphabet, so it needs no escaping, and these statements take no parameters.
		if (!known.rows[0]?.role) await client.query(`create role soquy login createdb createrole password '${cluster.password}'`)
		if (!known.rows[0]?.database) await client.query('create database soquy owner soquy')
	} finally {
		await client.end()
	}
}

function readPassword(dataFolder: string, clusterExists: boolean): string {
	const path = join(dataFolder, 'password')
	if (existsSync(path)) return readFileSync(path, 'utf8')
	if (clusterExists) {
		throw new Error(`Thiếu tệp mật khẩu ${path}. / The cluster's password is missing: ${path}.`)
	}
	const password = randomBytes(24).toString('base64url')
	// Complete and on the disk, or absent: a half-written password would lock the door for ever.
	writeFileSync(`${path}.draft`, password, { mode: 0o600, flush: true })
	renameSync(`${path}.draft`, path)
	return password
}

function openLog(dataFolder: string): string {
	const path = join(dataFolder, 'postgres.log')
	if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`)
	return path
}
