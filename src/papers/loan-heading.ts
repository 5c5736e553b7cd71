import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { loanLine } from '../lending/views.js'
import type { Paper } from '../documents/paper.js'

/** What a paper says of a loan at its head: who lends, under which programme, to whom, through which group, where. */
export type LoanHeading = {
	readonly lender: {
		readonly id: string
		readonly code: string
		readonly name: string
		readonly nameEn: string
		readonly entrusted: boolean
	}
	readonly product: Words
	readonly memberName: string | null
	readonly memberCode: string | null
	readonly groupName: string | null
	readonly groupCode: string | null
	readonly groupLeader: string | null
	readonly communeName: string | null
}

type LoanLine = ReturnType<typeof loanLine>

/** The head of a loan's paper, fact by fact. */
export function loanFacts(loan: LoanLine, heading: LoanHeading, language: Language): readonly (readonly [string, string])[] {
	const { lender, product, memberName, memberCode, groupName, groupCode, communeName } = heading
	const facts: readonly (readonly [Words, string | null])[] = [
		[borrower, memberName === null ? named(groupName, groupCode) : named(memberName, memberCode)],
		[group, memberName === null ? null : named(groupName, groupCode)],
		[commune, communeName],
		[lenderWord, lenderName(heading, language)],
		[productWord, product[language]],
		[loanCode, loan.externalCode === null ? loan.code : `${loan.code}; ${bankCode[language]} ${loan.externalCode}`],
		[signed, `${vietnameseDate(loan.signedOn)}; ${vietnameseNumber(loan.principal)} đồng`],
		[purpose, loan.purpose],
	]
	return facts
		.flatMap(([name, value]) => (value === null ? [] : [[name[language], value] as const]))
		.concat(lender.entrusted ? [[money[language], entrusted[language]]] : [])
}

/** A loan in one line, where several stand on one paper. */
export function loanTitle(loan: LoanLine, { product, groupName }: LoanHeading, language: Language): string {
	const codes = loan.externalCode === null ? loan.code : `${loan.code} (${bankCode[language]} ${loan.externalCode})`
	return [
		codes,
		product[language],
		`${signed[language].toLowerCase()} ${vietnameseDate(loan.signedOn)}`,
		`${vietnameseNumber(loan.principal)} đồng`,
		groupName,
	]
		.filter((part) => part !== null)
		.join(' · ')
}

/** A lender by its name in the reader's language. */
export function lenderName({ lender }: Pick<LoanHeading, 'lender'>, language: Language): string {
	return language === 'vi' ? lender.name : lender.nameEn
}

/** Who signs a loan's paper. */
export function signersOf(
	{ memberName, groupName, groupLeader }: Pick<LoanHeading, 'memberName' | 'groupName' | 'groupLeader'>,
	language: Language,
): Paper['signers'] {
	return [
		{ office: borrower[language], name: memberName ?? groupName },
		{ office: leader[language], name: groupLeader },
		{ office: clerk[language], name: null },
	]
}

function named(name: string | null, code: string | null): string | null {
	return name === null ? null : code === null ? name : `${name} (${code})`
}

const borrower: Words = { vi: 'Người vay', en: 'Borrower' }
const leader: Words = { vi: 'Tổ trưởng', en: 'Group leader' }
const clerk: Words = { vi: 'Người lập bảng', en: 'Prepared by' }
const group: Words = { vi: 'Tổ, nhóm', en: 'Group' }
const commune: Words = { vi: 'Địa bàn', en: 'Commune' }
const lenderWord: Words = { vi: 'Bên cho vay', en: 'Lender' }
const productWord: Words = { vi: 'Chương trình', en: 'Programme' }
const loanCode: Words = { vi: 'Mã khoản vay', en: 'Loan' }
const bankCode: Words = { vi: 'khế ước', en: "lender's number" }
const signed: Words = { vi: 'Ký ngày', en: 'Signed on' }
const purpose: Words = { vi: 'Mục đích', en: 'Purpose' }
const money: Words = { vi: 'Nguồn vốn', en: 'Money' }
const entrusted: Words = {
	vi: 'vốn uỷ thác của ngân hàng, không phải tiền của Hội',
	en: 'entrusted by the bank; it is not the Union’s',
}
