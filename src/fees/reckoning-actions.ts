import type { Asker } from '../access/asker.js'
import { record, type Recorder } from '../contracts/actions.js'
import { insertContracts } from '../contracts/store.js'
import type { StoredContract } from '../contracts/stored.js'
import { type Happening, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { bookOf, type FeeHolder, feeHolders } from './accounts.js'
import { feeKinds, inForce } from './agreement.js'
import { readAgreements } from './agreement-store.js'
import { byGroup, type Cause, causesOf } from './causes.js'
import { readFacts } from './facts-actions.js'
import { type FactsQuestion, readCollected } from './facts-store.js'
import { keptFee } from './kept.js'
import { concerns, dueTo, type FeeLine, sameLines } from './line.js'
import { daysOfMonth } from './month.js'
import { reckon, type Facts } from './reckoning.js'
import type { Reckoning } from './schemas.js'
import { sumLines } from './statement.js'
import * as store from './store.js'
import type { Standing } from './stored.js'

/**
 * Reckons a month with a lender for all groups within the asker's reach, from the interest that was known to be collected.
 * A month that was reckoned before is reckoned again, and only what has changed is recorded, as an adjustment of the day
 * that says which loans it comes from. Where nothing has changed, nothing is recorded.
 */
export async function reckonFees(
	tx: Tx,
	command: Reckoning,
	asker: Asker,
	{ today, knownAt, recordedAt }: { readonly today: CalendarDate; readonly knownAt: Instant; readonly recordedAt?: Instant },
) {
	const { lenderId, month, on = today } = command
	const lender = await findLender(tx, lenderId, asker)
	if (!lender.entrusted) throw new Refusal('fee.lender-not-entrusting', { path: 'lenderId' })
	refuseFutureDay(on, today)
	if (on <= daysOfMonth(month).last) throw new Refusal('fee.month-not-over', { path: 'month', details: { month } })
	await store.lockLender(tx, lenderId)
	const { agreements, question, facts, reckoned, reached, wanted } = await toReckon(tx, { lenderId, month, knownAt }, asker, today)
	if (agreements.length === 0) throw new Refusal('fee.no-agreement', { path: 'month', details: { month } })
	const late = wanted.flatMap(({ before }) => (before !== null && before.on > on ? [before.on] : []))[0]
	if (late !== undefined) throw new Refusal('fee.reckoned-later', { path: 'on', details: { month, on: late } })
	const causes = await causesOfAll(tx, question, facts, wanted)
	const contracts = await openFees(tx, lenderId, wanted, asker, on)
	const happenings = wanted.map((one) => {
		const contract = must(contracts.get(`${one.groupId} ${one.holder}`), 'a fee of each that is reckoned')
		const details = { month, knownAt, lines: one.lines, ...(one.before === null ? {} : { causes: causes.get(one.groupId) ?? [] }) }
		const happening: Happening = { type: one.before === null ? 'reckoned' : 'adjusted', on, amount: null, details, reverses: null }
		return { one, kept: keptFee(one.holder, contract), happening }
	})
	const by: Recorder = { userId: asker.userId, today, recordedAt }
	const outcomes = await record(tx, happenings, by)
	const lines = [...reckoned].flatMap(([groupId, own]) =>
		reached.has(groupId) ? own.map((line) => ({ ...line, lenderId, groupId, month })) : [],
	)
	return {
		lenderId,
		month,
		on,
		knownAt,
		fees: feeKinds.map((kind) => ({ kind, sums: sumLines(lines.filter((line) => line.kind === kind)) })),
		unchanged: holdersOf(reckoned, reached).length - wanted.filter(({ lines: now }) => now.length > 0).length,
		changed: happenings.map(({ one, kept, happening }, index) => {
			const before = one.before === null ? zero : dueTo(one.holder, one.before.lines)
			const due = dueTo(one.holder, one.lines)
			return {
				feeId: kept.stored.id,
				groupId: one.groupId,
				holder: one.holder,
				eventId: String(must(outcomes[index], 'an outcome of each').seq),
				type: happening.type,
				before,
				due,
				difference: subtract(due, before),
				causes: one.before === null ? [] : (causes.get(one.groupId) ?? []),
			}
		}),
	}
}

/** The fees of a month with a lender by group and book, and those that are not recorded as they are known now; none where nothing is agreed. */
export async function feesLeft(tx: Tx, question: FactsQuestion, asker: Asker, today: CalendarDate) {
	const { reckoned, reached, wanted } = await toReckon(tx, question, asker, today)
	const placed = ({ groupId, holder }: Pick<Wanted, 'groupId' | 'holder'>) => ({ groupId, book: bookOf[holder] })
	return { fees: holdersOf(reckoned, reached).map(placed), left: wanted.map(placed) }
}

async function toReckon(tx: Tx, question: FactsQuestion, asker: Asker, today: CalendarDate) {
	const { lenderId, month, knownAt } = question
	const agreements = inForce(await readAgreements(tx, lenderId, knownAt), month)
	const facts = await readFacts(tx, question, agreements)
	const reckoned = reckon(month, agreements, facts)
	const reached = await store.groupsWithin(tx, [...reckoned.keys()], asker.scope)
	const standing = await store.readStandings(tx, { lenderId }, asker.scope, { from: month, to: month, asOf: today, knownAt: latest })
	return { agreements, question, facts, reckoned, reached, wanted: wantedOf(reckoned, reached, standing) }
}

/** Standings are of what is recorded now, whatever the knowledge of the figures. */
const latest = 'infinity' as Instant

type Wanted = { readonly groupId: string; readonly holder: FeeHolder; readonly lines: readonly FeeLine[]; readonly before: Standing | null }

/** What is to be recorded: every fee that does not come to what stands. A group that has no line any more comes to nothing. */
function wantedOf(
	reckoned: ReadonlyMap<string, readonly FeeLine[]>,
	reached: ReadonlySet<string>,
	standing: readonly Standing[],
): readonly Wanted[] {
	const stands = new Map(standing.map((one) => [`${one.groupId} ${one.holder}`, one]))
	const due = holdersOf(reckoned, reached)
	const keys = new Set(due.map(({ groupId, holder }) => `${groupId} ${holder}`))
	const gone = standing.filter(({ groupId, holder }) => !keys.has(`${groupId} ${holder}`)).map((one) => ({ ...one, lines: [] }))
	return [...due, ...gone]
		.map(({ groupId, holder, lines }) => ({ groupId, holder, lines, before: stands.get(`${groupId} ${holder}`) ?? null }))
		.filter(({ lines, before }) => before === null || !sameLines(before.lines, lines))
}

function holdersOf(reckoned: ReadonlyMap<string, readonly FeeLine[]>, reached: ReadonlySet<string>) {
	return [...reckoned].flatMap(([groupId, all]) =>
		!reached.has(groupId)
			? []
			: feeHolders.flatMap((holder) => {
					const lines = all.filter((line) => concerns(holder, line))
					return lines.length === 0 ? [] : [{ groupId, holder, lines }]
				}),
	)
}

/** For each group that was reckoned before: the loans whose interest differs from what was known then. */
async function causesOfAll(
	tx: Tx,
	question: FactsQuestion,
	facts: Facts,
	wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, readonly Cause[]>> {
	const knowledges = new Map<Instant, Set<string>>()
	for (const { groupId, before } of wanted)
		if (before !== null) knowledges.set(before.knownAt, (knowledges.get(before.knownAt) ?? new Set()).add(groupId))
	const causes = new Map<string, readonly Cause[]>()
	for (const [knownAt, groupIds] of knowledges) {
		const was = byGroup(await readCollected(tx, { ...question, knownAt }, [...groupIds]))
		const is = byGroup(facts.collected)
		for (const groupId of groupIds) causes.set(groupId, causesOf(was.get(groupId) ?? [], is.get(groupId) ?? []))
	}
	return causes
}

/** The contracts that are to be recorded on, locked; those that are not there yet are made. */
async function openFees(
	tx: Tx,
	lenderId: string,
	wanted: readonly Wanted[],
	asker: Asker,
	on: CalendarDate,
): Promise<ReadonlyMap<string, StoredContract>> {
	const fees = await store.readFees(tx, { lenderId }, asker.scope, { lock: true })
	const contracts = new Map(fees.map(({ groupId, holder, contract }) => [`${groupId} ${holder}`, contract]))
	for (const holder of feeHolders) {
		const missing = wanted.filter((one) => one.holder === holder && !contracts.has(`${one.groupId} ${holder}`))
		if (missing.length === 0) continue
		const book = must(await readBook(tx, bookOf[holder]), 'the book of a holder')
		const made = await insertContracts(
			tx,
			'fee',
			missing.map(() => ({ bookId: book.id, on })),
		)
		const opened = missing.map(({ groupId }, index) => ({ id: must(made[index], 'an id for each'), lenderId, groupId, holder }))
		await store.insertFees(tx, opened)
		for (const { id, groupId } of opened) contracts.set(`${groupId} ${holder}`, newFee(id, book, on))
	}
	return contracts
}

/** A contract that nothing has happened to. */
function newFee(id: string, book: Book, on: CalendarDate): StoredContract {
	return { id, bookId: book.id, chart: book.kind, version: 0, lastOn: on, lastRecordedAt: '' as Instant, state: {} }
}
