/** The languages that users read; Vietnamese is the default. */
export type Language = 'vi' | 'en'

/** The same words in each of them. */
export type Words = Readonly<Record<Language, string>>

/** One line of a capability's `refusals.ts`: the HTTP status and one sentence in each language. */
export type RefusalText = Words & { readonly status: 401 | 403 | 404 | 409 | 422 | 429 }

/** Codes to texts, as each capability declares them; `{name}` in a text is filled from the refusal's details. */
export type RefusalCatalogue = Readonly<Record<string, RefusalText>>

export type RefusalDetails = Readonly<Record<string, string>>

/**
 * The trade's "no": a rule of the business forbids what was asked. Carries a code from a catalogue, the field it is
 * about (a JSON path of the body) where there is one, and the details that its sentence names.
 */
export class Refusal extends Error {
	override readonly name = 'Refusal'
	readonly code: string
	readonly path: string | null
	readonly details: RefusalDetails
	/** Which of several things that were asked together it is about, counted from 0; null where one thing was asked. */
	readonly item: number | null
	/** Further noes to the same command, where everything that is wrong is told at once. */
	readonly others: readonly Refusal[]

	constructor(code: string, options: { path?: string | null; details?: RefusalDetails; item?: number; others?: readonly Refusal[] } = {}) {
		super(code)
		this.code = code
		this.path = options.path ?? null
		this.details = options.details ?? {}
		this.item = options.item ?? null
		this.others = options.others ?? []
	}

	/** The same no, said of one of several things. */
	of(item: number): Refusal {
		return new Refusal(this.code, { path: this.path, details: this.details, item })
	}

	/** The same no, about a field of a list: `lines.3.amount`. */
	within(list: string, field: string): Refusal {
		return this.item === null ? this : new Refusal(this.code, { path: `${list}.${this.item}.${this.path ?? field}`, details: this.details })
	}
}

/** Fills `{name}` in a sentence from the details; a name that is not given stays as it is written. */
export function sentence(words: Words, language: Language, details: RefusalDetails = {}): string {
	return words[language].replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole)
}
