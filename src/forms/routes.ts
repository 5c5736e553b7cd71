import type { AppDoor } from '../access/asker.js'
import { xlsxType } from '../documents/download.js'
import { pdfType } from '../documents/pdf.js'
import { addDays } from '../kernel/calendar-date.js'
import { disbursementForm, requestForm } from './list-actions.js'
import { contractForm, extensionForm } from './loan-paper-actions.js'
import { groupNotices, memberNotice } from './notice-actions.js'
import { lineReceipt, loanReceipt } from './receipt-actions.js'
import * as schemas from './schemas.js'
import { sendList, sendPapers } from './sending-actions.js'

const params = schemas.formParams
/** Notices look so many days ahead where nobody says otherwise: to the next meeting. */
const noticeDays = 30

/** The papers of borrowing: who asks, who is paid out, contract, receipts, notices, request for an extension. */
export function formRoutes(door: AppDoor): void {
	groupForms(door)
	loanForms(door)
	receiptForms(door)
}

function groupForms(door: AppDoor): void {
	door.operation({
		id: 'readLoanRequestForm',
		method: 'GET',
		path: '/groups/:id/forms/loan-requests',
		tag: 'forms',
		summary: 'The list of members who ask for loans (03/TD), of one review meeting or of the latest',
		params,
		query: schemas.requestFormQuery,
		media: [pdfType, xlsxType],
		refusals: ['group.not-found', 'review-meeting.not-found'],
		handle: async ({ tx, params: { id }, query: { meetingId, format }, asker, asOf, knownAt, reply }) => {
			const { list, letter } = await requestForm(tx, id, meetingId, asker, { asOf, knownAt })
			return sendList(reply, `de-nghi-vay-von-${id}`, format, list, letter)
		},
	})
	door.operation({
		id: 'readDisbursementForm',
		method: 'GET',
		path: '/groups/:id/forms/disbursements',
		tag: 'forms',
		summary: 'Who is paid out how much in a group on a day, and who is waiting, with a place to sign',
		params,
		query: schemas.listFormQuery,
		media: [pdfType, xlsxType],
		refusals: ['group.not-found'],
		handle: async ({ tx, params: { id }, query: { format }, asker, asOf, knownAt, reply }) => {
			const { list, letter } = await disbursementForm(tx, id, asker, { asOf, knownAt })
			return sendList(reply, `giai-ngan-${id}`, format, list, letter)
		},
	})
	door.operation({
		id: 'readGroupDueNotices',
		method: 'GET',
		path: '/groups/:id/forms/due-notices',
		tag: 'forms',
		summary: 'Notices of due and overdue debt for all members of a group, one page each, in one file',
		params,
		query: schemas.noticesQuery,
		media: [pdfType],
		refusals: ['group.not-found'],
		handle: async ({ tx, params: { id }, query: { until }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			return sendPapers(
				reply,
				`thong-bao-no-to-${id}`,
				await groupNotices(tx, id, until ?? addDays(asOf, noticeDays), asker, clocks),
				clocks,
			)
		},
	})
	door.operation({
		id: 'readMemberDueNotice',
		method: 'GET',
		path: '/members/:id/due-notice',
		tag: 'members',
		summary: 'What a member is asked for by a day, lender by lender, with VietQR on paper',
		params,
		query: schemas.noticeQuery,
		answer: schemas.noticeView,
		media: [pdfType],
		refusals: ['member.not-found'],
		handle: async ({ tx, params: { id }, query: { until, format }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			const { view, paper } = await memberNotice(tx, id, until ?? addDays(asOf, noticeDays), asker, clocks)
			return format === 'json' ? view : sendPapers(reply, `thong-bao-no-${id}`, [await paper()], clocks)
		},
	})
}

function loanForms(door: AppDoor): void {
	door.operation({
		id: 'readLoanContract',
		method: 'GET',
		path: '/loans/:id/contract',
		tag: 'loans',
		summary: 'The contract of a loan of own money with its schedule, to be signed',
		params,
		query: schemas.paperQuery,
		media: [pdfType],
		refusals: ['loan.not-found', 'form.contract-is-the-banks'],
		handle: async ({ tx, params: { id }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			return sendPapers(reply, `hop-dong-vay-${id}`, await contractForm(tx, id, asker, clocks), clocks)
		},
	})
	door.operation({
		id: 'readExtensionRequest',
		method: 'GET',
		path: '/loans/:id/extension-request',
		tag: 'loans',
		summary: 'What a borrower writes who asks for a longer term (08/TD); nothing is recorded by it',
		params,
		query: schemas.extensionQuery,
		media: [pdfType],
		refusals: ['loan.not-found'],
		handle: async ({ tx, params: { id }, query, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			return sendPapers(reply, `de-nghi-gia-han-${id}`, [await extensionForm(tx, id, query, asker, clocks)], clocks)
		},
	})
}

function receiptForms(door: AppDoor): void {
	door.operation({
		id: 'readLoanReceipt',
		method: 'GET',
		path: '/loans/:id/events/:eventId/receipt',
		tag: 'loans',
		summary: 'The receipt of a repayment: twice on one page (2×A5), with its number, amount in words and what it met',
		params: schemas.eventReceiptParams,
		query: schemas.receiptQuery,
		answer: schemas.receiptView,
		media: [pdfType],
		refusals: ['loan.not-found', 'form.event-not-found', 'form.not-a-payment', 'form.payment-undone'],
		handle: async ({ tx, params: { id, eventId }, query: { format }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			const { view, paper } = await loanReceipt(tx, id, eventId, asker, clocks)
			return format === 'json' ? view : sendPapers(reply, `bien-lai-${id}-${eventId}`, [await paper()], clocks)
		},
	})
	door.operation({
		id: 'readCollectionReceipt',
		method: 'GET',
		path: '/collections/:id/lines/:no/receipt',
		tag: 'collection',
		summary: 'The receipt of what a line of a collection sheet brought, for loans and savings together',
		params: schemas.lineReceiptParams,
		query: schemas.receiptQuery,
		answer: schemas.receiptView,
		media: [pdfType],
		refusals: [
			'collection.not-found',
			'loan.not-found',
			'group.not-found',
			'form.line-not-found',
			'form.nothing-received',
			'form.payment-undone',
		],
		handle: async ({ tx, params: { id, no }, query: { format }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			const { view, paper } = await lineReceipt(tx, id, Number(no), asker, clocks)
			return format === 'json' ? view : sendPapers(reply, `bien-lai-bang-ke-${id}-${no}`, [await paper()], clocks)
		},
	})
}
