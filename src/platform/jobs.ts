import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from './database.js'

/** Where a job stands. Only a queued or running one will go on by itself. */
export const jobStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

/** What is asked of a job: all that decides its answer but the moment of knowledge. */
export type JobQuestion = {
	readonly kind: string
	/** The day that it is about. */
	readonly asOf: CalendarDate
	/** Whatever else its kind reads; plain JSON. */
	readonly arguments: Readonly<Record<string, unknown>>
}

/** Work on many things, done in chunks by a worker of this program. */
export type Job = JobQuestion & {
	readonly id: string
	readonly status: JobStatus
	/** How many things are done, of how many; null until they were counted. */
	readonly done: number
	readonly total: number | null
	/** The moment of our knowledge from which all chunks are told; null until the work begins. */
	readonly knownAt: Instant | null
	readonly requestedBy: string
	readonly requestedAt: Instant
	readonly startedAt: Instant | null
	readonly finishedAt: Instant | null
	/** The code of what went wrong. */
	readonly error: string | null
}

/** A job as its kind is handed it for the next chunk. */
export type JobAtWork = JobQuestion & {
	readonly id: string
	readonly knownAt: Instant
	/** What the last chunk that was kept left behind; null before the first. */
	readonly checkpoint: unknown
}

/** What one chunk did. */
export type Chunk = {
	/** How many things it did. */
	readonly done: number
	/** Where the next one goes on; plain JSON. */
	readonly checkpoint: unknown
	readonly finished: boolean
}

/**
 * A kind of job, as a capability registers it. A chunk is one transaction: what it writes is kept together with the
 * checkpoint behind it, or not at all, so that a job whose worker died goes on where it stood and nothing is done twice.
 * A chunk should take a second, not a minute.
 */
export type JobKind = {
	readonly kind: string
	/** How many things there are to do, asked once before the first chunk. */
	readonly count: (tx: Tx, job: JobAtWork) => Promise<number>
	readonly chunk: (tx: Tx, job: JobAtWork) => Promise<Chunk>
}
