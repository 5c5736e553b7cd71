import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageWish } from '../platform/page.js'
import type { ListCollections } from './schemas.js'
import { paidOn, standingLines } from './standing-lines.js'
import * as store from './store.js'
import type { ReadLine, WholeSheet } from './stored.js'

/** Sheets by their day, the latest first, as they stand now. */
export async function listCollections(tx: Tx, query: ListCollections, asker: Asker) {
	const { items, next } = await store.listSheets(tx, query, asker.scope, pageWish(query))
	return { items: items.map((sheet) => ({ ...sheetLine(sheet), steps: sheet.steps.length })), next }
}

/** A sheet with its steps and lines, as it was known at a moment. */
export async function findCollection(tx: Tx, id: string, asker: Asker, { asOf, knownAt }: Clocks) {
	const sheet = await store.readSheet(tx, id, asker.scope, knownAt)
	if (sheet === null || sheet.on > asOf) throw new Refusal('collection.not-found')
	return {
		...sheetLine(sheet),
		steps: sheet.steps.map(({ seq, type, note, banknotes, recordedAt, recordedBy }) => ({
			seq,
			type,
			note,
			denominations: banknotes,
			recordedAt,
			recordedBy,
		})),
		lines: sheet.lines.map((line) => lineView(line, sheet.lines)),
		asOf,
		knownAt,
	}
}

/** What is on a sheet otherwise than in the books. */
export async function checkCollections(
	tx: Tx,
): Promise<readonly { readonly sheetId: string; readonly no: number; readonly what: string }[]> {
	return store.checkSheets(tx)
}

function sheetLine({ id, groupId, on, kind, recordedAt, recordedBy, lines }: WholeSheet) {
	const standing = standingLines(lines)
	const collectedFrom = standing.filter(({ status }) => status === 'collected').length
	return { id, groupId, on, kind, total: paidOn(standing), collectedFrom, recordedAt, recordedBy }
}

function lineView({ no, step, memberId, memberCode, memberName, status, restates, note, payments }: ReadLine, lines: readonly ReadLine[]) {
	return {
		no,
		step,
		member: memberId === null ? null : { id: memberId, code: memberCode, name: memberName },
		status,
		restates,
		restatedBy: lines.find((other) => other.restates === no)?.no ?? null,
		note,
		payments: payments.map(({ kind, contractId, code, eventSeq, amount, receiptNo, reversedBy }) => ({
			kind,
			contractId,
			code,
			eventId: String(eventSeq),
			amount,
			receiptNo,
			reversedBy: reversedBy === null ? null : String(reversedBy),
		})),
	}
}
