import type { Language } from '../kernel/refusal.js'

/** A record of the register as a household is drawn from it. */
export type HouseholdPerson = {
	readonly id: string
	readonly citizenId: string | null
	/** The spouse on the day; a record of the register has one at most. */
	readonly spouseIds: readonly string[]
}

/** Why somebody counts: she was asked about, has the number of another one, or is the spouse of one. */
export type HouseholdReason = 'herself' | 'same-citizen-id' | 'spouse'

/** Somebody of a household, and by whom she came into it; null for the one who was asked about. */
export type Housemate<Person> = { readonly person: Person; readonly why: HouseholdReason; readonly of: Person | null }

/**
 * The household of a member: all who hang together by one citizen number (one woman in two books) or by marriage.
 * Whoever of them is asked about, it is the same household. She comes first, then whoever comes in by each of them in
 * turn: those with the same number before the spouse, since they are herself.
 */
export function householdOf<Person extends HouseholdPerson>(memberId: string, people: readonly Person[]): readonly Housemate<Person>[] {
	const byId = new Map(people.map((person) => [person.id, person]))
	const married = (a: Person, b: Person): boolean => a.spouseIds.includes(b.id) || b.spouseIds.includes(a.id)
	const found = new Map<string, Housemate<Person>>()
	const take = (person: Person | undefined, why: HouseholdReason, of: Person | null): void => {
		if (person !== undefined && !found.has(person.id)) found.set(person.id, { person, why, of })
	}
	take(byId.get(memberId), 'herself', null)
	// The map grows while it is walked, and a map is walked to its end.
	for (const { person } of found.values()) {
		for (const other of people) if (isSame(person, other)) take(other, 'same-citizen-id', person)
		for (const other of people) if (married(person, other)) take(other, 'spouse', person)
	}
	return [...found.values()]
}

/** Why somebody counts, in words. `of` is the name of the one by whom she came in. */
export function householdSentence(why: HouseholdReason, of: string, language: Language): string {
	return sentences[why][language].replace('{of}', of)
}

function isSame(a: HouseholdPerson, b: HouseholdPerson): boolean {
	return a.citizenId !== null && a.citizenId === b.citizenId
}

const sentences: Readonly<Record<HouseholdReason, Readonly<Record<Language, string>>>> = {
	herself: { vi: 'Người được hỏi', en: 'The one who was asked about' },
	'same-citizen-id': { vi: 'Cùng số CCCD với {of}', en: 'Has the same CCCD as {of}' },
	spouse: { vi: 'Vợ hoặc chồng của {of}', en: 'Spouse of {of}' },
}
