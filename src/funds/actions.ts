import type { Asker } from '../access/asker.js'
import { record, type Recorder } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import { type Happening, newContract, noted, refuseFutureDay } from '../contracts/telling.js'
import type { Party, PlacedParty } from '../groups/party.js'
import { placeParties } from '../groups/party-store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import type { Beneficiary, Donor, FundDetails, FundEventType } from './event.js'
import { cachedState, keptFund } from './kept.js'
import { findFundNow } from './question-actions.js'
import type { OpenFund } from './schemas.js'
import * as store from './store.js'
import type { FundRow } from './stored.js'

/** Opens a fund; nothing is in it yet. */
export async function openFund(tx: Tx, { keeper, code, note, ...command }: OpenFund, asker: Asker, today: CalendarDate) {
	refuseFutureDay(command.openedOn, today, 'openedOn')
	if (code !== undefined && (await store.fundCodeIsTaken(tx, code)))
		throw new Refusal('fund.code-taken', { path: 'code', details: { code } })
	const placed = await placedOne(tx, keeper, 'keeper', asker)
	refuseForeignKeeper(placed, asker)
	const id = await writeFund(
		tx,
		{ ...command, code: code ?? null, keeper: placed, communeId: placed.communeId, note },
		{ userId: asker.userId, today },
	)
	return findFundNow(tx, id, asker, today)
}

/** Writes a fund and records its opening. Answers its id. */
export async function writeFund(
	tx: Tx,
	{ note, ...opened }: Omit<FundRow, 'contract' | 'code'> & { readonly code: string | null; readonly note?: string | undefined },
	by: Recorder,
): Promise<string> {
	const book = must(await readBook(tx, 'social'), 'the book of social funds')
	const [id] = await insertContracts(tx, 'fund', [{ bookId: book.id, on: opened.openedOn }])
	const fundId = must(id, 'a contract that was just made')
	await store.insertFund(tx, { ...opened, id: fundId })
	const happening: Happening = { type: 'opened', on: opened.openedOn, amount: null, details: noted({ note }), reverses: null }
	await record(tx, [{ kept: keptFund(newContract(fundId, book, opened.openedOn)), happening }], by)
	return fundId
}

/** What is recorded on a fund: a day, an amount, and what it was for, by whom and for whom. */
export type FundCommand = { readonly on: CalendarDate; readonly amount?: Money } & FundDetails

/** Records one event of a fund, and answers how the fund then stands. Money is for the fund's own purpose where no other is said. */
export async function recordOnFund(tx: Tx, id: string, type: FundEventType, command: FundCommand, asker: Asker, today: CalendarDate) {
	const row = await store.readFund(tx, id, asker.scope, 'lock')
	const { on, amount, ...details } = command
	await refuseUnknown(tx, details, type === 'pledged' ? 'sponsor' : 'donor', asker)
	const pledge = cachedState(row.contract).pledges.find(({ no }) => no === details.pledgeNo)
	const purpose = details.purpose ?? pledge?.purpose ?? row.purpose
	const happening: Happening = {
		type,
		on,
		amount: amount ?? null,
		details: noted({ ...details, ...(type === 'transferred' || type === 'pledge-ended' ? {} : { purpose }) }),
		reverses: null,
	}
	await record(tx, [{ kept: keptFund(row.contract), happening }], { userId: asker.userId, today })
	return findFundNow(tx, id, asker, today)
}

/** Records what a sponsor promises; the pledge is called by the number of its event. */
export async function pledgeToFund(
	tx: Tx,
	id: string,
	{
		sponsor,
		monthly,
		on,
		firstOn = on,
		...command
	}: { readonly on: CalendarDate; readonly sponsor: Donor; readonly monthly: Money } & FundDetails,
	asker: Asker,
	today: CalendarDate,
) {
	const { contract } = await store.readFund(tx, id, asker.scope, 'lock')
	const pledgeNo = String(contract.version + 1)
	return recordOnFund(tx, id, 'pledged', { ...command, on, firstOn, amount: monthly, donor: sponsor, pledgeNo }, asker, today)
}

/** Undoes an event: it and its reversal fall away, and the book receives the difference on the days it touched. */
export async function reverseFundEvent(
	tx: Tx,
	id: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readFund(tx, id, asker.scope, 'lock')
	const history = must((await readEvents(tx, [id])).get(id), 'the history of a fund')
	const target = eventToUndo(history, eventId)
	const happening = reversalOf(target, command, today)
	await record(tx, [{ kept: keptFund(row.contract), happening }], { userId: asker.userId, today })
	return findFundNow(tx, id, asker, today)
}

/** Whoever gives or is helped and has a number is there, and within reach. */
async function refuseUnknown(tx: Tx, { donor, beneficiary }: FundDetails, giver: string, asker: Asker): Promise<void> {
	if (donor !== undefined && !('anonymous' in donor)) await placedOne(tx, donor, giver, asker)
	if (beneficiary !== undefined) await placedOne(tx, partyOf(beneficiary), 'beneficiary', asker)
}

function partyOf(beneficiary: Beneficiary): Party {
	return 'name' in beneficiary ? { name: beneficiary.name } : beneficiary
}

async function placedOne(tx: Tx, party: Party, path: string, asker: Asker): Promise<PlacedParty> {
	try {
		const [placed] = await placeParties(tx, [party], asker.scope)
		return must(placed, 'a party that was found')
	} catch (error) {
		throw error instanceof Refusal ? new Refusal(error.code, { path }) : error
	}
}

/** A fund is opened where the asker works: in her unit itself, or in a commune below it. */
function refuseForeignKeeper({ kind, id, communeId }: PlacedParty, { scope }: Asker): void {
	if (kind === 'group' || scope.kind === 'all') return
	const own = scope.kind === 'unit' && (scope.unitId === id || (communeId !== null && scope.communeIds.includes(communeId)))
	if (!own) throw new Refusal('unit.not-found', { path: 'keeper' })
}
