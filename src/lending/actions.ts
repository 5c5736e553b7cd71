import type { Asker, Scope } from '../access/asker.js'
import { reaches } from '../access/reach.js'
import { record, recordEach } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { append, insertContracts } from '../contracts/store.js'
import { type Happening, newContract, noted, type Outcome, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { addRate, readProductForSigning } from '../products/actions.js'
import type { AddRate } from '../products/schemas.js'
import { readCaps } from '../products/store.js'
import type { Calendar } from '../units/calendar.js'
import { readCalendar } from '../units/calendar-store.js'
import { insertExternalCodes, readTransactionDay } from '../units/store.js'
import { daysOffWarnings } from './days-off-warnings.js'
import type { LoanEventDetails, LoanEventType } from './event.js'
import { warningsAround } from './household-actions.js'
import { cachedState, eventOfStored, keptLoan, loanOfRead, loanOfRow } from './kept.js'
import type { ToldLife } from './life.js'
import { scheduleOf } from './schedule.js'
import type { SignLoan } from './schemas.js'
import { agreedTerms, refuseUnapproved, signingWarnings } from './signing.js'
import { type LoanState, nothingYet } from './state.js'
import { historyOf } from './question-actions.js'
import { movePlace } from './places-store.js'
import * as store from './store.js'
import type { LoanRow } from './stored.js'
import { capWarnings, refuseAboveCaps } from './term-caps.js'
import { placeOn, signedAt } from './transfer.js'
import { allocationOf, loanView, outcomeView } from './views.js'

/**
 * Signs a loan: copies the product's terms of that day, under what was agreed, and freezes them. Nothing is paid out yet.
 * Without an approval it is refused above what the product lets one person sign.
 */
export async function signLoan(tx: Tx, command: SignLoan, asker: Asker, today: CalendarDate, approval: 'approved' | 'none' = 'none') {
	refuseFutureDay(command.signedOn, today, 'signedOn')
	const { product, lender, rules, rates } = await readProductForSigning(tx, command.productId, command.signedOn, asker)
	const borrower = await borrowerOf(tx, { ...command, on: command.signedOn }, product.borrower, asker.scope)
	if (command.code !== undefined && (await store.loanCodeIsTaken(tx, command.code)))
		throw new Refusal('loan.code-taken', { path: 'code', details: { code: command.code } })
	const transactionDay =
		rules.terms.dueDays === 'transaction-day' ? await readTransactionDay(tx, borrower.communeId, command.signedOn) : null
	const { terms, wire } = agreedTerms(rules, rates, command, transactionDay)
	if (approval === 'none') refuseUnapproved(rules.limits, terms.principal)
	const book = must(await readBook(tx, lender.book), 'the book of a lender')
	const calendar = await readCalendar(tx)
	const loan = loanOfRead(terms, book.kind, calendar, borrower.communeId)
	const caps = await readCaps(tx, lender.kind)
	const schedule = scheduleOf(loan, [], command.signedOn)
	const asked = { terms, trueYearlyRate: schedule.trueYearlyRate, lenderKind: lender.kind, caps, signedOn: command.signedOn }
	refuseAboveCaps(asked)
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
	const happening: Happening = {
		type: 'signed',
		on: command.signedOn,
		amount: null,
		details: noted({ ...signedAt({ groupId: command.groupId ?? null, communeId: borrower.communeId }), note: command.note }),
		reverses: null,
	}
	await record(tx, [{ kept: keptLoan(loan, newContract(loanId, book, command.signedOn)), happening }], { userId: asker.userId, today })
	const row = await store.readLoan(tx, loanId, asker.scope, 'read')
	const clocks = { asOf: today, knownAt: row.contract.lastRecordedAt }
	const limits = signingWarnings(rules.limits, terms, command.memberId === undefined ? 'group' : 'member', asker.language)
	return {
		...loanView(row, loan, { ...nothingYet, signedOn: command.signedOn }, today, clocks.knownAt),
		trueYearlyRate: schedule.trueYearlyRate,
		warnings: [
			...limits.map((finding) => ({ ...finding, source: rules.source })),
			...capWarnings(asked, asker.language),
			...daysOffWarnings(terms, schedule.rows, { daysOff: calendar.daysOff, asOf: today, language: asker.language }),
			...(await warningsAround(tx, { row, lender, caps }, asker, clocks)),
		],
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

/** Records repayments of one day on several loans, all or nothing; says with each outcome whose loan it is, and in which group it was on that day. */
export async function repayOnLoans(
	tx: Tx,
	on: CalendarDate,
	wanted: readonly { readonly loanId: string; readonly command: Omit<LoanCommand, 'on'> }[],
	asker: Asker,
	today: CalendarDate,
) {
	const recorded = await recordOnEach(
		tx,
		wanted.map(({ loanId, command }) => ({ loanId, type: 'repaid' as const, command: { ...command, on } })),
		asker,
		today,
	)
	return recorded.map(({ row, outcome }) => {
		const { groupId } = placeOn(row.signedIn, cachedState(row.contract).moves, on)
		return { loan: { groupId, memberId: row.memberId, entrusted: row.contract.chart === 'memorandum' }, outcome }
	})
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
	const calendar = await readCalendar(tx)
	const given = wanted.map(({ loanId, type, command }, item) => {
		const row = byId.get(loanId)
		if (row === undefined) throw new Refusal('loan.not-found', wanted.length === 1 ? {} : { item })
		return happeningOn(row, calendar, type, command)
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
	const calendar = await readCalendar(tx)
	const given = wanted.map(({ loanId, command, asker, today }) => {
		const row = rows.get(loanId)
		if (row === undefined || !reaches(asker.scope, row)) return null
		return { ...happeningOn(row, calendar, 'repaid', command), asker, by: { userId: asker.userId, today } }
	})
	const told = given.flatMap((one) => (one === null ? [] : [one]))
	const outcomes = new Map((await recordEach(tx, told)).map((outcome, index) => [told[index], outcome]))
	return given.map((one) => {
		const outcome = one === null ? undefined : outcomes.get(one)
		if (one === null || outcome === undefined) return null
		return outcome instanceof Refusal ? outcome : outcomeOf(one, outcome, one.asker)
	})
}

function happeningOn(row: LoanRow, calendar: Calendar, type: LoanEventType, { on, amount, ...details }: LoanCommand) {
	const loan = loanOfRow(row, calendar)
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

/** Takes a loan over into the next season; where no rate is given, at what its product asks of loans of that day. */
export async function rollOverLoan(tx: Tx, loanId: string, command: LoanCommand, asker: Asker, today: CalendarDate) {
	const { productId } = await store.readLoan(tx, loanId, asker.scope, 'read')
	const yearly = command['yearly'] ?? (await readProductForSigning(tx, productId, command.on, asker)).rates[0]?.yearly
	return recordOnLoan(tx, loanId, 'rolled-over', { ...command, yearly }, asker, today)
}

/**
 * Undoes an event: it and its reversal fall away from the history, and the book receives the difference on the days it
 * touched. What was offset against savings is undone only together with the event of the account, by who says `paired`.
 */
export async function reverseLoanEvent(
	tx: Tx,
	loanId: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string; readonly paired?: true },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readLoan(tx, loanId, asker.scope, 'lock')
	const history = await historyOf(tx, loanId)
	const target = eventToUndo(history, eventId)
	if (target.type === 'signed') throw new Refusal('loan.signing-not-reversed')
	if (target.type === 'brought-forward') throw new Refusal('loan.opening-not-reversed')
	const { accountId } = target.details as LoanEventDetails
	if (accountId !== undefined && command.paired !== true) throw new Refusal('loan.paired-with-savings', { details: { accountId } })
	const loan = loanOfRow(row, await readCalendar(tx))
	const happening = reversalOf(target, command, today)
	const [recorded] = await record(tx, [{ kept: keptLoan(loan, row.contract), happening }], { userId: asker.userId, today })
	const outcome = must(recorded, 'an outcome of the recording')
	if (target.type === 'transferred') await movePlace(tx, loanId, today)
	return outcomeView(row, loan, outcome, { ...eventOfStored(target), seq: outcome.seq }, null)
}

/** Adds a rate to a product. One that reaches loans already out is recorded as an event on each of them, in the same transaction. */
export async function addProductRate(tx: Tx, productId: string, command: AddRate, asker: Asker, today: CalendarDate) {
	await addRate(tx, { ...command, productId }, asker)
	let loansReached = 0
	for (const status of command.reachesLoansOut ? ['signed', 'active'] : []) {
		for (let after = '0'; ; ) {
			const page = await store.listLoans(tx, { productId, status }, asker.scope, after, 1_000)
			const last = page.at(-1)
			if (last === undefined) break
			const wanted = page.map(({ contract, signedOn }) => ({
				loanId: contract.id,
				type: 'rate-changed' as const,
				// A loan that was signed since then has had the new rate from its first day.
				command: { on: later(command.from, signedOn), yearly: command.yearly },
			}))
			await recordOnLoans(tx, wanted, asker, today)
			loansReached += page.length
			after = last.contract.id
		}
	}
	return { productId, from: command.from, yearly: command.yearly, loansReached }
}

/**
 * Writes whole lives that were told through the same telling as one event at a time: contracts, loans, and all that
 * happened to them in few statements, for the demonstration and for imports. Answers the loans' ids. Whoever has many
 * lives tells some while others are being written.
 */
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

/** Where the borrower of a loan lives; refuses one to whom the product does not lend, or who is not in the group on that day. */
export async function borrowerOf(
	tx: Tx,
	borrower: { readonly groupId?: string | undefined; readonly memberId?: string | undefined; readonly on: CalendarDate },
	lendsTo: 'member' | 'group' | 'either',
	scope: Scope,
): Promise<{ communeId: string }> {
	const { groupId = null, memberId = null, on } = borrower
	const kind = memberId === null ? 'group' : 'member'
	if (groupId === null && memberId === null) throw new Refusal('loan.borrower-missing', { path: 'memberId' })
	if (lendsTo !== 'either' && lendsTo !== kind)
		throw new Refusal('loan.borrower-kind', { path: kind === 'member' ? 'memberId' : 'groupId', details: { borrower: kind } })
	const found = await store.readBorrower(tx, { groupId, memberId, on }, scope)
	if (groupId !== null && !found.groupFound) throw new Refusal('loan.group-not-found', { path: 'groupId' })
	if (memberId !== null && !found.memberFound) throw new Refusal('loan.member-not-found', { path: 'memberId' })
	// Who borrows alone is reached by where she lives; a leader reaches nobody outside of her groups.
	const communeId = must(found.communeId, 'the commune of a borrower')
	if (groupId === null && (scope.kind === 'groups' || (scope.kind === 'unit' && !scope.communeIds.includes(communeId))))
		throw new Refusal('loan.member-not-found', { path: 'memberId' })
	if (groupId !== null && memberId !== null && !found.belongs)
		throw new Refusal('loan.member-not-in-group', { path: 'memberId', details: { on } })
	return { communeId }
}
