/** The languages that users read; Vietnamese is the default. */
export type Language = 'vi' | 'en'

/** One line of a capability's `refusals.ts`: the HTTP status and one sentence in each language. */
export type RefusalText = {
	readonly status: 401 | 403 | 404 | 409 | 422 | 429
	readonly en: string
	readonly vi: string
}

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

	constructor(code: string, options: { path?: string; details?: RefusalDetails } = {}) {
		super(code)
		this.code = code
		this.path = options.path ?? null
		this.details = options.details ?? {}
	}
}

/** Fills `{name}` in a catalogue's sentence from the details. */
export function refusalSentence(text: RefusalText, language: Language, details: RefusalDetails): string {
	return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole)
}
