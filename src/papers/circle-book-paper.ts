import { cells, type Paper } from '../documents/paper.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { recordBookView } from '../rotation/views.js'
import { type Letter, letterhead } from './letterhead.js'

/** The record book of a rotating fund (sổ họ) on paper, with a column to sign in (NĐ 19/2019/NĐ-CP Art. 12). */
export function circleBookPaper({ circle, lines, totals }: ReturnType<typeof recordBookView>, letter: Letter): Paper {
	const { language } = letter
	return {
		...letterhead(letter),
		title: title[language],
		parts: [
			{
				is: 'facts',
				facts: [
					[circleWord[language], `${circle.name} (${circle.code})`],
					[organiserWord[language], circle.organiser.name],
					[openedWord[language], vietnameseDate(circle.openedOn)],
					[shareWord[language], `${vietnameseNumber(circle.shareAmount)} đồng × ${circle.shares}`],
				],
			},
			{
				is: 'table',
				columns: [
					{ header: dayWord[language], width: 58, align: 'center' },
					{ header: turnWord[language], width: 24, align: 'center' },
					{ header: nameWord[language], width: '*' },
					{ header: paidWord[language], width: 'amount' },
					{ header: drawnWord[language], width: 'amount' },
					{ header: interestWord[language], width: 'amount' },
					{ header: signatureWord[language], width: 70 },
				],
				rows: [
					...lines.map(({ on, turn, member, what, paid, drawn, interest }) =>
						cells(vietnameseDate(on), String(turn ?? ''), named(member, what, language), paid || null, drawn || null, interest || null, ''),
					),
					{ is: 'total', cells: [total[language], '', '', totals.paid, totals.drawn, totals.interest, ''] },
				],
			},
		],
		signers: [{ office: organiserWord[language], name: circle.organiser.name }],
	}
}

/** What is not an ordinary share or draw is named beside her. */
function named(member: string, what: string, language: Language): string {
	const word = others[what]
	return word === undefined ? member : `${member} (${word[language]})`
}

const others: Readonly<Record<string, Words>> = {
	advanced: { vi: 'ứng thay', en: 'advanced for her' },
	repaid: { vi: 'trả người ứng thay', en: 'paid back' },
	'late-interest-paid': { vi: 'lãi chậm góp', en: 'late interest' },
	left: { vi: 'rút khỏi dây họ', en: 'left' },
	defaulted: { vi: 'vi phạm, góp thay', en: 'in default, covered' },
}
const title: Words = { vi: 'SỔ HỌ', en: 'RECORD BOOK OF A ROTATING FUND' }
const circleWord: Words = { vi: 'Dây họ', en: 'Rotating fund' }
const organiserWord: Words = { vi: 'Chủ họ', en: 'Organiser' }
const openedWord: Words = { vi: 'Mở ngày', en: 'Opened on' }
const shareWord: Words = { vi: 'Phần họ một kỳ', en: 'Shares of one turn' }
const dayWord: Words = { vi: 'Ngày', en: 'Day' }
const turnWord: Words = { vi: 'Kỳ', en: 'Turn' }
const nameWord: Words = { vi: 'Họ và tên', en: 'Name' }
const paidWord: Words = { vi: 'Góp họ', en: 'Paid' }
const drawnWord: Words = { vi: 'Lĩnh họ', en: 'Drawn' }
const interestWord: Words = { vi: 'Lãi', en: 'Interest' }
const signatureWord: Words = { vi: 'Ký nhận', en: 'Signature' }
const total: Words = { vi: 'Cộng', en: 'Total' }
