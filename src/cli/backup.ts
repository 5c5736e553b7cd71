import { resolve } from 'node:path'
import { Command } from 'commander'
import { takeArchive } from '../platform/archive-take.js'
import { systemClock } from '../platform/clock.js'
import { readConfig } from '../platform/config.js'
import { openDatabase } from '../platform/database.js'
import { createLog } from '../platform/log.js'
import { version } from '../platform/version.js'
import { controlTotals, totalLines, totalsOf } from './control.js'
import { findDatabase, print, runCommand } from './database.js'
import { withProgress } from './progress.js'

/** Archives everything into one file, also while the program runs and people work. */
await runCommand(async () => {
	const program = new Command('backup')
		.description('Lưu toàn bộ dữ liệu vào một tệp. / Archives everything into one file.')
		.requiredOption('--to <file>', 'tệp sẽ tạo, chưa được có sẵn / the file to make, which may not be there yet')
	const config = readConfig(process.argv.slice(2), process.env, program)
	const file = resolve(program.opts<{ to: string }>().to)
	const { url, close } = await findDatabase(config, { join: true })
	try {
		const began = performance.now()
		const knownAt = await knowledgeNow(url)
		const taking = { url, file, program: version, takenAt: systemClock.now(), knownAt, control: controlTotals }
		const { manifest, seal, bytes } = await withProgress('Đang lưu / archiving', (progress) => takeArchive({ ...taking, progress }))
		for (const line of totalLines(totalsOf(manifest.control))) print(line)
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
		const [size, seconds] = [(bytes / 1e6).toFixed(1), ((performance.now() - began) / 1000).toFixed(1)]
		print(`✓ Đã lưu ${manifest.tables.length} bảng, ${rows} dòng, ${size} MB trong ${seconds} giây, như đã biết lúc ${knownAt}: ${file}`)
		print(`  Archived ${manifest.tables.length} tables, ${rows} rows, ${size} MB in ${seconds} s, as known at ${knownAt}. SHA-256 ${seal}`)
	} finally {
		await close()
	}
})

async function knowledgeNow(url: string) {
	const database = openDatabase(url, { log: createLog('warn'), connections: 1, asProgram: false })
	try {
		return await database.knowledgeNow()
	} finally {
		await database.close()
	}
}
