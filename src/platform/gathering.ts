import { Refusal } from '../kernel/refusal.js'
import type { Database, Tx } from './database.js'
import { PlatformProblem } from './problem.js'
import { type Answer, answersByKey, recordAll, type Trail } from './requests.js'

export type Kept = Answer & { readonly replayed: boolean }

type Waiting<I> = {
	readonly input: I
	readonly key: string
	readonly trail: Trail
	readonly resolve: (answer: Kept) => void
	readonly reject: (error: unknown) => void
}

/** What became of one request among many: its answer, its refusal, or null where it is to be asked alone. */
export type Gathered = Answer | Refusal | null

const most = 64

/**
 * Gathers requests that come at the same moment into one transaction: one commit for all of them, while each is still
 * answered and refused on its own. A request that comes alone is not kept waiting. Whatever breaks a whole gathering is
 * found by asking each alone.
 */
export function gathering<I>(
	database: Database,
	handleMany: (tx: Tx, inputs: readonly I[]) => Promise<readonly Gathered[]>,
	alone: (input: I, key: string, trail: Trail) => Promise<Kept>,
): (input: I, key: string, trail: Trail) => Promise<Kept> {
	let waiting: Waiting<I>[] = []
	let busy = false

	// One gathering at a time: what comes while it is being committed makes the next one the larger.
	const pump = async (): Promise<void> => {
		if (busy) return
		busy = true
		while (waiting.length > 0) {
			const batch = waiting.slice(0, most)
			waiting = waiting.slice(most)
			await answer(batch)
		}
		busy = false
	}
	const answer = async (batch: readonly Waiting<I>[]): Promise<void> => {
		const outcomes = await together(batch).catch(() => null)
		for (const [index, one] of batch.entries()) {
			const outcome = outcomes?.[index] ?? null
			// Whoever has to be asked alone may wait for a lock; the next ones need not wait for her.
			if (outcome === null) void alone(one.input, one.key, one.trail).then(one.resolve, one.reject)
			else if (outcome instanceof Error) one.reject(outcome)
			else one.resolve(outcome)
		}
	}
	const together = async (batch: readonly Waiting<I>[]): Promise<readonly (Kept | Error | null)[]> => {
		const { outcomes } = await database.transaction(
			async (tx) => {
				const known = await answersByKey(tx, batch)
				const fresh = batch.filter((_, index) => known[index] === null)
				const inputs = fresh.map(({ input }) => input)
				const given = new Map((await handleMany(tx, inputs)).map((outcome, index) => [fresh[index], outcome]))
				const outcomes = batch.map((one, index): Kept | Error | null => {
					const before = known[index] ?? null
					if (before !== null) return before instanceof PlatformProblem ? before : { ...before, replayed: true }
					const outcome = given.get(one) ?? null
					return outcome === null || outcome instanceof Refusal ? outcome : { ...outcome, replayed: false }
				})
				return { outcomes, done: batch.flatMap(({ key, trail }, index) => answered(key, trail, outcomes[index])) }
			},
			{ lastly: (tx, { done }) => recordAll(tx, done) },
		)
		return outcomes
	}

	return (input, key, trail) =>
		new Promise((resolve, reject) => {
			waiting.push({ input, key, trail, resolve, reject })
			void pump()
		})
}

/** What is to be kept of an outcome: an answer that is new. */
function answered(key: string, trail: Trail, outcome: Kept | Error | null | undefined) {
	if (outcome === null || outcome === undefined || outcome instanceof Error || outcome.replayed) return []
	return [{ key, trail, answer: outcome }]
}
