import { must, never } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Accrual, accrue, larger, type Money, nothingAccrued, subtract, zero } from '../kernel/money.js'
import { rateFraction } from '../kernel/rate.js'
import type { Certainty } from '../products/template.js'
import {
	bankCirculars,
	type Circulars,
	type DebtGroup,
	type Grouping,
	type Ladder,
	microfinanceCirculars,
	type Provisioning,
} from './classification-circulars.js'
import type { Terms } from './schemas.js'
import type { Restructuring } from './state.js'

export type Classification = Terms['classification']

/** What a debt is grouped by. */
export type DebtFacts = {
	readonly daysPastDue: number
	readonly restructurings: readonly Restructuring[]
	readonly interestWaived: boolean
}

/** Why a debt is in its group: a code, a sentence in each language, and the rule that says so. */
export type DebtGroupReason = {
	readonly code: ReasonCode
	readonly vi: string
	readonly en: string
	readonly source: string
	readonly certainty: Certainty
}

type ReasonCode =
	| 'in-term'
	| 'days-past-due'
	| 'rescheduled-once'
	| 'extended-once'
	| 'restructured-twice'
	| 'restructured-often'
	| 'interest-waived'

/** What a debt that owes nothing or is not out yet is grouped by. */
export const nothingLate: DebtFacts = { daysPastDue: 0, restructurings: [], interestWaived: false }

/**
 * The debt group on a day by the lender's rules of that day, with the reason: the worst of what days past due,
 * restructurings and waived interest lead to. Null for NHCSXH's policy loans, which tell in term, overdue and frozen
 * apart. A roll-over (lưu vụ) is no restructuring (Circular 39/2016 art. 19). That a debt may rise again after months
 * of full payment, or must follow its borrower's worst debt, is for the lender to judge and is not told here.
 */
export function classify(
	classification: Classification,
	asOf: CalendarDate,
	{ daysPastDue, restructurings, interestWaived }: DebtFacts,
): { readonly group: DebtGroup; readonly reason: DebtGroupReason } | null {
	const grouping = groupingOn(classification, asOf)
	if (grouping === null) return null
	const { byDays, pulled } = grouping
	let worst = { group: onLadder(byDays, daysPastDue), code: (daysPastDue === 0 ? 'in-term' : 'days-past-due') as ReasonCode }
	const pull = (group: DebtGroup, code: ReasonCode): void => {
		if (group > worst.group) worst = { group, code }
	}
	const counted = restructurings.filter(({ on, kind }) => on <= asOf && kind !== 'rolled-over')
	const code = restructuringCode(counted)
	if (code !== null) pull(onLadder(pulled[ladderOf[code]], daysPastDue), code)
	if (interestWaived) pull(pulled.interestWaived, 'interest-waived')
	const isByDays = worst.code === 'in-term' || worst.code === 'days-past-due'
	const { certainty } = isByDays ? grouping : pulled
	const source = sourceOn({ from: grouping.from, source: isByDays ? grouping.source : pulled.source }, asOf)
	return { group: worst.group, reason: { code: worst.code, ...sentenceOf(worst.code, daysPastDue), source, certainty } }
}

/** The debt group alone; null where the lender does not group. */
export function debtGroup(classification: Classification, asOf: CalendarDate, facts: DebtFacts): DebtGroup | null {
	return classify(classification, asOf, facts)?.group ?? null
}

/**
 * What is set aside for principal of a debt group, less what its collateral is good for (Decree 86/2024/NĐ-CP). Exact:
 * whoever sums rounds once, half up, per total. Nothing where the lender does not group.
 */
export function provisionOf(
	classification: Classification,
	asOf: CalendarDate,
	group: DebtGroup,
	principal: Money,
	collateral: Money = zero,
): Accrual {
	const provisioning = provisioningOn(classification, asOf)
	if (provisioning === null) return nothingAccrued
	return accrue(larger(subtract(principal, collateral), zero), rateFraction(provisioning.specific[group]))
}

/** What is set aside for principal of a debt group in general, whatever its collateral; exact, as `provisionOf`. */
export function generalProvisionOf(classification: Classification, asOf: CalendarDate, group: DebtGroup, principal: Money): Accrual {
	const general = provisioningOn(classification, asOf)?.general
	return general?.groups.includes(group) ? accrue(principal, rateFraction(general.rate)) : nothingAccrued
}

/** The rules by which debts are grouped on a day; null where the lender does not group. */
export function groupingOn(classification: Classification, asOf: CalendarDate): Grouping | null {
	const circulars = circularsOf(classification)
	return circulars === null ? null : versionOn(circulars.groupings, asOf)
}

/** The rules by which provisions are made on a day; null where the lender does not group. */
export function provisioningOn(classification: Classification, asOf: CalendarDate): Provisioning | null {
	const circulars = circularsOf(classification)
	return circulars === null ? null : versionOn(circulars.provisionings, asOf)
}

/** The source of a rule as it is printed; one that is younger than the day says that it is used for want of an older. */
export function sourceOn({ from, source }: { readonly from: CalendarDate; readonly source: string }, asOf: CalendarDate): string {
	return asOf >= from ? source : `${source} (có hiệu lực từ ${vietnameseDate(from)}; áp dụng cả cho ngày trước đó)`
}

function circularsOf(classification: Classification): Circulars | null {
	switch (classification) {
		case 'policy':
			return null
		case 'bank':
			return bankCirculars
		case 'microfinance':
			return microfinanceCirculars
		default:
			return never(classification)
	}
}

/** The version in force on a day; before the first of all, the first. */
function versionOn<V extends { readonly from: CalendarDate }>(versions: readonly V[], asOf: CalendarDate): V {
	return must(versions.findLast(({ from }) => from <= asOf) ?? versions[0], 'a circular has a version')
}

function onLadder(ladder: Ladder, days: number): DebtGroup {
	return must(
		ladder.findLast(([from]) => from <= days),
		'a ladder begins at day 0',
	)[1]
}

const ladderOf = {
	'rescheduled-once': 'rescheduledOnce',
	'extended-once': 'extendedOnce',
	'restructured-twice': 'twice',
	'restructured-often': 'oftener',
} as const

function restructuringCode(counted: readonly Restructuring[]): keyof typeof ladderOf | null {
	const [first, second, third] = counted
	if (first === undefined) return null
	if (third !== undefined) return 'restructured-often'
	if (second !== undefined) return 'restructured-twice'
	return first.kind === 'extended' ? 'extended-once' : 'rescheduled-once'
}

const words: Readonly<Record<Exclude<ReasonCode, 'in-term' | 'days-past-due'>, { readonly vi: string; readonly en: string }>> = {
	'rescheduled-once': { vi: 'Đã điều chỉnh kỳ hạn trả nợ lần đầu', en: 'Rescheduled once' },
	'extended-once': { vi: 'Đã gia hạn nợ lần đầu', en: 'Extended once' },
	'restructured-twice': { vi: 'Đã cơ cấu lại thời hạn trả nợ lần thứ hai', en: 'Restructured twice' },
	'restructured-often': { vi: 'Đã cơ cấu lại thời hạn trả nợ từ lần thứ ba trở lên', en: 'Restructured three times or more' },
	'interest-waived': { vi: 'Đã được miễn hoặc giảm lãi', en: 'Interest was waived or reduced' },
}

function sentenceOf(code: ReasonCode, days: number): { readonly vi: string; readonly en: string } {
	const late =
		days === 0
			? { vi: 'còn trong hạn', en: 'in term' }
			: { vi: `quá hạn ${days} ngày`, en: days === 1 ? '1 day past due' : `${days} days past due` }
	if (code === 'in-term' || code === 'days-past-due') return { vi: capital(late.vi), en: capital(late.en) }
	return { vi: `${words[code].vi}; ${late.vi}`, en: `${words[code].en}; ${late.en}` }
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}
