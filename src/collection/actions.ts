import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { repayOnLoans } from '../lending/actions.js'
import type { Tx } from '../platform/database.js'
import type { RecordCollection } from './schemas.js'
import { checkedTotal } from './sheet.js'

/**
 * Records one sitting of one group: all lines in one transaction, or none. A group of an entrusting bank collects
 * interest only; its members pay principal to the bank themselves (QĐ 15/QĐ-HĐQT; the bank's inspection, HD 727/HD-NHCS).
 * A sheet that is found late is of the group in which a loan was on its day.
 */
export async function recordCollection(tx: Tx, sheet: RecordCollection, asker: Asker, today: CalendarDate) {
	refuseFutureDay(sheet.on, today)
	const total = checkedTotal(sheet)
	const lines = await repayOnLoans(
		tx,
		sheet.on,
		sheet.lines.map(({ loanId, ...command }) => ({ loanId, command })),
		asker,
		today,
	).catch((error: unknown) => {
		throw error instanceof Refusal ? error.within('lines', 'loanId') : error
	})
	for (const [index, { loan, outcome }] of lines.entries()) {
		if (loan.groupId !== sheet.groupId)
			throw new Refusal('collection.loan-of-another-group', { path: `lines.${index}.loanId`, details: { loanId: outcome.loanId } })
		const principal = outcome.allocation?.principal ?? 0n
		if (loan.entrusted && principal > 0n)
			throw new Refusal('collection.group-collects-no-principal', {
				path: `lines.${index}.amount`,
				details: { loanId: outcome.loanId, principal: String(principal) },
			})
	}
	return { groupId: sheet.groupId, on: sheet.on, total, lines: lines.map(({ outcome }) => outcome) }
}
