import { type Asker, programAsker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import type { Chunk, JobAtWork, JobKind } from '../platform/jobs.js'
import { readCalendar } from '../units/calendar-store.js'
import { type Check, checkRows } from './check-actions.js'
import { readProducts } from './facts-actions.js'
import * as store from './store.js'
import type { RawRow, StoredOpening } from './stored.js'
import { writeRows } from './write-actions.js'

/** How many rows a chunk checks or writes: the server answers others in between. */
const chunkSize = 400

/** What the job of a list is given. */
export type OpeningArguments = {
	readonly openingId: string
	/** The communes of whoever brought it; null is all of them. The others are what every job says. */
	readonly communeIds: readonly string[] | null
	readonly lenderId: null
	readonly unitId: null
}

/** Where the work stands: first all rows are checked, then those that are sound are written, unless it is to be all or none. */
type Checkpoint = { readonly phase: 'check'; readonly line: number } | { readonly phase: 'write' }

/**
 * The work on a list as the worker of jobs does it: every row is checked before the first is written, so that a list with a
 * bad row may be left whole; then whole groups at a time. A row that somebody else enters in between is left, and said.
 */
export const openingJob: JobKind = {
	kind: 'openings',
	count: async (tx, job) => 2 * (await openingOf(tx, job)).rows,
	chunk: async (tx, job) => {
		const opening = await openingOf(tx, job)
		const at = (job.checkpoint as Checkpoint | null) ?? { phase: 'check', line: 0 }
		return at.phase === 'check' ? checkChunk(tx, opening, job, at.line) : writeChunk(tx, opening, job)
	},
}

async function checkChunk(tx: Tx, opening: StoredOpening, job: JobAtWork, after: number): Promise<Chunk> {
	const rows = await store.readRows(tx, opening.id, after, chunkSize)
	const found = await checkRows(tx, await checkOf(tx, opening, rows, askerOf(opening, job)), rows, askerOf(opening, job))
	if (found.length > 0) await store.insertFindings(tx, opening.id, found)
	const still = found.flatMap(({ verdict, line, contractId }) =>
		verdict === 'already' ? [{ line, outcome: 'already' as const, contractId, eventSeq: null, faults: [] }] : [],
	)
	if (still.length > 0) await store.insertOutcomes(tx, opening.id, still)
	// What is not to be written is done with its check.
	const done = rows.length + found.filter(({ verdict }) => verdict === 'already' || verdict === 'bad').length
	const last = rows.at(-1)
	if (rows.length === chunkSize && last !== undefined) return { done, checkpoint: { phase: 'check', line: last.line }, finished: false }
	const { bad } = await store.countVerdicts(tx, opening.id)
	const isLeft = opening.accept === 'all-or-nothing' && bad.rows > 0
	return { done, checkpoint: { phase: 'write' }, finished: isLeft }
}

async function writeChunk(tx: Tx, opening: StoredOpening, job: JobAtWork): Promise<Chunk> {
	const asker = askerOf(opening, job)
	const rows = await store.readDueRows(tx, opening.id, chunkSize)
	if (rows.length === 0) return { done: 0, checkpoint: { phase: 'write' }, finished: true }
	const check = await checkOf(tx, opening, rows, asker)
	// Told again from the books as they stand: a woman whom an earlier row entered is there by now.
	const found = await checkRows(tx, check, rows, asker)
	const outcomes = await writeRows(tx, { openingId: opening.id, fileName: opening.fileName, check, asker }, found)
	await store.insertOutcomes(tx, opening.id, outcomes)
	return { done: rows.length, checkpoint: { phase: 'write' }, finished: false }
}

async function checkOf(tx: Tx, { id, kind, openingOn }: StoredOpening, rows: readonly RawRow[], asker: Asker): Promise<Check> {
	const keys = rows.flatMap(({ key }) => (key === null ? [] : [key]))
	return {
		kind,
		openingOn,
		products: await readProducts(tx, asker),
		calendar: await readCalendar(tx),
		firstLines: await store.readFirstLines(tx, id, keys),
	}
}

async function openingOf(tx: Tx, job: JobAtWork): Promise<StoredOpening> {
	const { openingId } = job.arguments as OpeningArguments
	return must(await store.readOpening(tx, openingId, programAsker.scope), 'the list of a job')
}

/** Whoever brought the list, with the reach that she had then. */
function askerOf({ recordedBy }: StoredOpening, job: JobAtWork): Asker {
	const { communeIds } = job.arguments as OpeningArguments
	const scope = communeIds === null ? programAsker.scope : ({ kind: 'unit', unitId: '0', communeIds } as const)
	return { ...programAsker, userId: recordedBy, scope }
}
