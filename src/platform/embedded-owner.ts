import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bornAt } from './embedded-process.js'

/** Who holds a data folder, as its owner file tells it. */
export type Holder = {
	readonly pid: number
	/** Tells this process from a later one with the same pid; null where the system does not say. */
	readonly born: string | null
	/** ISO 8601, UTC. */
	readonly startedAt: string
	/** Where to reach it, once it listens. */
	readonly address: string | null
	readonly token: string
}

export type Ownership = {
	/** Writes into the owner file where this process can be reached. */
	announce(address: string): void
	/** Gives the folder back. Harmless when repeated. */
	release(): void
}

/** The data folder is held by a living process; two servers on one folder would be two books. */
export class DataFolderInUse extends Error {
	override readonly name = 'DataFolderInUse'
	readonly code = 'data-folder-in-use'

	constructor(
		readonly folder: string,
		readonly holder: Holder,
	) {
		const at = holder.address === null ? '' : ` (${holder.address})`
		super(
			`Thư mục dữ liệu ${folder} đang được tiến trình ${holder.pid} sử dụng từ ${holder.startedAt}${at}. / ` +
				`The data folder ${folder} is held by process ${holder.pid} since ${holder.startedAt}${at}.`,
		)
	}
}

/**
 * Makes this process the one owner of `folder`, or throws `DataFolderInUse`. The file of an owner that died is taken
 * over. Containers that share a folder cannot see each other's processes: give each its own folder.
 */
export function claimFolder(folder: string): Ownership {
	const path = join(folder, 'owner.json')
	let mine: Holder = {
		pid: process.pid,
		born: bornAt(process.pid),
		startedAt: new Date().toISOString(),
		address: null,
		token: randomUUID(),
	}
	take(folder, path, mine)
	return {
		announce(address) {
			mine = { ...mine, address }
			renameSync(draft(path, mine), path)
		},
		release() {
			if (readHolder(path)?.token === mine.token) rmSync(path, { force: true })
		},
	}
}

/**
 * Puts `mine` at `path`, where at most one living holder's file can be. A dead holder may only be replaced by whoever
 * holds the right to succeed that very holder, itself such a file; so of two that find the same corpse one wins, and
 * one that was delayed finds a successor in its place. Every file appears complete, by link or rename.
 */
function take(folder: string, path: string, mine: Holder): void {
	for (;;) {
		if (appears(path, mine)) return
		const holder = readHolder(path)
		if (holder === null) continue
		if (isAlive(holder)) throw new DataFolderInUse(folder, holder)
		const right = `${path}.${holder.token}`
		take(folder, right, mine)
		try {
			if (readHolder(path)?.token !== holder.token) continue
			renameSync(draft(path, mine), path)
			return
		} finally {
			rmSync(right, { force: true })
		}
	}
}

function appears(path: string, mine: Holder): boolean {
	const written = draft(path, mine)
	try {
		linkSync(written, path)
		return true
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
		throw error
	} finally {
		unlinkSync(written)
	}
}

function draft(path: string, holder: Holder): string {
	const written = `${path}.draft-${randomUUID()}`
	writeFileSync(written, `${JSON.stringify(holder, null, 2)}\n`)
	return written
}

function readHolder(path: string): Holder | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
		// A file that appears complete can only be unreadable after a power cut, which its owner did not survive.
		if (error instanceof SyntaxError) return { pid: 0, born: null, startedAt: '', address: null, token: 'unreadable' }
		throw error
	}
}

function isAlive(holder: Holder): boolean {
	if (holder.pid <= 0) return false
	const born = bornAt(holder.pid)
	return born !== null && (holder.born === null || born === holder.born)
}
