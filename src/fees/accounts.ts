import { accountCode, type ChartKind } from '../ledger/chart.js'
import type { FeeLevel } from './agreement.js'

/**
 * Whose money a share is, and so in which book it stands. What the Union's levels in the province get is the Union's own
 * income: Nợ phải thu (1388) / Có thu phí uỷ thác (5118) in the book of own funds, the receivable gone when the bank
 * pays. The commission of a group, or its leader, was never the Union's: the same pair stands in the book of groups. The
 * share of the Union's centre passes neither through the province nor through its groups, for the bank pays it in Hà Nội:
 * it is told in statements and posted nowhere. (Domain reference 7: real for the Union is "fee and commission income by level".)
 */
export const feeHolders = ['union', 'group'] as const
export type FeeHolder = (typeof feeHolders)[number]

const holders: Readonly<Record<FeeLevel, FeeHolder | null>> = {
	group: 'group',
	commune: 'union',
	district: 'union',
	province: 'union',
	centre: null,
}

/** Whose money the share of a level is; null for the centre's. */
export function holderOf(level: FeeLevel): FeeHolder | null {
	return holders[level]
}

/** The code of the book in which a holder's fees stand. */
export const bookOf: Readonly<Record<FeeHolder, string>> = { union: 'own', group: 'groups' }

export type FeeMethod = 'cash' | 'bank'

export type FeeAccounts = { readonly receivable: string; readonly income: string; readonly funds: (method: FeeMethod) => string }

/** The accounts that a holder's fees are posted to. */
export const feeAccounts: Readonly<Record<FeeHolder, FeeAccounts>> = { union: accountsOf('own'), group: accountsOf('group') }

function accountsOf(chart: ChartKind): FeeAccounts {
	return {
		receivable: accountCode(chart, 'fee-receivable'),
		income: accountCode(chart, 'entrustment-fee-income'),
		funds: (method) => accountCode(chart, method),
	}
}
