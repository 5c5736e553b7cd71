import { daysBetween } from '../kernel/calendar-date.js'
import type { KeptItem, Reconciliation } from './stored.js'

/** A reconciliation as it is shown: it is signed when both sides have. */
export function reconciliationView(reconciliation: Reconciliation) {
	const { signatures } = reconciliation
	const [last] = signatures.slice(1)
	return {
		...reconciliation,
		status: (['open', 'half-signed', 'signed'] as const)[signatures.length] ?? 'signed',
		sha256: last?.sha256 ?? null,
	}
}

/** An item as it is shown, with the days since the reconciliation in which it first was left open. */
export function itemView({ told, ...item }: KeptItem, { asOf }: Pick<Reconciliation, 'asOf'>) {
	return { ...item, ...told, age: item.since === null ? null : daysBetween(item.since, asOf) }
}
