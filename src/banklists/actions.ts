import { createHash } from 'node:crypto'
import type { Asker } from '../access/asker.js'
import { readRows } from '../documents/read.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import type { UploadedFile } from '../platform/upload.js'
import { findLender } from '../products/actions.js'
import { keptRow, keptTotal, loanOfKept } from './kept.js'
import { type ReadList, readList } from './list.js'
import type { ListedLoan } from './listed.js'
import { headerReader, headerText, type Mapping } from './mapping.js'
import type { ListBankLists, ListRows } from './schemas.js'
import * as store from './store.js'
import { previewOf } from './views.js'

/** A list of more loans is several: a bank has branches. */
const rowsMax = 100_000

/** A list as it is handed in. */
export type HandedIn = {
	readonly lenderId: string
	/** The day that its balances are about. */
	readonly asOf: CalendarDate
	readonly file: UploadedFile
	/** What its headers stand for, where that is told; it is remembered for the lender's next list. */
	readonly mapping?: Mapping | undefined
}

/**
 * Keeps the list that a bank handed in, whole or not at all. The same file of the same day, read the same way, is the list
 * that is there. Refused where any cell cannot be read: the preview names each.
 */
export async function receiveList(tx: Tx, handedIn: HandedIn, asker: Asker, today: CalendarDate) {
	const { lenderId, asOf, file, mapping } = handedIn
	const read = await readHandedIn(tx, handedIn, asker, today)
	if (read.faultCount > 0) throw new Refusal('bank-list.has-faults', { path: 'file', details: { count: String(read.faultCount) } })
	if (read.loans.length === 0) throw new Refusal('bank-list.no-rows', { path: 'file' })
	if (mapping !== undefined) await remember(tx, lenderId, mapping, asker)
	const made: store.NewList = {
		lenderId,
		asOf,
		fileName: file.name,
		sha256: file.sha256,
		bytes: file.bytes.length,
		headingLine: read.headingLine,
		columns: read.columns,
		readAs: createHash('sha256')
			.update(JSON.stringify(read.columns.map(({ key }) => key)))
			.digest('base64url'),
		rows: read.loans.length,
		passed: read.passed,
		totals: read.totals.map(keptTotal),
		agrees: read.agrees,
		receivedBy: asker.userId,
	}
	const list = await store.insertList(tx, made)
	if (list !== null)
		await store.insertRows(
			tx,
			list.id,
			read.loans.map((loan) => ({ line: loan.line, told: keptRow(loan) })),
		)
	return { wasThere: list === null, list: list ?? (await store.readSame(tx, made)), ...previewOf(read) }
}

/** What the list would be, without keeping it: its columns, what cannot be read, its first rows and its sums. */
export async function previewList(tx: Tx, handedIn: HandedIn, asker: Asker, today: CalendarDate) {
	return { wasThere: false, list: null, ...previewOf(await readHandedIn(tx, handedIn, asker, today)) }
}

async function readHandedIn(tx: Tx, handedIn: HandedIn, asker: Asker, today: CalendarDate): Promise<ReadList> {
	const { lenderId, asOf, file, mapping = [] } = handedIn
	const lender = await findLender(tx, lenderId, asker)
	if (asOf > today) throw new Refusal('bank-list.future-day', { path: 'asOf' })
	refuseHeaderTwice(mapping)
	const read = await readList(readRows(file), headerReader(lender.code, mapping, await store.readMapping(tx, lenderId)))
	if (read.loans.length > rowsMax) throw new Refusal('bank-list.too-many-rows', { path: 'file' })
	return read
}

/** The loans of a kept list, by line. */
export async function* listedRows(tx: Tx, listId: string): AsyncGenerator<ListedLoan> {
	const page = 5_000
	let after = 0
	for (;;) {
		const rows = await store.readListRows(tx, listId, after, page)
		for (const { line, told } of rows) yield loanOfKept(line, told)
		if (rows.length < page) return
		after = rows.at(-1)?.line ?? after
	}
}

export function findList(tx: Tx, id: string, asker: Asker) {
	return store.readList(tx, id, asker)
}

/** A page of a lender's lists, the latest received first. */
export async function listLists(tx: Tx, lenderId: string, query: ListBankLists, asker: Asker) {
	await findLender(tx, lenderId, asker)
	const { limit, after } = pageWish(query)
	const rows = await store.listLists(tx, lenderId, asker, { before: after?.[0] ?? null, limit: limit + 1 })
	return pageOf(rows, limit, ({ id }) => [id])
}

/** A page of a list's rows, by line. */
export async function listRows(tx: Tx, id: string, query: ListRows, asker: Asker) {
	await store.readList(tx, id, asker)
	const { limit, after } = pageWish(query)
	const rows = await store.readListRows(tx, id, Number(after?.[0] ?? '0'), limit + 1)
	const page = pageOf(rows, limit, ({ line }) => [String(line)])
	return { ...page, items: page.items.map(({ line, told }) => ({ line, ...told })) }
}

/** What the headers of a lender's lists were last said to stand for. */
export async function findMapping(tx: Tx, lenderId: string, asker: Asker) {
	await findLender(tx, lenderId, asker)
	return { lenderId, mapping: await store.readMapping(tx, lenderId) }
}

/** Says what the headers of a lender's lists stand for; what was said before is no longer asked. */
export async function setMapping(tx: Tx, lenderId: string, mapping: Mapping, asker: Asker) {
	await findLender(tx, lenderId, asker)
	refuseHeaderTwice(mapping)
	await store.insertMapping(tx, lenderId, mapping, asker.userId)
	return { lenderId, mapping }
}

/** What is told with one file adds to what is remembered, and counts before it. */
async function remember(tx: Tx, lenderId: string, told: Mapping, asker: Asker): Promise<void> {
	const before = await store.readMapping(tx, lenderId)
	const headers = new Set(told.map(({ header }) => headerText(header)))
	const mapping = [...told, ...before.filter(({ header }) => !headers.has(headerText(header)))].slice(0, 300)
	if (JSON.stringify(mapping) !== JSON.stringify(before)) await store.insertMapping(tx, lenderId, mapping, asker.userId)
}

function refuseHeaderTwice(mapping: Mapping): void {
	const headers = mapping.map(({ header }) => headerText(header))
	const twice = mapping.find((_, index) => headers.indexOf(headers[index] ?? '') !== index)
	if (twice !== undefined) throw new Refusal('bank-list.mapping-twice', { path: 'mapping', details: { header: twice.header } })
}
