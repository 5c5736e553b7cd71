import { replay } from '../contracts/contract.js'
import { readEvents, writeStates } from '../contracts/store.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import { eventOfStored, loanOfRow } from './kept.js'
import { stateFormat, storedState } from './state.js'
import * as store from './store.js'

/**
 * What a new version of the program has to catch up with in books that an older one kept: caches of another shape are
 * rebuilt from the events. Nothing that was recorded changes. Answers how many caches were rebuilt.
 */
export async function bringUpToDate(tx: Tx): Promise<number> {
	let rebuilt = 0
	for (;;) {
		const rows = await store.readLoansOfOtherFormat(tx, stateFormat, 500)
		if (rows.length === 0) return rebuilt
		// Asked only where there are loans: books that are still empty do not know their days off yet.
		const calendar = await readCalendar(tx)
		const histories = await readEvents(
			tx,
			rows.map(({ contract }) => contract.id),
		)
		await writeStates(
			tx,
			rows.map((row) => {
				const contractId = row.contract.id
				const { state } = replay(loanOfRow(row, calendar), (histories.get(contractId) ?? []).map(eventOfStored))
				return { contractId, state: storedState(state) }
			}),
		)
		rebuilt += rows.length
	}
}
