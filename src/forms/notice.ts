import { cells, type Paper, type PaperPart, type PaperQr, unlessZero } from '../documents/paper.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, sum } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import type { DueInPeriod } from '../lending/due-list.js'
import { type Letter, letterhead } from '../papers/letterhead.js'

export type NoticeLoan = DueInPeriod & { readonly loanId: string; readonly code: string; readonly product: Words }

/** What one borrower is asked for, lender by lender: what belongs to different lenders is never added. */
export type Notice = {
	readonly borrowerId: string | null
	readonly borrowerCode: string
	readonly borrowerName: string
	readonly groupName: string | null
	readonly groupLeader: string | null
	readonly place: string | null
	readonly lenders: readonly {
		readonly lenderId: string
		readonly communeId: string
		readonly name: Words
		readonly loans: readonly NoticeLoan[]
	}[]
}

/** All that is asked for on a loan by the end of the period, in đồng. */
export function askedFor(loan: DueInPeriod): Money {
	return add(overdueOf(loan), add(loan.principal, loan.interest))
}

/** What of it was due before the period. */
export function overdueOf({ carriedPrincipal, carriedInterest, lateInterest }: DueInPeriod): Money {
	return sum([carriedPrincipal, carriedInterest, lateInterest])
}

/** A notice for one borrower; a code for each lender that takes transfers. */
export function noticePaper(notice: Notice, until: CalendarDate, qrs: ReadonlyMap<string, PaperQr>, letter: Letter): Paper {
	const { language } = letter
	const isOverdue = notice.lenders.some(({ loans }) => loans.some((loan) => overdueOf(loan) > 0n))
	const facts: readonly (readonly [Words, string | null])[] = [
		[words.to, `${notice.borrowerName} (${notice.borrowerCode})`],
		[words.group, notice.groupName],
		[words.place, notice.place],
	]
	return {
		...letterhead(letter),
		title: (isOverdue ? words.titleOverdue : words.title)[language],
		subtitle: [sentence(words.period, language, { from: vietnameseDate(letter.asOf), until: vietnameseDate(until) })],
		parts: [
			{ is: 'facts', facts: facts.flatMap(([name, value]) => (value === null ? [] : [[name[language], value] as const])) },
			...notice.lenders.flatMap((lender) => lenderParts(lender, qrs.get(lender.lenderId) ?? null, language)),
			{ is: 'text', text: words.please[language] },
		],
		signers: [
			{ office: words.receiver[language], name: notice.borrowerName },
			{ office: words.leader[language], name: notice.groupLeader },
			{ office: words.union[language], name: null },
		],
	}
}

/** The page of a group of whom nobody is asked for anything. */
export function nothingDuePaper(groupName: string, until: CalendarDate, letter: Letter): Paper {
	const { language } = letter
	return {
		...letterhead(letter),
		title: words.title[language],
		subtitle: [sentence(words.period, language, { from: vietnameseDate(letter.asOf), until: vietnameseDate(until) })],
		parts: [
			{ is: 'facts', facts: [[words.group[language], groupName]] },
			{ is: 'text', text: words.nothing[language] },
		],
		signers: [],
	}
}

function lenderParts({ name, loans }: Notice['lenders'][number], qr: PaperQr | null, language: Language): readonly PaperPart[] {
	const total = sum(loans.map(askedFor))
	return [
		{ is: 'heading', text: name[language] },
		{
			is: 'table',
			columns: [
				{ header: words.loan[language], width: '*' },
				{ header: words.dueOn[language], width: 50, align: 'center' },
				{ header: words.overdue[language], width: 66 },
				{ header: words.principal[language], width: 66 },
				{ header: words.interest[language], width: 66 },
				{ header: words.sum[language], width: 66 },
				{ header: words.outstanding[language], width: 66 },
			],
			rows: [
				...loans.map((loan) =>
					cells(
						`${loan.code} · ${loan.product[language]}`,
						loan.firstDueOn === null ? null : vietnameseDate(loan.firstDueOn),
						unlessZero(overdueOf(loan)),
						unlessZero(loan.principal),
						unlessZero(loan.interest),
						askedFor(loan),
						loan.outstanding,
					),
				),
				{
					is: 'total',
					cells: [
						words.sum[language],
						null,
						sum(loans.map(overdueOf)),
						sum(loans.map(({ principal }) => principal)),
						sum(loans.map(({ interest }) => interest)),
						total,
						sum(loans.map(({ outstanding }) => outstanding)),
					],
				},
			],
		},
		{
			is: 'facts',
			facts: [
				[words.toPay[language], `${vietnameseNumber(total)} đồng`],
				[words.inWords[language], amountInWords(total)],
			],
			...(qr === null ? {} : { qr }),
		},
	]
}

const words = {
	title: { vi: 'THÔNG BÁO NỢ ĐẾN HẠN', en: 'NOTICE OF DEBT FALLING DUE' },
	titleOverdue: { vi: 'THÔNG BÁO NỢ ĐẾN HẠN VÀ QUÁ HẠN', en: 'NOTICE OF DUE AND OVERDUE DEBT' },
	period: { vi: 'Từ ngày {from} đến hết ngày {until}', en: 'From {from} to {until}' },
	to: { vi: 'Kính gửi', en: 'To' },
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	place: { vi: 'Địa bàn', en: 'Place' },
	loan: { vi: 'Khoản vay', en: 'Loan' },
	dueOn: { vi: 'Đến hạn', en: 'Due' },
	overdue: { vi: 'Quá hạn, lãi tồn', en: 'Overdue, carried' },
	principal: { vi: 'Gốc đến hạn', en: 'Principal due' },
	interest: { vi: 'Lãi đến hạn', en: 'Interest due' },
	sum: { vi: 'Cộng', en: 'Total' },
	outstanding: { vi: 'Dư nợ gốc', en: 'Principal owed' },
	toPay: { vi: 'Số tiền phải trả', en: 'To be paid' },
	inWords: { vi: 'Bằng chữ', en: 'In Vietnamese words' },
	please: {
		vi: 'Đề nghị chị thu xếp trả đúng hạn tại buổi họp tổ, tại điểm giao dịch xã hoặc chuyển khoản, và giữ biên lai. Nếu gặp khó khăn, xin báo ngay cho tổ trưởng.',
		en: 'Please pay in time, at the meeting, where the bank comes or by transfer, and keep the receipt. In difficulty, tell your leader at once.',
	},
	nothing: {
		vi: 'Trong thời gian này không có thành viên nào của tổ có nợ đến hạn hoặc quá hạn.',
		en: 'Nobody of the group owes anything in this period.',
	},
	receiver: { vi: 'Người nhận thông báo', en: 'Received by' },
	leader: { vi: 'Tổ trưởng', en: 'Group leader' },
	union: { vi: 'Hội Phụ nữ xã', en: 'Commune’s union' },
} satisfies Record<string, Words>
