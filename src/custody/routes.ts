import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { groupIdParams } from '../groups/schemas.js'
import { idSchema } from '../kernel/wire.js'
import { handOverCash, noteException, reverseCashHandover } from './actions.js'
import { findGroupCustody, reportCustody } from './question-actions.js'
import * as schemas from './schemas.js'

export function custodyRoutes(door: AppDoor): void {
	const tag = 'custody'
	const contract = Object.keys(contractRefusals)
	door.operation({
		id: 'handOverCash',
		method: 'POST',
		path: '/groups/:id/cash-handovers',
		tag,
		summary: 'Records that a leader handed cash over to the bank, the fund or the office',
		params: groupIdParams,
		body: schemas.handOverCashSchema,
		answer: schemas.custodyOutcomeView,
		status: 201,
		money: true,
		refusals: ['group.not-found', 'custody.no-leader', 'custody.more-than-held', 'custody.banknotes-differ', ...contract],
		handle: ({ tx, params: { id }, body, asker, today }) => handOverCash(tx, id, body, asker, today),
	})
	door.operation({
		id: 'readGroupCustody',
		method: 'GET',
		path: '/groups/:id/custody',
		tag,
		summary: "Who holds a group's cash, of which meetings, and what happened to it",
		params: groupIdParams,
		query: schemas.groupCustodyQuery,
		answer: schemas.groupCustodyView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => findGroupCustody(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'reverseCashHandover',
		method: 'POST',
		path: '/custodies/:id/events/:eventId/reversal',
		tag,
		summary: 'Undoes a handover of cash; the book receives the difference',
		params: z.strictObject({ id: idSchema, eventId: idSchema }),
		body: schemas.cashHandoverReversalSchema,
		answer: schemas.custodyOutcomeView,
		status: 201,
		money: true,
		refusals: ['custody.not-found', 'custody.not-by-itself', ...contract],
		handle: ({ tx, params: { id, eventId }, body, asker, today }) => reverseCashHandover(tx, id, eventId, body, asker, today),
	})
	door.operation({
		id: 'noteCustodyException',
		method: 'POST',
		path: '/custodies/:id/notes',
		tag,
		summary: 'Notes why cash is still held; the exception stays open until nothing is',
		params: z.strictObject({ id: idSchema }),
		body: schemas.noteExceptionSchema,
		answer: schemas.custodyNoteView,
		status: 201,
		rehearsable: true,
		refusals: ['custody.not-found', 'custody.nothing-held', 'contract.future-day'],
		handle: ({ tx, params: { id }, body, asker, today }) => noteException(tx, id, body, asker, today),
	})
	door.operation({
		id: 'reportCustody',
		method: 'GET',
		path: '/reports/custody',
		tag: 'reports',
		summary: 'Cash that leaders hold: how much of which meeting, since when, late or not, and why',
		query: schemas.custodyReportQuery,
		answer: schemas.custodyReportView,
		handle: ({ tx, query, asker, asOf, knownAt }) => reportCustody(tx, query, asker, { asOf, knownAt }),
	})
}
