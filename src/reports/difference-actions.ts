import type { Asker } from '../access/asker.js'
import { causeViews, differencesBetween, namesOf } from '../lending/difference-actions.js'
import type { Knowledges } from '../lending/differences.js'
import type { Tx } from '../platform/database.js'
import { filterOf } from './keyed-actions.js'
import type { DifferencesQuery } from './difference-schemas.js'
import { type DifferenceRow, differs, onlyPrincipal, principalOf } from './differences.js'
import { readLabels } from './labels-store.js'
import { loanNamed, runningTotals } from './loan-rows.js'

/**
 * Every loan whose outstanding balance of a day we now know to be another than we knew then, with the events that made
 * the difference; the totals are the difference of the two reports of outstanding balances. Only loans of which
 * something was learnt in between are told.
 */
export async function differences(tx: Tx, query: DifferencesQuery, asker: Asker, knowledges: Knowledges) {
	const filter = await filterOf(tx, query, asker, knowledges.asOf)
	const running = runningTotals(['outstanding', 'inTerm', 'overdue', 'frozen'])
	async function* rows(): AsyncGenerator<DifferenceRow> {
		for await (const batch of differencesBetween(tx, filter, asker.scope, knowledges)) {
			const differing = batch.filter((loan) => differs(onlyPrincipal(loan.differences)))
			if (differing.length === 0) continue
			const labels = await readLabels(
				tx,
				differing.map(({ row }) => row),
			)
			const names = await namesOf(
				tx,
				differing.flatMap(({ causes }) => causes),
			)
			for (const loan of differing) {
				const difference = onlyPrincipal(loan.differences)
				const causes = causeViews(loan.causes, loan.history, names).map((cause) => ({ ...cause, effect: onlyPrincipal(cause.effect) }))
				running.count(difference)
				yield { ...loanNamed(loan, labels), saidThen: principalOf(loan.saidThen), knownNow: principalOf(loan.knownNow), difference, causes }
			}
		}
	}
	return { rows: rows(), totals: running.totals }
}
