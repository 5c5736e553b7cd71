import { programAsker } from '../../access/asker.js'
import { recordEach } from '../../contracts/actions.js'
import type { Happening } from '../../contracts/telling.js'
import { writeFund } from '../../funds/actions.js'
import type { FundDetails, FundEventType } from '../../funds/event.js'
import { keptFund } from '../../funds/kept.js'
import type { FundKind } from '../../funds/kind.js'
import { readFund } from '../../funds/store.js'
import { assert } from '../../kernel/assert.js'
import { addMonths, type CalendarDate, calendarDate } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { dong, type Money, subtract, sum } from '../../kernel/money.js'
import { Refusal } from '../../kernel/refusal.js'
import type { Tx } from '../../platform/database.js'
import type { DemoGroup } from './groups.js'
import { measure } from './measure.js'
import { storyEnds } from './portfolio.js'
import type { Chance } from './random.js'
import type { Stage } from './stage.js'

type Told = { readonly type: FundEventType; readonly on: CalendarDate; readonly amount: Money; readonly details: FundDetails }
type Opened = { readonly name: string; readonly kind: FundKind; readonly purpose: string; readonly keeper: Keeper }
type Keeper = { readonly kind: 'unit' | 'group'; readonly id: string; readonly communeId: string | null }

const openedOn = calendarDate('2022-01-04')
const day = (month: number, dayOfMonth: number): CalendarDate =>
	calendarDate(`2022-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`)

/** Money that was given for a purpose in 2022: the province's three programmes, and a handful of chapters' own funds. */
export async function loadSocialFunds(
	{ tx, random: chance, small }: Stage,
	provinceId: string,
	groups: readonly DemoGroup[],
): Promise<void> {
	const random = chance.part('social funds')
	const province: Keeper = { kind: 'unit', id: provinceId, communeId: null }
	await write(tx, { name: 'Mẹ đỡ đầu', kind: 'sponsorship', purpose: 'Đỡ đầu trẻ mồ côi', keeper: province }, sponsorship(random, small))
	await write(tx, { name: 'Mái ấm tình thương', kind: 'shelter', purpose: 'Xây mái ấm', keeper: province }, shelters())
	await write(tx, { name: 'Đồng hành cùng phụ nữ biên cương', kind: 'border', purpose: 'Hỗ trợ xã biên giới', keeper: province }, border())
	for (const { id, communeId } of groups.slice(0, small ? 2 : 6)) {
		const keeper: Keeper = { kind: 'group', id, communeId }
		const name = 'Thu gom rác thải gây quỹ Hội'
		await write(tx, { name, kind: 'waste-collection', purpose: 'Quỹ chi hội', keeper }, collections(random))
	}
}

/** Each child has a sponsor, who pays 500.000 đồng a month from May or June on; a gift fills up what was received to the đồng. */
function sponsorship(random: Chance, small: boolean): readonly Told[] {
	const { received, monthly, children } = measure.sponsorship
	const count = small ? 4 : children
	const childOf = (index: number) => ({ name: `Cháu ${random.pick(families)} Văn ${random.pick(givens)} ${index + 1}`, child: true })
	const wards = Array.from({ length: count }, (_, index) => ({
		beneficiary: childOf(index),
		donor: { name: index % 3 === 0 ? `Hội Phụ nữ cơ sở số ${index + 1}` : `Nhà hảo tâm số ${index + 1}` },
		// 37 × 8 + 11 × 7 months are 373 × 500.000 đồng.
		months: index < 37 ? 8 : 7,
		// The opening is the first event, and each pledge is called by the number of its own.
		pledgeNo: String(index + 2),
	}))
	const purpose = 'Đỡ đầu trẻ mồ côi'
	const paid = (months: number): Money => (monthly * BigInt(months)) as Money
	const pledged = wards.map(({ donor, beneficiary, months, pledgeNo }): Told => {
		const firstOn = addMonths(day(12, 15), 1 - months)
		return { type: 'pledged', on: day(4, 26), amount: monthly, details: { purpose, donor, beneficiary, months, firstOn, pledgeNo } }
	})
	const kept = ([6, 12] as const).flatMap((month) =>
		wards.flatMap(({ donor, beneficiary, months, pledgeNo }): readonly Told[] => {
			const share = paid(month === 6 ? months - 6 : 6)
			const common = { purpose, method: 'bank' } as const
			return [
				{ type: 'received', on: day(month, 16), amount: share, details: { ...common, donor, pledgeNo } },
				{ type: 'spent', on: day(month, 20), amount: share, details: { ...common, beneficiary, decisionNo: `${month}/QĐ-HPN` } },
			]
		}),
	)
	const gift = subtract(received, sum(wards.map(({ months }) => paid(months))))
	const rest: Told = { type: 'received', on: day(12, 28), amount: gift, details: { purpose, method: 'cash', donor: { anonymous: true } } }
	return [...pledged, ...kept.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), ...(small ? [] : [rest])]
}

/** Seven houses: six of 45 million and one of 40. */
function shelters(): readonly Told[] {
	const { received, houses } = measure.shelters
	const share = dong(45_000_000n)
	return Array.from({ length: houses }, (_, index) => {
		const amount = index < houses - 1 ? share : subtract(received, (share * BigInt(houses - 1)) as Money)
		return given(index + 3, amount, { purpose: 'Xây mái ấm', beneficiary: { name: `Hộ phụ nữ khó khăn số ${index + 1}` } })
	}).flat()
}

function border(): readonly Told[] {
	const { received } = measure.border
	const share = dong(400_000_000n)
	const amounts = [share, share, subtract(received, (share * 2n) as Money)]
	return amounts.flatMap((amount, index) =>
		given(4 + index * 3, amount, { purpose: 'Hỗ trợ xã biên giới', beneficiary: { name: `Xã biên giới số ${index + 1}` } }),
	)
}

/** What a chapter got for what it gathered, and what it gave of it. */
function collections(random: Chance): readonly Told[] {
	const donor = { name: 'Cơ sở thu mua phế liệu' }
	const purpose = 'Quỹ chi hội'
	const received = [2, 4, 6, 8, 10].map(
		(month): Told => ({
			type: 'received',
			on: day(month, 25),
			amount: dong(BigInt(random.between(15, 60)) * 10_000n),
			details: { purpose, method: 'cash', donor },
		}),
	)
	const details: FundDetails = { purpose, method: 'cash', beneficiary: { name: 'Hội viên ốm đau' }, decisionNo: 'BB-11' }
	return [...received, { type: 'spent', on: day(11, 18), amount: dong(300_000n), details }]
}

function given(
	month: number,
	amount: Money,
	{ beneficiary, purpose }: Required<Pick<FundDetails, 'purpose' | 'beneficiary'>>,
): readonly Told[] {
	const common = { purpose, method: 'bank' } as const
	return [
		{ type: 'received', on: day(month, 10), amount, details: { ...common, donor: { name: 'Các nhà tài trợ' } } },
		{ type: 'spent', on: day(month, 24), amount, details: { ...common, beneficiary, decisionNo: `${month}/QĐ-HPN` } },
	]
}

async function write(tx: Tx, { keeper, ...opened }: Opened, told: readonly Told[]): Promise<void> {
	const fund = { ...opened, code: null, openedOn, communeId: keeper.communeId, keeper: { ...keeper, name: '' } }
	const id = await writeFund(tx, fund, byOn(openedOn))
	const kept = keptFund((await readFund(tx, id, { kind: 'all' }, 'read')).contract)
	const happenings = told.map(({ on, ...one }) => {
		const happening: Happening = { ...one, on, reverses: null }
		return { kept, happening, by: byOn(on) }
	})
	for (const outcome of await recordEach(tx, happenings)) assert(!(outcome instanceof Refusal), `a life of ${opened.name} that may be`)
}

function byOn(on: CalendarDate) {
	return { userId: programAsker.userId, today: storyEnds, recordedAt: `${on}T09:00:00.000000Z` as Instant }
}

const families = ['Nông', 'Hoàng', 'Lý', 'Triệu', 'Bế', 'Vi', 'Lương']
const givens = ['An', 'Bảo', 'Dũng', 'Hải', 'Khánh', 'Long', 'Minh', 'Nam', 'Phúc', 'Quân']
