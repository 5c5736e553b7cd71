import type { Language } from '../kernel/refusal.js'

/** tổ tiết kiệm và vay vốn, nhóm tín dụng - tiết kiệm, tổ vay vốn. */
export type GroupKind = 'savings-and-loan' | 'credit' | 'borrowing'
export type GroupRole = 'leader' | 'deputy' | 'member'
export type Kinship = 'none' | 'spouse' | 'parent' | 'child' | 'sibling'

/** How many members a group should have, and who says so. */
export type SizeRule = { readonly min: number; readonly max: number; readonly source: string }

/** What is known of a group on a day, as far as the inspection asks for it. */
export type Committee = {
	readonly size: number
	/** The rule of its kind on that day; null where there is none. */
	readonly sizeRule: SizeRule | null
	readonly leader: Officeholder | null
	readonly deputy: Officeholder | null
}

export type Officeholder = {
	/** What she is to the other of the two, as declared. */
	readonly kinship: Kinship | null
	readonly inStandingCommittee: boolean
	/** Whether she leads a group that works for another bank. */
	readonly leadsForAnotherBank: boolean
}

export type GroupWarningCode =
	| 'too-small'
	| 'too-large'
	| 'no-leader'
	| 'committee-is-kin'
	| 'in-standing-committee'
	| 'leads-for-another-bank'
export type GroupWarning = { readonly code: GroupWarningCode; readonly source: string; readonly details: Readonly<Record<string, string>> }

const inspection = 'HD 727/HD-NHCS (11/02/2026), mục II.2'

/** What an inspection of the group would note. Warnings all: whether to act on them is for people to decide. */
export function committeeWarnings({ leader, deputy, ...group }: Committee): readonly GroupWarning[] {
	const both = [leader, deputy].filter((one) => one !== null)
	const warnings = [...sizeWarnings(group)]
	if (leader === null) warnings.push({ code: 'no-leader', source: inspection, details: {} })
	if (leader !== null && deputy !== null && both.some((one) => one.kinship !== null && one.kinship !== 'none')) {
		warnings.push({ code: 'committee-is-kin', source: inspection, details: {} })
	}
	if (both.some((one) => one.inStandingCommittee)) warnings.push({ code: 'in-standing-committee', source: inspection, details: {} })
	if (both.some((one) => one.leadsForAnotherBank)) warnings.push({ code: 'leads-for-another-bank', source: inspection, details: {} })
	return warnings
}

/** Whether a group is smaller or larger than the rule of the day has it. */
export function sizeWarnings({ size, sizeRule }: Pick<Committee, 'size' | 'sizeRule'>): readonly GroupWarning[] {
	if (sizeRule === null) return []
	const { min, max, source } = sizeRule
	const details = { size: String(size), min: String(min), max: String(max) }
	if (size < min) return [{ code: 'too-small', source, details }]
	return size > max ? [{ code: 'too-large', source, details }] : []
}

export function groupWarningSentence(warning: GroupWarning, language: Language): string {
	return sentences[warning.code][language].replace(/\{(\w+)\}/g, (whole, name: string) => warning.details[name] ?? whole)
}

const sentences: Readonly<Record<GroupWarningCode, Readonly<Record<Language, string>>>> = {
	'too-small': { vi: 'Tổ có {size} tổ viên, quy định từ {min} đến {max}', en: 'The group has {size} members; the rule is {min} to {max}' },
	'too-large': { vi: 'Tổ có {size} tổ viên, quy định từ {min} đến {max}', en: 'The group has {size} members; the rule is {min} to {max}' },
	'no-leader': { vi: 'Tổ chưa có tổ trưởng', en: 'The group has no leader' },
	'committee-is-kin': {
		vi: 'Tổ trưởng và tổ phó là vợ chồng, cha mẹ, con hoặc anh chị em ruột',
		en: 'The leader and the deputy are spouses, parent and child, or siblings',
	},
	'in-standing-committee': {
		vi: 'Ban quản lý tổ có người trong Ban Thường vụ của hội, đoàn thể cấp xã',
		en: 'The leader or deputy sits in the standing committee of the commune’s union',
	},
	'leads-for-another-bank': {
		vi: 'Ban quản lý tổ có người đang là tổ trưởng của tổ thuộc ngân hàng khác',
		en: 'The leader or deputy leads a group of another bank',
	},
}
