import { type CitizenIdWarning, citizenIdWarnings, readPhone, type Sex } from '../kernel/personal-id.js'
import type { Language } from '../kernel/refusal.js'

export type MemberWarningCode = CitizenIdWarning | 'citizen-id-shared' | 'phone-not-mobile'

/** What is known of a person when her numbers are looked at. */
export type KnownPerson = {
	readonly sex: Sex | null
	readonly birthYear: number | null
	readonly citizenId: string | null
	readonly oldId: string | null
	readonly phone: string | null
}

/**
 * What should be looked at twice. Nothing here refuses: cards are wrong, numbers are mistyped, and the woman who stands
 * there is lent to all the same.
 */
export function memberWarnings(person: KnownPerson, sharesCitizenId: boolean): readonly MemberWarningCode[] {
	const id = person.citizenId ?? person.oldId
	return [
		...(id === null ? [] : citizenIdWarnings(id, person)),
		...(sharesCitizenId ? (['citizen-id-shared'] as const) : []),
		...(person.phone !== null && readPhone(person.phone).international === null ? (['phone-not-mobile'] as const) : []),
	]
}

export function warningSentence(code: MemberWarningCode, language: Language): string {
	return sentences[code][language]
}

const sentences: Readonly<Record<MemberWarningCode, Readonly<Record<Language, string>>>> = {
	'not-a-number': { vi: 'Số giấy tờ không phải 12 số (CCCD) hoặc 9 số (CMND)', en: 'The number is neither 12 digits (CCCD) nor 9 (CMND)' },
	'old-card': { vi: 'CMND 9 số hết giá trị từ 01/01/2025', en: 'A nine-digit card (CMND) is not valid since 01/01/2025' },
	'province-unknown': { vi: 'Ba số đầu CCCD không phải mã tỉnh nào', en: 'The first three digits of the CCCD are no province' },
	'sex-differs': { vi: 'Giới tính khác với số CCCD', en: 'The sex differs from what the CCCD says' },
	'birth-year-differs': { vi: 'Năm sinh khác với số CCCD', en: 'The year of birth differs from what the CCCD says' },
	'citizen-id-shared': { vi: 'Số CCCD này đã có ở người khác', en: 'Another person has this CCCD' },
	'phone-not-mobile': { vi: 'Số điện thoại không phải số di động 10 số', en: 'The telephone is not a ten-digit mobile number' },
}
