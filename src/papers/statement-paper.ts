import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { Statement } from '../lending/statement.js'
import type { loanLine } from '../lending/views.js'
import { type Letter, letterhead } from './letterhead.js'
import { lenderName, type LoanHeading, loanFacts, loanTitle, signersOf } from './loan-heading.js'
import type { LenderStatements, LenderTotals } from './member-statement.js'
import type { Paper, PaperPart } from '../documents/paper.js'
import { closingParts, statementTable } from './statement-table.js'

type LoanLine = ReturnType<typeof loanLine>

/** A loan's account on paper, for the borrower, her group and the office to sign. */
export function loanStatementPaper(loan: LoanLine, statement: Statement, heading: LoanHeading, letter: Letter): Paper {
	const { language } = letter
	return {
		...statementHead(statement, letter),
		title: title[language],
		parts: [
			{ is: 'facts', facts: loanFacts(loan, heading, language) },
			statementTable(statement, language),
			...closingParts(statement, language),
		],
		signers: signersOf(heading, language),
	}
}

/** Everything that a member owes, lender by lender; what belongs to different lenders is never added. */
export function memberStatementPaper(
	member: { readonly name: string; readonly code: string; readonly hamlet: string | null; readonly communeName: string },
	lenders: readonly LenderStatements[],
	headings: ReadonlyMap<string, LoanHeading>,
	letter: Letter,
	period: Pick<Statement, 'from' | 'to'>,
): Paper {
	const { language } = letter
	const place = [member.hamlet, member.communeName].filter((part) => part !== null).join(', ')
	return {
		...statementHead(period, letter),
		title: memberTitle[language],
		parts: [
			{
				is: 'facts',
				facts: [
					[memberWord[language], `${member.name} (${member.code})`],
					[placeWord[language], place],
				],
			},
			...(lenders.length === 0 ? [{ is: 'text' as const, text: noLoans[language] }] : []),
			...lenders.flatMap((one, index) => lenderParts(one, index, headings, language)),
			...(lenders.length > 1 ? [{ is: 'text' as const, text: neverAdded[language], isSmall: true }] : []),
		],
		signers: signersOf({ memberName: member.name, groupName: null, groupLeader: null }, language),
	}
}

function lenderParts(
	{ lender, entrusted, loans, totals }: LenderStatements,
	index: number,
	headings: ReadonlyMap<string, LoanHeading>,
	language: Language,
): readonly PaperPart[] {
	const money = entrusted ? entrustedMoney[language] : ownMoney[language]
	const name = lenderName({ lender: { ...lender, entrusted } }, language)
	return [
		...loans.flatMap(({ loan, ...statement }, place): readonly PaperPart[] => {
			const heading = headings.get(loan.id)
			const title = heading === undefined ? loan.code : loanTitle(loan, heading, language)
			const titles = place === 0 ? [`${index + 1}. ${name} (${money})`, title] : [title]
			return [{ ...statementTable(statement, language), titles, hasPageTotals: false }, ...closingParts(statement, language)]
		}),
		totalsText(totals, name, language),
	]
}

function totalsText(totals: LenderTotals, name: string, language: Language): PaperPart {
	const { loans, closing, balances } = totals
	const told = [
		`${outstandingWord[language]} ${vietnameseNumber(closing.outstanding)}`,
		`${interestWord[language]} ${vietnameseNumber(closing.interestUnpaid)}`,
		...(closing.lateInterest === 0n ? [] : [`${lateWord[language]} ${vietnameseNumber(closing.lateInterest)}`]),
		`${payOffWord[language]} ${vietnameseNumber(balances.payOff)} đồng`,
	]
	return { is: 'text', text: `${totalOf[language]} ${name}, ${loans} ${loansWord[language]}: ${told.join('; ')}.`, isBold: true }
}

function statementHead({ from, to }: Pick<Statement, 'from' | 'to'>, letter: Letter) {
	const { language } = letter
	const head = letterhead({ ...letter, asOf: to })
	if (from === null) return head
	return { ...head, subtitle: [`${fromWord[language]} ${vietnameseDate(from)} ${toWord[language]} ${vietnameseDate(to)}`] }
}

const title: Words = { vi: 'SAO KÊ KHOẢN VAY', en: 'STATEMENT OF A LOAN' }
const memberTitle: Words = { vi: 'SAO KÊ CÁC KHOẢN VAY CỦA THÀNH VIÊN', en: "STATEMENT OF A MEMBER'S LOANS" }
const memberWord: Words = { vi: 'Thành viên', en: 'Member' }
const placeWord: Words = { vi: 'Nơi ở', en: 'Lives in' }
const noLoans: Words = { vi: 'Không có khoản vay nào.', en: 'There is no loan.' }
const neverAdded: Words = {
	vi: 'Tiền của các bên cho vay khác nhau không cộng với nhau: vốn uỷ thác là của ngân hàng, vốn tự có là của Hội và của quỹ.',
	en: 'What belongs to different lenders is not added: entrusted money is the bank’s, own money the Union’s or its fund’s.',
}
const entrustedMoney: Words = { vi: 'vốn uỷ thác', en: 'entrusted money' }
const ownMoney: Words = { vi: 'vốn tự có', en: 'own money' }
const outstandingWord: Words = { vi: 'dư nợ gốc', en: 'outstanding principal' }
const interestWord: Words = { vi: 'lãi đến hạn chưa trả', en: 'interest due and unpaid' }
const lateWord: Words = { vi: 'lãi chậm trả', en: 'late interest' }
const payOffWord: Words = { vi: 'tất toán cần', en: 'to close them' }
const totalOf: Words = { vi: 'Cộng', en: 'Total of' }
const loansWord: Words = { vi: 'khoản vay', en: 'loans' }
const fromWord: Words = { vi: 'Từ ngày', en: 'From' }
const toWord: Words = { vi: 'đến ngày', en: 'to' }
