import type { Asker } from '../access/asker.js'
import { type CalendarDate, monthEnd } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { rulesOfGroup, rulesOfGroups } from './rule-actions.js'
import type { GroupRule } from './rules.js'
import { type Band, bandOf, bandWarning, canonical, isSameScore, refuseImpossibleScore, type Score } from './score.js'
import type { ImportScores, ScoreRow } from './score-schemas.js'
import * as store from './score-store.js'
import { readGroup } from './store.js'

/** A row that may be kept. */
type Read = Score & { readonly groupId: string; readonly band: Band; readonly bandRule: GroupRule }

/**
 * Takes a bank's scores of a month: every row, or none and every row that is wrong is named. What was there already is
 * passed over; what the bank now says otherwise becomes a further version. Our own part is to add up and to look the band
 * up; a band that the bank sees otherwise is a warning.
 */
export async function importScores(tx: Tx, command: ImportScores, asker: Asker, today: CalendarDate) {
	const { lenderId, month, rows } = command
	await findLender(tx, lenderId, asker)
	if (month > today) throw new Refusal('score.month-to-come', { path: 'month' })
	const named = {
		codes: rows.flatMap(({ groupCode }) => groupCode ?? []),
		externalCodes: rows.flatMap(({ externalCode }) => externalCode ?? []),
		lenderId,
	}
	const groups = await store.lockNamedGroups(tx, named, asker.scope)
	const rules = await rulesOfGroups(
		tx,
		groups.map(({ id }) => id),
	)
	const byCode = new Map(groups.map((group) => [group.code, group]))
	const byExternalCode = new Map(groups.map((group) => [group.externalCode, group]))
	const seen = new Set<string>()
	const read = rows.map((row, item) => {
		try {
			const group = row.groupCode === undefined ? byExternalCode.get(row.externalCode ?? '') : byCode.get(row.groupCode)
			const one = readRow(row, group, command, (name) => rules.get(group?.id ?? '')?.(name, monthEnd(month)) ?? null)
			if (seen.has(one.groupId)) throw new Refusal('score.group-twice')
			seen.add(one.groupId)
			return one
		} catch (error) {
			if (error instanceof Refusal) return error.of(item).within('rows', row.groupCode === undefined ? 'externalCode' : 'groupCode')
			throw error
		}
	})
	const [wrong, ...others] = read.filter((one) => one instanceof Refusal)
	if (wrong !== undefined) throw new Refusal(wrong.code, { path: wrong.path, details: wrong.details, others })
	return keepScores(tx, month, read as readonly Read[], asker)
}

/** The bank's scores of a group by month, as they were known at a moment. */
export async function listScores(
	tx: Tx,
	groupId: string,
	{ from, to }: { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined },
	asker: Asker,
	today: CalendarDate,
	knownAt: Instant,
) {
	if ((await readGroup(tx, asker.scope, groupId, today)) === null) throw new Refusal('group.not-found')
	const ruleOf = await rulesOfGroup(tx, groupId)
	const scores = await store.readScores(tx, groupId, { from: from ?? null, to: to ?? null, knownAt })
	const items = scores.map(({ groupId: _, month, ...score }) => {
		const rule = ruleOf('score-bands', monthEnd(month))
		const warning = rule === null ? null : bandWarning(score, score.band, rule, asker.language)
		return { ...score, month: month.slice(0, 7), warnings: warning === null ? [] : [warning] }
	})
	return { items, next: null, knownAt }
}

/** One row as it may be kept; refused where it names no group that the bank scores, or its numbers cannot be. */
function readRow(
	row: ScoreRow,
	group: store.ScoredGroup | undefined,
	{ lenderId, month }: Pick<ImportScores, 'lenderId' | 'month'>,
	ruleOf: (name: 'score-maxima' | 'score-bands') => GroupRule | null,
): Read {
	if (group === undefined) throw new Refusal('score.group-unknown')
	if (group.lenderId !== lenderId) throw new Refusal('score.group-of-another-lender')
	if (group.establishedOn > monthEnd(month) || (group.closedOn !== null && group.closedOn < month))
		throw new Refusal('score.group-not-there')
	const [maxima, bandRule] = [ruleOf('score-maxima'), ruleOf('score-bands')]
	if (maxima === null || bandRule === null) throw new Refusal('score.no-table')
	const score = canonical({ points: row.points, total: row.total, bankBand: row.band ?? null })
	refuseImpossibleScore(score, maxima)
	return { ...score, groupId: group.id, band: bandOf(score.total, bandRule), bandRule }
}

async function keepScores(tx: Tx, month: CalendarDate, read: readonly Read[], asker: Asker) {
	const before = await store.readScoresOfMonth(
		tx,
		read.map(({ groupId }) => groupId),
		month,
	)
	const news = read.filter((score) => {
		const last = before.get(score.groupId)
		return last === undefined || !isSameScore(last, score)
	})
	await store.insertScores(
		tx,
		news.map(({ bandRule: _, ...score }) => ({
			...score,
			month,
			version: (before.get(score.groupId)?.version ?? 0) + 1,
			recordedBy: asker.userId,
		})),
	)
	const changed = news.filter(({ groupId }) => before.has(groupId)).length
	const counted = { good: 0, fair: 0, average: 0, weak: 0 }
	for (const { band, bankBand } of read) counted[bankBand ?? band] += 1
	const warnings = read.flatMap((score, row) => {
		const warning = bandWarning(score, score.band, score.bandRule, asker.language)
		return warning === null ? [] : [{ row, ...warning }]
	})
	const counts = { added: news.length - changed, changed, same: read.length - news.length }
	return { month: month.slice(0, 7), ...counts, bands: counted, warnings }
}
