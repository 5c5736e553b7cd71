/** As the citizen card writes it. */
export type Sex = 'female' | 'male'

/** What a personal number says of its bearer. An old identity card (CMND) says nothing. */
export type CitizenId =
	| {
			readonly kind: 'citizen-card'
			readonly number: string
			readonly province: string
			readonly sex: Sex
			readonly birthYear: number
	  }
	| { readonly kind: 'old-card'; readonly number: string }

/** Reasons to look twice. None is a reason to refuse: cards are wrong, and people are lent to all the same. */
export type CitizenIdWarning = 'not-a-number' | 'old-card' | 'province-unknown' | 'sex-differs' | 'birth-year-differs'

/** A telephone number as it was typed, and as +84… where it is a mobile of Việt Nam. */
export type Phone = { readonly typed: string; readonly international: string | null }

/** The 63 codes of provinces and cities where births are registered; they outlive the mergers of 2025. */
const provinces = new Set(
	`001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044
	045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091
	092 093 094 095 096`.split(/\s+/),
)

/**
 * Reads a citizen number (CCCD, 12 digits) or an old identity card number (CMND, 9 digits, not valid since 01/01/2025
 * but found in old papers), with spaces or points as people type them; null where the shape is neither.
 * 12 digits are 3 of the province of birth registration, 1 of century and sex (0/1 for the 1900s male/female, 2/3 for
 * the 2000s …), 2 of the year, 6 at random and no check digit (Decree 137/2015/NĐ-CP art. 13, TT 07/2016/TT-BCA).
 */
export function readCitizenId(text: string): CitizenId | null {
	const number = text.replace(/[\s.-]/g, '')
	if (/^\d{9}$/.test(number)) return { kind: 'old-card', number }
	if (!/^\d{12}$/.test(number)) return null
	const centuryAndSex = Number(number.slice(3, 4))
	return {
		kind: 'citizen-card',
		number,
		province: number.slice(0, 3),
		sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
		birthYear: 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(number.slice(4, 6)),
	}
}

/** What does not fit between a number and what is known of the person; empty where all fits or nothing is known. */
export function citizenIdWarnings(
	text: string,
	person: { readonly sex: Sex | null; readonly birthYear: number | null },
): readonly CitizenIdWarning[] {
	const id = readCitizenId(text)
	if (id === null) return ['not-a-number']
	if (id.kind === 'old-card') return ['old-card']
	const warnings: CitizenIdWarning[] = []
	if (!provinces.has(id.province)) warnings.push('province-unknown')
	if (person.sex !== null && person.sex !== id.sex) warnings.push('sex-differs')
	if (person.birthYear !== null && person.birthYear !== id.birthYear) warnings.push('birth-year-differs')
	return warnings
}

/**
 * A telephone number as typed, with its +84 form where it is a mobile: ten digits that begin with 03, 05, 07, 08 or 09,
 * or the same behind +84, 84 or 0084. Landlines and the eleven-digit numbers of before 2018 have none. One telephone
 * may serve several women, so it identifies nobody.
 */
export function readPhone(text: string): Phone {
	const digits = text.replace(/[\s.()-]/g, '')
	const match = /^(?:0|\+84|0084|84)([35789]\d{8})$/.exec(digits)
	return { typed: text, international: match === null ? null : `+84${match[1]}` }
}

/** A text as a key to search by: lower case, without diacritics (đ is d, oà and òa are one), single spaces. */
export function fold(text: string): string {
	return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim()
}

/** The first letters of a name, folded: "Nông Thị Ái" is "nta". */
export function initials(name: string): string {
	return fold(name)
		.split(' ')
		.map((word) => word.slice(0, 1))
		.join('')
}
