import { calendarDate, vietnameseDate } from '../../src/kernel/calendar-date.js'
import type { Money } from '../../src/kernel/money.js'
import { vietnameseNumber } from '../../src/kernel/number-text.js'
import { charts } from '../../src/ledger/chart.js'
import { balancesOf } from '../../src/rotation/accounts.js'
import type { Circle } from '../../src/rotation/circle.js'
import type { CircleEventType } from '../../src/rotation/event.js'
import { stepsOf } from '../../src/rotation/kept.js'
import { membersOn, turnsOn } from '../../src/rotation/standing.js'
import type { CircleState } from '../../src/rotation/state.js'
import { lateYearlyOn } from '../../src/rotation/terms.js'
import { eventOf, type Told } from '../rotation/circles.js'
import { table } from './print.js'

/** A circle that an accountant can read and sign. */
export type GoldenCircle = {
	readonly file: string
	readonly title: string
	readonly about: string
	readonly circle: Circle
	readonly events: readonly Told[]
	readonly stands: readonly string[]
}

/** A circle as an accountant reads it: terms, events, entries, turns, positions. Made of nothing but the engine's own answers. */
export function printedCircle({ title, about, circle, events, stands }: GoldenCircle): string {
	const told = events.map((event, index) => eventOf(event, index + 1))
	const steps = stepsOf(circle, told)
	const last = steps.at(-1)?.state ?? circle.begin
	const end = told.at(-1)?.on ?? calendarDate('2022-12-31')
	const before = (index: number): CircleState => steps[index - 1]?.state ?? circle.begin
	return [
		[title.toUpperCase(), about],
		['ĐIỀU KHOẢN', ...termLines(circle)],
		[
			'SỰ KIỆN, theo thứ tự ngày',
			...table(
				[
					['Lần', 'Ngày', 'Việc', 'Kỳ', 'Thành viên', 'Số tiền', 'Ghi chú'],
					...steps.map(({ event: { seq, on, type, details }, amount }) => [
						String(seq),
						vietnameseDate(on),
						names[type],
						String(details.turn ?? ''),
						details.memberId ?? (details.share === undefined ? '' : `phần ${details.share}`),
						amount === null ? '' : vietnameseNumber(amount),
						[details.decisionNo, details.reason, details.newMemberId === undefined ? undefined : `thay bằng ${details.newMemberId}`]
							.filter((note) => note !== undefined)
							.join(', '),
					]),
				],
				[0, 3, 5],
			),
		],
		[
			'BÚT TOÁN, theo lần ghi',
			...table(
				[
					['Lần', 'Ngày', 'Nợ', 'Có', 'Số tiền', 'Diễn giải'],
					...steps.flatMap(({ event }, index) =>
						circle
							.tell(before(index), event)
							.postings.map(({ debit, credit, amount }) => [
								String(event.seq),
								vietnameseDate(event.on),
								debit,
								credit,
								vietnameseNumber(amount),
								`${nameOf(debit)} / ${nameOf(credit)}`,
							]),
					),
				],
				[0, 4],
			),
		],
		[
			'CÁC KỲ sau các sự kiện',
			...table(
				[
					['Kỳ', 'Ngày', 'Phần họ', 'Trạng thái', 'Phải góp', 'Đã góp', 'Đã lĩnh', 'Lĩnh ngày'],
					...turnsOn(circle.terms, last, end).map(({ turn, on, share, status, pot, putIn, handedOut, drawnOn, settlesDeparture }) => [
						String(turn),
						vietnameseDate(on),
						String(share ?? ''),
						settlesDeparture ? 'hoàn lại người rút' : statuses[status],
						...[pot, putIn, handedOut].map(vietnameseNumber),
						drawnOn === null ? '' : vietnameseDate(drawnOn),
					]),
				],
				[0, 2, 4, 5, 6],
			),
		],
		[
			'THÀNH VIÊN sau các sự kiện',
			...table(
				[
					['Thành viên', 'Phần họ', 'Đã góp', 'Đã nhận', 'Vị thế', 'Còn nợ người ứng thay', 'Lãi chậm góp'],
					...membersOn(circle.terms, last, end).map(({ memberId, shares, paid, received, position, owes }) => [
						memberId,
						shares.join(', '),
						...[paid, received, position, owes.advanced, owes.lateInterest].map(vietnameseNumber),
					]),
				],
				[2, 3, 4, 5, 6],
			),
		],
		['SỐ DƯ cuối ngày', ...standLines(circle, steps, stands)],
	]
		.map((part) => part.join('\n'))
		.join('\n\n')
		.concat('\n')
}

function termLines({ terms }: Circle): readonly string[] {
	const { shareAmount, shares, days, order, organiserId } = terms
	return table([
		['Phần họ', `${shares.length} phần, mỗi phần ${vietnameseNumber(shareAmount)} đồng một kỳ`],
		['Kỳ mở họ', days.map(vietnameseDate).join(', ')],
		['Thứ tự lĩnh', { fixed: 'định trước', lot: 'bốc thăm', need: 'theo nhu cầu, ban quản lý quyết định', bid: 'bỏ lãi' }[order]],
		['Chủ họ', `thành viên ${organiserId ?? ''}`],
		['Lãi', { none: 'không có lãi', 'first-pot': 'đầu thảo', commission: 'hưởng hoa hồng' }[terms.reward.kind]],
		['Lãi chậm góp', `${Number(lateYearlyOn(terms, calendarDate('2022-01-01'))) * 100} %/năm`],
	])
}

function standLines(circle: Circle, steps: ReturnType<typeof stepsOf>, stands: readonly string[]): readonly string[] {
	const shown = stands.map((day) => balancesOf(steps.findLast(({ event }) => event.on <= day)?.state ?? circle.begin))
	const line = (name: string, amounts: readonly Money[]): readonly string[] => [name, ...amounts.map(vietnameseNumber)]
	return table(
		[
			['', ...stands.map((day) => vietnameseDate(calendarDate(day)))],
			line(
				'1111 Tiền trong hộp',
				shown.map(({ cash }) => cash),
			),
			line(
				'1385 Người đã lĩnh còn phải góp',
				shown.map(({ receivable }) => receivable),
			),
			line(
				'1386 Đã ứng thay, lãi chậm góp',
				shown.map(({ advance }) => advance),
			),
			line(
				'3385 Người chưa lĩnh đã góp',
				shown.map(({ payable }) => payable),
			),
			line(
				'3386 Phải trả người ứng thay',
				shown.map(({ organiser }) => organiser),
			),
			line(
				'3387 Lãi chậm góp phải trả',
				shown.map(({ interest }) => interest),
			),
		],
		stands.map((_, index) => index + 1),
	)
}

const nameOf = (code: string): string => charts.group.find((account) => account.code === code)?.name ?? '?'
const statuses = { waiting: 'chưa đến', open: 'đang mở', taken: 'đã lĩnh', defaulted: 'thiếu do vi phạm' } as const
const names: Readonly<Record<CircleEventType, string>> = {
	opened: 'Mở dây họ',
	contributed: 'Góp họ',
	bid: 'Bỏ lãi',
	drawn: 'Lĩnh họ',
	advanced: 'Ứng thay',
	repaid: 'Trả người ứng thay',
	'late-interest-charged': 'Tính lãi chậm góp',
	'late-interest-paid': 'Trả lãi chậm góp',
	swapped: 'Đổi kỳ',
	left: 'Rút khỏi dây họ',
	replaced: 'Thay người',
	defaulted: 'Vi phạm, góp thay',
	closed: 'Kết thúc',
	reversed: 'Bỏ ghi',
}
