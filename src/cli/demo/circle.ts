import { programAsker } from '../../access/asker.js'
import type { Happening } from '../../contracts/telling.js'
import { must } from '../../kernel/assert.js'
import { type CalendarDate, calendarDate } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { dong } from '../../kernel/money.js'
import { insertMembers } from '../../members/store.js'
import { writeCircle } from '../../rotation/actions.js'
import { readPeople } from '../../rotation/store.js'
import { type CircleTerms, turnDays } from '../../rotation/terms.js'
import { hamletName, woman } from './people.js'
import type { Stage } from './stage.js'

const needs = [
	'Con nhập viện dài ngày',
	'Sửa nhà sau mưa lũ',
	'Mua bò sinh sản',
	'Chồng công tác đồn biên giới, nuôi con nhỏ',
	'Đóng học phí cho con',
	'Mẹ già ốm nặng',
]
const opened = calendarDate('2022-01-05')
const closed = calendarDate('2022-12-26')
const until = calendarDate('2022-12-31')

/**
 * The rotating fund of the border guard's women ("mỗi hội viên đóng góp 2 triệu/tháng, hỗ trợ vốn vay cho hội viên có hoàn cảnh khó
 * khăn"), all of 2022: twelve members, the turn goes by need, without interest. The unit has no territory; the circle stands in the
 * commune of its office.
 */
export async function loadCircle({ tx, random: whole, communes }: Stage): Promise<void> {
	const random = whole.part('góp vốn xoay vòng')
	const communeId = must(communes[0], 'a commune')
	const hamlet = hamletName(random)
	const memberIds = await insertMembers(
		tx,
		Array.from({ length: 12 }, (_, index) => woman(random, communeId, hamlet, 900_001 + index)),
	)
	const shareAmount = dong(2_000_000n)
	const terms: CircleTerms = {
		shareAmount,
		shares: memberIds.map((memberId) => ({ holders: [{ memberId, amount: shareAmount }] })),
		days: turnDays({ firstOn: calendarDate('2022-01-25'), every: 1, period: 'month' }, memberIds.length),
		order: 'need',
		reward: { kind: 'none' },
		organiserId: must(memberIds[0], 'an organiser'),
		lateYearly: null,
		organiserCovers: true,
	}
	const turns = random.shuffled(memberIds.map((_, index) => index + 1))
	const meetings = terms.days.map((on, index) => meeting(terms, on, index + 1, must(turns[index], 'a share'), random.pick(needs)))
	const made = {
		code: 'HO-BIENPHONG',
		name: 'Góp vốn xoay vòng Hội Phụ nữ Bộ đội Biên phòng',
		groupId: null,
		communeId,
		organiserId: terms.organiserId,
		organiserName: must((await readPeople(tx, memberIds)).get(must(memberIds[0], 'an organiser')), 'her name').name,
		openedOn: opened,
		agreementNo: '01/2022/GVXV',
	}
	await writeCircle(tx, made, terms, [
		{ happenings: [told('opened', opened)], by: learntOn(opened) },
		...meetings,
		{ happenings: [told('closed', closed)], by: learntOn(closed) },
	])
}

/** One meeting: everybody puts in, the committee decides, one of them draws. */
function meeting({ shares, shareAmount }: CircleTerms, on: CalendarDate, turn: number, share: number, reason: string) {
	const putIn = shares.map(({ holders: [holder] }) =>
		told('contributed', on, shareAmount, { memberId: must(holder, 'a holder').memberId, turn }),
	)
	const pot = dong(shareAmount * BigInt(shares.length))
	const decision = { turn, share, decisionNo: `${String(turn).padStart(2, '0')}/QĐ-HPN`, reason }
	return { happenings: [...putIn, told('drawn', on, pot, decision)], by: learntOn(on) }
}

function told(type: string, on: CalendarDate, amount: Happening['amount'] = null, details: Happening['details'] = {}): Happening {
	return { type, on, amount, details, reverses: null }
}

function learntOn(on: CalendarDate) {
	return { userId: programAsker.userId, today: until, recordedAt: `${on}T09:00:00.000000Z` as Instant }
}
