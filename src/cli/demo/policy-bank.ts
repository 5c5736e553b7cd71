import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate, later } from '../../kernel/calendar-date.js'
import type { DemoGroup } from './groups.js'
import { measure, smallMeasure } from './measure.js'
import { comesQuarterly, type Draft, storyEnds, transactionDate } from './portfolio.js'
import type { Chance } from './random.js'
import { draftOf, everyOf, groupsOf, settle, type Stage } from './stage.js'

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
	const groups = await groupsOf(
		stage,
		random,
		{
			productCode: 'NHCSXH-HONGHEO',
			prefix: 'TK',
			name: 'Tổ TK&VV',
			kind: 'savings-and-loan',
			count: small ? smallMeasure.policyBank : groupCount,
			members: small ? 150 : borrowers,
			smallest: 12,
			largest: 50,
		},
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
