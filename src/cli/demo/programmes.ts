import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate, later } from '../../kernel/calendar-date.js'
import { dong, type Money, subtract, sum } from '../../kernel/money.js'
import { insertMembers } from '../../members/store.js'
import type { Tx } from '../../platform/database.js'
import { principalEveryFor, rulesFor } from '../../products/rules.js'
import { type DemoGroup, type GroupWish, makeGroups } from './groups.js'
import { measure, smallMeasure } from './measure.js'
import { hamletName, woman } from './people.js'
import { comesQuarterly, type DemoProduct, type Draft, millions, owesAllOn, payingHabits, storyEnds, transactionDate } from './portfolio.js'
import { type Chance, numbersThatSum } from './random.js'
import type { Writer } from './writer.js'

/** What every programme is loaded with. */
export type Stage = {
	readonly tx: Tx
	readonly random: Chance
	readonly small: boolean
	readonly products: ReadonlyMap<string, DemoProduct>
	/** The day of the month on which the bank comes, by commune. */
	readonly transactionDays: ReadonlyMap<string, number>
	readonly communes: readonly string[]
	readonly writer: Writer
}

/** NHCSXH's programmes by how often women of the province have them, with the terms they are lent for and the most that is lent, in millions. */
const policyProgrammes = [
	{ code: 'NHCSXH-HONGHEO', weight: 34, months: [36, 60, 84, 120], from: 30, to: 100 },
	{ code: 'NHCSXH-CANNGHEO', weight: 22, months: [36, 60, 84, 120], from: 30, to: 100 },
	{ code: 'NHCSXH-MOITHOATNGHEO', weight: 15, months: [36, 60], from: 30, to: 100 },
	{ code: 'NHCSXH-GQVL', weight: 9, months: [36, 60, 84], from: 30, to: 100 },
	{ code: 'NHCSXH-SXKDVKK', weight: 12, months: [36, 60], from: 30, to: 50 },
	{ code: 'NHCSXH-NSVSMT', weight: 5, months: [60], from: 10, to: 20 },
	{ code: 'NHCSXH-HSSV', weight: 3, months: [60, 84], from: 20, to: 100 },
] as const

const policyCapMillions = 100

/** The entrusted credit of NHCSXH: one loan a borrower on the day of the report, and for some an earlier and a later one. */
export async function loadPolicyBank(stage: Stage): Promise<readonly DemoGroup[]> {
	const { small } = stage
	const { on, outstanding, groups: groupCount, borrowers } = measure.policyBank
	const random = stage.random.part('NHCSXH')
	const groups = await makeGroups(
		stage.tx,
		random,
		stage.communes,
		wish(
			stage,
			'NHCSXH-HONGHEO',
			'TK',
			'Tổ TK&VV',
			'savings-and-loan',
			small ? smallMeasure.policyBank : groupCount,
			small ? 150 : borrowers,
			12,
			50,
		),
		100_001,
	)
	const wheel = policyProgrammes.flatMap((programme) => Array.from({ length: programme.weight }, () => programme))
	const drafts = groups.flatMap((group) =>
		group.memberIds.flatMap((memberId) => {
			const day = must(stage.transactionDays.get(group.communeId), 'a transaction day')
			if (random.happens(450)) return [badDebt(stage, group, memberId, day, random)]
			const programme = random.pick(wheel)
			const months = random.pick(programme.months)
			const oldest = later(addMonths(on, -(months - 1)), calendarDate('2017-01-01'))
			// Half of what is owed was lent in the last two years: nothing of its principal has fallen due.
			const from = random.happens(62_000) ? later(addMonths(on, -21), oldest) : oldest
			const signedOn = transactionDate(random, from, addDays(on, -5), day)
			const draft = policyDraft(
				stage,
				programme.code,
				group,
				memberId,
				signedOn,
				months,
				random.between(programme.from, programme.to),
				random,
			)
			return [draft, ...others(stage, draft, random)]
		}),
	)
	await settle(stage, drafts, { on, outstanding }, [8, policyCapMillions], random)
	return groups
}

/** Agribank through groups. */
export async function loadCommercialBank(stage: Stage): Promise<void> {
	const { small } = stage
	const { on, outstanding, groups: groupCount, borrowers } = measure.commercialBank
	const random = stage.random.part('AGRIBANK')
	const groups = await makeGroups(
		stage.tx,
		random,
		stage.communes,
		wish(
			stage,
			'AGRIBANK-TO',
			'AG',
			'Tổ vay vốn',
			'borrowing',
			small ? smallMeasure.commercialBank : groupCount,
			small ? 14 : borrowers,
			5,
			12,
		),
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
export async function loadFund(stage: Stage): Promise<void> {
	const { small } = stage
	const { on, outstanding, groups: groupCount, borrowers } = measure.fund
	const random = stage.random.part('QUY-HTPN')
	const groups = await makeGroups(
		stage.tx,
		random,
		stage.communes,
		wish(
			stage,
			'QUY-GIAMDAN',
			'NH',
			'Nhóm tín dụng - tiết kiệm',
			'credit',
			small ? smallMeasure.fund : groupCount,
			small ? 14 : borrowers,
			5,
			10,
		),
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
	const groups = await makeGroups(
		stage.tx,
		random,
		stage.communes,
		wish(
			stage,
			'KHOINGHIEP',
			'KN',
			'Mô hình khởi nghiệp',
			'borrowing',
			stage.small ? smallMeasure.startUp : measure.startUp.groups,
			stage.small ? 8 : measure.startUp.borrowers,
			8,
			20,
		),
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
	const groups = await makeGroups(
		stage.tx,
		random,
		stage.communes,
		wish(stage, 'HOPTAC', 'HT', 'Tổ hợp tác', 'borrowing', count, count * 9, 7, 12),
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

/**
 * Writes the drafts so that together they owe the figure on its day: those whose principal has been falling due first,
 * with their own amounts; what is then missing is what the others were lent.
 */
async function settle(
	stage: Stage,
	drafts: readonly Draft[],
	target: { on: CalendarDate; outstanding: Money },
	range: readonly [number, number],
	random: Chance,
): Promise<void> {
	const { writer, small } = stage
	const open = (draft: Draft): boolean => draft.millions !== null && !small && owesAllOn(draft, target.on)
	const owed: Money[] = []
	for (const draft of drafts.filter((one) => !open(one)))
		owed.push(await writer.write(draft, millions(draft.millions ?? 0), random, target.on))
	const others = drafts.filter(open)
	if (others.length === 0) return
	const missing = subtract(target.outstanding, sum(owed))
	const amounts = numbersThatSum(random, others.length, Number(missing / 1_000_000n), ...range)
	const rest = dong(missing % 1_000_000n)
	const balances: Money[] = []
	for (const [index, draft] of others.entries()) {
		const principal = dong(millions(must(amounts[index], 'an amount')) + (index === 0 ? rest : 0n))
		balances.push(await writer.write(draft, principal, random, target.on))
	}
	const reached = sum([...owed, ...balances])
	if (reached !== target.outstanding) throw new Error(`the demonstration owes ${reached} on ${target.on} instead of ${target.outstanding}`)
}

function policyDraft(
	stage: Stage,
	code: string,
	group: DemoGroup,
	memberId: string,
	signedOn: CalendarDate,
	months: number,
	amount: number,
	random: Chance,
): Draft {
	const every = everyOf(stage, code, signedOn, months)
	return {
		...draftOf(stage, code, group, memberId, signedOn, months, amount),
		transactionDay: stage.transactionDays.get(group.communeId) ?? null,
		habits: {
			comes: comesQuarterly(every, 4_000, random),
			stopsOn: random.happens(450) ? addMonths(signedOn, random.between(6, months - 1)) : null,
			foundLater: random.happens(1_500) ? random.pick([2, 5, 8]) : null,
			recordedTwice: random.happens(800) ? random.pick([2, 5]) : null,
			secondTrancheAfter: code === 'NHCSXH-HSSV' ? 150 : null,
		},
	}
}

/** An earlier loan that was paid back before the present one, or a later one after it: women borrow again. */
function others(stage: Stage, present: Draft, random: Chance): readonly Draft[] {
	const { group, memberId, signedOn, months } = present
	if (group === null || memberId === null || present.habits.stopsOn !== null) return []
	const day = must(present.transactionDay, 'a transaction day')
	const drafts: Draft[] = []
	const earlierMonths = random.pick([12, 24])
	const began = addMonths(signedOn, -(earlierMonths + random.between(1, 6)))
	if (random.happens(17_000) && began >= calendarDate('2015-07-01'))
		drafts.push(
			closed(policyDraft(stage, 'NHCSXH-HONGHEO', group, memberId, onDay(began, day), earlierMonths, random.between(20, 50), random)),
		)
	const ended = addMonths(signedOn, months)
	const again = addMonths(ended, random.between(1, 4))
	if (random.happens(45_000) && again < addMonths(storyEnds, -1))
		drafts.push(
			policyDraft(
				stage,
				'NHCSXH-MOITHOATNGHEO',
				group,
				memberId,
				onDay(again, day),
				random.pick([36, 60]),
				random.between(40, 100),
				random,
			),
		)
	return drafts
}

/** Paid for a year or two, and not back when its term ended: the bank moved it to overdue before the day of the report. */
function badDebt(stage: Stage, group: DemoGroup, memberId: string, day: number, random: Chance): Draft {
	const signedOn = onDay(addMonths(measure.policyBank.on, -random.between(38, 46)), day)
	const draft = policyDraft(stage, 'NHCSXH-HONGHEO', group, memberId, signedOn, 36, random.between(15, 40), random)
	return { ...draft, habits: { ...draft.habits, stopsOn: addMonths(signedOn, random.between(13, 30)) } }
}

/** Somebody who borrowed again had paid: her earlier loan was no one's trouble. */
function closed(draft: Draft): Draft {
	return { ...draft, habits: { ...draft.habits, stopsOn: null } }
}

function onDay(date: CalendarDate, dayOfMonth: number): CalendarDate {
	return calendarDate(`${date.slice(0, 8)}${String(dayOfMonth).padStart(2, '0')}`)
}

function draftOf(
	stage: Stage,
	code: string,
	group: DemoGroup | null,
	memberId: string | null,
	signedOn: CalendarDate,
	months: number,
	amount: number | null,
): Draft {
	return {
		product: must(stage.products.get(code), code),
		group,
		memberId,
		communeId: group?.communeId ?? '',
		signedOn,
		months,
		millions: amount,
		terms: {},
		habits: payingHabits,
		transactionDay: null,
	}
}

function everyOf(stage: Stage, code: string, signedOn: CalendarDate, months: number): number {
	const { product } = must(stage.products.get(code), code)
	return principalEveryFor(months, must(rulesFor(product.rules, signedOn), code).terms.principalBands) ?? months
}

function borrowersOf(groups: readonly DemoGroup[]): readonly { group: DemoGroup; memberId: string }[] {
	return groups.flatMap((group) => group.memberIds.map((memberId) => ({ group, memberId })))
}

function wish(
	stage: Stage,
	productCode: string,
	prefix: string,
	name: string,
	kind: GroupWish['kind'],
	count: number,
	members: number,
	smallest: number,
	largest: number,
): GroupWish {
	const { lender } = must(stage.products.get(productCode), productCode)
	return { prefix, name, kind, lenderId: lender.id, issuer: lender.entrusted ? lender.code : null, count, members, smallest, largest }
}
