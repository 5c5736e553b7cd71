import { programAsker } from '../../access/asker.js'
import { must } from '../../kernel/assert.js'
import { calendarDate } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { dong } from '../../kernel/money.js'
import { openPiggyBanks, payOutOfPiggyBank, startPiggyBanks } from '../../piggybanks/actions.js'
import type { DemoGroup } from './groups.js'
import { storyEnds } from './portfolio.js'
import type { Stage } from './stage.js'

/** The model of the report: 750.000 đồng a year, here each of 28 women (the report does not say of whom; domain case SAV-02). */
const women = 28
const target = dong(750_000n)
const [startedOn, opensOn] = [calendarDate('2022-01-10'), calendarDate('2022-12-18')]
const banknotes = [
	{ value: '500000' as const, count: 1 },
	{ value: '50000' as const, count: 4 },
	{ value: '10000' as const, count: 5 },
]

/** A model of plastic piggy banks (lợn nhựa) of 2022, opened before two witnesses in December and paid out: 21.000.000 in all. */
export async function loadPiggyBanks({ tx }: Stage, groups: readonly DemoGroup[]): Promise<void> {
	const largest = groups.toSorted((a, b) => b.memberIds.length - a.memberIds.length)[0]
	const group = must(groups.find(({ memberIds: { length } }) => length >= women) ?? largest, 'a group')
	const memberIds = group.memberIds.slice(0, women)
	const { items } = await startPiggyBanks(
		tx,
		{ groupId: group.id, ownedBy: 'members', memberIds: [...memberIds], startedOn, opensOn, target },
		programAsker,
		storyEnds,
		'2022-01-10T09:00:00.000000Z' as Instant,
	)
	await openPiggyBanks(
		tx,
		{
			groupId: group.id,
			on: opensOn,
			minutesNo: '12/BB-CH',
			witnesses: [{ name: 'Hoàng Văn Thắng (trưởng xóm)' }, { name: 'Đàm Thị Minh Nguyệt (Chủ tịch Hội xã)' }],
			piggyBanks: items.map(({ id }) => ({ piggyBankId: id, amount: target, banknotes })),
		},
		programAsker,
		storyEnds,
		'2022-12-18T09:00:00.000000Z' as Instant,
	)
	for (const { id } of items)
		await payOutOfPiggyBank(
			tx,
			id,
			{ on: opensOn, amount: target, to: 'member' },
			programAsker,
			storyEnds,
			'2022-12-18T10:00:00.000000Z' as Instant,
		)
}
