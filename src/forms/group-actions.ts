import type { Asker } from '../access/asker.js'
import { findCollection, listCollections } from '../collection/question-actions.js'
import { findCollectionSheet } from '../collection/sheet-actions.js'
import type { Clocks } from '../contracts/knowledge.js'
import { findGroupCustody } from '../custody/question-actions.js'
import { findGroup } from '../groups/actions.js'
import { attendance, listMeetings } from '../groups/meeting-actions.js'
import { bandNames } from '../groups/score.js'
import { listScores } from '../groups/score-actions.js'
import { addMonths, type CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { standings } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { readLabels } from '../reports/labels-store.js'
import { accountsOfGroup } from '../savings/question-actions.js'
import type { ListedLoan, ListedSavings } from './balance-rows.js'
import { countedTogether } from './collection-rows.js'
import type { Inspected } from './inspection.js'
import { readListedMembers } from './member-store.js'

/** The sheet of a meeting, and the banknotes that were counted at it; null where none were. */
export async function sheetOfMeeting(tx: Tx, groupId: string, asker: Asker, on: CalendarDate, knownAt: Instant) {
	const sheet = await findCollectionSheet(tx, groupId, asker, on, knownAt)
	const counts = []
	for (const { id } of sheet.collections) {
		const { steps } = await findCollection(tx, id, asker, { asOf: on, knownAt })
		counts.push(lastCounted(steps))
	}
	return { sheet, banknotes: countedTogether(counts) }
}

/** A correction counts the whole again: the last count is the one that stands. */
function lastCounted<T>(steps: readonly { readonly denominations: T | null }[]): T | null {
	return steps.map(({ denominations }) => denominations).findLast((one) => one !== null) ?? null
}

/** What each member of a group owes and has saved at its lender on a day, as it was known then. */
export async function balancesOfGroup(tx: Tx, groupId: string, asker: Asker, clocks: Clocks) {
	const group = await findGroup(tx, groupId, asker, clocks.asOf)
	const lender = group.lenderId === null ? {} : { lenderId: group.lenderId }
	const owing = []
	for await (const loan of standings(tx, { groupId, ...lender }, asker.scope, clocks))
		if (loan.standing.status === 'active') owing.push(loan)
	const labels = await readLabels(
		tx,
		owing.map(({ row }) => row),
	)
	const loans = owing.map(
		({ row, standing: { balances } }): ListedLoan => ({
			memberId: row.memberId,
			code: row.code,
			externalCode: row.externalCode,
			productName: labels.get(row.contract.id)?.productName ?? '',
			signedOn: row.signedOn,
			outstanding: balances.outstanding,
			overdue: balances.overdue,
			frozen: balances.frozen,
			interestDue: balances.interestDue,
			interestCarried: balances.interestCarried,
			lateInterest: balances.lateInterest,
		}),
	)
	const accounts = await accountsOfGroup(tx, groupId, asker.scope, clocks)
	const savings: readonly ListedSavings[] = accounts
		.filter(({ lenderId }) => group.lenderId === null || lenderId === group.lenderId)
		.map(({ memberId, balance }) => ({ memberId, balance }))
	const ids = new Set([
		...group.members.map(({ memberId }) => memberId),
		...loans.flatMap(({ memberId }) => memberId ?? []),
		...savings.map(({ memberId }) => memberId),
	])
	return { group, loans, savings, members: await readListedMembers(tx, [...ids], group.lenderId) }
}

/** How far the checklist of an inspection looks back. */
const monthsBack = 3

/** What the books say of a group that is inspected on a day. */
export async function inspectedGroup(tx: Tx, groupId: string, asker: Asker, clocks: Clocks) {
	const { asOf, knownAt } = clocks
	const { group, loans, savings } = await balancesOfGroup(tx, groupId, asker, clocks)
	const since = addMonths(asOf, -monthsBack)
	const period = { from: since, to: asOf }
	const meetings = await attendance(tx, groupId, period, asker, asOf, knownAt)
	const [last] = (await listMeetings(tx, groupId, { ...period, limit: '1', cursor: undefined }, asker, asOf, knownAt)).items
	const sheets = (await listCollections(tx, { groupId, ...period, limit: '500', cursor: undefined }, asker)).items
	const custody = await findGroupCustody(tx, groupId, asker, clocks)
	const score = (await listScores(tx, groupId, { to: asOf }, asker, asOf, knownAt)).items.at(-1)
	const inspected: Inspected = {
		asOf,
		since,
		members: group.memberCount,
		loans: loans.length,
		borrowers: new Set(loans.map(({ memberId }) => memberId)).size,
		outstanding: sum(loans.map(({ outstanding }) => outstanding)),
		overdue: sum(loans.map(({ overdue }) => overdue)),
		frozen: sum(loans.map(({ frozen }) => frozen)),
		overdueLoans: loans.filter(({ overdue }) => overdue > 0n).length,
		interestDue: sum(loans.map(({ interestDue }) => interestDue)),
		interestCarried: sum(loans.map(({ interestCarried }) => interestCarried)),
		carriers: new Set(loans.filter(({ interestCarried }) => interestCarried > 0n).map(({ memberId }) => memberId)).size,
		savers: new Set(savings.filter(({ balance }) => balance > 0n).map(({ memberId }) => memberId)).size,
		savings: sum(savings.map(({ balance }) => balance)),
		score: score === undefined ? null : { month: monthWords(score.month), total: score.total, band: bandNames[score.band][asker.language] },
		warnings: group.warnings.map(({ message }) => message),
		meetings: { held: meetings.totals.meetings, lastOn: last?.on ?? null, rate: meetings.totals.rate },
		sheets: { count: sheets.length, total: sum(sheets.map(({ total }) => total)) },
		held: custody.held,
		heldLate: custody.late,
	}
	return { group, inspected }
}

function monthWords(month: string): string {
	return `${month.slice(5, 7)}/${month.slice(0, 4)}`
}
