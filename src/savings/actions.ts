import type { Asker, Scope } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import { type Happening, noted, type Outcome, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findCommuneWithin } from '../units/actions.js'
import { insertExternalCodes } from '../units/store.js'
import type { SavingsEventType } from './event.js'
import { accountOfRow, cachedState, keptAccount } from './kept.js'
import { newContract } from './life.js'
import { isSame, placeOn } from './places.js'
import { insertPlaces, movePlace, readCommuneOf, readGroupThen } from './places-store.js'
import { readSavingsOffer } from './product-actions.js'
import { savingsAccountOf } from './savings-account.js'
import type { CloseAccount, OffsetSavings, OpenAccount, ReverseEvent, TransferAccount, WithdrawSavings } from './schemas.js'
import type { Place, SavingsState } from './state.js'
import * as store from './store.js'
import type { AccountRow } from './stored.js'
import { savingsTermsSchema } from './terms.js'
import { accountView, movementOf, outcomeView } from './views.js'

/** What is recorded on an account: the fields of its command that are not the day and the amount are its details. */
export type AccountCommand = { readonly on: CalendarDate; readonly amount?: Money | undefined } & Readonly<Record<string, unknown>>

/** What is wanted of one of several accounts. */
type Wanted = { readonly accountId: string; readonly type: SavingsEventType; readonly command: AccountCommand }

/** Opens an account: copies the product's terms of that day and freezes them. What the group agreed to save a month goes before them. */
export async function openAccount(tx: Tx, command: OpenAccount, asker: Asker, today: CalendarDate) {
	const { productId, memberId, openedOn, groupId = null } = command
	refuseFutureDay(openedOn, today, 'openedOn')
	const { product, book, rules, rates } = await readSavingsOffer(tx, productId, openedOn, asker)
	const place = await saverAt(tx, { groupId, memberId, on: openedOn, lenderId: product.lenderId }, asker.scope)
	if (command.code !== undefined && (await store.accountCodeIsTaken(tx, command.code)))
		throw new Refusal('savings.code-taken', { path: 'code', details: { code: command.code } })
	if (await store.hasOpenAccount(tx, { productId, memberId, groupId }))
		throw new Refusal('savings.has-account', { path: 'memberId', details: { product: product.code } })
	const terms = { ...rules.terms, rates }
	const account = savingsAccountOf(savingsTermsSchema.parse(terms), book.kind)
	const [made] = await insertContracts(tx, 'savings-account', [{ bookId: book.id, on: openedOn }])
	const id = must(made, 'a contract that was just made')
	const { code = null } = command
	const row = { id, code, lenderId: product.lenderId, productId, ...place, memberId, openedOn, terms, rulesFrom: rules.from }
	await store.insertAccounts(tx, [row])
	if (command.externalCode !== undefined && product.lenderCode !== null)
		await insertExternalCodes(tx, [{ ownerKind: 'savings-account', ownerId: id, issuer: product.lenderCode, code: command.externalCode }])
	const { minimumMonthly, minutesNo, note } = command
	const happening: Happening = {
		type: 'opened',
		on: openedOn,
		amount: null,
		details: noted({ ...openedAt(place), minimumMonthly, minutesNo, note }),
		reverses: null,
	}
	const [recorded] = await record(tx, [{ kept: keptAccount(account, newContract(id, book, openedOn)), happening }], {
		userId: asker.userId,
		today,
	})
	await insertPlaces(tx, [{ accountId: id, seq: 1 }])
	const opened = await store.readAccount(tx, id, asker.scope, 'read')
	const { state } = must(recorded, 'an outcome of the recording')
	return accountView(opened, account, state, today, opened.contract.lastRecordedAt)
}

/** Records one event of an account, and answers what it did: its entry, what it credited, and the balance after it. */
export async function recordOnAccount(
	tx: Tx,
	accountId: string,
	type: SavingsEventType,
	command: AccountCommand,
	asker: Asker,
	today: CalendarDate,
) {
	const [recorded] = await recordOnAccounts(tx, [{ accountId, type, command }], asker, today)
	return must(recorded, 'an outcome of the recording').outcome
}

/** Records one event on each of several accounts in one transaction, all or nothing. The accounts are locked in the order of their ids. */
export async function recordOnAccounts(tx: Tx, wanted: readonly Wanted[], asker: Asker, today: CalendarDate) {
	const ids = wanted.map(({ accountId }) => accountId)
	const rows = new Map((await store.readAccounts(tx, ids, asker.scope, 'lock')).map((row) => [row.contract.id, row]))
	const given = wanted.map(({ accountId, type, command }, item) => {
		const row = rows.get(accountId)
		if (row === undefined) throw new Refusal('savings.not-found', wanted.length === 1 ? {} : { item })
		return { row, type, command }
	})
	return recordOnRows(tx, given, asker, today)
}

/** The same for rows that were read and locked already. */
export async function recordOnRows(
	tx: Tx,
	wanted: readonly { readonly row: AccountRow; readonly type: SavingsEventType; readonly command: AccountCommand }[],
	asker: Asker,
	today: CalendarDate,
) {
	const given = wanted.map(({ row, type, command: { on, amount, ...details } }) => {
		const account = accountOfRow(row)
		const happening: Happening = { type, on, amount: amount ?? null, details: noted(details), reverses: null }
		return { row, account, kept: keptAccount(account, row.contract), happening }
	})
	const outcomes = await record(tx, given, { userId: asker.userId, today })
	return outcomes.map((outcome, index) => {
		const { row, account, happening } = must(given[index], 'what was given')
		const event = { ...happening, contractId: row.contract.id, seq: outcome.seq, recordedAt: '' as Instant, recordedBy: asker.userId }
		const movement = movementOf(account, outcome.before, outcome.history, event)
		return { row, movement, outcome: outcomeView(row, outcome, { type: happening.type as SavingsEventType, on: happening.on }, movement) }
	})
}

/**
 * Records deposits of one day on several accounts, all or nothing; says with each outcome whose account it is, in which
 * group it was on that day, and whether a bank holds the money. A refusal names the item that it is about.
 */
export async function depositOnAccounts(
	tx: Tx,
	on: CalendarDate,
	wanted: readonly { readonly accountId: string; readonly command: Omit<AccountCommand, 'on'> }[],
	asker: Asker,
	today: CalendarDate,
) {
	const deposits = wanted.map(({ accountId, command }) => ({ accountId, type: 'deposited' as const, command: { ...command, on } }))
	return (await recordOnAccounts(tx, deposits, asker, today)).map(({ row, outcome }) => {
		const { groupId } = placeOn(row.openedIn, cachedState(row.contract).moves, on)
		const { id, chart } = row.contract
		return { account: { id, groupId, memberId: row.memberId, entrusted: chart === 'memorandum' }, outcome }
	})
}

/**
 * Pays out of an account. `owes` is all that she owes at the account's lender on that day, in đồng: who asks it looks at
 * her loans. It is kept with the event, for the withdrawal was decided by it (01/TGTV item 6).
 */
export function withdrawFromAccount(
	tx: Tx,
	accountId: string,
	command: WithdrawSavings,
	{ owes }: { readonly owes: Money },
	asker: Asker,
	today: CalendarDate,
) {
	return recordOnAccount(tx, accountId, 'withdrawn', { ...command, owes: String(owes) }, asker, today)
}

/**
 * Takes savings towards a debt, through the clearing account: the loan's own event takes it from there in the same
 * transaction. Answers also in which order the product lets savings pay (01/TGTV item 5).
 */
export async function offsetAccount(
	tx: Tx,
	accountId: string,
	command: OffsetSavings & { readonly loanId: string },
	asker: Asker,
	today: CalendarDate,
) {
	const [recorded] = await recordOnAccounts(tx, [{ accountId, type: 'offset', command }], asker, today)
	const { row, outcome } = must(recorded, 'an outcome of the recording')
	const { memberId, lenderId, contract } = row
	return { account: { id: contract.id, memberId, lenderId, offsetOrder: accountOfRow(row).terms.offsetOrder }, outcome }
}

/**
 * Credits what has grown, pays everything out and closes the account. `owes` as for a withdrawal; null where nobody has
 * asked what she owes: what may be paid out only without debt has to be withdrawn first.
 */
export function closeAccount(
	tx: Tx,
	accountId: string,
	command: CloseAccount,
	{ owes }: { readonly owes: Money | null },
	asker: Asker,
	today: CalendarDate,
) {
	return recordOnAccount(tx, accountId, 'closed', { ...command, ...(owes === null ? {} : { owes: String(owes) }) }, asker, today)
}

/**
 * Undoes an event: it and its reversal fall away from the history, and the book receives the difference on the days it
 * touched. What was offset against a loan is undone only together with the loan's event, by who says `paired`.
 */
export async function reverseAccountEvent(
	tx: Tx,
	accountId: string,
	eventId: string,
	command: ReverseEvent & { readonly paired?: true },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readAccount(tx, accountId, asker.scope, 'lock')
	const history = (await readEvents(tx, [accountId])).get(accountId) ?? []
	const target = eventToUndo(history, eventId)
	if (target.type === 'opened') throw new Refusal('savings.opening-not-reversed')
	if (target.type === 'brought-forward') throw new Refusal('savings.balance-not-reversed')
	if (target.type === 'offset' && command.paired !== true) throw new Refusal('savings.paired-with-loan')
	const happening = reversalOf(target, command, today)
	const account = accountOfRow(row)
	const [recorded] = await record(tx, [{ kept: keptAccount(account, row.contract), happening }], { userId: asker.userId, today })
	const outcome: Outcome<SavingsState> = must(recorded, 'an outcome of the recording')
	if (target.type === 'transferred') await movePlace(tx, accountId, today)
	return outcomeView(row, outcome, { type: 'reversed', on: target.on }, null)
}

/**
 * Moves an account to another group, or to a commune outside any group, from a day on. Both ends lie within the asker's
 * reach. An event like any other: reports of earlier days leave the account where it was.
 */
export async function transferAccount(tx: Tx, accountId: string, command: TransferAccount, asker: Asker, today: CalendarDate) {
	const { on, groupId, communeId, ...why } = command
	refuseFutureDay(on, today)
	const row = await store.readAccount(tx, accountId, asker.scope, 'lock')
	const { memberId, lenderId } = row
	if (groupId === undefined) await findCommuneWithin(tx, must(communeId, 'one of the two'), asker, today)
	const to =
		groupId === undefined
			? alone(row, must(communeId, 'one of the two'))
			: await inGroup(tx, { groupId, memberId, on, lenderId }, asker.scope)
	if (isSame(to, placeOn(row.openedIn, cachedState(row.contract).moves, on)))
		throw new Refusal('savings.already-there', { path: 'groupId', details: { on } })
	const outcome = await recordOnAccount(tx, accountId, 'transferred', { on, ...openedAt(to), ...why }, asker, today)
	await insertPlaces(tx, [{ accountId, seq: Number(outcome.eventId) }])
	await movePlace(tx, accountId, today)
	return outcome
}

type Saver = { readonly groupId: string | null; readonly memberId: string; readonly on: CalendarDate; readonly lenderId: string | null }

/** Where a saver is, as far as the asker reaches: in the group in which she saves, or where she lives. */
async function saverAt(tx: Tx, { groupId, memberId, on, lenderId }: Saver, scope: Scope): Promise<Place> {
	const communeId = await readCommuneOf(tx, memberId)
	if (communeId === null) throw new Refusal('savings.member-not-found', { path: 'memberId' })
	if (groupId !== null) return inGroup(tx, { groupId, memberId, on, lenderId }, scope)
	if (lenderId === null) throw new Refusal('savings.group-missing', { path: 'groupId' })
	// Who saves alone is reached by where she lives; a leader reaches nobody outside of her groups.
	if (scope.kind === 'groups' || (scope.kind === 'unit' && !scope.communeIds.includes(communeId)))
		throw new Refusal('savings.member-not-found', { path: 'memberId' })
	return { groupId: null, communeId }
}

async function inGroup(tx: Tx, { groupId, memberId, on, lenderId }: Saver & { readonly groupId: string }, scope: Scope): Promise<Place> {
	const group = await readGroupThen(tx, { groupId, memberId, on }, scope)
	if (group === null) throw new Refusal('savings.group-not-found', { path: 'groupId' })
	if (lenderId !== null && group.lenderId !== null && group.lenderId !== lenderId)
		throw new Refusal('savings.group-of-another-lender', { path: 'groupId' })
	if (!group.hasMember) throw new Refusal('savings.member-not-in-group', { path: 'memberId', details: { on } })
	return { groupId, communeId: group.communeId }
}

/** Savings that a group holds do not leave it for no group. */
function alone({ lenderId }: AccountRow, communeId: string): Place {
	if (lenderId === null) throw new Refusal('savings.group-missing', { path: 'groupId' })
	return { groupId: null, communeId }
}

/** What an opening or a transfer says of where the account is. */
function openedAt({ groupId, communeId }: Place): Record<string, unknown> {
	return { ...(groupId === null ? {} : { groupId }), communeId }
}
