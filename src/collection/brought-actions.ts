import type { Asker } from '../access/asker.js'
import { collectCash, refuseHandedOver } from '../custody/actions.js'
import { custodyRefusals } from '../custody/refusals.js'
import { contractRefusals } from '../contracts/refusals.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { endOfTime } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { Refusal, type RefusalCatalogue } from '../kernel/refusal.js'
import { lendingRefusals } from '../lending/refusals.js'
import { attempt, type Tx } from '../platform/database.js'
import { receiptRefusals } from '../receipts/refusals.js'
import { savingsRefusals } from '../savings/refusals.js'
import { holdGroup, newLine, paidAt, refuseOutsiders } from './actions.js'
import { type BroughtOutcome, recordedLine, sentenced } from './brought.js'
import { changedLines, confirmationNeeded } from './expectation.js'
import { payLines, type PaidLine } from './payment-actions.js'
import { checkedLines, lineDigest, paidBy } from './posted.js'
import { takeReceiptsOf } from './receipt-actions.js'
import { collectionRefusals } from './refusals.js'
import type { BringLines } from './schemas.js'
import { askedAt } from './sheet-actions.js'
import { standingLines } from './standing-lines.js'
import * as store from './store.js'
import type { ReadLine, WholeSheet } from './stored.js'

type Brought = BringLines['lines'][number]

/** Every no that a line can get. */
const catalogue: RefusalCatalogue = {
	...collectionRefusals,
	...lendingRefusals,
	...savingsRefusals,
	...receiptRefusals,
	...custodyRefusals,
	...contractRefusals,
}

/**
 * Takes the lines that a phone kept while it had no signal: each on its own account, exactly once by the id that the
 * phone gave it, in whatever order and however often they come. Payments are back-dated to the day of the meeting. A
 * line that may not be recorded is answered with its reason and the others stand; it may come again.
 */
export async function bringLines(tx: Tx, command: BringLines, asker: Asker, today: CalendarDate) {
	const { groupId, on, sheetClientId, lines } = command
	refuseFutureDay(on, today)
	await holdGroup(tx, command, asker)
	const sheet = await store.readSheetByClientId(tx, sheetClientId)
	if (sheet !== null && (sheet.groupId !== groupId || sheet.on !== on))
		throw new Refusal('collection.sheet-of-another-meeting', { path: 'sheetClientId' })
	const known = new Map(
		(
			await store.readLinesByClientIds(
				tx,
				lines.map(({ clientLineId }) => clientLineId),
			)
		).map((line) => [line.clientId, line]),
	)
	const outcomes = new Map<number, BroughtOutcome>()
	const fresh = new Map<string, number>()
	for (const [index, line] of lines.entries()) {
		const digest = lineDigest(command, line)
		const before = known.get(line.clientLineId)
		const first = fresh.get(line.clientLineId)
		if (before !== undefined) outcomes.set(index, again(before, digest))
		else if (first === undefined) fresh.set(line.clientLineId, index)
		else if (lineDigest(command, must(lines[first], 'a line before')) !== digest) outcomes.set(index, saysOtherwise())
	}
	const candidates = await confirmed(tx, command, [...fresh.values()], asker, outcomes)
	const recorded = await recordEachLine(tx, command, sheet, candidates, asker, today)
	for (const [index, outcome] of recorded.outcomes) outcomes.set(index, outcome)
	return {
		id: recorded.sheetId,
		groupId,
		on,
		total: sum([...recorded.outcomes].flatMap(([index, { outcome }]) => (outcome === 'recorded' ? [paidBy(lineOf(command, index))] : []))),
		lines: lines.map(({ clientLineId }, index) => ({
			clientLineId,
			...(outcomes.get(index) ?? repeated(must(outcomes.get(must(fresh.get(clientLineId), 'its first line')), 'its outcome'))),
		})),
	}
}

/** Leaves out the lines of which what is asked has changed and which nobody has confirmed; says so in their outcomes. */
async function confirmed(
	tx: Tx,
	command: BringLines,
	candidates: readonly number[],
	asker: Asker,
	outcomes: Map<number, BroughtOutcome>,
): Promise<readonly number[]> {
	const lines = candidates.map((index) => lineOf(command, index))
	if (lines.every(({ expectedVersion }) => expectedVersion === undefined)) return candidates
	await store.lockContracts(tx, lines.flatMap(contractsOf))
	const asked = await askedAt(tx, command.groupId, asker.scope, { asOf: command.on, knownAt: endOfTime })
	for (const changed of changedLines(lines, asked)) {
		const { was, is, version } = changed
		const refusal = sentenced(confirmationNeeded(changed), catalogue)
		outcomes.set(must(candidates[changed.index], 'a line that was asked'), { outcome: 'needs-confirmation', was, is, version, refusal })
	}
	return candidates.filter((index) => !outcomes.has(index))
}

/**
 * Records lines together where all of them may be; otherwise each alone, so that whatever is wrong with one is the
 * refusal of that one.
 */
async function recordEachLine(
	tx: Tx,
	command: BringLines,
	sheet: WholeSheet | null,
	candidates: readonly number[],
	asker: Asker,
	today: CalendarDate,
): Promise<{ readonly sheetId: string | null; readonly outcomes: ReadonlyMap<number, BroughtOutcome> }> {
	const there = standingLines(sheet?.lines ?? [])
	const sheetId = sheet?.id ?? (await store.nextSheetId(tx))
	const accepted: { readonly index: number; readonly paid: PaidLine }[] = []
	const outcomes = new Map<number, BroughtOutcome>()
	const record = (indexes: readonly number[]) =>
		attempt(tx, async () => {
			const lines = indexes.map((index) => lineOf(command, index))
			checkedLines(lines)
			const members = new Set([
				...there.map(({ memberId }) => memberId),
				...accepted.map(({ index }) => lineOf(command, index).memberId ?? null),
			])
			const twice = lines.findIndex(({ memberId = null }) => members.has(memberId))
			if (twice >= 0) throw new Refusal('collection.member-twice', { path: `lines.${twice}.memberId` })
			// What a leader brings after the handover of that day is for an officer to accept: the cash was not in it.
			if (asker.role === 'leader') await refuseHandedOver(tx, command.groupId, command.on)
			await refuseOutsiders(tx, command, lines)
			const posted = await payLines(tx, command, lines, asker, today)
			await takeReceiptsOf(tx, { sheetId, groupId: command.groupId, on: command.on }, lines, asker, today)
			for (const [at, index] of indexes.entries()) accepted.push({ index, paid: paidAt(posted, at) })
		})
	if (candidates.length > 0)
		await record(candidates).catch(async (whole: unknown) => {
			if (!(whole instanceof Refusal)) throw whole
			for (const index of candidates)
				await record([index]).catch((error: unknown) => {
					if (!(error instanceof Refusal)) throw error
					outcomes.set(index, { outcome: 'refused', refusal: sentenced(error, catalogue) })
				})
		})
	if (accepted.length === 0) return { sheetId: sheet?.id ?? null, outcomes }
	const { groupId, on, sheetClientId: clientId, holderId = null } = command
	if (sheet === null) await store.insertSheet(tx, { id: sheetId, groupId, on, kind: 'late', clientId, holderId, recordedBy: asker.userId })
	const last = sheet?.lines.at(-1)?.no ?? 0
	const written = accepted.map(({ index, paid }, at) => {
		const line = lineOf(command, index)
		return newLine(line, last + at + 1, paid, { clientId: line.clientLineId, digest: lineDigest(command, line) })
	})
	const seq = (sheet?.steps.length ?? 0) + 1
	await store.insertStep(
		tx,
		{ sheetId, seq, type: 'brought', digest: null, banknotes: null, note: null, recordedBy: asker.userId },
		written,
	)
	const amount = sum(accepted.map(({ index }) => paidBy(lineOf(command, index))))
	const leaderId = (sheet === null ? holderId : sheet.holderId) ?? undefined
	await collectCash(tx, { groupId, leaderId, on, amount, sheetId }, asker, today)
	for (const [at, { index }] of accepted.entries())
		outcomes.set(index, { outcome: 'recorded', line: recordedLine(must(written[at], 'a line as written')) })
	return { sheetId, outcomes }
}

/** A line that is there already: the same answer again, or a no where it now says something else. */
function again(line: ReadLine, digest: string): BroughtOutcome {
	return line.digest === digest ? { outcome: 'already-recorded', line: recordedLine(line) } : saysOtherwise()
}

/** The outcome of a line that came twice in one request. */
function repeated(first: BroughtOutcome): BroughtOutcome {
	return first.outcome === 'recorded' ? { ...first, outcome: 'already-recorded' } : first
}

function saysOtherwise(): BroughtOutcome {
	return { outcome: 'refused', refusal: sentenced(new Refusal('collection.line-says-otherwise', { path: 'clientLineId' }), catalogue) }
}

function lineOf({ lines }: BringLines, index: number): Brought {
	return must(lines[index], 'a line that was brought')
}

function contractsOf({ loans, savings }: Brought): readonly string[] {
	return [...loans.map(({ loanId }) => loanId), ...savings.map(({ accountId }) => accountId)]
}
