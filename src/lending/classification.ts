import { never } from '../kernel/assert.js'
import type { Terms } from './schemas.js'

/** Debt groups 1 (standard) to 5 (loss). */
export type DebtGroup = 1 | 2 | 3 | 4 | 5

/** The first day past due of groups 2 to 5. */
type Bands = readonly [number, number, number, number]

/** Circular 31/2024/TT-NHNN: in term or < 10 days, 10–90, 91–180, 181–360, > 360. */
const bank: Bands = [10, 91, 181, 361]
/** Circular 14/2024/TT-NHNN (microfinance): < 10, 10–<30, 30–<90, 90–<180, ≥ 180. */
const microfinance: Bands = [10, 30, 90, 180]

/** The debt group by days past due, in the product's table; NHCSXH does not group but tells in term, overdue and frozen apart: null. */
export function debtGroup(classification: Terms['classification'], daysPastDue: number): DebtGroup | null {
	switch (classification) {
		case 'policy':
			return null
		case 'bank':
			return inBands(bank, daysPastDue)
		case 'microfinance':
			return inBands(microfinance, daysPastDue)
		default:
			return never(classification)
	}
}

function inBands(bands: Bands, daysPastDue: number): DebtGroup {
	return (1 + bands.filter((first) => daysPastDue >= first).length) as DebtGroup
}
