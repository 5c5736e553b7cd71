import type { Scope } from '../access/asker.js'
import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { MonthlyArguments } from '../lending/monthly.js'
import type { JobQuestion } from '../platform/jobs.js'
import type { AskJob } from './schemas.js'

/** A year, its leap day included. */
const daysMax = 366

/**
 * What is asked of a job, whole: its day, and which loans it is about, the asker's scope in it. Two who reach the same
 * loans ask the same. `now` is the moment up to which a moment of knowledge is past; `communesBelow` are those of the unit
 * that is named. Throws where the day is still to come, the period is no period, or the unit is out of reach.
 */
export function questionOf(
	command: AskJob,
	{ scope, communesBelow }: { readonly scope: Scope; readonly communesBelow: readonly string[] | null },
	{ today, now }: { readonly today: CalendarDate; readonly now: Instant },
): JobQuestion & { readonly knownAt: Instant | null } {
	const knownAt = 'knownAt' in command && command.knownAt !== undefined && command.knownAt < now ? command.knownAt : null
	const about: MonthlyArguments = {
		lenderId: command.lenderId ?? null,
		unitId: command.unitId ?? (scope.kind === 'unit' ? scope.unitId : null),
		communeIds: communesWithin(scope, communesBelow),
		...(knownAt === null ? {} : { knownAt }),
	}
	if (command.kind !== 'due-list') {
		const asOf = command.asOf ?? today
		if (asOf > today) throw new Refusal('contract.future-day', { path: 'asOf', details: { on: asOf, today } })
		return { kind: command.kind, asOf, arguments: about, knownAt }
	}
	const { kind, from, to } = command
	if (to < from) throw new Refusal('report.period-backwards', { path: 'to', details: { from, to } })
	if (daysBetween(from, to) >= daysMax) throw new Refusal('job.period-too-long', { path: 'to', details: { days: String(daysMax) } })
	return { kind, asOf: from, arguments: { ...about, from, to }, knownAt }
}

/** The communes that both the asker reaches and the unit holds; null is all of them. */
function communesWithin(scope: Scope, below: readonly string[] | null): readonly string[] | null {
	if (scope.kind === 'all') return below
	const hers = scope.kind === 'unit' ? scope.communeIds : []
	if (below === null) return hers
	const both = below.filter((id) => hers.includes(id))
	if (both.length === 0) throw new Refusal('job.unit-out-of-reach', { path: 'unitId' })
	return both
}

/** Whether an asker reaches every loan that a job is about: then she may stop it and let it go on. */
export function reachesWhole(scope: Scope, { communeIds }: MonthlyArguments): boolean {
	if (scope.kind === 'all') return true
	return scope.kind === 'unit' && communeIds !== null && communeIds.every((id) => scope.communeIds.includes(id))
}
