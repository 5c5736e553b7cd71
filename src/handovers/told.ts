import type { Money } from '../kernel/money.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'

/** What the two leaders told of their members' accounts, in đồng as text, and what our books say of the same day. */
export type Told = { readonly told: Money | undefined; readonly booked: Money }

const source = 'quyết định của dự án: bàn giao đối chiếu với sổ'

const sentences = {
	'loans-differ': {
		vi: 'Biên bản ghi dư nợ {told} đồng, sổ ghi {booked} đồng',
		en: 'The minutes say that {told} đồng are owed, the books say {booked} đồng',
	},
	'savings-differ': {
		vi: 'Biên bản ghi tiền tiết kiệm {told} đồng, sổ ghi {booked} đồng',
		en: 'The minutes say that {told} đồng are saved, the books say {booked} đồng',
	},
} as const satisfies Readonly<Record<string, Words>>

/** Says where what was told is not what the books hold; what was not told is not compared. A warning: the new leader signed for it. */
export function toldOtherwise(code: keyof typeof sentences, { told, booked }: Told, language: Language) {
	if (told === undefined || told === booked) return []
	const message = sentence(sentences[code], language, { told: String(told), booked: String(booked) })
	return [{ code: `handover.${code}`, message, source }]
}
