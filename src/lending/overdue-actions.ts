import type { Asker } from '../access/asker.js'
import { recordEach } from '../contracts/actions.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import { keptLoan, loanOfRow } from './kept.js'
import type { KeptProposal } from './monthly.js'
import { insertAcceptances, readAcceptances, readProposals } from './monthly-store.js'
import { noticeOf, type OverdueNotice } from './overdue-transfer.js'
import { readLoans } from './store.js'

/** What became of a proposal: recorded now, recorded by somebody before, or refused with the reason. */
export type Accepted = {
	readonly proposal: KeptProposal & { readonly loanId: string }
	readonly outcome: { readonly eventSeq: number; readonly entryId: string | null; readonly isNew: boolean } | Refusal
	readonly notice: OverdueNotice | null
}

export type Acceptance = {
	readonly jobId: string
	/** The moment from which the proposals were told. */
	readonly knownAt: Instant
	/** Those to accept; null is all that are open. */
	readonly proposalIds: readonly string[] | null
	readonly decisionNo?: string | undefined
	readonly decisionOn?: CalendarDate | undefined
}

/** How many loans are locked and recorded on in one go. */
const chunkSize = 500

/**
 * Accepts proposals: records each transfer with its notice, on its day. Each on its own account, as an officer reads
 * her list: where something was recorded on the loan since the list was made (she paid this morning), that one is
 * refused with the reason and the others stand. A proposal is accepted once; asked again it answers the event of then.
 * Loans are locked in the order of their ids. Throws `proposal.not-found` where one of those named is not there.
 */
export async function acceptProposals(tx: Tx, asked: Acceptance, asker: Asker, today: CalendarDate): Promise<readonly Accepted[]> {
	const { jobId, proposalIds } = asked
	const proposals = await readProposals(tx, { jobId, ids: proposalIds }, asker.scope)
	const there = new Set(proposals.map(({ id }) => id))
	const missing = (proposalIds ?? []).findIndex((id) => !there.has(id))
	if (missing >= 0) throw new Refusal('proposal.not-found', { path: `proposalIds.${missing}` })
	const accepted: Accepted[] = []
	for (let start = 0; start < proposals.length; start += chunkSize)
		accepted.push(...(await acceptSome(tx, proposals.slice(start, start + chunkSize), asked, asker, today)))
	return accepted
}

async function acceptSome(
	tx: Tx,
	proposals: readonly Accepted['proposal'][],
	{ knownAt, decisionNo, decisionOn }: Acceptance,
	asker: Asker,
	today: CalendarDate,
): Promise<readonly Accepted[]> {
	const rows = new Map(
		(
			await readLoans(
				tx,
				proposals.map(({ loanId }) => loanId),
				asker.scope,
				'lock',
			)
		).map((row) => [row.contract.id, row]),
	)
	// Whoever accepts the same at this moment holds the locks, or waits for ours.
	const before = await readAcceptances(
		tx,
		proposals.map(({ id }) => id),
	)
	const calendar = await readCalendar(tx)
	const told = proposals.map((proposal) => {
		const row = must(rows.get(proposal.loanId), 'the loan of a proposal')
		return { proposal, row, notice: noticeOf({ ...proposal, loanCode: row.code }) }
	})
	const fresh = told.filter(({ proposal, row }) => !before.has(proposal.id) && row.contract.lastRecordedAt <= knownAt)
	const recorded = await recordEach(
		tx,
		fresh.map(({ proposal: { on, amount }, row, notice }) => {
			const details = { decisionNo: decisionNo ?? notice.no, ...(decisionOn === undefined ? {} : { decisionOn }), note: notice.text }
			const happening = { type: 'moved-to-overdue', on, amount, details, reverses: null }
			const kept = keptLoan(loanOfRow(row, calendar), row.contract)
			return { kept, happening, by: { userId: asker.userId, today } }
		}),
	)
	const outcomes = new Map(recorded.map((outcome, index) => [fresh[index]?.proposal.id, outcome]))
	const accepted = told.map(({ proposal, row, notice }): Accepted => {
		const eventSeq = before.get(proposal.id)
		if (eventSeq !== undefined) return { proposal, notice, outcome: { eventSeq, entryId: null, isNew: false } }
		const outcome = outcomes.get(proposal.id) ?? new Refusal('proposal.loan-changed', { details: { code: row.code } })
		if (outcome instanceof Refusal) return { proposal, notice: null, outcome }
		const entryId = outcome.entries.find(({ on }) => on === proposal.on)?.id ?? null
		return { proposal, notice, outcome: { eventSeq: outcome.seq, entryId, isNew: true } }
	})
	const made = accepted.flatMap(({ proposal: { id, loanId }, outcome }) =>
		outcome instanceof Refusal || !outcome.isNew ? [] : [{ proposalId: id, loanId, eventSeq: outcome.eventSeq }],
	)
	await insertAcceptances(tx, made, asker.userId)
	return accepted
}
