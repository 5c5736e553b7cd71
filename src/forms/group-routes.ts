import type { AppDoor } from '../access/asker.js'
import { xlsxType } from '../documents/download.js'
import { pdfType } from '../documents/pdf.js'
import { confirmationForm, inspectionForm, meetingForm, passbookForm } from './group-form-actions.js'
import * as schemas from './group-schemas.js'
import { sendList, sendPapers } from './sending-actions.js'

const params = schemas.formParams
const media = [pdfType, xlsxType]

/** The sheets of groups and the passbooks of their members, to print, to fill in and to sign. */
export function groupFormRoutes(door: AppDoor): void {
	door.operation({
		id: 'readCollectionForm',
		method: 'GET',
		path: '/groups/:id/forms/collection-sheet',
		tag: 'forms',
		summary: 'The collection sheet of a meeting (13/TD): to be filled in before it, with what was paid after it, and the banknotes',
		params,
		query: schemas.collectionFormQuery,
		media,
		refusals: ['group.not-found'],
		handle: async ({ tx, params: { id }, query: { on, format }, asker, today, knownAt, reply }) => {
			const { list, letter } = await meetingForm(tx, id, asker, { asOf: on ?? today, knownAt })
			return sendList(reply, `bang-ke-thu-${id}`, format, list, letter)
		},
	})
	door.operation({
		id: 'readBalanceConfirmation',
		method: 'GET',
		path: '/groups/:id/forms/balance-confirmation',
		tag: 'forms',
		summary: 'The list by which members confirm their loan and savings balances on a day (15/TD)',
		params,
		query: schemas.listFormQuery,
		media,
		refusals: ['group.not-found'],
		handle: async ({ tx, params: { id }, query: { format }, asker, asOf, knownAt, reply }) => {
			const { list, letter } = await confirmationForm(tx, id, asker, { asOf, knownAt })
			return sendList(reply, `doi-chieu-so-du-${id}`, format, list, letter)
		},
	})
	door.operation({
		id: 'readInspectionForm',
		method: 'GET',
		path: '/groups/:id/forms/inspection',
		tag: 'forms',
		summary: 'The minutes of a group’s inspection (16/TD), with the figures and the answers that the books give',
		params,
		query: schemas.paperFormQuery,
		media: [pdfType],
		refusals: ['group.not-found'],
		handle: async ({ tx, params: { id }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			return sendPapers(reply, `bien-ban-kiem-tra-${id}`, [await inspectionForm(tx, id, asker, clocks)], clocks)
		},
	})
	door.operation({
		id: 'readPassbook',
		method: 'GET',
		path: '/members/:id/passbook',
		tag: 'members',
		summary: 'A member’s passbook: her loans and her savings, lender by lender, with a place to sign at each line',
		params,
		query: schemas.paperFormQuery,
		media: [pdfType],
		refusals: ['member.not-found'],
		handle: async ({ tx, params: { id }, asker, asOf, knownAt, reply }) => {
			const clocks = { asOf, knownAt }
			return sendPapers(reply, `so-vay-von-tiet-kiem-${id}`, [await passbookForm(tx, id, asker, clocks)], clocks)
		},
	})
}
