import { never } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { fraction, zeroFraction } from '../kernel/fraction.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { ratioText } from '../kernel/ratio.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import type { Certainty } from '../products/template.js'

/** What the books say of a group on the day of its inspection. Amounts in đồng. */
export type Inspected = {
	readonly asOf: CalendarDate
	/** The first of the days that the checklist looks back to. */
	readonly since: CalendarDate
	readonly members: number
	readonly loans: number
	readonly borrowers: number
	readonly outstanding: Money
	readonly overdue: Money
	readonly frozen: Money
	readonly overdueLoans: number
	/** Interest fallen due and not paid: of the latest interest day, and of earlier ones (lãi tồn). */
	readonly interestDue: Money
	readonly interestCarried: Money
	readonly carriers: number
	readonly savers: number
	readonly savings: Money
	/** The bank's latest score by then; null where it has given none. */
	readonly score: { readonly month: string; readonly total: string; readonly band: string } | null
	/** What is odd about the group and its committee. */
	readonly warnings: readonly string[]
	readonly meetings: { readonly held: number; readonly lastOn: CalendarDate | null; readonly rate: string | null }
	readonly sheets: { readonly count: number; readonly total: Money }
	/** Cash of meetings that the leader holds, and what of it she should have handed over. */
	readonly held: Money
	readonly heldLate: Money
}

/** What the checklist may be answered with from the books. */
export type Finding = 'committee' | 'meetings' | 'sheets' | 'cash' | 'interest' | 'savings' | 'overdue'

/** A line of the checklist: what the inspectors ask; what the books answer, where they do. */
export type CheckLine = { readonly asks: Words; readonly finding: Finding | null; readonly source: string; readonly certainty: Certainty }

const read = { source: 'HD 727/HD-NHCS (11/02/2026), mục II.2', certainty: 'medium' } as const
const duties = { source: 'QĐ 15/QĐ-HĐQT (05/03/2013); hợp đồng uỷ nhiệm 11/TD', certainty: 'medium' } as const
const decided = { source: 'quyết định của dự án; chờ mẫu 16/TD của ngân hàng', certainty: 'project decision' } as const

/** Part II of the minutes: a bank that asks otherwise has these lines otherwise. */
export const checklist: readonly CheckLine[] = [
	{
		asks: { vi: 'Số tổ viên, ban quản lý tổ đúng quy định', en: 'Members and committee as the rules want them' },
		finding: 'committee',
		...read,
	},
	{ asks: { vi: 'Họp tổ định kỳ, có biên bản', en: 'Regular meetings with minutes' }, finding: 'meetings', ...duties },
	{
		asks: { vi: 'Bảng kê thu lãi, tiết kiệm (13/TD) có chữ ký từng tổ viên', en: 'Collection sheets signed by each member' },
		finding: 'sheets',
		...duties,
	},
	{
		asks: { vi: 'Nộp tiền đã thu đúng ngày giao dịch xã', en: 'What is collected is handed over on the commune’s day' },
		finding: 'cash',
		...duties,
	},
	{ asks: { vi: 'Thu lãi hằng tháng, không để lãi tồn', en: 'Interest collected every month' }, finding: 'interest', ...duties },
	{ asks: { vi: 'Tổ viên gửi tiết kiệm hằng tháng', en: 'Members save every month' }, finding: 'savings', ...duties },
	{ asks: { vi: 'Đôn đốc trả nợ đến hạn, xử lý nợ quá hạn', en: 'Debts that fall due are followed up' }, finding: 'overdue', ...duties },
	{
		asks: { vi: 'Tổ trưởng không thu nợ gốc, không vay ké, chiếm dụng', en: 'The leader collects no principal and uses no member’s loan' },
		finding: null,
		...read,
	},
	{ asks: { vi: 'Số dư trên sổ của tổ viên khớp với ngân hàng', en: 'Members’ books agree with the bank' }, finding: null, ...duties },
	{
		asks: { vi: 'Sử dụng vốn đúng mục đích (số hộ đã kiểm tra)', en: 'Loans are used for their purpose (households visited)' },
		finding: null,
		...read,
	},
	{ asks: { vi: 'Lưu giữ hồ sơ, sổ sách của tổ', en: 'The group’s papers are kept' }, finding: null, ...decided },
]

/** Part I: the figures of the group, name by name. */
export function inspectionFigures(of: Inspected, language: Language): readonly (readonly [string, string])[] {
	const dong = (amount: Money): string => `${vietnameseNumber(amount)} đồng`
	const counted = (count: number, words: Words): string => `${count} ${words[language]}`
	const facts: readonly (readonly [Words, string])[] = [
		[
			figures.members,
			`${counted(of.members, units.members)}; ${counted(of.borrowers, units.borrowers)}, ${counted(of.loans, units.loans)}`,
		],
		[figures.outstanding, dong(of.outstanding)],
		[figures.overdue, `${dong(of.overdue)} (${percent(ratioText(of.overdue, of.outstanding))}); ${counted(of.overdueLoans, units.loans)}`],
		[figures.frozen, dong(of.frozen)],
		[figures.interestDue, dong(of.interestDue)],
		[figures.carried, `${dong(of.interestCarried)}; ${counted(of.carriers, units.borrowers)}`],
		[figures.savings, `${dong(of.savings)}; ${counted(of.savers, units.members)}`],
		[figures.score, of.score === null ? noScore[language] : sentence(scored, language, { ...of.score })],
	]
	return facts.map(([name, value]) => [name[language], value])
}

/** Part II: what is asked, and what the books answer; null where only the inspectors can see. */
export function inspectionAnswers(of: Inspected, language: Language): readonly { readonly asks: string; readonly found: string | null }[] {
	return checklist.map(({ asks, finding }) => ({ asks: asks[language], found: finding === null ? null : answer(finding, of, language) }))
}

function answer(finding: Finding, of: Inspected, language: Language): string {
	const say = (words: Words, details: Readonly<Record<string, string | number>>): string =>
		sentence(words, language, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])))
	const from = vietnameseDate(of.since)
	switch (finding) {
		case 'committee':
			return of.warnings.length === 0 ? answers.nothingOdd[language] : of.warnings.join('; ')
		case 'meetings': {
			const { held, lastOn, rate } = of.meetings
			if (lastOn === null) return say(answers.noMeeting, { from })
			return say(answers.meetings, { from, held, last: vietnameseDate(lastOn), rate: percent(rate) })
		}
		case 'sheets':
			return say(answers.sheets, { from, count: of.sheets.count, total: vietnameseNumber(of.sheets.total) })
		case 'cash':
			return say(of.heldLate > 0n ? answers.heldLate : answers.held, {
				held: vietnameseNumber(of.held),
				late: vietnameseNumber(of.heldLate),
			})
		case 'interest':
			return say(answers.carried, { count: of.carriers, amount: vietnameseNumber(of.interestCarried) })
		case 'savings':
			return say(answers.savers, { count: of.savers, members: of.members })
		case 'overdue':
			return say(answers.overdue, { count: of.overdueLoans, amount: vietnameseNumber(of.overdue) })
		default:
			return never(finding)
	}
}

/** A ratio with four decimal places as people read it; of nothing, nothing. */
function percent(ratio: string | null): string {
	return vietnamesePercent(ratio === null ? zeroFraction : fraction(BigInt(ratio.replace('.', '')), 10_000n))
}

const units = {
	members: { vi: 'tổ viên', en: 'members' },
	borrowers: { vi: 'người vay', en: 'borrowers' },
	loans: { vi: 'khoản vay', en: 'loans' },
} as const satisfies Record<string, Words>
const figures = {
	members: { vi: 'Số tổ viên', en: 'Members' },
	outstanding: { vi: 'Tổng dư nợ', en: 'Outstanding' },
	overdue: { vi: 'Trong đó nợ quá hạn', en: 'Of which overdue' },
	frozen: { vi: 'Trong đó nợ khoanh', en: 'Of which frozen' },
	interestDue: { vi: 'Lãi kỳ này chưa thu', en: 'This period’s interest, unpaid' },
	carried: { vi: 'Lãi tồn', en: 'Interest carried' },
	savings: { vi: 'Số dư tiền gửi', en: 'Savings' },
	score: { vi: 'Ngân hàng xếp loại', en: 'Scored by the bank' },
} as const satisfies Record<string, Words>
const scored: Words = { vi: 'tháng {month}: {total} điểm, loại {band}', en: '{month}: {total} points, {band}' }
const noScore: Words = { vi: 'chưa có', en: 'none yet' }
const answers = {
	nothingOdd: { vi: 'Theo sổ: không có gì khác quy định', en: 'By the books: nothing odd' },
	meetings: {
		vi: 'Từ {from}: {held} buổi họp, gần nhất {last}; dự họp {rate}',
		en: 'Since {from}: {held} meetings, the last on {last}; attendance {rate}',
	},
	noMeeting: { vi: 'Từ {from}: chưa ghi buổi họp nào', en: 'Since {from}: no meeting is recorded' },
	sheets: { vi: 'Từ {from}: {count} bảng kê, cộng {total} đồng', en: 'Since {from}: {count} sheets, {total} đồng' },
	held: { vi: 'Tổ trưởng đang giữ {held} đồng, không quá ngày', en: 'The leader holds {held} đồng, none of it late' },
	heldLate: {
		vi: 'Tổ trưởng đang giữ {held} đồng, trong đó quá ngày nộp {late} đồng',
		en: 'The leader holds {held} đồng, {late} of it late',
	},
	carried: { vi: '{count} người vay còn lãi tồn {amount} đồng', en: '{count} borrowers carry {amount} đồng of interest' },
	savers: { vi: '{count} trên {members} tổ viên có số dư tiền gửi', en: '{count} of {members} members have savings' },
	overdue: { vi: '{count} khoản vay quá hạn {amount} đồng', en: '{count} loans with {amount} đồng overdue' },
} as const satisfies Record<string, Words>
