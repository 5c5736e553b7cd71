import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createApp } from '../app.js'
import { systemClock } from '../platform/clock.js'
import { openDatabase } from '../platform/database.js'
import { createLog } from '../platform/log.js'
import { print, runCommand } from './database.js'

/** Writes openapi/openapi.json from the operations themselves. Nothing is asked of the database. */
await runCommand(async () => {
	const log = createLog('error')
	const database = openDatabase('postgres://127.0.0.1:1/none', { log, connections: 1 })
	const app = await createApp({ database, clock: systemClock, log })
	const file = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url))
	await writeFile(file, `${JSON.stringify(app.swagger(), null, '\t')}\n`)
	await app.close()
	await database.close()
	print(file)
})
