import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A living process' time of birth as text that no later process with the same pid shares; null for one that is gone.
 * A zombie is gone: it holds nothing.
 */
export function bornAt(pid: number): string | null {
	if (process.platform !== 'linux') return bornElsewhere(pid)
	try {
		// Fields are counted after the command's name, which may itself hold spaces and brackets (man 5 proc_pid_stat).
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
		if (fields[0] === 'Z' || fields[0] === 'X') return null
		return `${bootOfMachine()} ${fields[19]}`
	} catch {
		return null
	}
}

/** The command line of a living process, or an empty text. */
export function commandOf(pid: number): string {
	if (process.platform === 'linux') {
		// Unlike a process' working folder, its command may be read without privileges that containers take away.
		const path = `/proc/${pid}/cmdline`
		return existsSync(path) ? readFileSync(path, 'utf8') : ''
	}
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/**
 * Ends a server and waits until it is gone: first a fast shutdown, which writes everything down; only if that takes
 * more than half a minute an immediate one, after which the next start repairs; at last the hard way. (On Windows
 * every signal is the hard way, which PostgreSQL survives likewise.)
 */
export async function endServer(pid: number): Promise<void> {
	const born = bornAt(pid)
	if (born === null) return
	for (const [signal, patience] of [
		['SIGINT', 30_000],
		['SIGQUIT', 5_000],
		['SIGKILL', 5_000],
	] as const) {
		try {
			process.kill(pid, signal)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
		}
		for (const limit = Date.now() + patience; Date.now() < limit; await sleep(10)) {
			if (bornAt(pid) !== born) return
		}
	}
	throw new Error(`Không dừng được PostgreSQL. / PostgreSQL, process ${pid}, does not end.`)
}

/** Births are counted from the machine's start, so a restarted machine could repeat one. */
function bootOfMachine(): string {
	const path = '/proc/sys/kernel/random/boot_id'
	return existsSync(path) ? readFileSync(path, 'latin1').trim() : ''
}

/** Where there is no /proc: by `ps`; on Windows only by whether such a process lives. */
function bornElsewhere(pid: number): string | null {
	try {
		process.kill(pid, 0)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
	}
	if (process.platform === 'win32') return 'alive'
	try {
		const [state, ...born] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'latin1' })
			.trim()
			.split(/\s+/)
		return state?.startsWith('Z') ? null : born.join(' ')
	} catch {
		return null
	}
}
