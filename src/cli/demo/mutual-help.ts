import { record } from '../../contracts/actions.js'
import { programAsker } from '../../access/asker.js'
import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate, monthStart } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { dong, type Money } from '../../kernel/money.js'
import { type Measure, measures } from '../../kernel/quantity.js'
import { type PlacedAct, writeAid } from '../../mutualaid/actions.js'
import { keptAid } from '../../mutualaid/kept.js'
import { readAidActs } from '../../mutualaid/store.js'
import type { DemoGroup } from './groups.js'
import { measure } from './measure.js'
import { storyEnds } from './portfolio.js'
import { type Chance, numbersThatSum } from './random.js'
import type { Stage } from './stage.js'

type Wish = {
	readonly unit: Measure
	readonly total: number
	readonly count: number
	/** The least and the most of one act. */
	readonly range: readonly [number, number]
	readonly mode: 'given' | 'lent'
	readonly goods?: string
	readonly purposes: readonly string[]
	readonly programme: string
}

const { mutualHelp, visits } = measure
const help = mutualHelp.programme
const fieldWork = ['Thu hoạch lúa', 'Cấy lúa', 'Trồng ngô', 'Làm nhà', 'Sửa đường xóm']
const visiting = ['Gia đình có người ốm', 'Sau thiên tai', 'Phụ nữ đơn thân']

/** What women of the province did for one another in 2022. Animals and seedlings are made up: the report has no number of them. */
const wishes: readonly Wish[] = [
	{ unit: 'cong', total: 17_653, count: 420, range: [10, 90], mode: 'given', purposes: fieldWork, programme: help },
	{ unit: 'cong', total: mutualHelp.labourDays - 17_653, count: 200, range: [10, 80], mode: 'lent', purposes: fieldWork, programme: help },
	{
		unit: 'm2',
		total: mutualHelp.land,
		count: 240,
		range: [300, 1_700],
		mode: 'lent',
		goods: 'đất canh tác',
		purposes: ['Cho mượn đất trồng trọt'],
		programme: help,
	},
	{ unit: 'con', total: 360, count: 90, range: [1, 12], mode: 'given', goods: 'lợn giống', purposes: ['Chăn nuôi'], programme: help },
	{
		unit: 'cay',
		total: 24_000,
		count: 60,
		range: [100, 900],
		mode: 'given',
		goods: 'cây giống',
		purposes: ['Trồng rừng', 'Vườn rau'],
		programme: help,
	},
	{ unit: 'cong', total: visits.labourDays, count: 400, range: [10, 90], mode: 'given', purposes: visiting, programme: visits.programme },
	{
		unit: 'kg',
		total: visits.food,
		count: 300,
		range: [5, 60],
		mode: 'given',
		goods: 'lương thực',
		purposes: visiting,
		programme: visits.programme,
	},
]

/** Help in kind of 2022 among the women of some groups, entered month by month; some of what was lent has come back since. */
export async function loadMutualHelp({ tx, random: chance, small }: Stage, groups: readonly DemoGroup[]): Promise<void> {
	const random = chance.part('mutual help')
	const all = wishes.flatMap((wish) => actsOf(random, small ? lessened(wish) : wish, groups))
	for (let month = calendarDate('2022-01-01'); month <= '2022-12-01'; month = addMonths(month, 1)) {
		const acts = all.filter(({ act }) => monthStart(act.on) === month)
		if (acts.length === 0) continue
		const learntOn = addDays(addMonths(month, 1), 4)
		const ids = await writeAid(tx, acts, byOn(learntOn))
		await returnSome(tx, ids, month, random)
	}
}

/** A twelfth of it, for a quick look: no figure is promised. */
function lessened(wish: Wish): Wish {
	const count = Math.ceil(wish.count / 12)
	return { ...wish, count, total: count * Math.round((wish.range[0] + wish.range[1]) / 2) }
}

function actsOf(
	random: Chance,
	{ unit, total, count, range, mode, goods, purposes, programme }: Wish,
	groups: readonly DemoGroup[],
): readonly PlacedAct[] {
	return numbersThatSum(random, count, total, ...range).map((number) => {
		const group = random.pick(groups)
		const [helper, helped] = random.shuffled(group.memberIds)
		const [giver, receiver] = [must(helper, 'a woman who helps'), must(helped, 'a woman who is helped')]
		const on = addDays(calendarDate('2022-01-04'), random.between(0, 355))
		const placed = (id: string) => ({ kind: 'member' as const, id, name: '', communeId: group.communeId })
		return {
			act: {
				on,
				mode,
				quantity: { unit, amount: countOf(unit, number) },
				goods,
				purpose: random.pick(purposes),
				programme,
				giver: { memberId: giver },
				receiver: { memberId: receiver },
				...(mode === 'lent' ? { returnOn: addMonths(on, unit === 'm2' ? 36 : 12) } : {}),
			},
			giver: placed(giver),
			receiver: placed(receiver),
			communeId: group.communeId,
		}
	})
}

/** Of what was lent in a month half comes back after half a year, whole or in part. */
async function returnSome(tx: Stage['tx'], ids: readonly string[], month: CalendarDate, random: Chance): Promise<void> {
	const lent = (await readAidActs(tx, ids)).filter(({ mode }) => mode === 'lent' && random.happens(50_000))
	const on = addDays(addMonths(month, 6), 27)
	const happenings = lent.map((row) => {
		const { handedOver } = keptAid(row).state
		const amount = random.happens(60_000) ? handedOver : dong((handedOver + 1n) / 2n)
		return { kept: keptAid(row), happening: { type: 'returned', on, amount, details: {}, reverses: null } }
	})
	await record(tx, happenings, byOn(addDays(on, 3)))
}

function countOf(unit: Measure, number: number): Money {
	return dong(BigInt(number) * 10n ** BigInt(measures[unit].decimals))
}

function byOn(day: CalendarDate) {
	return { userId: programAsker.userId, today: storyEnds, recordedAt: `${day}T02:00:00.000000Z` as Instant }
}
