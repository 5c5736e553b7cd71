import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { ArchiveRefused, type Manifest } from '../platform/archive.js'
import { restoreArchive } from '../platform/archive-restore.js'
import { readConfig } from '../platform/config.js'
import { type Tx, vacuum } from '../platform/database.js'
import { readMigrations } from '../platform/migrations.js'
import { version } from '../platform/version.js'
import { verifyBooks } from './books.js'
import { controlTotals, firstDifference, totalLines, totalsOf } from './control.js'
import { findDatabase, print, runCommand } from './database.js'
import { withProgress } from './progress.js'

/** Brings an archive into an empty database, whole or not at all; then proves the books, and exits with 1 where they are wrong. */
await runCommand(async () => {
	const program = new Command('restore')
		.description('Khôi phục một bản lưu vào nơi chưa có gì. / Restores an archive where there is nothing yet.')
		.requiredOption('--from <file>', 'tệp do lệnh backup tạo ra / a file that backup made')
	const config = readConfig(process.argv.slice(2), process.env, program)
	const file = resolve(program.opts<{ from: string }>().from)
	const migrations = await readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))
	const { url, close } = await findDatabase(config, { join: false })
	try {
		const began = performance.now()
		const { manifest, seal } = await withProgress('Đang khôi phục / restoring', (progress) =>
			restoreArchive({ url, file, version, migrations, recognise, progress }),
		)
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
		const seconds = ((performance.now() - began) / 1000).toFixed(1)
		for (const line of totalLines(totalsOf(manifest.control))) print(line)
		print(`✓ Đã khôi phục ${rows} dòng trong ${seconds} giây, như đã biết lúc ${manifest.knownAt}; tổng từng sổ đúng như bản lưu.`)
		print(
			`  Restored ${rows} rows in ${seconds} s, as known at ${manifest.knownAt}; the total of each book is the archive's. SHA-256 ${seal}`,
		)
		await vacuum(url)
		if (!(await verifyBooks(url))) process.exitCode = 1
	} finally {
		await close()
	}
})

/** The books hold what they held when they were archived. */
async function recognise(tx: Tx, { control }: Manifest): Promise<void> {
	const book = firstDifference(totalsOf(control), await controlTotals(tx))
	if (book === null) return
	throw new ArchiveRefused(
		'unproven',
		`Tổng phát sinh của sổ ${book} không đúng như bản lưu. / The total of book ${book} is not what the archive says.`,
	)
}
