import type { Asker } from '../access/asker.js'
import type { Paper } from '../documents/paper.js'
import { type CalendarDate, calendarDate, earlier, vietnameseDate, yearOf } from '../kernel/calendar-date.js'
import { dayInVietnam, type Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import { letterOf } from '../papers/heading-actions.js'
import type { Tx } from '../platform/database.js'
import { listLenders } from '../products/actions.js'
import { findUnit } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { annualPaper } from './annual-paper.js'
import { cutOffOf, type NamedDays } from './cut-offs.js'
import * as parts from './part-actions.js'
import type { Frame } from './questions.js'
import { sectionOf } from './report.js'
import type { AnnualQuery } from './schemas.js'
import type { Place } from './structure-chapter.js'
import { annualView } from './views.js'

type Now = { readonly today: CalendarDate; readonly knownAt: Instant }

/**
 * The section "Nâng cao quyền năng kinh tế" of a year's report: every figure of it computed from the books, each with
 * its own day and address. What the books do not hold is listed and not said. A bank is told its own lender's figures
 * only. Refuses a year that has not begun, a day that is not of the year, and a unit or lender out of the asker's reach.
 */
export async function annualReport(tx: Tx, query: AnnualQuery, asker: Asker, now: Now) {
	const frame = frameOf(query, now)
	const place = await placeOf(tx, query.unitId, asker, frame)
	const lenders = (await listLenders(tx, { limit: '500' }, asker)).items
	const named: NamedDays = { asOf: query.asOf ?? null, byLender: query.cutOffs ?? new Map() }
	for (const code of named.byLender.keys())
		if (!lenders.some((one) => one.code === code)) throw new Refusal('lender.not-found', { path: 'cutOffs' })
	const cutOff = (code: string) => cutOffOf(code, frame.year, named, latest(now))
	const reading = { tx, asker, frame }
	const banks = await parts.bankPart(reading, lenders, cutOff)
	const week = await parts.savingsWeekPart(reading, place)
	const section = sectionOf(
		asker.scope.kind === 'lender'
			? [banks, week]
			: [
					[...(await parts.structurePart(reading, place)), ...banks],
					await parts.ownPart(reading, lenders, cutOff),
					[...week, ...(await parts.circlePart(reading)), ...(await parts.piggyBankPart(reading))],
					[...(await parts.aidPart(reading)), ...(await parts.fundPart(reading))],
				],
	)
	const told = lenders.filter(({ entrusted, code }) => entrusted || code === 'QUY-HTPN')
	return annualView(section, { frame, place, cutOffs: told.map(({ code }) => cutOff(code)) })
}

/** The same on paper, in the asker's language. */
export async function annualOnPaper(tx: Tx, report: ReturnType<typeof annualView>, asker: Asker): Promise<Paper> {
	return annualPaper(report, await letterOf(tx, asker, { asOf: report.to, knownAt: report.knownAt }))
}

/** The last day that could be known: a report that is asked for again by its moment of knowledge ends where it ended then. */
function latest({ today, knownAt }: Now): CalendarDate {
	return earlier(today, dayInVietnam(knownAt))
}

function frameOf({ year, unitId, asOf, cutOffs }: AnnualQuery, now: Now): Frame {
	const [from, last] = [calendarDate(`${year}-01-01`), latest(now)]
	if (from > last) throw new Refusal('annual.year-to-come', { path: 'year', details: { year: String(year) } })
	for (const [path, day] of [['asOf', asOf] as const, ...[...(cutOffs?.values() ?? [])].map((one) => ['cutOffs', one] as const)]) {
		if (day === undefined || (yearOf(day) === year && day <= last)) continue
		throw new Refusal('annual.day-of-another-year', { path, details: { on: vietnameseDate(day), year: String(year) } })
	}
	return { year, from, to: asOf ?? earlier(calendarDate(`${year}-12-31`), last), knownAt: now.knownAt, unitId }
}

/** The unit of which the report is written: the one asked for, else the asker's own; null for the whole of the books. */
async function placeOf(tx: Tx, unitId: string | undefined, { scope }: Asker, { to }: Frame): Promise<Place | null> {
	const id = unitId ?? (scope.kind === 'unit' ? scope.unitId : undefined)
	if (id === undefined) return null
	const unit = await findUnit(tx, id, to)
	if (scope.kind === 'unit') {
		const reached = new Set(scope.communeIds)
		if (!(await communesBelow(tx, id)).every((communeId) => reached.has(communeId))) throw new Refusal('unit.not-found', { path: 'unitId' })
	}
	return { id, level: unit.level, name: unit.name }
}
