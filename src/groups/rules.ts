import { must, never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Certainty, LenderKind } from '../products/template.js'
import type { GroupKind } from './committee.js'

/**
 * What is settled about groups. 'size': how many members, "5-60". 'quorum' and 'election-quorum': which share of the
 * members has to attend a meeting, ">1/2" or ">=2/3". 'leaving-debt' and 'leaving-savings': whether a member may leave
 * "nothing" or "anything" behind. 'score-maxima': the most points of each criterion in the order of `criteria`;
 * 'score-bands': from how many points on a group is good, fair, average.
 */
export const groupRuleNames = [
	'size',
	'quorum',
	'election-quorum',
	'leaving-debt',
	'leaving-savings',
	'score-maxima',
	'score-bands',
] as const
export type GroupRuleName = (typeof groupRuleNames)[number]

/** For groups that work for lenders of a kind, or for all that no line of its own speaks of. */
export type RuleLenderKind = LenderKind | 'any'

/** One rule for groups of a kind from a day on, until the next line; `value` is written as its name says. */
export type GroupRule = {
	readonly name: GroupRuleName
	readonly groupKind: GroupKind
	readonly lenderKind: RuleLenderKind
	readonly from: CalendarDate
	readonly value: string
	readonly source: string
	readonly certainty: Certainty
}

/** For which group a rule is asked. */
export type RuledGroup = { readonly kind: GroupKind; readonly lenderKind: LenderKind | null }

/**
 * The rule in force for a group on a day: the latest line for its kind of lender, else for any; null where there is none.
 * Of two lines from one day the later of the list counts.
 */
export function groupRuleOn(rules: readonly GroupRule[], name: GroupRuleName, group: RuledGroup, on: CalendarDate): GroupRule | null {
	const lines = rules.filter((rule) => rule.name === name && rule.groupKind === group.kind && rule.from <= on)
	const latest = (lenderKind: RuleLenderKind | null): GroupRule | null =>
		lines
			.filter((rule) => rule.lenderKind === lenderKind)
			.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
			.at(-1) ?? null
	return latest(group.lenderKind) ?? latest('any')
}

/** Whether a value is written as the rule's name wants it. */
export function isRuleValue(name: GroupRuleName, value: string): boolean {
	switch (name) {
		case 'size': {
			const [min, max] = /^([1-9]\d{0,3})-([1-9]\d{0,3})$/.exec(value)?.slice(1).map(Number) ?? []
			return min !== undefined && max !== undefined && min <= max
		}
		case 'quorum':
		case 'election-quorum': {
			const [over, under] = /^>=?([1-9]\d?)\/([1-9]\d?)$/.exec(value)?.slice(1).map(Number) ?? []
			return over !== undefined && under !== undefined && over <= under
		}
		case 'leaving-debt':
		case 'leaving-savings':
			return value === 'nothing' || value === 'anything'
		case 'score-maxima':
			return /^\d{1,3}(\/\d{1,3}){5}$/.test(value)
		case 'score-bands': {
			const marks = /^\d{1,3}\/\d{1,3}\/\d{1,3}$/.test(value) ? numbersOf(value) : []
			return marks.length > 0 && marks.every((mark, index) => index === 0 || mark < must(marks[index - 1], 'the mark before'))
		}
		default:
			return never(name)
	}
}

/** How few and how many members a rule of size asks for. */
export function sizeOf({ value, source }: GroupRule): { readonly min: number; readonly max: number; readonly source: string } {
	const [min, max] = value.split('-').map(Number)
	return { min: must(min, 'a smallest size'), max: must(max, 'a largest size'), source }
}

/** Whether so many of so many members are a quorum. */
export function isQuorum({ value }: GroupRule, attended: number, members: number): boolean {
	const [over = 1, under = 1] = numbersOf(value.replace(/^>=?/, ''))
	return value.startsWith('>=') ? attended * under >= over * members : attended * under > over * members
}

/** The numbers of a rule that lists some: maxima, or bands. */
export function numbersOf(value: string): readonly number[] {
	return value.split('/').map(Number)
}
