import type { Asker } from '../access/asker.js'
import { collectCash } from '../custody/actions.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { subtract } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { holdGroup, newLine, outcomeLines, paidAt, refuseOutsiders } from './actions.js'
import { payLines, undoPayments } from './payment-actions.js'
import { checkedLines, refuseOtherTotal } from './posted.js'
import { takeReceiptsOf } from './receipt-actions.js'
import type { CorrectCollection } from './schemas.js'
import { paidOn, standingLines } from './standing-lines.js'
import * as store from './store.js'
import type { ReadLine, Step, WholeSheet } from './stored.js'

/**
 * Writes some lines of a sheet anew, and lines that were forgotten: what the old ones paid is undone and what the new
 * ones say is recorded, in one transaction. A total and banknotes are those of the whole sheet as it then stands. The cash that it comes to more or
 * less by is put to what its leader holds, or taken out of it, and refused where she has handed it over already.
 */
export async function correctCollection(tx: Tx, id: string, command: CorrectCollection, asker: Asker, today: CalendarDate) {
	const { sheet, standing } = await heldSheet(tx, id, asker)
	return restate(tx, sheet, standing, { type: 'corrected', note: command.reason }, command, asker, today)
}

/** Undoes a whole sheet: every line of it is struck out, and what they paid is undone. */
export async function reverseCollection(tx: Tx, id: string, reason: string, asker: Asker, today: CalendarDate) {
	const { sheet, standing } = await heldSheet(tx, id, asker)
	if (standing.length === 0) throw new Refusal('collection.nothing-stands')
	const lines = standing.map(({ no, memberId }) => ({
		restates: no,
		status: 'struck-out' as const,
		memberId: memberId ?? undefined,
		loans: [],
		savings: [],
	}))
	return restate(tx, sheet, standing, { type: 'reversed', note: reason }, { lines }, asker, today)
}

async function restate(
	tx: Tx,
	sheet: WholeSheet,
	standing: readonly ReadLine[],
	{ type, note }: Pick<Step, 'type'> & { readonly note: string },
	{ lines, denominations, total }: Pick<CorrectCollection, 'lines' | 'denominations' | 'total'>,
	asker: Asker,
	today: CalendarDate,
) {
	const paid = checkedLines(lines)
	const replaced = lines.map((line, index) => restatedBy(line, index, standing))
	const old = replaced.filter((line) => line !== null)
	const kept = standing.filter((line) => !old.includes(line))
	refuseSecondLine(lines, kept)
	const after = [...kept, { payments: [{ amount: paid }] }]
	refuseOtherTotal(paidOn(after), { total, denominations })
	await refuseOutsiders(
		tx,
		sheet,
		lines.filter(({ status }) => status !== 'struck-out'),
	)
	const payments = old.flatMap((line) => line.payments)
	await store.lockContracts(
		tx,
		payments.map(({ contractId }) => contractId),
	)
	// A loan may only take the new payment once the old one is gone; savings may only lose the old deposit once the new one is there.
	await undoPayments(tx, 'loan', payments, note, asker, today)
	const posted = await payLines(tx, sheet, lines, asker, today)
	await undoPayments(tx, 'savings', payments, note, asker, today)
	const last = must(sheet.lines.at(-1), 'a last line').no
	const written = lines.map((line, index) => newLine(line, last + index + 1, paidAt(posted, index), { restates: line.restates ?? null }))
	const step = {
		sheetId: sheet.id,
		seq: sheet.steps.length + 1,
		type,
		digest: null,
		banknotes: denominations ?? null,
		note,
		recordedBy: asker.userId,
	}
	await store.insertStep(tx, step, written)
	const { id, groupId, on, kind, holderId } = sheet
	const warnings = await takeReceiptsOf(tx, { sheetId: id, groupId, on }, lines, asker, today)
	const difference = subtract(paid, paidOn(old))
	await collectCash(tx, { groupId, leaderId: holderId ?? undefined, on, amount: difference, sheetId: id }, asker, today)
	return {
		id,
		groupId,
		on,
		kind,
		total: paid,
		difference,
		lines: outcomeLines(written, posted),
		warnings,
	}
}

/** The sheet and its lines that count, with its group held. */
async function heldSheet(
	tx: Tx,
	id: string,
	asker: Asker,
): Promise<{ readonly sheet: WholeSheet; readonly standing: readonly ReadLine[] }> {
	const found = await store.readSheet(tx, id, asker.scope)
	if (found === null) throw new Refusal('collection.not-found')
	await holdGroup(tx, found, asker)
	// What others wrote on it before the group was held is on it now.
	const sheet = must(await store.readSheet(tx, id, asker.scope), 'a sheet that was just found')
	return { sheet, standing: standingLines(sheet.lines) }
}

function restatedBy({ restates }: CorrectCollection['lines'][number], index: number, standing: readonly ReadLine[]): ReadLine | null {
	if (restates === undefined) return null
	const line = standing.find(({ no }) => no === restates)
	if (line === undefined)
		throw new Refusal('collection.line-not-standing', { path: `lines.${index}.restates`, details: { no: String(restates) } })
	return line
}

function refuseSecondLine(lines: CorrectCollection['lines'], kept: readonly ReadLine[]): void {
	const members = new Set(kept.map(({ memberId }) => memberId))
	const twice = lines.findIndex(({ memberId = null, status }) => status !== 'struck-out' && members.has(memberId))
	if (twice >= 0) throw new Refusal('collection.member-twice', { path: `lines.${twice}.memberId` })
	const restated = lines.map(({ restates }) => restates)
	const again = restated.findIndex((no, index) => no !== undefined && restated.indexOf(no) !== index)
	if (again >= 0)
		throw new Refusal('collection.line-not-standing', { path: `lines.${again}.restates`, details: { no: String(restated[again]) } })
}
