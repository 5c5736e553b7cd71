import type { Paper, PaperPart } from '../documents/paper.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import { type LoanHeading, lenderName } from '../papers/loan-heading.js'
import { type Party, partyFacts } from './contract-paper.js'

export type ExtensionWish = {
	readonly loanCode: string
	readonly bankCode: string | null
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly outstanding: Money
	readonly interestUnpaid: Money
	readonly maturityOn: CalendarDate | null
	readonly months: number | null
	/** Where it would come to. */
	readonly newMaturityOn: CalendarDate | null
	readonly reason: string | null
}

/** What a borrower writes who asks for a longer term or later instalments (08/TD); what is not known is left to be written in. */
export function extensionPaper(wish: ExtensionWish, party: Party, heading: LoanHeading, letter: Letter): Paper {
	const { language } = letter
	const { loanCode, bankCode, signedOn, principal, outstanding, interestUnpaid, maturityOn, months, newMaturityOn, reason } = wish
	const text = (given: string): PaperPart => ({ is: 'text', text: given })
	const amount = (value: Money): string => `${vietnameseNumber(value)} đồng (${amountInWords(value)})`
	return {
		...letterhead(letter),
		title: words.title[language],
		subtitle: [words.form[language]],
		parts: [
			{ is: 'text', text: `${words.to[language]}: ${lenderName(heading, language)}`, isBold: true },
			{ is: 'facts', facts: partyFacts(party, heading, language) },
			{
				is: 'facts',
				facts: [
					[words.loan[language], bankCode === null ? loanCode : `${loanCode}; ${words.bankCode[language]} ${bankCode}`],
					[words.lent[language], `${vietnameseNumber(principal)} đồng, ${vietnameseDate(signedOn)}`],
					[words.owed[language], amount(outstanding)],
					[words.interest[language], amount(interestUnpaid)],
					[words.maturity[language], maturityOn === null ? dots : vietnameseDate(maturityOn)],
				],
			},
			text(`${words.reason[language]}: ${reason ?? line}`),
			...(reason === null ? [text(line), text(line)] : []),
			{
				is: 'facts',
				facts: [
					[words.wish[language], `${months === null ? dots : String(months)} ${words.months[language]}`],
					[words.newMaturity[language], newMaturityOn === null ? dots : vietnameseDate(newMaturityOn)],
				],
			},
			text(words.promise[language]),
			{ is: 'heading', text: words.answers[language] },
			text(`${words.group[language]}: ${line}`),
			text(`${words.lenderSays[language]}: ${line}`),
		],
		signers: [
			{ office: words.borrower[language], name: party.name },
			{ office: words.leader[language], name: heading.groupLeader },
			{ office: words.union[language], name: null },
			{ office: words.lender[language], name: null },
		],
	}
}

const dots = '…'.repeat(12)
const line = '…'.repeat(34)
const words = {
	title: { vi: 'GIẤY ĐỀ NGHỊ GIA HẠN, ĐIỀU CHỈNH KỲ HẠN NỢ', en: 'REQUEST FOR AN EXTENSION OR OTHER INSTALMENTS' },
	form: { vi: 'Theo mẫu 08/TD; nội dung chờ đối chiếu với bản của ngân hàng', en: 'After form 08/TD; to be compared with the bank’s own' },
	to: { vi: 'Kính gửi', en: 'To' },
	loan: { vi: 'Khoản vay', en: 'Loan' },
	bankCode: { vi: 'khế ước', en: 'lender’s number' },
	lent: { vi: 'Số tiền đã vay, ngày vay', en: 'Lent' },
	owed: { vi: 'Dư nợ gốc', en: 'Principal owed' },
	interest: { vi: 'Lãi chưa trả', en: 'Interest unpaid' },
	maturity: { vi: 'Hạn trả cuối cùng', en: 'Last day' },
	reason: { vi: 'Lý do chưa trả được nợ đúng hạn', en: 'Why it cannot be paid in time' },
	wish: { vi: 'Đề nghị kéo dài thêm', en: 'Asks for' },
	months: { vi: 'tháng', en: 'months more' },
	newMaturity: { vi: 'Hạn trả mới', en: 'New last day' },
	promise: {
		vi: 'Tôi cam kết trả nợ gốc và lãi đầy đủ, đúng thời hạn mới nếu được chấp thuận.',
		en: 'I promise to pay principal and interest in full by the new day if this is granted.',
	},
	answers: { vi: 'Ý kiến của tổ và của bên cho vay', en: 'What the group and the lender say' },
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	lenderSays: { vi: 'Bên cho vay', en: 'Lender' },
	borrower: { vi: 'Người vay', en: 'Borrower' },
	leader: { vi: 'Tổ trưởng', en: 'Group leader' },
	union: { vi: 'Hội Phụ nữ xã', en: 'Commune’s union' },
	lender: { vi: 'Bên cho vay', en: 'Lender' },
} satisfies Record<string, Words>
