import type { Asker } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { batches, type Sheet, type SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { type Language, Refusal, type RefusalCatalogue, sentence } from '../kernel/refusal.js'
import { loansOf, type MonthlyArguments, type MonthlyKind, type MonthlyRow, type NamedLoan } from '../lending/monthly.js'
import { readMonthlyRows, sumDebtGroups, sumMonthlyRows } from '../lending/monthly-store.js'
import { acceptProposals as acceptTransfers, type Accepted } from '../lending/overdue-actions.js'
import { overdueRefusals } from '../lending/overdue-refusals.js'
import { lendingRefusals } from '../lending/refusals.js'
import { recordedSince } from '../lending/store.js'
import type { Tx } from '../platform/database.js'
import type { Job } from '../platform/jobs.js'
import * as jobs from '../platform/jobs-store.js'
import { pageOf, pageWish } from '../platform/page.js'
import { platformProblems } from '../platform/problem.js'
import { findLender } from '../products/actions.js'
import { readLabels } from '../reports/labels-store.js'
import { loanNamed } from '../reports/loan-rows.js'
import { findUnit } from '../units/actions.js'
import { isCalendarLearntBetween } from '../units/calendar-store.js'
import { communesBelow } from '../units/store.js'
import { questionOf, reachesWhole } from './question.js'
import { jobRefusals } from './refusals.js'
import { type ResultLayout, resultLayouts } from './results.js'
import type { AcceptProposals, AskJob, ListJobs, ResultQuery } from './schemas.js'
import { visibleTo } from './store.js'

/**
 * Asks for a job. The same question from the same knowledge is the same job: it is answered again while nothing about
 * the days up to its day, or of the calendar, was recorded since, so that asking twice does nothing twice, and late news make a new one.
 */
export async function askForJob(tx: Tx, command: AskJob, asker: Asker, today: CalendarDate) {
	const { lenderId, unitId, again } = command
	if (lenderId !== undefined) await findLender(tx, lenderId, asker)
	if (unitId !== undefined) await findUnit(tx, unitId, today)
	const below = unitId === undefined ? null : await communesBelow(tx, unitId)
	const now = await jobs.readMoment(tx)
	const asked = questionOf(command, { scope: asker.scope, communesBelow: below }, { today, now })
	const before = await jobs.latestJob(tx, asked)
	if (before !== null && !again && (await stillAnswers(tx, before))) return { ...jobLine(before, asker.language), repeated: true }
	const made = await jobs.insertJob(tx, { ...asked, requestedBy: asker.userId })
	// Somebody asks the same at this moment, or it is under way.
	const job = made ?? must(await jobs.latestJob(tx, asked), 'the job that is under way')
	return { ...jobLine(job, asker.language), repeated: made === null }
}

async function stillAnswers(tx: Tx, { status, asOf, knownAt, arguments: asked }: Job): Promise<boolean> {
	const about = asked as MonthlyArguments
	if (status !== 'done' || knownAt === null || about.knownAt !== undefined) return true
	if (await isCalendarLearntBetween(tx, knownAt)) return false
	return !(await recordedSince(tx, loansOf(about), { asOf, knownAt }))
}

/** Jobs that the asker may see, the latest first. */
export async function listJobs(tx: Tx, query: ListJobs, asker: Asker) {
	const wish = pageWish(query)
	const found = await jobs.listJobs(tx, query, visibleTo(asker.scope), wish)
	const page = pageOf(found, wish.limit, ({ id }) => [id])
	return { ...page, items: page.items.map((job) => jobLine(job, asker.language)) }
}

/** A job, and where it is done the sums of what it found within the asker's scope. */
export async function findJob(tx: Tx, id: string, asker: Asker) {
	const job = await jobOf(tx, id, asker)
	return { ...jobLine(job, asker.language), result: job.status === 'done' && isMonthly(job) ? await totalsOf(tx, job, asker) : null }
}

/** Lets a job that failed or was called off go on where it stood. */
export async function resumeJob(tx: Tx, id: string, asker: Asker) {
	const resumed = await jobs.resumeJob(tx, (await ownJob(tx, id, asker)).id)
	if (resumed === null) throw new Refusal('job.not-stopped')
	return jobLine(resumed, asker.language)
}

/** Calls a job off. What its finished chunks found stays, and it may be resumed. */
export async function cancelJob(tx: Tx, id: string, asker: Asker) {
	const cancelled = await jobs.cancelJob(tx, (await ownJob(tx, id, asker)).id)
	if (cancelled === null) throw new Refusal('job.ended')
	return jobLine(cancelled, asker.language)
}

/** One page of what a job found within the asker's scope, with the sums of all of it. */
export async function resultPage(tx: Tx, id: string, query: ResultQuery, asker: Asker) {
	const job = await doneJob(tx, id, asker)
	const { limit, after } = pageWish(query)
	const found = await readMonthlyRows(tx, job, asker.scope, { after: after?.[0] ?? '0', limit: limit + 1 })
	const { items, next } = pageOf(found, limit, ({ row }) => [row.contract.id])
	const { kind, asOf, knownAt } = job
	return { kind, rows: await rowsOf(tx, job, items, asker), totals: await totalsOf(tx, job, asker), next, asOf, knownAt }
}

/** All that a job found within the asker's scope, as a sheet with its sums. */
export async function resultSheet(tx: Tx, id: string, asker: Asker) {
	const job = await doneJob(tx, id, asker)
	const { name, file, columns } = resultLayouts[job.kind]
	const { loans, ...sums } = await sumMonthlyRows(tx, job, asker.scope)
	async function* rows() {
		for await (const batch of batches(everyRow(tx, job, asker))) yield* await rowsOf(tx, job, batch, asker)
	}
	const footer = (): readonly SheetRow[] => [{ ...sums, loanCode: 'Tổng cộng', bankLoanCode: String(loans) }]
	const { asOf, knownAt } = job
	return {
		sheet: { name, columns, rows: rows(), footer, madeAt: knownAt } satisfies Sheet,
		file: { name: `${file}-${asOf}`, asOf, knownAt },
	}
}

/** Accepts proposals of a job: records the transfers, each on its own account. */
export async function acceptProposals(tx: Tx, id: string, command: AcceptProposals, asker: Asker, today: CalendarDate) {
	const job = await doneJob(tx, id, asker)
	if (job.kind !== 'overdue-proposals') throw new Refusal('job.no-proposals')
	const { proposalIds, ...decision } = command
	const asked = { jobId: job.id, knownAt: job.knownAt, proposalIds: proposalIds ?? null, ...decision }
	const lines = (await acceptTransfers(tx, asked, asker, today)).map((one) => acceptedLine(one, asker.language))
	const now = lines.filter(({ status }) => status === 'accepted')
	return {
		accepted: now.length,
		acceptedBefore: lines.filter(({ status }) => status === 'accepted-before').length,
		refused: lines.filter(({ status }) => status === 'refused').length,
		amount: sum(now.map(({ amount }) => amount)),
		lines,
	}
}

function acceptedLine({ proposal, outcome, notice }: Accepted, language: Language) {
	const { id, loanId, on, amount } = proposal
	const line = { proposalId: id, loanId, on, amount, notice }
	if (outcome instanceof Refusal)
		return { ...line, status: 'refused' as const, eventId: null, entryId: null, refusal: sentenceOf(outcome, language) }
	const status = outcome.isNew ? ('accepted' as const) : ('accepted-before' as const)
	return { ...line, status, eventId: String(outcome.eventSeq), entryId: outcome.entryId, refusal: null }
}

type AnyJob = Omit<Job, 'kind'> & { readonly kind: MonthlyKind | 'openings' }
type MonthlyJob = Omit<Job, 'kind'> & { readonly kind: MonthlyKind }
type DoneJob = MonthlyJob & { readonly knownAt: Instant }

/** A job that the asker may see; a foreign one is as unknown as one that is not there. */
async function jobOf(tx: Tx, id: string, asker: Asker): Promise<AnyJob> {
	const job = await jobs.readJob(tx, id, visibleTo(asker.scope))
	if (job === null) throw new Refusal('job.not-found')
	return job as AnyJob
}

async function ownJob(tx: Tx, id: string, asker: Asker): Promise<AnyJob> {
	const job = await jobOf(tx, id, asker)
	if (!reachesWhole(asker.scope, job.arguments as MonthlyArguments)) throw new Refusal('job.of-wider-reach')
	return job
}

async function doneJob(tx: Tx, id: string, asker: Asker): Promise<DoneJob> {
	const job = await jobOf(tx, id, asker)
	if (!isMonthly(job)) throw new Refusal('job.of-an-opening')
	if (job.status !== 'done') throw new Refusal('job.not-done')
	return { ...job, knownAt: must(job.knownAt, 'the knowledge of a job that is done') }
}

/** The work on a list of openings has its results with the list. */
function isMonthly(job: AnyJob): job is MonthlyJob {
	return job.kind !== 'openings'
}

async function totalsOf(tx: Tx, job: MonthlyJob, asker: Asker) {
	const sums = await sumMonthlyRows(tx, job, asker.scope)
	return job.kind === 'classification' ? { ...sums, debtGroups: await sumDebtGroups(tx, job.id, asker.scope) } : sums
}

type FoundLoan = { readonly row: NamedLoan; readonly found: MonthlyRow[MonthlyKind] }

async function* everyRow(tx: Tx, job: DoneJob, asker: Asker): AsyncGenerator<FoundLoan> {
	const limit = 1_000
	for (let after: string | undefined = '0'; after !== undefined; ) {
		const page: readonly FoundLoan[] = await readMonthlyRows(tx, job, asker.scope, { after, limit })
		yield* page
		after = page.length < limit ? undefined : page.at(-1)?.row.contract.id
	}
}

async function rowsOf(tx: Tx, { kind }: MonthlyJob, found: readonly FoundLoan[], asker: Asker): Promise<readonly SheetRow[]> {
	const labels = await readLabels(
		tx,
		found.map(({ row }) => row),
	)
	const layout = resultLayouts[kind] as ResultLayout<MonthlyRow[MonthlyKind]>
	return found.map((one) => ({ ...loanNamed(one, labels), ...layout.row(one.found, asker.language) }))
}

/** A job as everybody who may see it sees it. */
function jobLine({ id, kind, asOf, status, done, total, arguments: asked, ...job }: Job | AnyJob, language: Language) {
	const { communeIds: _, ...shown } = asked as MonthlyArguments
	const { knownAt, requestedBy, requestedAt, startedAt, finishedAt, error } = job
	const moments = { knownAt, requestedBy, requestedAt, startedAt, finishedAt }
	const said = error === null ? null : sentenceOf(new Refusal(error), language)
	return { id, kind, asOf, arguments: shown, status, progress: { done, total }, ...moments, error: said }
}

/** What may go wrong in the work itself, or with one of the things that it is about. */
const catalogue: RefusalCatalogue = { ...contractRefusals, ...lendingRefusals, ...overdueRefusals, ...jobRefusals }

function sentenceOf({ code, details }: Refusal, language: Language): { readonly code: string; readonly message: string } {
	const text = catalogue[code]
	return { code, message: text === undefined ? platformProblems['service.defect'][language] : sentence(text, language, details) }
}
