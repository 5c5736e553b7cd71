import type { Asker, Scope } from '../access/asker.js'
import { readUserNames } from '../access/store.js'
import { known } from '../contracts/contract.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { Tx } from '../platform/database.js'
import type { Calendar } from '../units/calendar.js'
import { isCalendarLearntBetween, readCalendar } from '../units/calendar-store.js'
import { type Cause, type Differences, differencesOf, type Knowledges } from './differences.js'
import { loanOfRow } from './kept.js'
import type { Standing } from './standing.js'
import * as store from './store.js'
import type { LoanFilter, LoanRow } from './stored.js'
import { isThere, placeTold } from './transfer.js'
import { eventView, loanLine } from './views.js'

/** How one loan stood on a day as it was known at two moments, and what makes the difference. */
export async function findDifferences(tx: Tx, id: string, asker: Asker, knowledges: Knowledges) {
	const row = await store.readLoan(tx, id, asker.scope, 'read')
	const history = (await readEvents(tx, [id], knowledges)).get(id) ?? []
	const { saidThen, knownNow, differences, causes } = toldTwice(row, history, knowledges, await calendarsOf(tx, knowledges))
	return {
		loan: loanLine({ ...row, ...placeTold(row.signedIn, known(history, knowledges.asOf, knowledges.knownAt)) }),
		saidThen: standingView(saidThen),
		knownNow: standingView(knownNow),
		differences,
		causes: causeViews(causes, history, await namesOf(tx, causes)),
		...knowledges,
	}
}

type Calendars = { readonly calendar: Calendar; readonly earlier: Calendar }

/** The calendar as it was known at each of the two moments; one and the same where nothing was entered between them. */
async function calendarsOf(tx: Tx, { since, knownAt }: Knowledges): Promise<Calendars> {
	const calendar = await readCalendar(tx, knownAt)
	const earlier = (await isCalendarLearntBetween(tx, since, knownAt)) ? await readCalendar(tx, since) : calendar
	return { calendar, earlier }
}

function toldTwice(row: LoanRow, history: readonly StoredEvent[], knowledges: Knowledges, { calendar, earlier }: Calendars): Differences {
	const loan = loanOfRow(row, calendar)
	return differencesOf(loan, history, knowledges, earlier === calendar ? loan : loanOfRow(row, earlier))
}

/** A loan of which something was learnt between the two moments, with all of it that was known at the later one. */
export type LoanDifferences = Differences & { readonly row: LoanRow; readonly history: readonly StoredEvent[] }

/**
 * Every loan that the filter and the scope let through and of which something was learnt between the two moments about
 * days up to the one; in batches, by id. Where days of the calendar were learnt, that is every loan that is late by them
 * alone. It is told in the group and the commune in which it was on the day, as is known at the later moment.
 */
export async function* differencesBetween(
	tx: Tx,
	filter: LoanFilter,
	scope: Scope,
	knowledges: Knowledges,
): AsyncGenerator<readonly LoanDifferences[]> {
	const batch = 500
	const { asOf, knownAt } = knowledges
	const calendars = await calendarsOf(tx, knowledges)
	const toldBetween = { ...knowledges, lateByCalendar: calendars.earlier !== calendars.calendar }
	for (let after = '0'; ; ) {
		const rows = await store.listLoans(tx, { ...filter, toldBetween }, scope, after, batch)
		const last = rows.at(-1)
		if (last === undefined) return
		const histories = await readEvents(
			tx,
			rows.map(({ contract }) => contract.id),
			knowledges,
		)
		yield rows.flatMap((row) => {
			const history = histories.get(row.contract.id) ?? []
			const place = placeTold(row.signedIn, known(history, asOf, knownAt))
			if (!isThere(place, filter)) return []
			return [{ row: { ...row, ...place }, history, ...toldTwice(row, history, knowledges, calendars) }]
		})
		if (rows.length < batch) return
		after = last.contract.id
	}
}

/** The causes as events are shown, with who recorded each, the day that it takes effect on, and what it changed. */
export function causeViews(causes: readonly Cause[], history: readonly StoredEvent[], names: ReadonlyMap<string, string>) {
	return causes.map(({ event, effect }) => ({
		...eventView(event, history),
		id: event.seq === 0 ? null : String(event.seq),
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
