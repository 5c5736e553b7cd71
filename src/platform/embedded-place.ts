import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, chooseAccount, mayEnter, ownerOf } from './embedded-account.js'
import { packagedPrograms, programsFor } from './embedded-programs.js'

export type Place = {
	/** Null means: as ourselves. */
	readonly account: Account | null
	/** The folder with PostgreSQL's bin, lib and share. */
	readonly programs: string
	/** The folder in which the cluster is, as `cluster`. The data folder itself, where it can be. */
	readonly home: string
}

/** Every account may enter it; only root may write. Used by root alone. */
const sharedFolder = '/var/lib/soquy'
const noteName = 'cluster-place.txt'

/**
 * Decides where the cluster of `dataFolder` is, which programs run it and as whom.
 *
 * An ordinary user keeps everything in the data folder. Root must lend PostgreSQL another account, and that account
 * often may not enter what root owns (a clone under /root, mode 0700). Then the cluster is made in /var/lib/soquy and
 * a note in the data folder says where; programs that cannot be reached are copied there too. The note is
 * followed for ever after, whatever becomes of the permissions; when it leads nowhere the start is refused. A data folder without its note gets a new cluster: an
 * old one is neither reused nor removed, and says itself whose it was.
 */
export function findPlace(dataFolder: string): Place {
	const found = notedHome(dataFolder) ?? (existsSync(join(dataFolder, 'cluster')) ? dataFolder : null)
	if (process.getuid?.() !== 0) {
		return { account: null, programs: programsFor(null, packagedPrograms(), dataFolder), home: found ?? dataFolder }
	}
	// Who made the cluster must go on running it, also when a better account has appeared since.
	const account = (found === null ? null : ownerOf(join(found, 'cluster'))) ?? chooseAccount()
	if (found !== null && !mayEnter(found, account)) {
		throw new Error(`Tài khoản ${account.uid} không còn vào được ${found}. / Account ${account.uid} may no longer enter ${found}.`)
	}
	const home = found ?? (mayEnter(dataFolder, account) ? dataFolder : homeElsewhere(dataFolder))
	return { account, programs: programsFor(account, packagedPrograms(), sharedFolder), home }
}

function notedHome(dataFolder: string): string | null {
	const note = join(dataFolder, noteName)
	if (!existsSync(note)) return null
	const home = readFileSync(note, 'utf8').split('\n')[0] ?? ''
	if (existsSync(home)) return home
	// New, empty books in place of the missing ones would look like lost money.
	throw new Error(`Không thấy dữ liệu ở ${home} (theo ${note}). / The data is not where ${note} says: ${home}.`)
}

function homeElsewhere(dataFolder: string): string {
	mkdirSync(sharedFolder, { recursive: true })
	chmodSync(sharedFolder, 0o755)
	const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12)
	const home = mkdtempSync(join(sharedFolder, `${name}-`))
	chmodSync(home, 0o711)
	writeFileSync(join(home, 'data-folder.txt'), `${dataFolder}\n`)
	writeFileSync(
		join(dataFolder, noteName),
		`${home}\n\nDữ liệu nằm ở thư mục trên, vì tài khoản chạy PostgreSQL không vào được thư mục này. Đừng xoá tệp này.\n` +
			'The data is in the folder above, for the account that runs PostgreSQL may not enter this one. Keep this file.\n',
	)
	return home
}
