import { cells, type Paper, type PaperPart, unlessZero } from '../documents/paper.js'
import { type CalendarDate, calendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Decimal, fractionOf } from '../kernel/decimal.js'
import { type Money, sum } from '../kernel/money.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import type { Rate } from '../kernel/rate.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import { type LoanHeading, lenderName } from '../papers/loan-heading.js'

/** Who borrows, as a contract names her; numbers masked for those who may not read them. */
export type Party = {
	readonly name: string
	readonly bornOn: string | null
	readonly birthYear: number | null
	readonly citizenId: string | null
	readonly address: string | null
	readonly hamlet: string | null
	readonly communeName: string | null
	readonly phone: string | null
}

export type ContractLoan = {
	readonly code: string
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly purpose: string | null
	readonly maturityOn: CalendarDate | null
	readonly yearly: Rate | null
	readonly interestMethod: 'declining' | 'flat' | 'none'
	readonly overdueFactor: string
}

export type ContractRow = {
	readonly no: number
	readonly dueOn: CalendarDate
	readonly principal: Money
	readonly interest: Money
	readonly total: Money
	readonly balanceAfter: Money
}

/** A contract of the Union's own funds (BLDS 2015, điều 463–470), and its annex on a page of its own: the schedule; both are signed. */
export function contractPapers(
	loan: ContractLoan,
	party: Party,
	rows: readonly ContractRow[],
	heading: LoanHeading,
	letter: Letter,
): readonly [contract: Paper, annex: Paper] {
	const { language } = letter
	const both = {
		...letterhead(letter),
		subtitle: [sentence(words.number, language, { code: loan.code, day: vietnameseDate(loan.signedOn) })],
		signers: [
			{ office: words.borrower[language], name: party.name },
			{ office: words.leader[language], name: heading.groupLeader },
			{ office: words.lender[language], name: null },
		],
	}
	const contract: readonly PaperPart[] = [
		{ is: 'text', text: words.basis[language] },
		{ is: 'heading', text: words.lender[language] },
		{
			is: 'facts',
			facts: [
				[words.name[language], lenderName(heading, language)],
				[words.by[language], dots],
			],
		},
		{ is: 'heading', text: words.borrower[language] },
		{ is: 'facts', facts: partyFacts(party, heading, language) },
		...articles(loan, rows, language),
		{ is: 'text', text: words.copies[language], isSmall: true },
	]
	return [
		{ ...both, title: words.title[language], parts: contract },
		{ ...both, title: words.annex[language], parts: [schedule(rows, language)] },
	]
}

/** Who borrows, fact by fact, with room to write what is not known. */
export function partyFacts(party: Party, heading: LoanHeading, language: Language): readonly (readonly [string, string])[] {
	const { name, bornOn, birthYear, citizenId, address, hamlet, communeName, phone } = party
	const facts: readonly (readonly [Words, string | null])[] = [
		[words.name, name],
		[words.born, bornOn === null ? (birthYear === null ? dots : String(birthYear)) : vietnameseDate(calendarDate(bornOn))],
		[words.citizenId, citizenId ?? dots],
		[words.address, [address, hamlet, communeName].filter((part) => part !== null && part !== '').join(', ') || dots],
		[words.phone, phone],
		[words.group, heading.groupName === null ? null : `${heading.groupName} (${heading.groupCode ?? ''})`],
	]
	return facts.flatMap(([label, value]) => (value === null ? [] : [[label[language], value] as const]))
}

function articles(loan: ContractLoan, rows: readonly ContractRow[], language: Language): readonly PaperPart[] {
	const { principal, purpose, maturityOn, yearly, interestMethod, overdueFactor } = loan
	const rate = yearly === null ? words.noInterest[language] : vietnamesePercent(fractionOf(new Decimal(yearly)))
	const said: readonly (readonly [Words, string])[] = [
		[words.amount, `${vietnameseNumber(principal)} đồng (${words.inWords[language]}: ${amountInWords(principal)})`],
		[words.purpose, purpose ?? dots],
		[
			words.term,
			sentence(words.termText, language, { count: String(rows.length), day: maturityOn === null ? dots : vietnameseDate(maturityOn) }),
		],
		[
			words.interest,
			interestMethod === 'none' || yearly === null
				? words.noInterest[language]
				: sentence(words.rateText, language, {
						rate,
						on: methods[interestMethod][language],
						overdue: vietnamesePercent(fractionOf(new Decimal(overdueFactor))),
					}),
		],
		[words.paying, words.payingText[language]],
		[words.duties, words.dutiesText[language]],
	]
	return said.flatMap(([title, text], index): readonly PaperPart[] => [
		{ is: 'text', text: `${words.article[language]} ${index + 1}. ${title[language]}`, isBold: true },
		{ is: 'text', text },
	])
}

function schedule(rows: readonly ContractRow[], language: Language): PaperPart {
	const of = (key: 'principal' | 'interest' | 'total'): Money => sum(rows.map((row) => row[key]))
	return {
		is: 'table',
		hasPageTotals: true,
		columns: [
			{ header: words.no[language], width: 28, align: 'center' },
			{ header: words.dueOn[language], width: 62, align: 'center' },
			...(['principal', 'interest', 'both'] as const).map((key) => ({
				header: words[key === 'interest' ? 'interestColumn' : key][language],
				width: '*' as const,
				sumName: words[key === 'interest' ? 'interestColumn' : key][language].toLowerCase(),
			})),
			{ header: words.left[language], width: '*' },
		],
		rows: [
			...rows.map((row) =>
				cells(String(row.no), vietnameseDate(row.dueOn), unlessZero(row.principal), row.interest, row.total, row.balanceAfter),
			),
			{ is: 'total', cells: [null, words.sum[language], of('principal'), of('interest'), of('total'), null] },
		],
	}
}

const dots = '…'.repeat(16)
const methods = {
	declining: { vi: 'dư nợ thực tế', en: 'the balance' },
	flat: { vi: 'số tiền vay ban đầu', en: 'the amount lent' },
} satisfies Record<Exclude<ContractLoan['interestMethod'], 'none'>, Words>
const words = {
	title: { vi: 'HỢP ĐỒNG VAY VỐN', en: 'LOAN CONTRACT' },
	number: { vi: 'Số: {code} · ký ngày {day}', en: 'No. {code} · signed on {day}' },
	basis: {
		vi: 'Căn cứ Bộ luật Dân sự 2015 và quy chế cho vay của bên cho vay, hôm nay hai bên cùng thoả thuận:',
		en: 'By the Civil Code of 2015 and the lender’s rules, the two agree:',
	},
	lender: { vi: 'Bên cho vay (bên A)', en: 'The lender (A)' },
	borrower: { vi: 'Bên vay (bên B)', en: 'The borrower (B)' },
	leader: { vi: 'Tổ trưởng', en: 'Group leader' },
	name: { vi: 'Tên', en: 'Name' },
	by: { vi: 'Đại diện', en: 'Represented by' },
	born: { vi: 'Ngày sinh', en: 'Born' },
	citizenId: { vi: 'Số CCCD', en: 'Citizen’s number' },
	address: { vi: 'Địa chỉ', en: 'Address' },
	phone: { vi: 'Điện thoại', en: 'Telephone' },
	group: { vi: 'Tổ, nhóm', en: 'Group' },
	article: { vi: 'Điều', en: 'Article' },
	amount: { vi: 'Số tiền vay', en: 'Amount' },
	inWords: { vi: 'bằng chữ', en: 'in Vietnamese words' },
	purpose: { vi: 'Mục đích vay', en: 'Purpose' },
	term: { vi: 'Thời hạn và kỳ trả', en: 'Term' },
	termText: {
		vi: 'Trả trong {count} kỳ theo phụ lục, hạn cuối ngày {day}.',
		en: 'Paid in {count} instalments by the annex, the last on {day}.',
	},
	interest: { vi: 'Lãi suất', en: 'Interest' },
	rateText: {
		vi: '{rate}/năm tính trên {on}; nợ gốc quá hạn chịu lãi bằng {overdue} lãi suất trong hạn.',
		en: '{rate} a year on {on}; overdue principal bears {overdue} of that rate.',
	},
	noInterest: { vi: 'Không tính lãi.', en: 'No interest.' },
	paying: { vi: 'Cách trả nợ', en: 'Payment' },
	payingText: {
		vi: 'Bên B trả gốc và lãi theo phụ lục tại buổi họp tổ hoặc chuyển khoản cho bên A, và nhận biên lai mỗi lần trả. Bên B được trả trước hạn.',
		en: 'B pays by the annex at the meeting or by transfer to A and takes a receipt each time. B may pay early.',
	},
	duties: { vi: 'Cam kết', en: 'Duties' },
	dutiesText: {
		vi: 'Bên B dùng vốn đúng mục đích, để bên A và tổ kiểm tra, báo ngay khi gặp rủi ro. Bên A giải ngân đủ, đúng ngày và không thu khoản nào ngoài hợp đồng này.',
		en: 'B uses the money for its purpose, lets A and the group see it, and tells of any mishap. A pays out in full and asks for nothing beyond this contract.',
	},
	annex: { vi: 'PHỤ LỤC HỢP ĐỒNG: LỊCH TRẢ NỢ', en: 'ANNEX: SCHEDULE' },
	no: { vi: 'Kỳ', en: 'No.' },
	dueOn: { vi: 'Ngày trả', en: 'Due' },
	principal: { vi: 'Gốc', en: 'Principal' },
	interestColumn: { vi: 'Lãi', en: 'Interest' },
	both: { vi: 'Gốc và lãi', en: 'Both' },
	left: { vi: 'Gốc còn lại', en: 'Balance after' },
	sum: { vi: 'Cộng', en: 'Total' },
	copies: { vi: 'Hợp đồng lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.', en: 'Two copies of equal force, one for each.' },
} satisfies Record<string, Words>
