import { fileURLToPath } from 'node:url'
import { readConfig } from '../platform/config.js'
import { migrate } from '../platform/migrations.js'
import { findDatabase, print, runCommand } from './database.js'

await runCommand(async () => {
	const config = readConfig(process.argv.slice(2), process.env)
	const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
	const { url, close } = await findDatabase(config, { join: false })
	try {
		const { applied } = await migrate(url, folder, { info: print })
		if (applied.length === 0) print('Không có gì để áp dụng. / Nothing to apply.')
	} finally {
		await close()
	}
})
