import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { effective } from '../contracts/contract.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import type { StoredContract } from '../contracts/stored.js'
import { type Happening, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, earlier, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { readMap } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { campaignOf } from './campaign.js'
import type { CampaignEventDetails, CampaignEventType } from './event.js'
import { eventOfStored, keptCampaign } from './kept.js'
import type { AnnounceCampaign, RecordConfirmations, RecordCounts, ReverseEvent, SetTargets } from './schemas.js'
import * as store from './store.js'
import type { ByAccount, CampaignRow } from './stored.js'
import { refuseCountedPapers } from './tally.js'
import { campaignLine } from './views.js'

/** Announces a savings campaign (tuần lễ gửi tiền tiết kiệm) at a bank; its counts stand in the bank's memorandum book. */
export async function announceCampaign(tx: Tx, command: AnnounceCampaign, asker: Asker, today: CalendarDate, recordedAt?: Instant) {
	const { name, lenderId, from, to, announcedOn = earlier(from, today), byAccount = null, note = null } = command
	refuseFutureDay(announcedOn, today, 'announcedOn')
	if (to < from) throw new Refusal('campaign.ends-before-it-begins', { path: 'to', details: { from: vietnameseDate(from) } })
	const lender = await findLender(tx, lenderId, asker)
	const book = must(await readBook(tx, lender.book), 'the book of a lender')
	if (book.kind !== 'memorandum') throw new Refusal('campaign.not-at-a-bank', { path: 'lenderId' })
	if (byAccount !== null) await refuseForeign(tx, lenderId, byAccount, asker)
	const [made] = await insertContracts(tx, 'campaign', [{ bookId: book.id, on: announcedOn }])
	const id = must(made, 'a contract that was just made')
	await store.insertCampaign(tx, { id, name, lenderId, from, to, byAccount, note })
	const untold: StoredContract = {
		id,
		bookId: book.id,
		chart: book.kind,
		version: 0,
		lastOn: announcedOn,
		lastRecordedAt: '' as Instant,
		state: {},
	}
	const happening: Happening = { type: 'announced', on: announcedOn, amount: null, details: {}, reverses: null }
	await record(tx, [{ kept: keptCampaign(campaignOf({ from, to }), untold), happening }], { userId: asker.userId, today, recordedAt })
	return campaignLine(await store.readCampaign(tx, id, asker.scope, 'read'))
}

/** Sets targets of units from a day on; the one before stays what it was. */
export async function setTargets(
	tx: Tx,
	id: string,
	{ on, targets, ...why }: SetTargets,
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	refuseUnitTwice('targets', targets)
	const row = await store.readCampaign(tx, id, asker.scope, 'lock')
	await refuseUnreached(tx, 'targets', targets, asker)
	const given = targets.map(({ unitId, amount }) => happeningOf('targeted', { on, amount, unitId, ...why }))
	return recordOn(tx, row, 'targets', given, asker, today, recordedAt)
}

/**
 * Counts deposits from the papers of units, by who deposited: every line, or none. Where the campaign reads members'
 * deposits from their accounts they are refused, so that none counts twice.
 */
export async function recordCounts(
	tx: Tx,
	id: string,
	{ counts, total }: RecordCounts,
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	const counted = sum(counts.map(({ amount }) => amount))
	if (total !== undefined && total !== counted)
		throw new Refusal('campaign.total-differs', { path: 'total', details: { sum: String(counted), total: String(total) } })
	const row = await store.readCampaign(tx, id, asker.scope, 'lock')
	await refuseUnreached(tx, 'counts', counts, asker)
	await refuseMembersByAccount(tx, row.byAccount, counts)
	const history = (await readEvents(tx, [id])).get(id) ?? []
	refuseCountedPapers(effective(history.map(eventOfStored)), counts)
	const given = counts.map((count) => happeningOf('counted', count))
	return recordOn(tx, row, 'counts', given, asker, today, recordedAt)
}

/** Records what the bank confirms to have received, unit by unit; what it says later of a unit takes the place of what it said. */
export async function recordConfirmations(
	tx: Tx,
	id: string,
	{ on, confirmations, ...why }: RecordConfirmations,
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	refuseUnitTwice('confirmations', confirmations)
	const row = await store.readCampaign(tx, id, asker.scope, 'lock')
	await refuseUnreached(tx, 'confirmations', confirmations, asker)
	const given = confirmations.map(({ unitId, amount }) => happeningOf('confirmed', { on, amount, unitId, ...why }))
	return recordOn(tx, row, 'confirmations', given, asker, today, recordedAt)
}

/** Undoes a target, a count or a confirmation: it never happened, and the book receives the difference. */
export async function reverseCampaignEvent(
	tx: Tx,
	id: string,
	eventId: string,
	{ on, reason }: ReverseEvent,
	asker: Asker,
	today: CalendarDate,
) {
	const row = await store.readCampaign(tx, id, asker.scope, 'lock')
	const history = (await readEvents(tx, [id])).get(id) ?? []
	const target = eventToUndo(history, eventId)
	const { unitId } = target.details as CampaignEventDetails
	const reached = await store.unitsReached(tx, asker.scope)
	if (unitId !== undefined && reached?.has(unitId) === false) throw new Refusal('contract.event-not-found')
	if (target.type === 'announced') throw new Refusal('campaign.announcement-not-reversed')
	const happening = reversalOf(target, { on, reason }, today, { unitId })
	return recordOn(tx, row, null, [happening], asker, today)
}

async function recordOn(
	tx: Tx,
	row: CampaignRow,
	list: string | null,
	given: readonly Happening[],
	asker: Asker,
	today: CalendarDate,
	recordedAt?: Instant,
) {
	const kept = keptCampaign(campaignOf(row), row.contract)
	const outcomes = await record(
		tx,
		given.map((happening) => ({ kept, happening })),
		{ userId: asker.userId, today, recordedAt },
	).catch((error: unknown) => {
		// One that is recorded alone is not told which of the lines it is.
		throw error instanceof Refusal && list !== null ? (error.item === null ? error.of(0) : error).within(list, 'unitId') : error
	})
	return {
		campaignId: row.contract.id,
		total: sum(given.flatMap(({ amount }) => (amount === null ? [] : [amount]))),
		events: given.map(({ details }, index) => {
			const { seq, entries } = must(outcomes[index], 'an outcome of each')
			return { eventId: String(seq), unitId: (details as CampaignEventDetails).unitId ?? null, entryId: entries[0]?.id ?? null }
		}),
	}
}

type Line = { readonly unitId: string }

function refuseUnitTwice(list: string, lines: readonly Line[]): void {
	const again = lines.findIndex(({ unitId }, index) => lines.slice(0, index).some((other) => other.unitId === unitId))
	if (again >= 0) throw new Refusal('campaign.unit-twice', { path: `${list}.${again}.unitId` })
}

/** A unit beyond the asker's reach is as unknown as one that is not there. */
async function refuseUnreached(tx: Tx, list: string, lines: readonly Line[], asker: Asker): Promise<void> {
	const item = await firstUnreached(
		tx,
		lines.map(({ unitId }) => unitId),
		asker,
	)
	if (item >= 0) throw new Refusal('unit.not-found', { path: `${list}.${item}.unitId` })
}

/** The place of the first unit that is not there or not hers; -1 where there is none. */
async function firstUnreached(tx: Tx, unitIds: readonly string[], asker: Asker): Promise<number> {
	const units = await readMap(tx, '2022')
	const reached = await store.unitsReached(tx, asker.scope)
	return unitIds.findIndex((unitId) => !units.has(unitId) || reached?.has(unitId) === false)
}

async function refuseMembersByAccount(tx: Tx, byAccount: ByAccount | null, counts: RecordCounts['counts']): Promise<void> {
	if (byAccount === null) return
	const closed = new Set(byAccount.unitIds)
	for (const unitId of byAccount.unitIds) for (const communeId of await communesBelow(tx, unitId)) closed.add(communeId)
	const item = counts.findIndex(({ unitId, kind }) => kind === 'members' && closed.has(unitId))
	if (item >= 0) throw new Refusal('campaign.members-by-account', { path: `counts.${item}.kind` })
}

/** What is read from accounts is of the bank's own products and of units that are there. */
async function refuseForeign(tx: Tx, lenderId: string, { productIds, unitIds }: ByAccount, asker: Asker): Promise<void> {
	if ((await store.countProductsOf(tx, lenderId, productIds)) !== new Set(productIds).size)
		throw new Refusal('campaign.product-of-another-lender', { path: 'byAccount.productIds' })
	const item = await firstUnreached(tx, unitIds, asker)
	if (item >= 0) throw new Refusal('unit.not-found', { path: `byAccount.unitIds.${item}` })
}

type Command = { readonly on: CalendarDate; readonly amount: Happening['amount'] } & Readonly<Record<string, unknown>>

function happeningOf(type: CampaignEventType, { on, amount, ...details }: Command): Happening {
	const said = Object.entries(details).filter(([, value]) => value !== undefined)
	return { type, on, amount, details: Object.fromEntries(said), reverses: null }
}
