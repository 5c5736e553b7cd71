import { programAsker } from '../../access/asker.js'
import { announceCampaign, recordConfirmations, recordCounts, setTargets } from '../../campaigns/actions.js'
import type { RecordCounts } from '../../campaigns/schemas.js'
import { allocate } from '../../kernel/allocate.js'
import { must } from '../../kernel/assert.js'
import { addDays, calendarDate } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { dong, type Money, subtract, sum } from '../../kernel/money.js'
import { unitByCode } from '../../units/store.js'
import { millions, storyEnds } from './portfolio.js'
import { numbersThatSum } from './random.js'
import type { Stage } from './stage.js'

/** What the Union reported of the week: 6.395 million in all, of which the provincial Union itself above 150 million. */
const reported = dong(6_395_000_000n)
const byTheProvince = dong(152_000_000n)
/** The report names no days; these of October 2022 are a project decision. */
const week = { from: calendarDate('2022-10-17'), to: calendarDate('2022-10-23') }
const step = 500_000n

/**
 * The week "gửi tiền tiết kiệm, chung tay vì người nghèo" of 2022, counted in every commune and by the provincial Union
 * itself, and confirmed by the bank; it corrected one line of what it had confirmed.
 */
export async function loadSavingsWeek({ tx, random: chance, small, products, communes }: Stage): Promise<void> {
	const random = chance.part('savings week')
	const { lender } = must(
		[...products.values()].find(({ lender: one }) => one.code === 'NHCSXH'),
		'the bank of the week',
	)
	const province = must(await unitByCode(tx, '04', week.from), 'the province')
	const steps = small
		? communes.map(() => random.between(20, 160))
		: numbersThatSum(random, communes.length, Number(subtract(reported, byTheProvince) / step), 20, 160)
	const deposits = communes.map((unitId, index) => ({ unitId, amount: dong(BigInt(must(steps[index], 'an amount')) * step) }))
	const campaign = await announceCampaign(
		tx,
		{
			name: 'Tuần lễ gửi tiền tiết kiệm, chung tay vì người nghèo năm 2022',
			lenderId: lender.id,
			...week,
			announcedOn: addDays(week.from, -14),
		},
		programAsker,
		storyEnds,
		learnt('2022-10-03'),
	)
	const targets = [{ unitId: province.id, amount: millions(150) }, ...deposits.map(({ unitId }) => ({ unitId, amount: millions(40) }))]
	await setTargets(tx, campaign.id, { on: addDays(week.from, -12), targets }, programAsker, storyEnds, learnt('2022-10-05'))
	const own = { unitId: province.id, on: week.from, kind: 'cadres' as const, depositors: 48, amount: byTheProvince, paperNo: 'BK-HT-01' }
	const counts: RecordCounts['counts'] = [
		own,
		...deposits.flatMap(({ unitId, amount }, index) => {
			const on = addDays(week.from, random.between(0, 6))
			return split(amount).map(([kind, part]) => ({
				unitId,
				on,
				kind,
				depositors: Number(part / 400_000n) + 1,
				amount: part,
				paperNo: `BK-${String(index + 1).padStart(3, '0')}`,
			}))
		}),
	]
	counts.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
	await recordCounts(tx, campaign.id, { counts }, programAsker, storyEnds, learnt('2022-10-24'))
	const [first] = deposits
	const { unitId, amount } = must(first, 'a commune')
	const confirmed = [{ unitId: province.id, amount: byTheProvince }, ...deposits.slice(1)]
	const confirm = (on: string, confirmationNo: string, confirmations: readonly { readonly unitId: string; readonly amount: Money }[]) =>
		recordConfirmations(
			tx,
			campaign.id,
			{ on: calendarDate(on), confirmationNo, confirmations: [...confirmations] },
			programAsker,
			storyEnds,
			learnt(on),
		)
	await confirm('2022-10-31', '412/XN-NHCS', [...confirmed, { unitId, amount: subtract(amount, dong(step)) }])
	await confirm('2022-11-07', '429/XN-NHCS', [{ unitId, amount }])
	const all = sum(counts.map((count) => count.amount))
	if (!small && all !== reported) throw new Error(`the savings week came to ${all} instead of ${reported}`)
}

/** Of a commune's deposits mostly its members', some its cadres' and some of others who came. */
function split(amount: Money) {
	const [members, cadres, others] = allocate(amount, [75n, 15n, 10n], { unit: 50_000n, towards: 'down' }, 0)
	return [
		['members', must(members, 'a part')],
		['cadres', must(cadres, 'a part')],
		['others', must(others, 'a part')],
	] as const
}

function learnt(day: string): Instant {
	return `${day}T09:00:00.000000Z` as Instant
}
