import type { z } from 'zod'
import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { cacheAnswers, type Clocks, stateKnown } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, earlier, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { Calendar } from '../units/calendar.js'
import { readCalendar } from '../units/calendar-store.js'
import type { LoanEvent } from './event.js'
import { explain } from './explanation.js'
import { eventOfStored, keptLoan, loanOfRead, loanOfRow, statesKnown } from './kept.js'
import type { Loan } from './loan.js'
import type { loanScheduleSchema } from './schemas.js'
import { readPlaceLines } from './places-store.js'
import { standingOf } from './standing.js'
import type { LoanState } from './state.js'
import * as store from './store.js'
import type { LoanFilter, LoanRow } from './stored.js'
import { type StatementPeriod, statementOf } from './statement.js'
import { isThere, placedOtherwise, type PlaceLine, placeOn, placeTold } from './transfer.js'
import { daysOffWarnings } from './days-off-warnings.js'
import { eventView, loanLine, loanView, scheduleView } from './views.js'

/** A loan as it stood on a day, as it was known at a moment. */
export async function findLoan(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const { row, loan, told } = await loanWithHistory(tx, id, scope, { asOf, knownAt })
	const state = stateKnown(keptLoan(loan, row.contract), { asOf, knownAt }, () => told)
	return loanView(row, loan, state, asOf, knownAt)
}

/** The schedule of a loan as the events known then left it, and the loan. */
export async function findSchedule(tx: Tx, id: string, { scope, language }: Asker, clocks: Clocks) {
	const { row, loan, told, calendar } = await loanWithHistory(tx, id, scope, clocks)
	const view = scheduleView(loan, told.map(eventOfStored), clocks.asOf, row.signedOn)
	const warnings = daysOffWarnings(loan.terms, view.rows, { daysOff: calendar.daysOff, asOf: clocks.asOf, language })
	return { loan: loanLine(row), schedule: { ...view, warnings } }
}

/** What happened to a loan, in the order in which it was recorded. */
export async function findEvents(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { told } = await loanWithHistory(tx, id, scope, clocks)
	return { items: told.map((event) => eventView(event, told)), next: null }
}

/** A borrower's account over a period, line by line. */
export async function findStatement(tx: Tx, id: string, asker: Asker, wanted: WantedPeriod, clocks: Clocks) {
	const period = periodOf(wanted, clocks)
	const { row, loan, told } = await loanWithHistory(tx, id, asker.scope, { ...clocks, asOf: period.to })
	return { loan: loanLine(row), ...statementOf(loan, told.map(eventOfStored), period, asker.language), ...clocks }
}

/** The accounts of all loans of a member that the asker reaches and that were signed by then, by the number of the loan. */
export async function findStatementsOf(tx: Tx, memberId: string, asker: Asker, period: StatementPeriod, clocks: Clocks) {
	const rows = await store.listLoans(tx, { memberId }, asker.scope, '0', loansOfMemberMax)
	const calendar = await readCalendar(tx, clocks.knownAt)
	const histories = await readEvents(
		tx,
		rows.map(({ contract }) => contract.id),
		{ ...clocks, asOf: period.to },
	)
	return rows.flatMap((row) => {
		const told = histories.get(row.contract.id) ?? []
		if (told.length === 0) return []
		const loan = loanOfRow(row, calendar)
		const placed = { ...row, ...placeTold(row.signedIn, told) }
		return [{ loan: loanLine(placed), ...statementOf(loan, told.map(eventOfStored), period, asker.language) }]
	})
}

/** A lifetime of loans; who asks for more has met a mistake. */
const loansOfMemberMax = 500

/** The days that a statement is asked for; without a first one it begins with the loan. */
export type WantedPeriod = { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined }

/** The days of a statement; the last is never after the day that is asked about. Refused when it would come before the first. */
export function periodOf({ from, to }: WantedPeriod, { asOf }: Clocks): StatementPeriod {
	const last = to === undefined ? asOf : earlier(to, asOf)
	if (from !== undefined && from > last) throw new Refusal('loan.period-backwards', { path: 'from', details: { from, to: last } })
	return { from: from ?? null, to: last }
}

/** A loan where it was then, and what was known then of what had happened to it. */
async function loanWithHistory(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const found = await store.readLoan(tx, id, scope, 'read')
	const calendar = await readCalendar(tx, knownAt)
	const told = known(await historyOf(tx, id), asOf, knownAt)
	return { row: { ...found, ...placeTold(found.signedIn, told) }, loan: loanOfRow(found, calendar), calendar, told }
}

/** A page of loans with what they owe now, by id. */
export async function listLoans(tx: Tx, filter: LoanFilter & { limit?: number | undefined; cursor?: string | undefined }, scope: Scope) {
	const limit = filter.limit ?? 100
	const rows = await store.listLoans(tx, filter, scope, filter.cursor ?? '0', limit + 1)
	const items = rows.slice(0, limit).map((row) => ({
		...loanLine(row),
		status: row.contract.state['status'],
		outstanding: row.contract.state['outstanding'],
	}))
	return { items, next: rows.length > limit ? must(items.at(-1), 'a last item').id : null }
}

/** Every loan that the filter and the scope let through and that was not closed then, standing as asked; in batches, so that memory stays flat however many there are. */
export async function* standings(tx: Tx, filter: LoanFilter, scope: Scope, { asOf, knownAt }: Clocks) {
	for await (const { loan, at } of standingsOver(tx, filter, scope, [asOf], knownAt))
		for (const { row, state, standing } of at) yield { row, loan, state, standing }
}

/**
 * The same on each of several days in order, as all of them were known at one moment: a loan is read and told once, and
 * stands still on each of the days from its signing on, as far as it was then in the group and the communes of the filter.
 */
export async function* standingsOver(tx: Tx, filter: LoanFilter, scope: Scope, days: readonly CalendarDate[], knownAt: Instant) {
	// Others wait while a batch is told: many days make it shorter.
	const limit = Math.ceil(1_000 / days.length)
	for (let after: string | null = '0'; after !== null; ) {
		const page: LoanPage = await loansOn(tx, filter, scope, days, knownAt, { after, limit })
		for (const { row, loan, states } of page.loans) {
			const at = days.flatMap((asOf, index) => {
				const state = must(states[index], 'a state for each day')
				const place = placeOn(row.signedIn, state.moves, asOf)
				if (state.signedOn === null || !isThere(place, filter)) return []
				return [{ asOf, row: { ...row, ...place }, state, standing: standingOf(loan, state, asOf) }]
			})
			if (at.length > 0) yield { loan, at }
		}
		after = page.next
	}
}

/** A loan with its state as the events that were known then left it. */
export type LoanThen = { readonly row: LoanRow; readonly loan: Loan; readonly state: LoanState }
type LoanPage = {
	readonly loans: readonly { readonly row: LoanRow; readonly loan: Loan; readonly states: readonly LoanState[] }[]
	readonly next: string | null
	readonly read: number
}
type PageOfLoans = { readonly after: string; readonly limit: number }

/**
 * One page, by id, of the loans that the filter and the scope let through and that were not closed then. Says how many
 * were read, of which some may not have been signed then or were elsewhere, and after which the next page begins; null after the last.
 */
export async function loansThen(tx: Tx, filter: LoanFilter, scope: Scope, { asOf, knownAt }: Clocks, page: PageOfLoans) {
	const { loans, ...rest } = await loansOn(tx, filter, scope, [asOf], knownAt, page)
	const there = loans.flatMap(({ row, loan, states: [state] }): readonly LoanThen[] => {
		if (state === undefined || state.signedOn === null) return []
		const place = placeOn(row.signedIn, state.moves, asOf)
		return isThere(place, filter) ? [{ row: { ...row, ...place }, loan, state }] : []
	})
	return { loans: there, ...rest }
}

/** The same page with the states of each of several days in order, wherever the loans were on them. */
export async function loansOn(
	tx: Tx,
	filter: LoanFilter,
	scope: Scope,
	days: readonly CalendarDate[],
	knownAt: Instant,
	{ after, limit }: PageOfLoans,
): Promise<LoanPage> {
	const [from, to] = [must(days[0], 'a first day'), must(days.at(-1), 'a last day')]
	const calendar = await readCalendar(tx, knownAt)
	const rows = await store.listLoans(tx, { ...filter, openThen: { from, to, knownAt } }, scope, after, limit)
	const stale = rows.filter(({ contract }) => !cacheAnswers(contract, { asOf: from, knownAt })).map(({ contract }) => contract.id)
	const histories = stale.length === 0 ? new Map<string, readonly StoredEvent[]>() : await readEvents(tx, stale, { asOf: to, knownAt })
	const loans = rows.map((row) => {
		const loan = loanOfRow(row, calendar)
		return { row, loan, states: statesKnown(loan, row.contract, days, knownAt, () => histories.get(row.contract.id) ?? []) }
	})
	return { loans, read: rows.length, next: rows.length < limit ? null : must(rows.at(-1), 'a last loan').contract.id }
}

/** A schedule of terms and events that nobody has stored. Without `asOf` it stands on the day of the last event. */
export async function computeSchedule(
	tx: Tx,
	{ terms: given, events, asOf }: z.output<typeof loanScheduleSchema>,
	language: Language = 'vi',
) {
	const { terms, disbursedOn } = given
	const calendar = await readCalendar(tx)
	const loan = loanOfRead(terms, 'own', calendar, null)
	const told = events.map((event): Omit<LoanEvent, 'seq'> => {
		const { type, on, amount, ...details } = { amount: undefined, ...event }
		return { type, on, amount: amount ?? null, reverses: null, details }
	})
	const disbursed: Omit<LoanEvent, 'seq'> = { type: 'disbursed', on: disbursedOn, amount: terms.principal, reverses: null, details: {} }
	// Whoever gives disbursements as events says all of them; otherwise everything is paid out on the one day.
	const history = (told.some(({ type }) => type === 'disbursed') ? told : [disbursed, ...told]).map((event, index) => ({
		...event,
		seq: index + 1,
	}))
	const until = asOf === undefined ? history : history.filter(({ on }) => on <= asOf)
	const last = until.reduce((latest, { on }) => later(latest, on), disbursedOn)
	const day = asOf ?? last
	const view = scheduleView(loan, until, day, disbursedOn)
	return { ...view, warnings: daysOffWarnings(terms, view.rows, { daysOff: calendar.daysOff, asOf: day, language }) }
}

/** Where the amounts of a loan come from, as it was known then. */
export async function findExplanation(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const { row, loan, told } = await loanWithHistory(tx, id, asker.scope, clocks)
	return { loan: loanLine(row), ...explain(loan, told.map(eventOfStored), clocks.asOf, asker.language), ...clocks }
}

/** Tells every loan again from its events and compares it with the books; finds what is not as the events say. */
export async function* retellLoans(tx: Tx, counted: (loans: number) => void): AsyncGenerator<Finding> {
	const calendar = await readCalendar(tx)
	yield* retellPages(
		(after) => store.listLoans(tx, {}, { kind: 'all' }, after, 500),
		(rows) => retellSome(tx, rows, calendar),
		counted,
	)
}

/** Tells some loans again, by a calendar; answers the first finding of each that is not as its events say. */
export async function retellSome(tx: Tx, loans: readonly LoanRow[], calendar: Calendar): Promise<readonly Finding[]> {
	const places = await readPlaceLines(
		tx,
		loans.map(({ contract }) => contract.id),
	)
	return retellRows(tx, loans, ({ row, fresh, history, booked }) => {
		const loan = loanOfRow(row, calendar)
		const placed = places.get(row.contract.id) ?? []
		return [toldOtherwise(row, loan.terms.principal, history, placed) ?? retell(keptLoan(loan, fresh), row.contract, history, booked)]
	})
}

/** What lists and reports read in the loan's own row and its places, where its terms and its events say otherwise. */
function toldOtherwise(row: LoanRow, principal: Money, history: readonly StoredEvent[], places: readonly PlaceLine[]): Finding | null {
	const [signing] = history
	const finding = (what: string): Finding => ({ contractId: row.contract.id, seq: null, what })
	if (row.principal !== principal) return finding(`the principal is ${row.principal}, the terms say ${principal}`)
	if (signing?.type === 'signed' && row.signedOn !== signing.on)
		return finding(`signed on ${row.signedOn}, its first event says ${signing.on}`)
	const placed = placedOtherwise(row, history, places)
	return placed === null ? null : finding(placed)
}

/** What was ever recorded on a loan. */
export async function historyOf(tx: Tx, loanId: string): Promise<readonly StoredEvent[]> {
	return (await readEvents(tx, [loanId])).get(loanId) ?? []
}
