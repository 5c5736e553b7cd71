import { cells, type Paper, type PaperPart } from '../documents/paper.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { StatementLine } from '../lending/statement.js'
import { type Letter, letterhead } from '../papers/letterhead.js'

/** A loan as her passbook tells it: a line for each time that money changed hands. In đồng. */
export type PassbookLoan = {
	readonly code: string
	readonly externalCode: string | null
	readonly productName: string
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly lines: readonly StatementLine[]
	readonly outstanding: Money
}

export type PassbookSavings = {
	readonly code: string
	readonly externalCode: string | null
	readonly productName: string
	readonly openedOn: CalendarDate
	readonly lines: readonly {
		readonly on: CalendarDate
		readonly text: string
		readonly deposit: Money
		readonly interest: Money
		readonly withdrawal: Money
		readonly offset: Money
		readonly balance: Money
		readonly receiptNo: string | null
	}[]
	readonly balance: Money
}

/** What she has with one lender; what is with another is never added to it. */
export type PassbookPart = {
	readonly lender: string
	readonly loans: readonly PassbookLoan[]
	readonly savings: readonly PassbookSavings[]
}

/** Whose passbook it is. */
export type Passbook = {
	readonly member: { readonly code: string; readonly name: string; readonly hamlet: string | null; readonly communeName: string }
	readonly group: { readonly name: string; readonly code: string; readonly leader: string | null } | null
	readonly parts: readonly PassbookPart[]
}

/** A member's passbook (sổ vay vốn và tiết kiệm): her loans and her savings, lender by lender, with a place to sign at each line. */
export function passbookPaper({ member, group, parts }: Passbook, letter: Letter): Paper {
	const { language } = letter
	const place = [member.hamlet, member.communeName].filter((part) => part !== null && part !== '').join(', ')
	return {
		...letterhead(letter),
		title: words.title[language],
		parts: [
			{
				is: 'facts',
				facts: [
					[words.member[language], `${member.name} (${member.code})`],
					[words.place[language], place],
					...(group === null
						? []
						: [
								[words.group[language], `${group.name} (${group.code})`] as const,
								[words.leader[language], group.leader ?? '…………………………'] as const,
							]),
				],
			},
			...(parts.length === 0 ? [{ is: 'text' as const, text: words.nothing[language] }] : []),
			...parts.flatMap((part) => lenderParts(part, language)),
			{ is: 'text', text: words.keep[language], isSmall: true },
		],
		signers: [
			{ office: words.member[language], name: member.name },
			{ office: words.leader[language], name: group?.leader ?? null },
		],
	}
}

function lenderParts({ lender, loans, savings }: PassbookPart, language: Language): readonly PaperPart[] {
	return [
		{ is: 'heading', text: lender },
		...loans.map((loan) => loanTable(loan, language)),
		...savings.map((account) => savingsTable(account, language)),
	]
}

function loanTable(loan: PassbookLoan, language: Language): PaperPart {
	const { code, externalCode, productName, signedOn, principal, outstanding } = loan
	const signed = `${words.signed[language]} ${vietnameseDate(signedOn)}, ${vietnameseNumber(principal)} đồng`
	return {
		is: 'table',
		hasPageTotals: true,
		titles: [[words.loan[language], codes(code, externalCode), productName, signed].join(' · ')],
		columns: [
			{ header: words.day[language], width: 48, align: 'center' },
			{ header: words.what[language], width: '*' },
			{ header: words.lent[language], width: 'amount', sumName: words.lent[language].toLowerCase() },
			{ header: words.principal[language], width: 'amount', sumName: words.principal[language].toLowerCase() },
			{ header: words.interest[language], width: 'amount', sumName: words.interest[language].toLowerCase() },
			{ header: words.outstanding[language], width: 'amount' },
			{ header: words.signature[language], width: 62 },
		],
		rows: [
			...loan.lines.filter(movesMoney).map((line) => {
				const less = add(line.principal, line.writtenOff)
				const interest = add(line.interest, line.lateInterest)
				return cells(
					vietnameseDate(line.on),
					named(line.text, line.receiptNo),
					line.lent || null,
					less || null,
					interest || null,
					line.outstandingAfter,
					null,
				)
			}),
			{ is: 'total', cells: [null, words.owed[language], null, null, null, outstanding, null] },
		],
	}
}

/** Interest that falls due is no line of a passbook: nothing is signed for it. */
function movesMoney({ lent, principal, interest, lateInterest, writtenOff }: StatementLine): boolean {
	return [lent, principal, interest, lateInterest, writtenOff].some((amount) => amount !== 0n)
}

function savingsTable({ code, externalCode, productName, openedOn, lines, balance }: PassbookSavings, language: Language): PaperPart {
	return {
		is: 'table',
		hasPageTotals: true,
		titles: [
			[words.savings[language], codes(code, externalCode), productName, `${words.opened[language]} ${vietnameseDate(openedOn)}`].join(
				' · ',
			),
		],
		columns: [
			{ header: words.day[language], width: 48, align: 'center' },
			{ header: words.what[language], width: '*' },
			{ header: words.deposit[language], width: 'amount', sumName: words.deposit[language].toLowerCase() },
			{ header: words.credited[language], width: 'amount', sumName: words.credited[language].toLowerCase() },
			{ header: words.withdrawal[language], width: 'amount', sumName: words.withdrawal[language].toLowerCase() },
			{ header: words.balance[language], width: 'amount' },
			{ header: words.signature[language], width: 62 },
		],
		rows: [
			...lines.map(({ on, text, deposit, interest, withdrawal, offset, balance: after, receiptNo }) =>
				cells(vietnameseDate(on), named(text, receiptNo), deposit || null, interest || null, add(withdrawal, offset) || null, after, null),
			),
			{ is: 'total', cells: [null, words.saved[language], null, null, null, balance, null] },
		],
	}
}

function codes(code: string, externalCode: string | null): string {
	return externalCode === null ? code : `${code} (${externalCode})`
}

function named(text: string, receiptNo: string | null): string {
	return receiptNo === null ? text : `${text}, ${receiptNo}`
}

const words = {
	title: { vi: 'SỔ VAY VỐN VÀ TIẾT KIỆM', en: 'PASSBOOK OF LOANS AND SAVINGS' },
	member: { vi: 'Thành viên', en: 'Member' },
	place: { vi: 'Nơi ở', en: 'Home' },
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	leader: { vi: 'Tổ trưởng', en: 'Group leader' },
	nothing: { vi: 'Chưa có khoản vay hay sổ tiết kiệm nào.', en: 'There are no loans and no savings yet.' },
	keep: {
		vi: 'Ký nhận mỗi lần giao tiền. Thấy số nào không đúng, báo ngay cho tổ trưởng hoặc Hội Phụ nữ xã.',
		en: 'Sign whenever money changes hands. Where an amount is not right, tell the group leader or the commune’s union at once.',
	},
	loan: { vi: 'Khoản vay', en: 'Loan' },
	savings: { vi: 'Tiết kiệm', en: 'Savings' },
	signed: { vi: 'ký ngày', en: 'signed on' },
	opened: { vi: 'mở ngày', en: 'opened on' },
	day: { vi: 'Ngày', en: 'Day' },
	what: { vi: 'Diễn giải', en: 'What' },
	lent: { vi: 'Số vay', en: 'Lent' },
	principal: { vi: 'Trả gốc', en: 'Principal' },
	interest: { vi: 'Trả lãi', en: 'Interest' },
	outstanding: { vi: 'Dư nợ', en: 'Owed' },
	deposit: { vi: 'Gửi', en: 'Deposit' },
	credited: { vi: 'Lãi', en: 'Interest' },
	withdrawal: { vi: 'Rút', en: 'Withdrawn' },
	balance: { vi: 'Số dư', en: 'Balance' },
	signature: { vi: 'Ký nhận', en: 'Signature' },
	owed: { vi: 'Dư nợ gốc hiện nay', en: 'Owed now' },
	saved: { vi: 'Số dư hiện nay', en: 'Saved now' },
} as const satisfies Record<string, Words>
