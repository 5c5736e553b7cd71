import { dong, type Money } from '../kernel/money.js'

/** How far two books may be apart before it is more than rounding or time, by lender. */
export type Tolerance = {
	/** A movement so many days around the day of the list may stand on one side only. */
	readonly timingDays: number
	/** So many days back a receipt is looked for that the bank never posted. */
	readonly receiptDays: number
	/** đồng by which roundings of interest and instalments may differ. */
	readonly rounding: Money
	readonly source: string
	readonly certainty: 'stated' | 'assumed'
}

/** The bank for social policies comes to a commune once a month; a receipt of the weeks before may wait for that day. */
const tolerances: Readonly<Record<string, Tolerance>> = {
	NHCSXH: {
		timingDays: 10,
		receiptDays: 92,
		rounding: dong(9n),
		source: 'The transaction day of the commune is once a month; how long the bank posts behind it is the project’s choice',
		certainty: 'assumed',
	},
	AGRIBANK: {
		timingDays: 5,
		receiptDays: 92,
		rounding: dong(9n),
		source: 'The project’s choice until the bank has said it',
		certainty: 'assumed',
	},
}
const plain: Tolerance = { timingDays: 5, receiptDays: 92, rounding: dong(9n), source: 'The project’s choice', certainty: 'assumed' }

/** What is allowed between the Union and a lender, by the lender's code. */
export function toleranceOf(lenderCode: string): Tolerance {
	return tolerances[lenderCode] ?? plain
}
