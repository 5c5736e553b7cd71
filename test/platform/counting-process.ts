// Counts at its own pace until it is killed: the other process of the tests on jobs.
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/platform/database.js'
import { createJobWorker } from '../../src/platform/job-worker.js'
import { createLog } from '../../src/platform/log.js'
import { counting } from './counting.js'

const log = createLog('silent')
const database = openDatabase(process.argv[2] ?? '', { log, connections: 3 })
createJobWorker({ database, log, kinds: [counting({ step: (job) => sleep(Number(job.arguments['pause'])) })] }).start()
setInterval(() => undefined, 1_000)
