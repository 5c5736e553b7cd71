import { addMonths, type CalendarDate } from '../kernel/calendar-date.js'
import type { Words } from '../kernel/refusal.js'
import { type Asked, type Chapter, countFigure, type Figure, figure, moneyAt, moneyFigure, told } from './figure.js'
import { dayWords, type Noun, unsaid } from './wording.js'

const members: Noun = { vi: 'hội viên', en: ['member', 'members'] }

/** What of a campaign's answer names it. */
type Campaign = {
	readonly id: string
	readonly name: string
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly rows: readonly { readonly id: string }[]
}

/** What a savings week came to, and what of it the Union's own office gathered. `unitId`: only of this unit's line. */
export function savingsWeekChapter(
	asked: Asked,
	{ unitId, officeId }: { readonly unitId: string | null; readonly officeId: string | null },
): Chapter {
	const { id, name, from, to, rows } = asked.answer as Campaign
	const key = `savings-week-${id}`
	const named: Words = { vi: name, en: `Savings week “${name}”` }
	const lineOf = (unit: string | null): number => rows.findIndex((row) => row.id === unit)
	const at = unitId === null ? '/totals/counted' : `/rows/${lineOf(unitId)}/counted`
	if ((unitId !== null && lineOf(unitId) < 0) || moneyAt(asked, at) === 0n)
		return { key, missing: { vi: `${name}: sổ chưa có số tiền huy động`, en: `${named.en}: the books hold no deposits` } }
	const own = unitId === null && officeId !== null ? lineOf(officeId) : -1
	const figures = [
		moneyFigure(asked, { key: `${key}.counted`, at, name: named }, 'triệu'),
		...(own < 0
			? []
			: [
					moneyFigure(
						asked,
						{
							key: `${key}.office`,
							at: `/rows/${own}/counted`,
							name: { vi: `${name}: riêng Hội LHPN tỉnh`, en: `${named.en}: the provincial Union’s own part` },
						},
						'triệu',
					),
				]),
	]
	const [first, last] = [dayWords(from), dayWords(to)]
	const share: Words = own < 0 ? unsaid : { vi: '; riêng Hội LHPN tỉnh {office}', en: '; the provincial Union itself {office}' }
	return told(key, figures, {
		vi: `${name} (từ ngày ${first.vi} đến ngày ${last.vi}) huy động được {counted}${share.vi}.`,
		en: `${named.en} (${first.en} to ${last.en}) gathered {counted}${share.en}.`,
	})
}

/** What of a circle's answer the report tells. */
type Circle = {
	readonly id: string
	readonly name: string
	readonly terms: { readonly order: string; readonly days: readonly CalendarDate[] }
}

const orders: Readonly<Record<string, Words>> = {
	fixed: { vi: 'lượt nhận theo thứ tự đã thoả thuận', en: 'turns in the agreed order' },
	lot: { vi: 'lượt nhận theo bốc thăm', en: 'turns by lot' },
	need: { vi: 'lượt nhận theo nhu cầu, hỗ trợ vốn cho hội viên có hoàn cảnh khó khăn', en: 'turns by need, for members in hardship' },
	bid: { vi: 'lượt nhận theo lãi trả cao nhất', en: 'turns to the highest bid' },
}

/** A rotating fund: what each puts in, how many there are, and whose turn comes next. */
export function circleChapter(asked: Asked): Chapter {
	const { id, name, terms } = asked.answer as Circle
	const key = `circle-${id}`
	const each: Words = everyMonth(terms.days) ? { vi: 'tháng', en: 'month' } : { vi: 'kỳ', en: 'turn' }
	const order = orders[terms.order] ?? { vi: terms.order, en: terms.order }
	const of = (vi: string, en: string): Words => ({ vi: `${vi} – ${name}`, en: `${en} – ${name}` })
	const figures = [
		moneyFigure(
			asked,
			{ key: `${key}.share`, at: '/shareAmount', name: of(`Mỗi phần góp một ${each.vi}`, `Share each ${each.en}`) },
			'triệu',
		),
		countFigure(asked, { key: `${key}.members`, at: '/members', name: of('Số thành viên', 'Members') }, members),
		figure(asked, { key: `${key}.order`, at: '/terms/order', unit: 'order', name: of('Cách xếp lượt', 'Order of turns') }, () => order),
	]
	return told(key, figures, {
		vi: `${name}: mỗi hội viên đóng góp {share}/${each.vi}, {members} tham gia, {order}.`,
		en: `Rotating fund “${name}”: each puts in {share} a ${each.en}, {members}, {order}.`,
	})
}

/** Whether a circle's turns come on one day of every month. */
export function everyMonth(days: readonly CalendarDate[]): boolean {
	const [first] = days
	return first !== undefined && days.length > 1 && days.every((day, index) => day === addMonths(first, index))
}

/** Plastic piggy banks: what each held at the opening, how many women, and all of it. */
export function piggyBankChapter(asked: Asked): Chapter {
	const key = 'piggy-banks'
	const { totals } = asked.answer as { readonly totals: { readonly countedLeast: bigint | null; readonly countedMost: bigint | null } }
	if (totals.countedLeast === null)
		return { key, missing: { vi: 'Tiết kiệm lợn nhựa: trong năm chưa mổ lợn nào', en: 'Piggy banks: none was opened in the year' } }
	const isSame = totals.countedLeast === totals.countedMost
	const least = moneyFigure(
		asked,
		{
			key: `${key}.least`,
			at: '/totals/countedLeast',
			name: isSame
				? { vi: 'Tiết kiệm lợn nhựa: mỗi lợn một năm', en: 'Piggy banks: each in a year' }
				: { vi: 'Tiết kiệm lợn nhựa: ít nhất một lợn', en: 'Piggy banks: the least in one' },
		},
		'đồng',
	)
	const most: readonly Figure[] = isSame
		? []
		: [
				moneyFigure(
					asked,
					{
						key: `${key}.most`,
						at: '/totals/countedMost',
						name: { vi: 'Tiết kiệm lợn nhựa: nhiều nhất một lợn', en: 'Piggy banks: the most in one' },
					},
					'đồng',
				),
			]
	const figures = [
		least,
		...most,
		countFigure(
			asked,
			{ key: `${key}.members`, at: '/totals/members', name: { vi: 'Tiết kiệm lợn nhựa: số hội viên', en: 'Piggy banks: members' } },
			members,
		),
		moneyFigure(
			asked,
			{ key: `${key}.total`, at: '/totals/counted', name: { vi: 'Tiết kiệm lợn nhựa: tổng số', en: 'Piggy banks: total' } },
			'đồng',
		),
	]
	const range: Words = isSame
		? { vi: '{least}/năm', en: '{least} a year' }
		: { vi: 'từ {least} đến {most}/năm', en: 'between {least} and {most} a year' }
	return told(key, figures, {
		vi: `Tiết kiệm lợn nhựa được ${range.vi} mỗi lợn, {members} tham gia, tổng số {total}.`,
		en: `Piggy banks held ${range.en} each; {members}, {total} in all.`,
	})
}
