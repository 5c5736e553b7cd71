import { accountCode, type ChartKind } from '../ledger/chart.js'
import type { Money } from '../kernel/money.js'
import { type Posting, posting } from '../ledger/posting.js'
import type { OpeningKind } from './columns.js'

/**
 * What clears the opening account of a lender and a group: what was brought forward had been lent out of the fund's capital,
 * or by the bank; and savings came into it, or into the bank's hands. Their money itself is opened by the accountant.
 */
export function clearing(kind: OpeningKind, chart: ChartKind, amount: Money): readonly Posting[] {
	const opening = accountCode(chart, 'opening')
	if (kind === 'loans') return posting(opening, accountCode(chart, chart === 'memorandum' ? 'bank' : 'capital'), amount)
	return posting(accountCode(chart, chart === 'memorandum' ? 'savings-at-bank' : 'capital'), opening, amount)
}
