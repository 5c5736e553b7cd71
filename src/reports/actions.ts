import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { batches, type SheetColumn, type SheetRow } from '../documents/sheet.js'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import { standings } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { readCalendar } from '../units/calendar-store.js'
import { pageOf, pageWish } from '../platform/page.js'
import { keyedRows } from './keyed.js'
import { filterOf, keyedQuestion } from './keyed-actions.js'
import { readLabels } from './labels-store.js'
import { arrearsColumns, type ArrearsRow, dueColumns, type DueRow, loanNamed, runningTotals, type StandingLoan } from './loan-rows.js'
import { cutsBefore, transactionCut, withoutKey } from './outstanding.js'
import { readByTransactionDay, sumOutstanding } from './outstanding-store.js'
import type { ArrearsQuery, DueQuery, OutstandingQuery } from './schemas.js'

/** Outstanding principal by lender, product, place or group, on any day as it was known at any moment. */
export async function outstanding(tx: Tx, query: OutstandingQuery, asker: Asker, clocks: Clocks) {
	const { asOf, knownAt } = clocks
	const question = await keyedQuestion(tx, query, asker, clocks)
	const calendar = await readCalendar(tx, knownAt)
	const cuts = cutsBefore(asOf, calendar.daysOff)
	const transactionCuts = (await readByTransactionDay(tx, clocks)).map((loans) => ({
		...loans,
		cut: transactionCut(asOf, calendar, loans),
	}))
	const lines = await sumOutstanding(tx, { ...question, cuts, transactionCuts }, asker.scope)
	const { rows, totals } = keyedRows(lines, question.map, withoutKey(question.by))
	return { rows, totals, by: question.by, map: query.map, asOf, knownAt }
}

/** Rows about loans that are told one at a time, with what their sums are when the last was told. */
export type LoanRows<Row extends SheetRow, Totals> = {
	readonly columns: readonly SheetColumn[]
	readonly rows: AsyncIterable<Row>
	/** Complete once the rows were read to the end. */
	readonly totals: () => Totals
}

/** Loans with something late on a day, by the number of days. */
export async function arrears(tx: Tx, query: ArrearsQuery, asker: Asker, clocks: Clocks) {
	const filter = await filterOf(tx, query, asker, clocks.asOf)
	const daysMin = Math.max(1, Number(query.minDays))
	const isWanted = ({ standing }: StandingLoan): boolean => standing.arrears.daysPastDue >= daysMin
	const running = runningTotals(['outstanding', 'principal', 'interest'])
	async function* rows(): AsyncGenerator<ArrearsRow> {
		for await (const { loan, labels } of labelled(tx, filtered(standings(tx, filter, asker.scope, clocks), isWanted))) {
			const { balances, arrears: late, debtGroup } = loan.standing
			const row = { ...loanNamed(loan, labels), outstanding: balances.outstanding, ...late, debtGroup }
			running.count(row)
			yield row
		}
	}
	return { columns: arrearsColumns, rows: rows(), totals: running.totals } satisfies LoanRows<ArrearsRow, unknown>
}

/** What falls due next on each loan, where that lies in the period; as it stands at the beginning of the first day. */
export async function due(tx: Tx, query: DueQuery, asker: Asker, knownAt: Clocks['knownAt']) {
	const { from, to } = query
	if (to < from) throw new Refusal('report.period-backwards', { path: 'to', details: { from, to } })
	const filter = await filterOf(tx, query, asker, from)
	const clocks = { asOf: from, knownAt }
	const isWanted = ({ standing }: StandingLoan): boolean => standing.nextDue !== null && standing.nextDue.on <= to
	const running = runningTotals(['outstanding', 'principal', 'interest', 'latePrincipal', 'lateInterest'])
	async function* rows(): AsyncGenerator<DueRow> {
		for await (const { loan, labels } of labelled(tx, filtered(standings(tx, filter, asker.scope, clocks), isWanted))) {
			const { balances, arrears: late, nextDue } = loan.standing
			const { on, principal, interest } = must(nextDue, 'a due day in the period')
			const sums = { outstanding: balances.outstanding, principal, interest, latePrincipal: late.principal, lateInterest: late.interest }
			const row = { ...loanNamed(loan, labels), dueOn: on, ...sums }
			running.count(row)
			yield row
		}
	}
	return { columns: dueColumns, rows: rows(), totals: running.totals } satisfies LoanRows<DueRow, unknown>
}

/** One page of rows, and the totals of all of them: the rows are told to the end, and only the page is kept. */
export async function pageOfRows<Row extends { readonly loanId: string }, Totals>(
	{ rows, totals }: { readonly rows: AsyncIterable<Row>; readonly totals: () => Totals },
	query: { readonly limit: string; readonly cursor?: string | undefined },
) {
	const { limit, after } = pageWish(query)
	const seen = BigInt(after?.[0] ?? '0')
	const page: Row[] = []
	for await (const row of rows) if (page.length <= limit && BigInt(row.loanId) > seen) page.push(row)
	const { items, next } = pageOf(page, limit, ({ loanId }) => [loanId])
	return { rows: items, totals: totals(), next }
}

async function* filtered<T>(all: AsyncIterable<T>, isWanted: (one: T) => boolean): AsyncGenerator<T> {
	for await (const one of all) if (isWanted(one)) yield one
}

/** Loans with their labels, which are read for many at a time. */
async function* labelled(tx: Tx, loans: AsyncIterable<StandingLoan>) {
	for await (const batch of batches(loans)) {
		const labels = await readLabels(
			tx,
			batch.map(({ row }) => row),
		)
		for (const loan of batch) yield { loan, labels }
	}
}
