import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { type Database, openDatabase } from '../../src/platform/database.js'
import { createJobWorker, type JobWorker } from '../../src/platform/job-worker.js'
import type { Job, JobKind } from '../../src/platform/jobs.js'
import { cancelJob, insertJob, readJob, resumeJob, takeJob } from '../../src/platform/jobs-store.js'
import { asOwner, createTestDatabase, type TestDatabase, testLog } from './harness.js'
import { counting } from './counting.js'

let store: TestDatabase
let database: Database
const workers: JobWorker[] = []
/** Ends the chunks that never would. */
const deaths: ((error: Error) => void)[] = []

beforeAll(async () => {
	store = await createTestDatabase()
	database = store.database
	await asOwner(
		store.url,
		'create table counted (job_id bigint, n int, primary key (job_id, n)); grant select, insert on counted to soquy_app',
	)
})
afterEach(async () => {
	for (const die of deaths.splice(0)) die(new Error('the process is dead'))
	for (const worker of workers.splice(0)) await worker.stop()
})
afterAll(() => store.close())

const everything = sql`true`
const asOf = calendarDate('2022-10-31')
let asked = 0
const ask = (kind = 'counting', more: Record<string, unknown> = {}): Promise<Job> =>
	database.transaction(async (tx) => {
		const made = await insertJob(tx, { kind, asOf, arguments: { upTo: 10, nth: ++asked, ...more }, requestedBy: '1', knownAt: null })
		if (made === null) throw new Error('not queued')
		return made
	})
const read = async (id: string): Promise<Job> => {
	const job = await database.reading((tx) => readJob(tx, id, everything))
	if (job === null) throw new Error('no such job')
	return job
}
const hire = (kinds: readonly JobKind[] = [counting()], on: Database = database): JobWorker => {
	const worker = createJobWorker({ database: on, kinds, log: testLog })
	workers.push(worker)
	return worker
}
const until = async (id: string, isSo: (job: Job) => boolean): Promise<Job> => {
	for (let tries = 0; tries < 400; tries += 1) {
		const job = await read(id)
		if (isSo(job)) return job
		await sleep(25)
	}
	throw new Error(`it stayed ${JSON.stringify(await read(id))}`)
}
const ended = (id: string): Promise<Job> => until(id, ({ status }) => status !== 'queued' && status !== 'running')
const counted = async (id: string): Promise<number[]> =>
	(await asOwner(store.url, 'select n from counted where job_id = $1 order by n', [id])).map(({ n }) => Number(n))
const age = (id: string) => asOwner(store.url, `update jobs set heartbeat_at = now() - interval '1 hour' where id = $1`, [id])
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('a job', () => {
	it('is done chunk by chunk when the worker is woken, and tells how far it is', async () => {
		const { id, status, total, knownAt } = await ask()
		expect([status, total, knownAt]).toEqual(['queued', null, null])
		hire().wake()
		const done = await ended(id)
		expect(done).toMatchObject({ status: 'done', done: 10, total: 10, error: null })
		expect([done.knownAt, done.startedAt, done.finishedAt].filter((moment) => moment === null)).toEqual([])
		expect(await counted(id)).toEqual(upTo(10))
	})

	it('is found by a worker that nobody woke, once it has started', async () => {
		const { id } = await ask()
		hire().start()
		expect(await ended(id)).toMatchObject({ status: 'done' })
	})

	it('is done by one worker only, however many look for work', async () => {
		const ids = [await ask(), await ask(), await ask()].map(({ id }) => id)
		for (const worker of [hire(), hire(), hire()]) worker.wake()
		for (const id of ids) {
			expect(await ended(id)).toMatchObject({ status: 'done', done: 10 })
			expect(await counted(id)).toEqual(upTo(10))
		}
	})

	it('of a kind that a worker does not know is left to one that does', async () => {
		const { id } = await ask('weaving')
		hire().wake()
		await sleep(100)
		expect(await read(id)).toMatchObject({ status: 'queued' })
		hire([counting({ kind: 'weaving' })]).wake()
		expect(await ended(id)).toMatchObject({ status: 'done' })
	})

	it('is told from one moment of knowledge, also where it goes on later', async () => {
		const seen: string[] = []
		const kind = counting({ step: async ({ knownAt }) => void seen.push(knownAt) })
		const { id } = await ask()
		hire([kind]).wake()
		await ended(id)
		expect(seen).toHaveLength(10)
		expect(new Set([...seen, (await read(id)).knownAt]).size).toBe(1)
	})
})

describe('a question', () => {
	it('has at most one job under way', async () => {
		const question = { kind: 'counting', asOf, arguments: { upTo: 1, once: true }, requestedBy: '1', knownAt: null }
		const made = await Promise.all(upTo(8).map(() => database.transaction((tx) => insertJob(tx, question))))
		expect(made.filter((job) => job !== null)).toHaveLength(1)
		hire().wake()
		await ended(made.find((job) => job !== null)?.id ?? '')
		expect(await database.transaction((tx) => insertJob(tx, question))).not.toBeNull()
	})
})

describe('a worker', () => {
	it('that is stopped ends its chunk and puts the job back; the next one goes on where it stood', async () => {
		const { id } = await ask()
		const first = hire([counting({ step: () => sleep(30) })])
		first.wake()
		await until(id, ({ done }) => done > 2)
		await first.stop()
		const left = await read(id)
		expect(left.status).toBe('queued')
		expect(left.done).toBeLessThan(10)
		expect(await counted(id)).toEqual(upTo(left.done))
		hire().wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 10 })
		expect(await counted(id)).toEqual(upTo(10))
	})

	it('that hangs loses its job once it has been silent for long, and what it was doing is not kept', async () => {
		// A process of its own: what it holds of the pool nobody else may miss.
		const other = openDatabase(store.url, { log: testLog, connections: 3 })
		const hanging = counting({
			before: (n) => (n < 4 ? undefined : new Promise<void>((_, reject) => void deaths.push(reject))),
		})
		const { id } = await ask()
		const stuck = hire([hanging], other)
		stuck.wake()
		await until(id, ({ done }) => done === 3)
		hire().wake()
		await sleep(100)
		expect(await read(id)).toMatchObject({ status: 'running', done: 3 })
		await age(id)
		hire().wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 10 })
		expect(await counted(id)).toEqual(upTo(10))
		for (const die of deaths.splice(0)) die(new Error('it wakes at last'))
		await stuck.stop()
		expect(await read(id)).toMatchObject({ status: 'done', done: 10, error: null })
		await other.close()
	})

	it('that comes back from a long sleep keeps nothing of a chunk that another has done meanwhile', async () => {
		const other = openDatabase(store.url, { log: testLog, connections: 3 })
		let wakeUp = () => {}
		const asleep = new Promise<void>((resolve) => (wakeUp = resolve))
		const { id } = await ask()
		const sleeper = hire([counting({ before: (n) => (n === 4 ? asleep : undefined) })], other)
		sleeper.wake()
		await until(id, ({ done }) => done === 3)
		await age(id)
		hire([counting({ before: (n) => (n > 3 ? sleep(20) : undefined) })]).wake()
		await until(id, ({ done }) => done > 4)
		wakeUp()
		await sleeper.stop()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 10, error: null })
		expect(await counted(id)).toEqual(upTo(10))
		await other.close()
	})

	it('gives a job up that was taken up again and again and never got on', async () => {
		const { id } = await ask()
		const by = (worker: string) => ({ worker, kinds: ['counting'], silentSeconds: 30, attemptsMax: 5 })
		for (const attempt of upTo(5)) {
			expect((await database.transaction((tx) => takeJob(tx, by(`worker ${attempt}`))))?.id).toBe(id)
			await age(id)
		}
		hire().wake()
		expect(await ended(id)).toMatchObject({ status: 'failed', error: 'job.given-up' })
	})

	it('that is killed leaves nothing half done: another goes on where it stood, and nothing is there twice', {
		timeout: 60_000,
	}, async () => {
		const { id } = await ask('counting', { upTo: 40, pause: 25 })
		const script = fileURLToPath(new URL('counting-process.ts', import.meta.url))
		const child = spawn(process.execPath, ['--import', 'tsx', script, store.url], { stdio: 'inherit' })
		await until(id, ({ done }) => done >= 5)
		child.kill('SIGKILL')
		await once(child, 'exit')
		const left = await read(id)
		expect(left.status).toBe('running')
		expect(await counted(id)).toEqual(upTo(left.done))
		hire().wake()
		await sleep(200)
		expect(await read(id)).toMatchObject({ status: 'running', done: left.done })
		await age(id)
		hire().wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 40, total: 40 })
		expect(await counted(id)).toEqual(upTo(40))
	})
})

describe('a job that goes wrong', () => {
	it('fails with the code of a refusal, or as a defect; resumed, it goes on where it stood', async () => {
		let broken: Error | null = new Refusal('loan.not-found')
		const moody = counting({
			before: (n) => {
				if (n === 6 && broken !== null) throw broken
			},
		})
		const { id } = await ask()
		const worker = hire([moody])
		worker.wake()
		expect(await ended(id)).toMatchObject({ status: 'failed', error: 'loan.not-found', done: 5, total: 10 })
		broken = new Error('what it was is for the log')
		expect(await database.transaction((tx) => resumeJob(tx, id))).toMatchObject({ status: 'queued', error: null, finishedAt: null })
		worker.wake()
		expect(await ended(id)).toMatchObject({ status: 'failed', error: 'service.defect', done: 5 })
		broken = null
		await database.transaction((tx) => resumeJob(tx, id))
		worker.wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 10 })
		expect(await counted(id)).toEqual(upTo(10))
		expect(await database.transaction((tx) => resumeJob(tx, id))).toBeNull()
	})

	it('waits, and does not fail, while the database is away', async () => {
		let away = true
		const cut = Object.assign(new Error('terminating connection'), { code: '57P01' })
		const kind = counting({
			before: (n) => {
				if (n === 3 && away) throw cut
			},
		})
		const { id } = await ask()
		const worker = hire([kind])
		worker.wake()
		await until(id, ({ done }) => done === 2)
		await sleep(50)
		expect(await read(id)).toMatchObject({ status: 'running', done: 2 })
		away = false
		worker.wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 10 })
	})

	it('stops before the next chunk when it is called off, and keeps nothing of the one under way', async () => {
		const { id } = await ask()
		const worker = hire([counting({ step: () => sleep(40) })])
		worker.wake()
		await until(id, ({ done }) => done >= 3)
		const cancelled = await database.transaction((tx) => cancelJob(tx, id))
		expect(cancelled).toMatchObject({ status: 'cancelled' })
		await sleep(150)
		const left = await read(id)
		expect(left).toMatchObject({ status: 'cancelled', done: cancelled?.done })
		expect(await counted(id)).toEqual(upTo(left.done))
		expect(await database.transaction((tx) => cancelJob(tx, id))).toBeNull()
		const { id: next } = await ask()
		worker.wake()
		expect(await ended(next)).toMatchObject({ status: 'done' })
	})

	it('may have nothing to do at all', async () => {
		const { id } = await ask('counting', { upTo: 0 })
		hire().wake()
		expect(await ended(id)).toMatchObject({ status: 'done', done: 0, total: 0 })
	})
})
