import { type ListKey, listKinds } from '../banklists/keys.js'
import type { SheetColumn } from '../documents/sheet.js'

/**
 * The list of one bank. The first two columns are text: below the rows they say what the last two lines are, the
 * control totals with the number of loans, and the digest.
 */
export type ReconciliationLayout = { readonly columns: readonly SheetColumn[] }

/** A list of columns in the bank's own words. */
export function layoutOf(columns: readonly (readonly [ListKey, string])[]): ReconciliationLayout {
	return { columns: columns.map(([key, header]) => ({ key, header, kind: listKinds[key] })) }
}
