import { randomUUID } from 'node:crypto'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import { type Database, databaseIsAway, sqlState } from './database.js'
import type { JobAtWork, JobKind } from './jobs.js'
import * as store from './jobs-store.js'
import type { Log } from './log.js'

/** Times of a worker, in milliseconds. */
export type WorkerPatience = {
	/** How often it looks for work that nobody woke it for: of another process, or left by one that died. */
	readonly look: number
	/** How often it says that it is alive. */
	readonly heartbeat: number
	/** After how long without such a sign another worker takes its job. */
	readonly silence: number
}

const patience: WorkerPatience = { look: 5_000, heartbeat: 5_000, silence: 30_000 }
const attemptsMax = 5

export type JobWorker = {
	/** Looks for work now, and does all there is; to be called when a job was queued. */
	readonly wake: () => void
	/** Looks for work now and again, from now on. */
	readonly start: () => void
	/** Ends with the chunk that is under way and puts the job back; comes back when that is done. */
	readonly stop: () => Promise<void>
}

/** Somebody called the job off, or another worker has taken it: what this chunk did is not kept. */
class NoLongerOurs extends Error {
	override readonly name = 'NoLongerOurs'
}

/** Does the queued jobs of the given kinds, one after the other, each chunk by chunk. Any number of processes may. */
export function createJobWorker({
	database,
	kinds,
	log,
	...given
}: {
	readonly database: Database
	readonly kinds: readonly JobKind[]
	readonly log: Log
	readonly patience?: Partial<WorkerPatience>
}): JobWorker {
	const { look, heartbeat, silence } = { ...patience, ...given.patience }
	const worker = randomUUID()
	const kindOf = new Map(kinds.map((one) => [one.kind, one]))
	const by = { worker, kinds: [...kindOf.keys()], silentSeconds: silence / 1_000, attemptsMax }
	let stopping = false
	let looking: NodeJS.Timeout | undefined
	let working: Promise<void> | null = null
	/** Somebody woke us while we were at it: we look once more. */
	let woken = false

	const wake = (): void => {
		if (stopping) return
		woken = true
		working ??= doAll().finally(() => {
			working = null
			if (woken) wake()
		})
	}
	const doAll = async (): Promise<void> => {
		try {
			while (woken) {
				woken = false
				for (let job = await take(); job !== null; job = await take()) await doOne(job)
			}
		} catch (error) {
			// Whatever was begun is still ours, and is taken up again at the next look.
			log.warn({ err: error }, 'the work on jobs was interrupted')
		}
	}
	const take = async () => (stopping ? null : database.transaction((tx) => store.takeJob(tx, by)))

	const doOne = async (taken: store.TakenJob): Promise<void> => {
		const { id, kind } = taken
		const beat = () => database.transaction((tx) => store.noteHeartbeat(tx, id, worker)).catch(() => undefined)
		const beating = setInterval(() => void beat(), heartbeat)
		try {
			await doChunks(taken)
		} catch (error) {
			if (error instanceof NoLongerOurs) return
			if (databaseIsAway(error) || sqlState(error) === lockNotAvailable) throw error
			log.error({ err: error, job: id, kind }, 'a job failed')
			const code = error instanceof Refusal ? error.code : 'service.defect'
			await database.transaction((tx) => store.failJob(tx, id, worker, code))
		} finally {
			clearInterval(beating)
		}
	}
	const doChunks = async (taken: store.TakenJob): Promise<void> => {
		const kind = must(kindOf.get(taken.kind), 'a kind that was asked for')
		// Those who were about to record are waited for, whichever moment the job is told from.
		const now = await database.knowledgeNow()
		let job: JobAtWork = { ...taken, knownAt: taken.knownAt ?? now }
		let { total } = taken
		for (;;) {
			if (stopping) return database.transaction((tx) => store.putBackJob(tx, job.id, worker))
			const { chunk, counted } = await database.transaction(async (tx) => {
				const counted = total ?? (await kind.count(tx, job))
				const chunk = await kind.chunk(tx, job)
				if (!(await store.advanceJob(tx, { id: job.id, worker, knownAt: job.knownAt, total: counted }, chunk))) throw new NoLongerOurs()
				return { chunk, counted }
			})
			if (chunk.finished) return
			total = counted
			job = { ...job, checkpoint: chunk.checkpoint }
		}
	}

	return {
		wake,
		start: () => {
			looking = setInterval(wake, look).unref()
			wake()
		},
		stop: async () => {
			stopping = true
			clearInterval(looking)
			await working
		},
	}
}

/** Of another worker that was taken for dead and holds its rows still; they are free when its connection ends. */
const lockNotAvailable = '55P03'
