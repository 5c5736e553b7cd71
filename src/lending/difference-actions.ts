import type { Asker, Scope } from '../access/asker.js'
import { readUserNames } from '../access/store.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { Tx } from '../platform/database.js'
import { type Cause, type Differences, differencesOf, type Knowledges } from './differences.js'
import { loanOfTerms } from './kept.js'
import type { Standing } from './standing.js'
import * as store from './store.js'
import type { LoanFilter, LoanRow } from './stored.js'
import { eventView, loanLine } from './views.js'

/** How one loan stood on a day as it was known at two moments, and what makes the difference. */
export async function findDifferences(tx: Tx, id: string, asker: Asker, knowledges: Knowledges) {
	const row = await store.readLoan(tx, id, asker.scope, 'read')
	const history = (await readEvents(tx, [id], knowledges)).get(id) ?? []
	const loan = loanOfTerms(row.terms, row.contract.chart, await store.readDaysOff(tx))
	const { saidThen, knownNow, differences, causes } = differencesOf(loan, history, knowledges)
	return {
		loan: loanLine(row),
		saidThen: standingView(saidThen),
		knownNow: standingView(knownNow),
		differences,
		causes: causeViews(causes, history, await namesOf(tx, causes)),
		...knowledges,
	}
}

/** A loan of which something was learnt between the two moments, with all of it that was known at the later one. */
export type LoanDifferences = Differences & { readonly row: LoanRow; readonly history: readonly StoredEvent[] }

/**
 * Every loan that the filter and the scope let through and of which something was learnt between the two moments about
 * days up to the one; in batches, by id.
 */
export async function* differencesBetween(
	tx: Tx,
	filter: LoanFilter,
	scope: Scope,
	knowledges: Knowledges,
): AsyncGenerator<readonly LoanDifferences[]> {
	const batch = 500
	const daysOff = await store.readDaysOff(tx)
	for (let after = '0'; ; ) {
		const rows = await store.listLoans(tx, { ...filter, toldBetween: knowledges }, scope, after, batch)
		const last = rows.at(-1)
		if (last === undefined) return
		const histories = await readEvents(
			tx,
			rows.map(({ contract }) => contract.id),
			knowledges,
		)
		yield rows.map((row) => {
			const history = histories.get(row.contract.id) ?? []
			return { row, history, ...differencesOf(loanOfTerms(row.terms, row.contract.chart, daysOff), history, knowledges) }
		})
		if (rows.length < batch) return
		after = last.contract.id
	}
}

/** The causes as events are shown, with who recorded each, the day that it takes effect on, and what it changed. */
export function causeViews(causes: readonly Cause[], history: readonly StoredEvent[], names: ReadonlyMap<string, string>) {
	return causes.map(({ event, effect }) => ({
		...eventView(event, history),
		// A reversal is shown on the day on which it was decided; it takes effect on the day of what it undoes.
		effectiveOn: event.on,
		recordedByName: names.get(event.recordedBy) ?? null,
		effect,
	}))
}

/** The names of those who recorded the causes. */
export function namesOf(tx: Tx, causes: readonly Cause[]): Promise<ReadonlyMap<string, string>> {
	return readUserNames(
		tx,
		causes.map(({ event }) => event.recordedBy),
	)
}

function standingView(standing: Standing | null) {
	return standing === null ? null : { status: standing.status, balances: standing.balances, arrears: standing.arrears }
}
