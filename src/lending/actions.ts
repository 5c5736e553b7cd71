import type { z } from 'zod'
import type { Asker, Scope } from '../access/asker.js'
import { reaches } from '../access/reach.js'
import { record, recordEach } from '../contracts/actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { append, eventBySeq, insertContracts, readBooked, readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { Happening, Outcome } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { DaysOff } from '../kernel/working-days.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { addRate, readProductForSigning } from '../products/actions.js'
import type { AddRate } from '../products/schemas.js'
import { insertExternalCodes, readTransactionDay } from '../units/store.js'
import type { LoanEvent, LoanEventType } from './event.js'
import { explain } from './explanation.js'
import { eventOfStored, keptLoan, loanOfRead, loanOfTerms, stateKnown } from './kept.js'
import { type LoanLife, newContract, tellLife, type ToldLife } from './life.js'
import type { loanScheduleSchema, SignLoan } from './schemas.js'
import { agreedTerms, signingWarnings } from './signing.js'
import { standingOf } from './standing.js'
import { type LoanState, nothingYet } from './state.js'
import * as store from './store.js'
import type { LoanFilter, LoanRow } from './stored.js'
import { allocationOf, eventView, loanLine, loanView, outcomeView, scheduleView, statementOf } from './views.js'

/** The clocks that a question is asked on. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** Signs a loan: copies the product's terms of that day, under what was agreed, and freezes them. Nothing is paid out yet. */
export async function signLoan(tx: Tx, command: SignLoan, asker: Asker, today: CalendarDate) {
	const { product, lender, rules, rates } = await readProductForSigning(tx, command.productId, command.signedOn, asker)
	const borrower = await borrowerOf(tx, command, product.borrower, asker.scope)
	if (command.code !== undefined && (await store.loanCodeIsTaken(tx, command.code)))
		throw new Refusal('loan.code-taken', { path: 'code', details: { code: command.code } })
	const transactionDay =
		rules.terms.dueDays === 'transaction-day' ? await readTransactionDay(tx, borrower.communeId, command.signedOn) : null
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
	if (command.externalCode !== undefined)
		await insertExternalCodes(tx, [{ ownerKind: 'loan', ownerId: loanId, issuer: lender.code, code: command.externalCode }])
	const loan = loanOfRead(terms, book.kind, await store.readDaysOff(tx))
	const happening: Happening = {
		type: 'signed',
		on: command.signedOn,
		amount: null,
		details: noted({ note: command.note }),
		reverses: null,
	}
	await record(tx, [{ kept: keptLoan(loan, newContract(loanId, book, command.signedOn)), happening }], { userId: asker.userId, today })
	const row = await store.readLoan(tx, loanId, asker.scope, 'read')
	return {
		...loanView(row, loan, { ...nothingYet, signedOn: command.signedOn }, today, row.contract.lastRecordedAt),
		warnings: signingWarnings(rules.limits, terms, command.memberId === undefined ? 'group' : 'member', asker.language),
	}
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
	return (await recordOnEach(tx, wanted, asker, today)).map(({ outcome }) => outcome)
}

/** Records a repayment on each of several loans, all or nothing; says with each outcome whose loan it is. */
export async function repayOnLoans(
	tx: Tx,
	wanted: readonly { readonly loanId: string; readonly command: LoanCommand }[],
	asker: Asker,
	today: CalendarDate,
) {
	const recorded = await recordOnEach(
		tx,
		wanted.map((one) => ({ ...one, type: 'repaid' as const })),
		asker,
		today,
	)
	return recorded.map(({ row, outcome }) => ({ loan: { groupId: row.groupId, entrusted: row.contract.chart === 'memorandum' }, outcome }))
}

async function recordOnEach(
	tx: Tx,
	wanted: readonly { readonly loanId: string; readonly type: LoanEventType; readonly command: LoanCommand }[],
	asker: Asker,
	today: CalendarDate,
) {
	const rows = await store.readLoans(
		tx,
		wanted.map(({ loanId }) => loanId),
		asker.scope,
		'lock',
	)
	const byId = new Map(rows.map((row) => [row.contract.id, row]))
	const daysOff = await store.readDaysOff(tx)
	const given = wanted.map(({ loanId, type, command }) => {
		const row = byId.get(loanId)
		if (row === undefined) throw new Refusal('loan.not-found')
		return happeningOn(row, daysOff, type, command)
	})
	const outcomes = await record(tx, given, { userId: asker.userId, today })
	return outcomes.map((outcome, index) => {
		const one = must(given[index], 'what was given')
		return { row: one.row, outcome: outcomeOf(one, outcome, asker) }
	})
}

/**
 * Records repayments of many askers in one transaction, each on its own account: refused ones are answered with their
 * refusal and the others stand. One whose loan is locked by somebody, or out of its asker's reach, is left to be asked alone.
 */
export async function repayEach(
	tx: Tx,
	wanted: readonly { readonly loanId: string; readonly command: LoanCommand; readonly asker: Asker; readonly today: CalendarDate }[],
) {
	const rows = new Map(
		(
			await store.lockFreeLoans(
				tx,
				wanted.map(({ loanId }) => loanId),
			)
		).map((row) => [row.contract.id, row]),
	)
	const daysOff = await store.readDaysOff(tx)
	const given = wanted.map(({ loanId, command, asker, today }) => {
		const row = rows.get(loanId)
		if (row === undefined || !reaches(asker.scope, row)) return null
		return { ...happeningOn(row, daysOff, 'repaid', command), asker, by: { userId: asker.userId, today } }
	})
	const told = given.flatMap((one) => (one === null ? [] : [one]))
	const outcomes = new Map((await recordEach(tx, told)).map((outcome, index) => [told[index], outcome]))
	return given.map((one) => {
		const outcome = one === null ? undefined : outcomes.get(one)
		if (one === null || outcome === undefined) return null
		return outcome instanceof Refusal ? outcome : outcomeOf(one, outcome, one.asker)
	})
}

function happeningOn(row: LoanRow, daysOff: DaysOff, type: LoanEventType, { on, amount, ...details }: LoanCommand) {
	const loan = loanOfTerms(row.terms, row.contract.chart, daysOff)
	const happening: Happening = { type, on, amount: amount ?? null, details: noted(details), reverses: null }
	return { row, loan, kept: keptLoan(loan, row.contract), happening }
}

function outcomeOf({ row, loan, happening }: ReturnType<typeof happeningOn>, outcome: Outcome<LoanState>, asker: Asker) {
	const event = eventOfStored({
		...happening,
		contractId: row.contract.id,
		seq: outcome.seq,
		recordedAt: '' as Instant,
		recordedBy: asker.userId,
	})
	return outcomeView(row, loan, outcome, event, allocationOf(loan, outcome.before, outcome.history, event))
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
	return outcomeView(
		row,
		loan,
		must(outcome, 'an outcome of the recording'),
		{ ...eventOfStored(target), seq: must(outcome, 'an outcome').seq },
		null,
	)
}

/** A loan as it stood on a day, as it was known at a moment. */
export async function findLoan(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const { row, loan, history } = await loanWithHistory(tx, id, scope)
	const known = knownHistory(history, { asOf, knownAt })
	return loanView(
		row,
		loan,
		stateKnown(loan, row.contract, asOf, knownAt, () => known),
		asOf,
		knownAt,
	)
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
	const batch = 1_000
	const daysOff = await store.readDaysOff(tx)
	for (let after = '0'; ; ) {
		const rows = await store.listLoans(tx, { ...filter, openThen: { asOf, knownAt } }, scope, after, batch)
		const stale = rows
			.filter(({ contract }) => contract.lastOn > asOf || contract.lastRecordedAt > knownAt)
			.map(({ contract }) => contract.id)
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
	const history = (told.some(({ type }) => type === 'disbursed') ? told : [disbursed, ...told]).map((event, index) => ({
		...event,
		seq: index + 1,
	}))
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
			const wanted = page.map(({ contract }) => ({
				loanId: contract.id,
				type: 'rate-changed' as const,
				command: { on: command.from, yearly: command.yearly },
			}))
			await recordOnLoans(tx, wanted, asker, today)
			loansReached += page.length
			after = last.contract.id
		}
	}
	return { productId, from: command.from, yearly: command.yearly, loansReached }
}

/**
 * Records whole lives through the same telling as one event at a time, in few statements: for the demonstration and for
 * imports. Whoever has many lives tells some while others are being written.
 */
export async function recordLives(tx: Tx, lives: readonly LoanLife[], by: { readonly userId: string }): Promise<void> {
	const daysOff = await store.readDaysOff(tx)
	await writeLives(
		tx,
		lives.map((life) => tellLife(life, daysOff, by.userId)),
	)
}

/** Writes told lives: contracts, loans, and all that happened to them in one statement. Answers the loans' ids. */
export async function writeLives(tx: Tx, told: readonly ToldLife[]): Promise<readonly string[]> {
	if (told.length === 0) return []
	const ids = await insertContracts(
		tx,
		'loan',
		told.map(({ life: { book, loan } }) => ({ bookId: book.id, on: loan.signedOn })),
	)
	const numbered = told.map((one, index) => ({ ...one, id: must(ids[index], 'an id for each life') }))
	await store.insertLoans(
		tx,
		numbered.map(({ id, life: { loan, terms } }) => ({ ...loan, id, terms: terms.wire, principal: terms.terms.principal })),
	)
	await insertExternalCodes(
		tx,
		numbered.flatMap(({ id, life: { externalCode } }) =>
			externalCode === null ? [] : [{ ownerKind: 'loan' as const, ownerId: id, ...externalCode }],
		),
	)
	await append(
		tx,
		numbered.flatMap(({ id, recordings }) => recordings.map((recording) => ({ ...recording, contractId: id }))),
	)
	return ids
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
	if (lendsTo !== 'either' && lendsTo !== kind)
		throw new Refusal('loan.borrower-kind', { path: kind === 'member' ? 'memberId' : 'groupId', details: { borrower: kind } })
	const found = await store.readBorrower(tx, { groupId, memberId, on: signedOn }, scope)
	if (groupId !== null && !found.groupFound) throw new Refusal('loan.group-not-found', { path: 'groupId' })
	if (memberId !== null && !found.memberFound) throw new Refusal('loan.member-not-found', { path: 'memberId' })
	if (groupId === null && scope.kind === 'unit' && !scope.communeIds.includes(must(found.communeId, 'the commune of a member')))
		throw new Refusal('loan.member-not-found', { path: 'memberId' })
	if (groupId !== null && memberId !== null && !found.belongs)
		throw new Refusal('loan.member-not-in-group', { path: 'memberId', details: { on: signedOn } })
	return { communeId: must(found.communeId, 'the commune of a borrower') }
}

function noted(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

/** Tells every loan again from its events and compares it with the books; finds what is not as the events say. */
export async function* retellLoans(tx: Tx, counted: (loans: number) => void): AsyncGenerator<Finding> {
	const daysOff = await store.readDaysOff(tx)
	let loans = 0
	for (let after = '0'; ; ) {
		const rows = await store.listLoans(tx, {}, { kind: 'all' }, after, 500)
		const last = rows.at(-1)
		if (last === undefined) return
		const ids = rows.map(({ contract }) => contract.id)
		const histories = await readEvents(tx, ids)
		const booked = await readBooked(tx, ids)
		for (const row of rows) {
			const loan = loanOfTerms(row.terms, row.contract.chart, daysOff)
			const fresh = keptLoan(loan, { ...row.contract, version: 0 })
			const finding = retell(
				fresh,
				row.contract,
				histories.get(row.contract.id) ?? [],
				must(booked.get(row.contract.id), 'what was asked for'),
			)
			if (finding !== null) yield finding
		}
		loans += rows.length
		counted(loans)
		after = last.contract.id
	}
}
