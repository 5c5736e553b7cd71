import { execFileSync, spawnSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The operating system's account that runs PostgreSQL, which refuses to run as root. */
export type Account = {
	readonly uid: number
	readonly gid: number
}

/** The account that root lends to PostgreSQL: `postgres`, made if it can be, else `nobody`. Throws without any. */
export function chooseAccount(): Account {
	const account = accountNamed('postgres') ?? createAccount() ?? accountNamed('nobody')
	if (account) return account
	throw new Error('Không có tài khoản nào để chạy PostgreSQL. / As root, PostgreSQL needs an account: useradd postgres.')
}

function createAccount(): Account | null {
	const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
	spawnSync('useradd', [...options, 'postgres'])
	return accountNamed('postgres')
}

function accountNamed(name: string): Account | null {
	try {
		const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, name], { stdio: 'pipe' })))
		return uid && gid ? { uid, gid } : null
	} catch {
		return null
	}
}

/** Who owns a folder; null when there is none, or for root, as whom nothing may run. */
export function ownerOf(path: string): Account | null {
	const found = statSync(path, { throwIfNoEntry: false })
	return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

/** Whether the account may pass through every folder down to this one. */
export function mayEnter(folder: string, account: Account): boolean {
	for (let at = realpathSync(folder); ; at = dirname(at)) {
		const { mode, uid, gid } = statSync(at)
		const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
		if ((mode & enter) === 0) return false
		if (at === dirname(at)) return true
	}
}
