import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { circleLawOn } from './law.js'

/** What decides whether the commune is told of a circle, and what it is told. Amounts in đồng. */
export type NoticeFacts = {
	readonly commune: string
	readonly organiser: string
	readonly circle: string
	readonly beginsOn: CalendarDate
	readonly endsOn: CalendarDate
	/** Worth of all shares of one turn. */
	readonly perTurn: Money
	readonly members: number
	/** Circles of the same organiser, this one counted. */
	readonly circlesOfOrganiser: number
}

export type Notice = {
	readonly to: string
	readonly organiser: string
	readonly circle: string
	readonly beginsOn: CalendarDate
	readonly endsOn: CalendarDate
	readonly perTurn: Money
	readonly members: number
	readonly circlesOfOrganiser: number
	readonly reasons: readonly ('amount' | 'circles')[]
	readonly text: string
	readonly source: string
}

/** The notice that the organiser owes the People's Committee of the commune (NĐ 19/2019/NĐ-CP Art. 14); null where she owes none. */
export function noticeOf({ commune, ...facts }: NoticeFacts, on: CalendarDate): Notice | null {
	const law = circleLawOn(on)
	const reasons = [
		...(facts.perTurn >= law.noticeFrom ? (['amount'] as const) : []),
		...(facts.circlesOfOrganiser >= law.noticeCircles ? (['circles'] as const) : []),
	]
	if (reasons.length === 0) return null
	const to = `Ủy ban nhân dân ${commune}`
	return { to, ...facts, reasons, text: textOf(to, facts), source: law.sources.notice }
}

/** The text of the notice: Vietnamese, for it goes to the commune. */
function textOf(
	to: string,
	{ organiser, circle, beginsOn, endsOn, perTurn, members, circlesOfOrganiser }: Omit<NoticeFacts, 'commune'>,
): string {
	return [
		`Kính gửi: ${to}.`,
		`Tôi là ${organiser}, chủ họ của dây họ “${circle}”, xin thông báo theo Điều 14 Nghị định 19/2019/NĐ-CP:`,
		`thời gian từ ${vietnameseDate(beginsOn)} đến ${vietnameseDate(endsOn)};`,
		`tổng giá trị các phần họ tại một kỳ mở họ: ${vietnameseNumber(perTurn)} đồng;`,
		`tổng số thành viên: ${members}; số dây họ đang làm chủ: ${circlesOfOrganiser}.`,
	].join(' ')
}
