import { cells, type Paper } from '../documents/paper.js'
import type { Sheet, SheetRow } from '../documents/sheet.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { CircleTerms, TurnOrder } from '../rotation/terms.js'
import type { recordBookView } from '../rotation/views.js'
import { type Letter, letterhead } from './letterhead.js'

type Book = Pick<ReturnType<typeof recordBookView>, 'circle' | 'lines' | 'totals'>

/** What was agreed of a circle, and with whom: a part of its record book (NĐ 19/2019/NĐ-CP Art. 12). */
export type CircleAgreement = Pick<CircleTerms, 'days' | 'order' | 'reward'> & {
	readonly lateYearly: Rate
	readonly members: readonly {
		readonly name: string
		/** Put in at each turn. */
		readonly amount: Money
		readonly drew: readonly number[]
	}[]
}

/**
 * The record book of a rotating fund (sổ họ) on paper (NĐ 19/2019/NĐ-CP Art. 12): the agreement, who takes part with which share, the
 * day and the amount of each payment and draw, and a column to sign in.
 */
export function circleBookPaper({ circle, lines, totals }: Book, agreement: CircleAgreement, letter: Letter): Paper {
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
					...agreed(circle.agreementNo, agreement, language),
				],
			},
			{
				is: 'table',
				titles: [membersWord[language]],
				columns: [
					{ header: noWord[language], width: 26, align: 'center' },
					{ header: nameWord[language], width: '*' },
					{ header: shareWord[language], width: 'amount' },
					{ header: drewWord[language], width: 60, align: 'center' },
					{ header: signatureWord[language], width: 90 },
				],
				rows: agreement.members.map(({ name, amount, drew }, index) => cells(String(index + 1), name, amount, drew.join(', '), '')),
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

/** The same as a workbook, for an organiser who goes on with it by hand. */
export function circleBookSheet({ circle, lines, totals }: Book, agreement: CircleAgreement, { language, knownAt }: Letter): Sheet {
	async function* rows(): AsyncGenerator<SheetRow> {
		for (const { on, turn, member, what, paid, drawn, interest, receiptNo } of lines)
			yield {
				on,
				turn,
				member: named(member, what, language),
				paid: paid || null,
				drawn: drawn || null,
				interest: interest || null,
				receiptNo,
			}
	}
	const facts = [
		`${organiserWord[language]}: ${circle.organiser.name}`,
		`${shareWord[language]}: ${vietnameseNumber(circle.shareAmount)} đồng × ${circle.shares}`,
		...agreed(circle.agreementNo, agreement, language).map(([name, value]) => `${name}: ${value}`),
	]
	return {
		name: title.vi,
		heading: [title[language], `${circle.name} (${circle.code})`, facts.join(' · ')],
		columns: [
			{ key: 'on', header: dayWord[language], kind: 'date' },
			{ key: 'turn', header: turnWord[language], kind: 'count', width: 8 },
			{ key: 'member', header: nameWord[language], kind: 'text', width: 36 },
			{ key: 'paid', header: paidWord[language], kind: 'money', width: 16 },
			{ key: 'drawn', header: drawnWord[language], kind: 'money', width: 16 },
			{ key: 'interest', header: interestWord[language], kind: 'money', width: 14 },
			{ key: 'receiptNo', header: receiptWord[language], kind: 'text', width: 14 },
			{ key: 'signature', header: signatureWord[language], kind: 'text', width: 20 },
		],
		rows: rows(),
		footer: () => [{ member: total[language], ...totals }],
		signers: [organiserWord[language]],
		madeAt: knownAt,
	}
}

/** What was agreed, fact by fact (Art. 7): the turns and their days, how one draws, what the organiser has of it, what late shares bear. */
function agreed(
	agreementNo: string | null,
	{ days, order, reward, lateYearly }: CircleAgreement,
	language: Language,
): readonly (readonly [string, string])[] {
	const [first, last] = [days[0], days.at(-1)]
	const commission = reward.kind === 'commission' ? ` ${vietnameseNumber(reward.amount)} đồng` : ''
	return [
		...(agreementNo === null ? [] : [[agreementWord[language], agreementNo] as const]),
		...(first === undefined || last === undefined
			? []
			: [[turnsWord[language], `${days.length}; ${vietnameseDate(first)} – ${vietnameseDate(last)}`] as const]),
		[orderWord[language], orders[order][language]],
		[rewardWord[language], `${rewards[reward.kind][language]}${commission}`],
		[lateWord[language], vietnamesePercent(rateFraction(lateYearly))],
	]
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
const orders: Readonly<Record<TurnOrder, Words>> = {
	fixed: { vi: 'theo thứ tự đã thoả thuận', en: 'in the agreed order' },
	lot: { vi: 'bốc thăm', en: 'by lot' },
	need: { vi: 'theo nhu cầu, tập thể quyết định', en: 'by need, as the members decide' },
	bid: { vi: 'trả lãi cao nhất', en: 'to who offers most' },
}
const rewards: Readonly<Record<CircleAgreement['reward']['kind'], Words>> = {
	none: { vi: 'không', en: 'none' },
	'first-pot': { vi: 'đầu thảo', en: 'the first pot' },
	commission: { vi: 'hoa hồng mỗi kỳ', en: 'a commission each turn' },
}
const membersWord: Words = { vi: 'Danh sách thành viên', en: 'Members' }
const noWord: Words = { vi: 'Số TT', en: 'No.' }
const drewWord: Words = { vi: 'Đã lĩnh kỳ', en: 'Drew turn' }
const receiptWord: Words = { vi: 'Số biên nhận', en: 'Receipt' }
const agreementWord: Words = { vi: 'Văn bản thoả thuận số', en: 'Agreement' }
const turnsWord: Words = { vi: 'Số kỳ mở họ', en: 'Turns' }
const orderWord: Words = { vi: 'Thể thức lĩnh họ', en: 'Who draws' }
const rewardWord: Words = { vi: 'Chủ họ được hưởng', en: 'The organiser has' }
const lateWord: Words = { vi: 'Lãi chậm góp một năm', en: 'Late shares bear a year' }
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
