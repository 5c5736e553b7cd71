import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate } from '../../kernel/calendar-date.js'
import { dong } from '../../kernel/money.js'
import { insertMembers } from '../../members/store.js'
import type { DemoGroup } from './groups.js'
import { measure, smallMeasure } from './measure.js'
import { hamletName, woman } from './people.js'
import { comesQuarterly, type Draft, millions, payingHabits, storyEnds, transactionDate } from './portfolio.js'
import type { Chance } from './random.js'
import { borrowersOf, draftOf, everyOf, groupsOf, settle, type Stage } from './stage.js'

/** Agribank through groups. */
export async function loadCommercialBank(stage: Stage): Promise<void> {
	const { small } = stage
	const { on, outstanding, groups: groupCount, borrowers } = measure.commercialBank
	const random = stage.random.part('AGRIBANK')
	const groups = await groupsOf(
		stage,
		random,
		{
			productCode: 'AGRIBANK-TO',
			prefix: 'AG',
			name: 'Tổ vay vốn',
			kind: 'borrowing',
			count: small ? smallMeasure.commercialBank : groupCount,
			members: small ? 14 : borrowers,
			smallest: 5,
			largest: 12,
		},
		200_001,
	)
	const drafts = borrowersOf(groups).flatMap(({ group, memberId }) =>
		renewed(random, random.pick([12, 24, 36]), (months, after): Draft => {
			const signedOn =
				after === null
					? transactionDate(random, addMonths(on, -(months - 1)), addDays(on, -5), random.between(2, 27))
					: addMonths(after, random.between(1, 3))
			const stops = random.happens(1_200) ? addMonths(signedOn, Math.max(2, months - 4)) : null
			return {
				...draftOf(stage, 'AGRIBANK-TO', group, memberId, signedOn, months, random.between(25, 90)),
				habits: { ...payingHabits, comes: comesQuarterly(everyOf(stage, 'AGRIBANK-TO', signedOn, months), 3_000, random), stopsOn: stops },
			}
		}),
	)
	await settle(stage, drafts, { on, outstanding }, [10, 190], random)
}

/** The women's development fund: small loans repaid every month. */
export async function loadFund(stage: Stage): Promise<readonly DemoGroup[]> {
	const { small } = stage
	const { on, outstanding, groups: groupCount, borrowers } = measure.fund
	const random = stage.random.part('QUY-HTPN')
	const groups = await groupsOf(
		stage,
		random,
		{
			productCode: 'QUY-GIAMDAN',
			prefix: 'NH',
			name: 'Nhóm tín dụng - tiết kiệm',
			kind: 'credit',
			count: small ? smallMeasure.fund : groupCount,
			members: small ? 14 : borrowers,
			smallest: 5,
			largest: 10,
		},
		300_001,
	)
	const drafts = borrowersOf(groups).flatMap(({ group, memberId }) =>
		renewed(random, random.pick([12, 18, 24, 24, 36]), (months, after): Draft => {
			const recent = random.happens(12_000)
			const from = recent ? calendarDate('2022-12-01') : addMonths(on, -Math.min(months - 3, 16))
			const to = recent ? calendarDate('2022-12-29') : calendarDate('2022-11-28')
			const signedOn = after === null ? transactionDate(random, from, to, random.between(2, 27)) : addMonths(after, random.between(1, 5))
			const code = random.happens(85_000) ? 'QUY-GIAMDAN' : 'QUY-PHANG'
			const stops = random.happens(900) ? addMonths(signedOn, random.between(3, months - 1)) : null
			return {
				...draftOf(stage, code, group, memberId, signedOn, months, random.between(12, 32)),
				habits: { ...payingHabits, comes: () => !random.happens(600), stopsOn: stops },
			}
		}),
	)
	await settle(stage, drafts, { on, outstanding }, [5, 50], random)
	return groups
}

/** Interest-free loans among members, all lent in 2022 and repaid in one sum. */
export async function loadInterestFree(stage: Stage): Promise<void> {
	const random = stage.random.part('KHONG-LAI')
	const count = stage.small ? 6 : measure.interestFree.borrowers
	const places = Array.from({ length: count }, () => random.pick(stage.communes))
	const memberIds = await insertMembers(
		stage.tx,
		places.map((communeId, index) => woman(random, communeId, hamletName(random), 400_001 + index)),
	)
	for (const [index, memberId] of memberIds.entries()) {
		const signedOn = transactionDate(random, calendarDate('2022-01-05'), calendarDate('2022-12-20'), random.between(2, 27))
		const draft: Draft = {
			...draftOf(stage, 'KHONGLAI', null, memberId, signedOn, 12 * random.between(1, 2), null),
			communeId: must(places[index], 'a commune'),
			terms: { amortization: 'bullet' },
		}
		// 229 × 5.000.000 and one of 4.600.000 are 1.149,6 triệu.
		await stage.writer.write(draft, dong(index === 0 ? 4_600_000n : 5_000_000n), random, signedOn)
	}
}

/** Start-up models of the festival of 2022: every member has twenty million. */
export async function loadStartUp(stage: Stage): Promise<void> {
	const random = stage.random.part('KHOI-NGHIEP')
	const groups = await groupsOf(
		stage,
		random,
		{
			productCode: 'KHOINGHIEP',
			prefix: 'KN',
			name: 'Mô hình khởi nghiệp',
			kind: 'borrowing',
			count: stage.small ? smallMeasure.startUp : measure.startUp.groups,
			members: stage.small ? 8 : measure.startUp.borrowers,
			smallest: 8,
			largest: 20,
		},
		500_001,
	)
	const signedOn = calendarDate('2022-10-20')
	for (const { group, memberId } of borrowersOf(groups))
		await stage.writer.write(draftOf(stage, 'KHOINGHIEP', group, memberId, signedOn, 24, null), millions(20), random, signedOn)
}

/** Cooperative groups: the group itself borrows. */
export async function loadCooperatives(stage: Stage): Promise<void> {
	const random = stage.random.part('HOP-TAC')
	const count = stage.small ? smallMeasure.cooperative : measure.cooperative.groups
	const groups = await groupsOf(
		stage,
		random,
		{ productCode: 'HOPTAC', prefix: 'HT', name: 'Tổ hợp tác', kind: 'borrowing', count, members: count * 9, smallest: 7, largest: 12 },
		600_001,
	)
	const signedOn = calendarDate('2022-11-15')
	for (const group of groups)
		await stage.writer.write(draftOf(stage, 'HOPTAC', group, null, signedOn, 24, null), millions(100), random, signedOn)
}

/** A loan, and the ones that follow it: half of those who have paid back borrow again. */
function renewed(random: Chance, months: number, draft: (months: number, after: CalendarDate | null) => Draft): readonly Draft[] {
	const drafts = [draft(months, null)]
	for (let last = must(drafts[0], 'a first loan'); last.habits.stopsOn === null && random.happens(50_000); ) {
		const ended = addMonths(last.signedOn, last.months)
		if (addMonths(ended, 6) > storyEnds) break
		last = draft(random.pick([12, 24]), ended)
		drafts.push(last)
	}
	return drafts
}
