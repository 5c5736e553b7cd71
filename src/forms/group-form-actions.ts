import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Paper } from '../documents/paper.js'
import type { Words } from '../kernel/refusal.js'
import type { Letter } from '../papers/letterhead.js'
import type { Tx } from '../platform/database.js'
import { balanceRows } from './balance-rows.js'
import { collectionRows } from './collection-rows.js'
import { balancesOfGroup, inspectedGroup, sheetOfMeeting } from './group-actions.js'
import { collectionList, confirmationList, type FormGroup, type GroupList, inspectionPaper } from './group-papers.js'
import { laidOut } from './layout-actions.js'
import { letterOf } from '../papers/heading-actions.js'
import { readLender } from './member-store.js'
import { passbookPaper } from './passbook.js'
import { passbookOf } from './passbook-actions.js'

/** A list of a group with the letter that it is written on. */
export type Written = { readonly list: GroupList; readonly letter: Letter }

/** The collection sheet of a meeting, to be filled in before it, with what was collected after it. */
export async function meetingForm(tx: Tx, groupId: string, asker: Asker, clocks: Clocks): Promise<Written> {
	const { sheet, banknotes } = await sheetOfMeeting(tx, groupId, asker, clocks.asOf, clocks.knownAt)
	const { on, transactionDay, totals, collections, leader } = sheet
	const group = await formGroup(tx, { ...sheet.group, leader })
	const rows = collectionRows(sheet.lines, group.name, absent[asker.language])
	const told = { on, transactionDay, collected: totals.collected, isHeld: collections.length > 0 }
	const list = collectionList(group, told, rows, banknotes, asker.language)
	const code = group.lender?.entrusted === false ? 'own-collection-sheet' : 'collection-sheet'
	return { list: await laidOut(tx, code, list, sheet.group.lenderId, clocks), letter: await letterOf(tx, asker, clocks) }
}

/** What members owe and have saved on a day, to be confirmed by each. */
export async function confirmationForm(tx: Tx, groupId: string, asker: Asker, clocks: Clocks): Promise<Written> {
	const { group, loans, savings, members } = await balancesOfGroup(tx, groupId, asker, clocks)
	const rows = balanceRows(members, loans, savings, group.name)
	const list = confirmationList(await formGroup(tx, group), clocks.asOf, rows, asker.language)
	return { list: await laidOut(tx, 'balance-confirmation', list, group.lenderId, clocks), letter: await letterOf(tx, asker, clocks) }
}

/** The minutes of an inspection, with what the books say. */
export async function inspectionForm(tx: Tx, groupId: string, asker: Asker, clocks: Clocks): Promise<Paper> {
	const { group, inspected } = await inspectedGroup(tx, groupId, asker, clocks)
	return inspectionPaper(await formGroup(tx, group), inspected, await letterOf(tx, asker, clocks))
}

/** A member's passbook. */
export async function passbookForm(tx: Tx, memberId: string, asker: Asker, clocks: Clocks): Promise<Paper> {
	return passbookPaper(await passbookOf(tx, memberId, asker, clocks), await letterOf(tx, asker, clocks))
}

/** The group that a form is of, with the lender that it works for. */
export async function formGroup(tx: Tx, group: Omit<FormGroup, 'lender'> & { readonly lenderId: string | null }): Promise<FormGroup> {
	const { code, name, hamlet = null, communeName, leader, lenderId } = group
	return { code, name, hamlet, communeName, leader, lender: lenderId === null ? null : await readLender(tx, lenderId) }
}

const absent: Words = { vi: 'vắng', en: 'absent' }
