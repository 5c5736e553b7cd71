import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { takeReceipts } from '../receipts/actions.js'
import { readNames } from './asked-store.js'
import type { LineSaid } from './posted.js'

/** A receipt that a line names, and the field that names it. One receipt may be for all that a member paid. */
type Named = { readonly number: string; readonly memberId: string | null; readonly path: string }

/**
 * Marks the receipts that lines of a sheet name as used, each for its member on that sheet; a corrected line may name
 * its receipt again. Answers what is to be noted about them; refused where a leaf was written for something else.
 */
export async function takeReceiptsOf(
	tx: Tx,
	{ sheetId, groupId, on }: { readonly sheetId: string; readonly groupId: string; readonly on: CalendarDate },
	lines: readonly LineSaid[],
	asker: Asker,
	today: CalendarDate,
) {
	const named = lines.flatMap(receiptsOf)
	if (named.length === 0) return []
	const memberIds = named.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))
	const { members } = await readNames(tx, memberIds, [])
	const used = named.map(({ number, memberId }) => {
		const whose = memberId === null ? 'tổ' : must(members.get(memberId), 'a member of a line').code
		return { groupId, on, numbers: [number], usedFor: `bảng kê ${sheetId}, ${whose}` }
	})
	const warnings = await takeReceipts(tx, used, asker, today).catch((error: unknown) => {
		if (!(error instanceof Refusal)) throw error
		throw new Refusal(error.code, { path: must(named[error.item ?? 0], 'a receipt that was named').path, details: error.details })
	})
	return warnings.map(({ item, code, message }) => ({ code, message, path: must(named[item], 'a receipt that was named').path }))
}

function receiptsOf({ memberId: whose, loans, savings }: LineSaid, line: number): readonly Named[] {
	const memberId = whose ?? null
	const named =
		(list: string) =>
		(payment: { readonly receiptNo?: string | undefined }, part: number): readonly Named[] => {
			const { receiptNo: number } = payment
			return number === undefined ? [] : [{ number, memberId, path: `lines.${line}.${list}.${part}.receiptNo` }]
		}
	const all = [...loans.flatMap(named('loans')), ...savings.flatMap(named('savings'))]
	return all.filter(({ number }, index) => all.findIndex((one) => one.number === number) === index)
}
