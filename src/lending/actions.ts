import type { z } from 'zod'
import type { Asker, Scope } from '../access/asker.js'
import { type Happening, type Outcome, record, tell } from '../contracts/actions.js'
import { effective } from '../contracts/contract.js'
import { append, eventBySeq, insertContracts, readEvents, type Recording, type StoredContract, type StoredEvent } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/store.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { addRate, readProductForSigning } from '../products/actions.js'
import type { AddRate } from '../products/schemas.js'
import { readTransactionDays } from '../units/store.js'
import type { LoanEvent, LoanEventType } from './event.js'
import { explain } from './explanation.js'
import { eventOfStored, keptLoan, loanOfRead, loanOfTerms, stateKnown } from './kept.js'
import type { Loan } from './loan.js'
import type { Allocation } from './repayment.js'
import { type Schedule, scheduleOf } from './schedule.js'
import type { loanScheduleSchema, SignLoan, Terms } from './schemas.js'
import { agreedTerms, signingWarnings } from './signing.js'
import { balancesOf, standingOf } from './standing.js'
import { type LoanState, nothingYet } from './state.js'
import * as store from './store.js'
import { eventView, loanLine, loanView, statementOf } from './views.js'

/** The clocks that a question is asked on. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** Signs a loan: copies the product's terms of that day, under what was agreed, and freezes them. Nothing is paid out yet. */
export async function signLoan(tx: Tx, command: SignLoan, asker: Asker, today: CalendarDate) {
	const { product, lender, rules, rates } = await readProductForSigning(tx, command.productId, command.signedOn, asker)
	const borrower = await borrowerOf(tx, command, product.borrower, asker.scope)
	if (command.code !== undefined && (await store.loanCodeIsTaken(tx, command.code)))
		throw new Refusal('loan.code-taken', { path: 'code', details: { code: command.code } })
	const transactionDay = rules.terms.dueDays === 'transaction-day' ? await transactionDayOf(tx, borrower.communeId, command.signedOn) : null
	const { terms, wire } = agreedTerms(rules.terms, rates, command, transactionDay)
	const book = must(await readBook(tx, lender.book), 'the book of a lender')
	const [id] = await insertContracts(tx, 'loan', [{ bookId: book.id, on: command.signedOn }])
	const loanId = must(id, 'a contract that was just made')
	await store.insertLoans(tx, [
		{
			id: loanId,
			code: command.code ?? null,
			lenderId: lender.id,
			productId: product.id,
			groupId: command.groupId ?? null,
			memberId: command.memberId ?? null,
			communeId: borrower.communeId,
			signedOn: command.signedOn,
			principal: terms.principal,
			terms: wire,
			rulesFrom: rules.from,
			purpose: command.purpose ?? null,
		},
	])
	if (command.externalCode !== undefined) await store.insertExternalCode(tx, loanId, lender.code, command.externalCode)
	const loan = loanOfRead(terms, book.kind, await store.readDaysOff(tx))
	const happening: Happening = { type: 'signed', on: command.signedOn, amount: null, details: noted({ note: command.note }), reverses: null }
	await record(tx, [{ kept: keptLoan(loan, newContract(loanId, book, command.signedOn)), happening }], { userId: asker.userId, today })
	const row = await store.readLoan(tx, loanId, asker.scope, 'read')
	return { ...loanView(row, loan, { ...nothingYet, signedOn: command.signedOn }, today, row.contract.lastRecordedAt), warnings: signingWarnings(rules.limits, terms, command.memberId === undefined ? 'group' : 'member', asker.language) }
}

/** What is recorded on a loan: the fields of its command that are not the day and the amount are its details. */
export type LoanCommand = { readonly on: CalendarDate; readonly amount?: Money | undefined } & Readonly<Record<string, unknown>>

/** Records one event of a loan, and answers what it did: its entry, how a payment was split, and the balances after it. */
export async function recordOnLoan(tx: Tx, loanId: string, type: LoanEventType, command: LoanCommand, asker: Asker, today: CalendarDate) {
	const [outcome] = await recordOnLoans(tx, [{ loanId, type, command }], asker, today)
	return must(outcome, 'an outcome of the recording')
}

/** Records one event on each of several loans in one transaction, all or nothing. The loans are locked in the order of their ids. */
export async function recordOnLoans(
	tx: Tx,
	wanted: readonly { readonly loanId: string; readonly type: LoanEventType; readonly command: LoanCommand }[],
	asker: Asker,
	today: CalendarDate,
) {
	const rows = await store.readLoans(tx, [...new Set(wanted.map(({ loanId }) => loanId))], asker.scope, 'lock')
	const byId = new Map(rows.map((row) => [row.contract.id, row]))
	const daysOff = await store.readDaysOff(tx)
	const given = wanted.map(({ loanId, type, command: { on, amount, ...details } }) => {
		const row = byId.get(loanId)
		if (row === undefined) throw new Refusal('loan.not-found')
		const loan = loanOfTerms(row.terms, row.contract.chart, daysOff)
		return { row, loan, kept: keptLoan(loan, row.contract), happening: { type, on, amount: amount ?? null, details: noted(details), reverses: null } }
	})
	const outcomes = await record(tx, given, { userId: asker.userId, today })
	return outcomes.map((outcome, index) => {
		const { row, loan, happening, kept } = must(given[index], 'what was given')
		const event = eventOfStored({ ...happening, contractId: row.contract.id, seq: outcome.seq, recordedAt: '' as Instant, recordedBy: asker.userId })
		return outcomeView(row, loan, outcome, event, allocationOf(loan, kept.state, outcome.history, event))
	})
}

/** Undoes an event: it and its reversal fall away from the history, and the book receives the difference on the days it touched. */
export async function reverseLoanEvent(
	tx: Tx,
	loanId: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readLoan(tx, loanId, asker.scope, 'lock')
	const history = await historyOf(tx, loanId)
	const target = eventBySeq(history, eventId)
	if (target.reverses !== null) throw new Refusal('contract.reversal-of-reversal')
	if (history.some(({ reverses }) => reverses === target.seq)) throw new Refusal('contract.already-reversed')
	if (target.type === 'signed') throw new Refusal('loan.signing-not-reversed')
	if (command.on !== undefined && command.on > today)
		throw new Refusal('contract.future-day', { path: 'on', details: { on: command.on, today } })
	if (command.on !== undefined && command.on < target.on)
		throw new Refusal('contract.reversal-before-event', { path: 'on', details: { on: target.on } })
	const loan = loanOfTerms(row.terms, row.contract.chart, await store.readDaysOff(tx))
	const happening: Happening = {
		type: 'reversed',
		on: target.on,
		amount: target.amount,
		details: noted({ reason: command.reason, decidedOn: command.on }),
		reverses: target.seq,
	}
	const [outcome] = await record(tx, [{ kept: keptLoan(loan, row.contract), happening }], { userId: asker.userId, today })
	return outcomeView(row, loan, must(outcome, 'an outcome of the recording'), { ...eventOfStored(target), seq: must(outcome, 'an outcome').seq }, null)
}

/** A loan as it stood on a day, as it was known at a moment. */
export async function findLoan(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const { row, loan, history } = await loanWithHistory(tx, id, scope)
	const known = knownHistory(history, { asOf, knownAt })
	return loanView(row, loan, stateKnown(loan, row.contract, asOf, knownAt, () => known), asOf, knownAt)
}

/** The schedule of a loan as the events known then left it. */
export async function findSchedule(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { row, loan, history } = await loanWithHistory(tx, id, scope)
	const known = knownHistory(history, clocks)
	return scheduleView(loan, known.map(eventOfStored), clocks.asOf, row.signedOn)
}

/** What happened to a loan, in the order in which it was recorded. */
export async function findEvents(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { history } = await loanWithHistory(tx, id, scope)
	const known = knownHistory(history, clocks)
	return { items: known.map((event) => eventView(event, known)), next: null }
}

/** A borrower's account, line by line. */
export async function findStatement(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { row, loan, history } = await loanWithHistory(tx, id, scope)
	const known = knownHistory(history, clocks)
	return { loan: loanLine(row), lines: statementOf(loan, known), ...clocks }
}

/** A loan and everything that was ever recorded on it. */
export async function loanWithHistory(tx: Tx, id: string, scope: Scope) {
	const row = await store.readLoan(tx, id, scope, 'read')
	return { row, loan: loanOfTerms(row.terms, row.contract.chart, await store.readDaysOff(tx)), history: await historyOf(tx, id) }
}

/** A page of loans with what they owe now, by id. */
export async function listLoans(tx: Tx, filter: store.LoanFilter & { limit?: number | undefined; cursor?: string | undefined }, scope: Scope) {
	const limit = filter.limit ?? 100
	const rows = await store.listLoans(tx, filter, scope, filter.cursor ?? '0', limit + 1)
	const items = rows.slice(0, limit).map((row) => ({
		...loanLine(row),
		status: row.contract.state['status'],
		outstanding: row.contract.state['outstanding'],
	}))
	return { items, next: rows.length > limit ? must(items.at(-1), 'a last item').id : null }
}

/** Every loan that the filter and the scope let through, standing as asked; in batches, so that memory stays flat however many there are. */
export async function* standings(tx: Tx, filter: store.LoanFilter, scope: Scope, { asOf, knownAt }: Clocks) {
	const batch = 1_000
	const daysOff = await store.readDaysOff(tx)
	for (let after = '0'; ; ) {
		const rows = await store.listLoans(tx, filter, scope, after, batch)
		const stale = rows.filter(({ contract }) => contract.lastOn > asOf || contract.lastRecordedAt > knownAt).map(({ contract }) => contract.id)
		const histories = stale.length === 0 ? new Map<string, readonly StoredEvent[]>() : await readEvents(tx, stale)
		for (const row of rows) {
			const loan = loanOfTerms(row.terms, row.contract.chart, daysOff)
			const history = () => histories.get(row.contract.id) ?? []
			const state = stateKnown(loan, row.contract, asOf, knownAt, history)
			if (state.signedOn !== null) yield { row, loan, state, standing: standingOf(loan, state, asOf) }
		}
		const last = rows.at(-1)
		if (last === undefined || rows.length < batch) return
		after = last.contract.id
	}
}

/** A schedule of terms and events that nobody has stored. Without `asOf` it stands on the day of the last event. */
export async function computeSchedule(tx: Tx, { terms: given, events, asOf }: z.output<typeof loanScheduleSchema>) {
	const { terms, disbursedOn } = given
	const loan = loanOfRead(terms, 'own', await store.readDaysOff(tx))
	const told = events.map((event): Omit<LoanEvent, 'seq'> => {
		const { type, on, amount, ...details } = { amount: undefined, ...event }
		return { type, on, amount: amount ?? null, reverses: null, details }
	})
	const disbursed: Omit<LoanEvent, 'seq'> = { type: 'disbursed', on: disbursedOn, amount: terms.principal, reverses: null, details: {} }
	// Whoever gives disbursements as events says all of them; otherwise everything is paid out on the one day.
	const history = (told.some(({ type }) => type === 'disbursed') ? told : [disbursed, ...told]).map((event, index) => ({ ...event, seq: index + 1 }))
	const known = asOf === undefined ? history : history.filter(({ on }) => on <= asOf)
	const last = known.reduce((latest, { on }) => later(latest, on), disbursedOn)
	return scheduleView(loan, known, asOf ?? last, disbursedOn)
}

/** Where the interest of a loan comes from, as it was known then. */
export async function findExplanation(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const { row, loan, history } = await loanWithHistory(tx, id, asker.scope)
	const known = knownHistory(history, clocks)
	return { loan: loanLine(row), ...explain(loan, known.map(eventOfStored), clocks.asOf, asker.language), ...clocks }
}

/** Adds a rate to a product. One that reaches loans already out is recorded as an event on each of them, in the same transaction. */
export async function addProductRate(tx: Tx, productId: string, command: AddRate, asker: Asker, today: CalendarDate) {
	await addRate(tx, { ...command, productId }, asker)
	let loansReached = 0
	if (command.reachesLoansOut) {
		for (let after = '0'; ; ) {
			const page = await store.listLoans(tx, { productId, status: 'active' }, asker.scope, after, 1_000)
			const last = page.at(-1)
			if (last === undefined) break
			const wanted = page.map(({ contract }) => ({ loanId: contract.id, type: 'rate-changed' as const, command: { on: command.from, yearly: command.yearly } }))
			await recordOnLoans(tx, wanted, asker, today)
			loansReached += page.length
			after = last.contract.id
		}
	}
	return { productId, from: command.from, yearly: command.yearly, loansReached }
}

/** A whole life that is told at once: a signing and what came after, each with the moment when it was learnt. */
export type LoanLife = {
	readonly loan: Omit<store.NewLoan, 'id' | 'terms' | 'principal'>
	readonly terms: { readonly terms: Terms; readonly wire: Record<string, unknown> }
	readonly book: Book
	readonly happenings: readonly (Happening & { readonly recordedAt: Instant })[]
}

/**
 * Records whole lives through the same telling as one event at a time, in few statements: for the demonstration and for
 * imports. Happenings of a life come in the order in which they were learnt. Answers the loans' ids.
 */
export async function recordLives(tx: Tx, lives: readonly LoanLife[], by: { readonly userId: string }): Promise<readonly string[]> {
	const daysOff = await store.readDaysOff(tx)
	const ids = await insertContracts(
		tx,
		'loan',
		lives.map(({ book, loan }) => ({ bookId: book.id, on: loan.signedOn })),
	)
	await store.insertLoans(
		tx,
		lives.map(({ loan, terms }, index) => ({ ...loan, id: must(ids[index], 'an id for each life'), terms: terms.wire, principal: terms.terms.principal })),
	)
	const recordings = lives.flatMap((life, index) => tellLife(life, must(ids[index], 'an id for each life'), loanOfRead(life.terms.terms, life.book.kind, daysOff), by.userId))
	await append(tx, recordings)
	return ids
}

function tellLife(life: LoanLife, id: string, loan: Loan, userId: string): readonly Recording[] {
	let kept = keptLoan(loan, newContract(id, life.book, life.loan.signedOn))
	const history: StoredEvent[] = []
	return life.happenings.map((happening) => {
		const { recordedAt, ...what } = happening
		const { state, written } = tell(kept, what, history, userId, recordedAt)
		history.push({ ...what, contractId: id, seq: written.version, recordedAt, recordedBy: userId })
		const stored: StoredContract = { ...kept.stored, version: written.version, lastOn: written.lastOn, lastRecordedAt: recordedAt }
		kept = { ...kept, stored, state }
		return written
	})
}

function scheduleView(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate, provisionalOn: CalendarDate) {
	const schedule: Schedule = scheduleOf(loan, history, provisionalOn)
	let state = loan.begin
	for (const event of effective(history)) state = loan.tellLoan(state, event).state
	const standing = standingOf(loan, state, asOf)
	return { ...schedule, state: { ...standing.balances, ...standing, asOf } }
}

function outcomeView(row: store.LoanRow, loan: Loan, outcome: Outcome<LoanState>, event: LoanEvent, allocation: Allocation | null) {
	const asOf = later(row.contract.lastOn, event.on)
	const state = loan.at(outcome.state, asOf)
	const own = outcome.entries.find(({ on }) => on === event.on) ?? outcome.entries[0]
	return {
		loanId: row.contract.id,
		eventId: String(outcome.seq),
		entryId: own?.id ?? null,
		entryIds: outcome.entries.map(({ id }) => id),
		...(allocation === null ? {} : { allocation: allocationView(allocation) }),
		status: state.status,
		balances: state.anchor === null ? null : balancesOf(loan.basisOf(state, asOf), state, asOf),
		asOf,
	}
}

function allocationView({ principal, interest, lateInterest, prepaid, credit }: Allocation) {
	return { principal, interest, lateInterest, prepaid, credit }
}

/** How a payment was split, in the history as it now stands. */
function allocationOf(loan: Loan, before: LoanState, history: readonly StoredEvent[] | null, event: LoanEvent): Allocation | null {
	if (event.type !== 'repaid') return null
	if (history === null) return loan.tellLoan(before, event).allocation
	let state = loan.begin
	for (const past of effective([...history.map(eventOfStored), event])) {
		const told = loan.tellLoan(state, past)
		if (past.seq === event.seq) return told.allocation
		state = told.state
	}
	return null
}

function knownHistory(history: readonly StoredEvent[], { asOf, knownAt }: Clocks): readonly StoredEvent[] {
	return history.filter((event) => event.on <= asOf && event.recordedAt <= knownAt)
}

async function historyOf(tx: Tx, loanId: string): Promise<readonly StoredEvent[]> {
	return (await readEvents(tx, [loanId])).get(loanId) ?? []
}

async function borrowerOf(tx: Tx, command: SignLoan, lendsTo: 'member' | 'group' | 'either', scope: Scope): Promise<{ communeId: string }> {
	const { groupId = null, memberId = null, signedOn } = command
	const kind = memberId === null ? 'group' : 'member'
	if (groupId === null && memberId === null) throw new Refusal('loan.borrower-missing', { path: 'memberId' })
	if (lendsTo !== 'either' && lendsTo !== kind) throw new Refusal('loan.borrower-kind', { path: kind === 'member' ? 'memberId' : 'groupId', details: { borrower: kind } })
	const found = await store.readBorrower(tx, { groupId, memberId, on: signedOn }, scope)
	if (groupId !== null && !found.groupFound) throw new Refusal('loan.group-not-found', { path: 'groupId' })
	if (memberId !== null && !found.memberFound) throw new Refusal('loan.member-not-found', { path: 'memberId' })
	if (groupId === null && scope.kind === 'unit' && !scope.communeIds.includes(must(found.communeId, 'the commune of a member')))
		throw new Refusal('loan.member-not-found', { path: 'memberId' })
	if (groupId !== null && memberId !== null && !found.belongs) throw new Refusal('loan.member-not-in-group', { path: 'memberId', details: { on: signedOn } })
	return { communeId: must(found.communeId, 'the commune of a borrower') }
}

/** The day of the month on which the bank comes to the commune, as it was on that day; null where none is entered. */
async function transactionDayOf(tx: Tx, communeId: string, on: CalendarDate): Promise<number | null> {
	const { days } = await readTransactionDays(tx, communeId)
	return days.filter(({ from }) => from <= on).at(-1)?.dayOfMonth ?? null
}

function newContract(id: string, book: Book, on: CalendarDate): StoredContract {
	return { id, bookId: book.id, chart: book.kind, version: 0, lastOn: on, lastRecordedAt: '' as Instant, state: {} }
}

function noted(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}
