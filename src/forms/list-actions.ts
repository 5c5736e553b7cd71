import { findReviewList } from '../applications/question-actions.js'
import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { SheetRow } from '../documents/sheet.js'
import { findGroup } from '../groups/actions.js'
import type { Tx } from '../platform/database.js'
import { disbursementList, requestList } from './catalogue-forms.js'
import { formGroup, type Written } from './group-form-actions.js'
import { disbursementRows, listOf, requestRows } from './list-rows.js'
import { laidOut } from './layout-actions.js'
import { letterOf } from '../papers/heading-actions.js'
import { latestReview, readPaidOut } from './list-store.js'

/** The members who ask for loans (03/TD): those of one meeting, or of the group's latest. */
export async function requestForm(tx: Tx, groupId: string, meetingId: string | undefined, asker: Asker, clocks: Clocks): Promise<Written> {
	const group = await findGroup(tx, groupId, asker, clocks.asOf)
	const id = meetingId ?? (await latestReview(tx, groupId, clocks))
	const review = id === null ? null : await findReviewList(tx, id, asker.scope, clocks)
	const rows: readonly SheetRow[] = review === null ? [] : requestRows(review.rows)
	const list = listOf(requestList, await formGroup(tx, group), review?.meeting.on ?? clocks.asOf, rows, 'amount', asker.language)
	return { list: await laidOut(tx, 'loan-requests', list, group.lenderId, clocks), letter: await letterOf(tx, asker, clocks) }
}

/** What is paid out to members of a group on a day, and what is waiting to be. */
export async function disbursementForm(tx: Tx, groupId: string, asker: Asker, clocks: Clocks): Promise<Written> {
	const group = await findGroup(tx, groupId, asker, clocks.asOf)
	const rows = disbursementRows(await readPaidOut(tx, groupId, asker.scope, clocks), group.name, asker.language)
	const list = listOf(disbursementList, await formGroup(tx, group), clocks.asOf, rows, 'paidOut', asker.language)
	return { list: await laidOut(tx, 'disbursements', list, group.lenderId, clocks), letter: await letterOf(tx, asker, clocks) }
}
