import { type Money, sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { RecordCollection } from './schemas.js'

/** The sum of a sheet's lines; refused where a loan is on two of them or the paper sheet says another sum. */
export function checkedTotal(sheet: RecordCollection): Money {
	const seen = new Set<string>()
	for (const [index, { loanId }] of sheet.lines.entries()) {
		if (seen.has(loanId)) throw new Refusal('collection.loan-twice', { path: `lines.${index}.loanId`, details: { loanId } })
		seen.add(loanId)
	}
	const total = sum(sheet.lines.map(({ amount }) => amount))
	if (sheet.total !== undefined && sheet.total !== total)
		throw new Refusal('collection.total-differs', { path: 'total', details: { sum: String(total), total: String(sheet.total) } })
	return total
}
