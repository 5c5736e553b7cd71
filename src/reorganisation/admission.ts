import type { Kinship } from '../groups/committee.js'
import { type Language, sentence } from '../kernel/refusal.js'

/** What is known of a woman who is admitted. */
export type Admitted = {
	/** Savings-and-loan groups of the same lender that she is in on that day. */
	readonly otherGroups: readonly { readonly code: string; readonly name: string }[]
	readonly declaredKin: Kinship | null
	/** The leader or the deputy to whom she is married, as the register says. */
	readonly marriedTo: string | null
}

const bankRule = 'NHCSXH: mỗi người vào một tổ TK&VV; quy ước của dự án'
const inspection = 'HD 727/HD-NHCS (11/02/2026), mục II.2'

const words = {
	'admission.in-another-group': {
		vi: 'Đang là tổ viên của tổ {name} ({code}) thuộc cùng ngân hàng',
		en: 'She is a member of the group {name} ({code}) of the same lender',
	},
	'admission.kin-of-committee': {
		vi: 'Là người thân của tổ trưởng hoặc tổ phó: không giữ chức trong ban quản lý tổ',
		en: 'She is kin of the leader or the deputy: she is not to hold the other office',
	},
	'admission.spouse-of-committee': {
		vi: 'Là vợ, chồng của {name} trong ban quản lý tổ',
		en: 'She is married to {name}, who leads the group or is deputy',
	},
} as const

/** What is to be looked at when somebody is admitted. Warnings all: whether to act on them is for people to decide. */
export function admissionWarnings({ otherGroups, declaredKin, marriedTo }: Admitted, language: Language) {
	const warning = (code: keyof typeof words, source: string, details: Record<string, string> = {}) => ({
		code,
		message: sentence(words[code], language, details),
		source,
	})
	return [
		...otherGroups.map((group) => warning('admission.in-another-group', bankRule, group)),
		...(declaredKin === null || declaredKin === 'none' ? [] : [warning('admission.kin-of-committee', inspection)]),
		...(marriedTo === null ? [] : [warning('admission.spouse-of-committee', inspection, { name: marriedTo })]),
	]
}
