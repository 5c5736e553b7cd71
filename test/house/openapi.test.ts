import { expect, it } from 'vitest'
import { createApp } from '../../src/app.js'
import { systemClock } from '../../src/platform/clock.js'
import { openDatabase } from '../../src/platform/database.js'
import { testLog } from '../platform/harness.js'
import { textOf } from './tree.js'

it('the committed API document is what the operations say (npm run openapi)', async () => {
	const database = openDatabase('postgres://127.0.0.1:1/none', { log: testLog, connections: 1 })
	const app = await createApp({ database, clock: systemClock, log: testLog })
	expect(JSON.parse(textOf('openapi/openapi.json'))).toEqual(JSON.parse(JSON.stringify(app.swagger())))
	await app.close()
	await database.close()
})
