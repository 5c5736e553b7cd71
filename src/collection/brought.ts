import type { Refusal, RefusalCatalogue } from '../kernel/refusal.js'
import { sentence } from '../kernel/refusal.js'
import { must } from '../kernel/assert.js'
import type { ChangedLine } from './expectation.js'
import type { NewLine } from './stored.js'

/** The no to a line, in both languages: a phone shows it when nobody can be asked any more. */
export function sentenced(refusal: Refusal, catalogue: RefusalCatalogue) {
	const words = must(catalogue[refusal.code], `the catalogue has ${refusal.code}`)
	const { code, path, details } = refusal
	// In its own answer a line is not counted among the others.
	return { code, path: path?.replace(/^lines\.\d+\.?/, '') || null, vi: sentence(words, 'vi', details), en: sentence(words, 'en', details) }
}

/** A line as it was recorded, the same whenever it is asked for. */
export function recordedLine({ no, payments }: Pick<NewLine, 'no' | 'payments'>) {
	return {
		no,
		payments: payments.map(({ kind, contractId, eventSeq, amount }) => ({ kind, contractId, eventId: String(eventSeq), amount })),
	}
}

/** What became of a line that a phone brought. */
export type BroughtOutcome =
	| { readonly outcome: 'recorded' | 'already-recorded'; readonly line: ReturnType<typeof recordedLine> }
	| { readonly outcome: 'refused'; readonly refusal: ReturnType<typeof sentenced> }
	| ({ readonly outcome: 'needs-confirmation'; readonly refusal: ReturnType<typeof sentenced> } & Pick<
			ChangedLine,
			'was' | 'is' | 'version'
	  >)
