import { sql } from 'drizzle-orm'
import type { JobAtWork, JobKind } from '../../src/platform/jobs.js'

/**
 * A job that counts: each chunk writes the next number into the table `counted`, where none may stand twice. `before`
 * comes before a number is written, `step` after it and before it is kept.
 */
export function counting({
	kind = 'counting',
	before = () => undefined,
	step = () => undefined,
}: {
	readonly kind?: string
	readonly before?: (n: number) => unknown
	readonly step?: (job: JobAtWork) => unknown
} = {}): JobKind {
	const upTo = (job: JobAtWork) => Number(job.arguments['upTo'])
	return {
		kind,
		count: async (_, job) => upTo(job),
		chunk: async (tx, job) => {
			const n = Number(job.checkpoint ?? 0) + 1
			if (n > upTo(job)) return { done: 0, checkpoint: job.checkpoint, finished: true }
			await before(n)
			await tx.execute(sql`insert into counted (job_id, n) values (${job.id}::bigint, ${n}::int)`)
			await step(job)
			return { done: 1, checkpoint: n, finished: n === upTo(job) }
		},
	}
}
