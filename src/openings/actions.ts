import type { Asker } from '../access/asker.js'
import { must, never } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { insertJob } from '../platform/jobs-store.js'
import { pageOf, pageWish } from '../platform/page.js'
import { readCalendar } from '../units/calendar-store.js'
import { checkRows } from './check-actions.js'
import { readProducts } from './facts-actions.js'
import type { ReadRow } from '../documents/read-cell.js'
import { type ReadList, readList } from './file.js'
import type { OpeningArguments } from './job-actions.js'
import type { ImportOpening, LeftRowsQuery, ListOpenings } from './schemas.js'
import * as store from './store.js'
import type { StoredOpening } from './stored.js'
import { shownTo } from './left-rows.js'
import { countsView, type Counted, faultsMax, faultViews, nothingCounted, nothingDone, openingLine } from './views.js'

/** A file as it came in: its name, the digest of its bytes, and its lines. */
export type ListFile = { readonly name: string; readonly sha256: string; readonly lines: AsyncIterable<ReadRow> }

/**
 * Takes a list in: keeps its rows and queues the work on them. The same file for the same day is the same list, unless some of
 * its rows were not opened: then they are tried again, and what is there already stays as it is. Refused where the day is not
 * over, or the file is no list.
 */
export async function importOpening(tx: Tx, command: ImportOpening, file: ListFile, asker: Asker, today: CalendarDate) {
	refuseUnfinishedDay(command.openingOn, today)
	const { kind, openingOn, accept } = command
	const before = await store.latestOfFile(tx, { sha256: file.sha256, kind, openingOn }, asker.scope)
	if (before !== null && (await stillStands(tx, before))) return { ...(await viewOf(tx, before)), repeated: true }
	const { rows, columns } = await readList(kind, file.lines)
	const id = await store.nextOpeningId(tx)
	const communeIds = asker.scope.kind === 'unit' ? asker.scope.communeIds : null
	const asked: OpeningArguments = { openingId: id, communeIds, lenderId: null, unitId: null }
	const job = must(
		await insertJob(tx, { kind: 'openings', asOf: openingOn, arguments: asked, requestedBy: asker.userId, knownAt: null }),
		'a job',
	)
	const made = { kind, fileName: file.name.slice(0, 200), sha256: file.sha256, openingOn, accept, columns, communeIds }
	await store.insertOpening(tx, id, { ...made, rows: rows.length, jobId: job.id, recordedBy: asker.userId }, rows)
	return { ...(await findOpening(tx, id, asker)), repeated: false }
}

/** What would be found of a list and what it would open; nothing is kept. */
export async function rehearseOpening(tx: Tx, command: ImportOpening, file: ListFile, asker: Asker, today: CalendarDate) {
	refuseUnfinishedDay(command.openingOn, today)
	const { kind, openingOn, accept } = command
	const list = await readList(kind, file.lines)
	const { counted, faults, warnings } = await checkWhole(tx, kind, openingOn, list, asker)
	const isRefused = accept === 'all-or-nothing' && counted.bad.rows > 0
	return {
		kind,
		fileName: file.name.slice(0, 200),
		sha256: file.sha256,
		openingOn,
		accept,
		status: isRefused ? ('refused' as const) : ('checked' as const),
		counts: countsView(list.rows.length, counted, nothingDone),
		faults: faults.slice(0, faultsMax),
		faultsLeft: Math.max(faults.length - faultsMax, 0),
		warnings: warnings.slice(0, faultsMax),
		warningsLeft: Math.max(warnings.length - faultsMax, 0),
	}
}

/** Lists within reach, the latest first. */
export async function listOpenings(tx: Tx, query: ListOpenings, asker: Asker) {
	const wish = pageWish(query)
	const page = pageOf(await store.listOpenings(tx, asker.scope, wish), wish.limit, ({ id }) => [id])
	return { ...page, items: page.items.map(openingLine) }
}

/** A list, how far the work on it is, and what was found and done so far. */
export async function findOpening(tx: Tx, id: string, asker: Asker) {
	return viewOf(tx, await openingWithin(tx, id, asker))
}

/** The entries of the book by which a list opened its lenders and groups. */
export async function listOpeningEntries(tx: Tx, id: string, query: ListOpenings, asker: Asker) {
	await openingWithin(tx, id, asker)
	const wish = pageWish(query)
	return pageOf(await store.listOpeningEntries(tx, id, wish), wish.limit, ({ entryId }) => [entryId])
}

/** The rows that were not opened, with what is wrong with their cells. */
export async function listLeftRows(tx: Tx, id: string, query: LeftRowsQuery, asker: Asker) {
	const { kind, columns } = await openingWithin(tx, id, asker)
	const { limit, after } = pageWish(query)
	const page = pageOf(await store.readLeftRows(tx, id, Number(after?.[0] ?? 0), limit + 1), limit, ({ line }) => [String(line)])
	return {
		...page,
		items: page.items.map((row) => ({ line: row.line, faults: faultViews(kind, columns, shownTo(asker, row), row.faults) })),
	}
}

/** A list within reach; a foreign one is as unknown as one that is not there. */
export async function openingWithin(tx: Tx, id: string, asker: Asker): Promise<StoredOpening> {
	const opening = await store.readOpening(tx, id, asker.scope)
	if (opening === null) throw new Refusal('opening.not-found')
	return opening
}

/** How many rows are checked at a time: the server answers others in between. */
const batchSize = 400

async function checkWhole(tx: Tx, kind: ImportOpening['kind'], openingOn: CalendarDate, { rows, columns }: ReadList, asker: Asker) {
	const firstLines = new Map<string, number>()
	for (const { key, line } of rows) if (key !== null && !firstLines.has(key)) firstLines.set(key, line)
	const check = { kind, openingOn, products: await readProducts(tx, asker), calendar: await readCalendar(tx), firstLines }
	let counted: Counted = nothingCounted
	const faults: ReturnType<typeof faultViews> = []
	const warnings: ReturnType<typeof faultViews> = []
	for (let start = 0; start < rows.length; start += batchSize) {
		const batch = rows.slice(start, start + batchSize)
		const found = await checkRows(tx, check, batch, asker)
		for (const [index, one] of found.entries()) {
			const row = must(batch[index], 'a row for each finding')
			const { rows: count, amount } = counted[one.verdict]
			counted = { ...counted, [one.verdict]: { rows: count + 1, amount: one.amount === null ? amount : add(amount, one.amount) } }
			faults.push(...faultViews(kind, columns, row, one.faults))
			warnings.push(...faultViews(kind, columns, row, one.warnings))
		}
	}
	return { counted, faults, warnings }
}

async function viewOf(tx: Tx, opening: StoredOpening) {
	const counted = await store.countVerdicts(tx, opening.id)
	const counts = countsView(opening.rows, counted, await store.countOutcomes(tx, opening.id))
	return { ...openingLine(opening), counts }
}

/** Whether asking for a list again is answered by it: it is under way, or each of its rows has been opened. */
async function stillStands(tx: Tx, opening: StoredOpening): Promise<boolean> {
	switch (opening.jobStatus) {
		case 'queued':
		case 'running':
			return true
		case 'failed':
		case 'cancelled':
			return false
		case 'done': {
			const { bad } = await store.countVerdicts(tx, opening.id)
			const { left } = await store.countOutcomes(tx, opening.id)
			return bad.rows === 0 && left === 0
		}
		default:
			return never(opening.jobStatus)
	}
}

/** The balances are those of the end of a day. */
function refuseUnfinishedDay(openingOn: CalendarDate, today: CalendarDate): void {
	if (openingOn >= today) throw new Refusal('opening.future-day', { path: 'openingOn', details: { on: vietnameseDate(openingOn) } })
}
