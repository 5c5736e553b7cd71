import { moveGroupAccess } from '../access/actions.js'
import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { passOnCustody } from '../custody/actions.js'
import { findGroup, recordMembership } from '../groups/actions.js'
import type { GroupView } from '../groups/schemas.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { standings } from '../lending/question-actions.js'
import { outstandingOf } from '../lending/state.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, pageWish } from '../platform/page.js'
import { passOnBooks } from '../receipts/book-actions.js'
import { accountsOfGroup } from '../savings/question-actions.js'
import type { HandOverGroup, HandoverRow, ListHandovers } from './schemas.js'
import * as store from './store.js'
import { toldOtherwise } from './told.js'

/**
 * One leader takes a group over from another (bàn giao), in one transaction: the cash that was counted and the blank
 * receipts become the new one's to answer for, she leads the group from that day on, and the old one's user sees it no
 * more. Refused where what was counted is not what the books hold, or where either has not signed.
 */
export async function handOverGroup(tx: Tx, groupId: string, command: HandOverGroup, asker: Asker, today: CalendarDate) {
	const { on, fromId, toId, cash, receiptBooks, told, minutesNo, access } = command
	refuseFutureDay(on, today)
	refuseWrongHands(await findGroup(tx, groupId, asker, on), command)
	const custody = await passOnCustody(tx, { groupId, on, fromId, toId, cash, note: `Biên bản ${minutesNo}` }, asker, today)
	const books = await passOnBooks(tx, { groupId, on, toId, books: receiptBooks }, asker, today)
	// The old leader first: a group never has two.
	await recordMembership(tx, { groupId, memberId: fromId, role: 'member', from: on }, asker, today)
	await recordMembership(tx, { groupId, memberId: toId, role: 'leader', from: on }, asker, today)
	const { ended, begun, users } = await moveGroupAccess(tx, { groupId, ...access }).catch((error: unknown) => {
		throw error instanceof Refusal && error.path !== null ? new Refusal(error.code, { path: `access.${error.path}` }) : error
	})
	const row = await store.insertHandover(tx, {
		groupId,
		on,
		fromId,
		toId,
		cash,
		receiptBooks,
		told,
		minutesNo,
		accessEnded: [...ended],
		accessBegun: [...begun],
		note: command.note ?? null,
		recordedBy: asker.userId,
	})
	const clocks = { asOf: on, knownAt: row.recordedAt as Instant }
	const warnings = [
		...toldOtherwise('loans-differ', { told: told.loans, booked: await owedBy(tx, groupId, asker, clocks) }, asker.language),
		...toldOtherwise('savings-differ', { told: told.savings, booked: await savedBy(tx, groupId, asker, clocks) }, asker.language),
	]
	return { ...row, custody, books, usersOfGroup: users, warnings }
}

/** The handovers of a group between its leaders, the latest first. */
export async function listLeaderHandovers(
	tx: Tx,
	groupId: string,
	query: ListHandovers,
	asker: Asker,
	today: CalendarDate,
): Promise<Page<HandoverRow>> {
	await findGroup(tx, groupId, asker, today)
	const { limit, after } = pageWish(query)
	return pageOf(await store.listHandovers(tx, groupId, { before: after?.[0] ?? null, limit: limit + 1 }), limit, ({ id }) => [id])
}

function refuseWrongHands({ leader, members }: GroupView, { on, fromId, toId, signedBy }: HandOverGroup): void {
	const details = { on: vietnameseDate(on) }
	if (fromId === toId) throw new Refusal('handover.to-herself', { path: 'toId' })
	if (leader?.id !== fromId) throw new Refusal('handover.not-the-leader', { path: 'fromId', details })
	if (!members.some(({ memberId }) => memberId === toId)) throw new Refusal('handover.not-a-member', { path: 'toId', details })
	if (!signedBy.includes(fromId) || !signedBy.includes(toId)) throw new Refusal('handover.not-signed-by-both', { path: 'signedBy' })
}

/** What the members of a group owe on a day by our books, in đồng. */
async function owedBy(tx: Tx, groupId: string, { scope }: Asker, clocks: Clocks): Promise<Money> {
	let owed = zero
	for await (const { state } of standings(tx, { groupId }, scope, clocks)) owed = add(owed, outstandingOf(state))
	return owed
}

/** What they have saved. */
async function savedBy(tx: Tx, groupId: string, { scope }: Asker, clocks: Clocks): Promise<Money> {
	return sum((await accountsOfGroup(tx, groupId, scope, clocks)).map(({ balance }) => balance))
}
