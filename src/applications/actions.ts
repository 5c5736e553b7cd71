import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { borrowerOf, signLoan } from '../lending/actions.js'
import type { Tx } from '../platform/database.js'
import { readProductForSigning } from '../products/actions.js'
import { needsSecondPerson } from '../products/rules.js'
import { refuseLongerThanApproved, termsToSign } from './agreement.js'
import {
	lessened,
	ownCapitalOf,
	refuseOutOfTurn,
	refuseSameEyes,
	stateOf,
	type StepDetails,
	type StepType,
	stepToUndo,
	type TakenStep,
} from './application.js'
import { findApplicationNow } from './question-actions.js'
import type { ApproveApplication, EndApplication, RequestLoan, SignApplication } from './schemas.js'
import * as store from './store.js'
import type { NewStep } from './stored.js'
import type { ToldApplication } from './views.js'

/** Records that a loan was asked for; warns of what is above the product's limits, as at signing. */
export async function requestLoan(tx: Tx, command: RequestLoan, asker: Asker, today: CalendarDate) {
	const { productId, requestedOn: on, amount, months, purpose } = command
	refuseFutureDay(on, today, 'requestedOn')
	const { product, lender } = await readProductForSigning(tx, productId, on, asker, 'requestedOn')
	const { communeId } = await borrowerOf(tx, { ...command, on }, product.borrower, asker.scope)
	const asked = { groupId: command.groupId ?? null, amount, months }
	const id = await store.insertApplication(tx, {
		...asked,
		productId,
		lenderId: lender.id,
		memberId: command.memberId ?? null,
		communeId,
		purpose,
		beneficiary: command.beneficiary ?? null,
		ownCapital: ownCapitalOf(command),
		note: command.note ?? null,
	})
	const step = { applicationId: id, seq: 1, type: 'requested', on, recordedBy: asker.userId, status: 'requested' } as const
	await store.appendSteps(tx, [{ ...nothingElse, ...step }])
	return findApplicationNow(tx, id, asker, today)
}

/** Approves a request; above the limit of its product it counts as approved when a second person has approved it too. */
export async function approveApplication(tx: Tx, id: string, command: ApproveApplication, asker: Asker, today: CalendarDate) {
	const { on, decisionNo, note } = command
	const told = await lockInTurn(tx, id, { type: 'approved', on }, asker, today)
	refuseSameEyes(told.state, asker.userId)
	const approved = lessened(told.state, command)
	const { rules } = await readProductForSigning(tx, told.row.productId, on, asker)
	const awaitsSecond = told.state.status !== 'approved-once' && needsSecondPerson(rules.limits, approved.amount)
	await take(tx, told, { ...approved, type: 'approved', on, details: { awaitsSecond, decisionNo, note } }, asker)
	return findApplicationNow(tx, id, asker, today)
}

/** Ends a request: the office rejects it, or the borrower withdraws it. */
export async function endApplication(
	tx: Tx,
	id: string,
	type: 'rejected' | 'withdrawn',
	{ on, reason }: EndApplication,
	asker: Asker,
	today: CalendarDate,
) {
	const told = await lockInTurn(tx, id, { type, on }, asker, today)
	await take(tx, told, { type, on, details: { reason } }, asker)
	return findApplicationNow(tx, id, asker, today)
}

/** Signs the loan that was approved, for no more and no longer, and ties the two together. */
export async function signApplication(tx: Tx, id: string, command: SignApplication, asker: Asker, today: CalendarDate) {
	const { signedOn, code, externalCode, note } = command
	const told = await lockInTurn(tx, id, { type: 'signed', on: signedOn, path: 'signedOn' }, asker, today)
	const { row, state } = told
	const { rules } = await readProductForSigning(tx, row.productId, signedOn, asker)
	const terms = termsToSign(state, command.terms ?? {}, rules.terms, signedOn)
	const { productId, purpose } = row
	const borrower = { groupId: row.groupId ?? undefined, memberId: row.memberId ?? undefined }
	const loan = await signLoan(tx, { ...borrower, productId, signedOn, purpose, code, externalCode, note, terms }, asker, today, 'approved')
	refuseLongerThanApproved(state, loan.terms, signedOn)
	await take(tx, told, { type: 'signed', on: signedOn, loanId: loan.id }, asker)
	return { ...(await findApplicationNow(tx, id, asker, today)), loan }
}

/** Undoes the last step of a request: it never happened. */
export async function reverseStep(tx: Tx, id: string, stepId: string, { reason }: { reason: string }, asker: Asker, today: CalendarDate) {
	const [told] = await lockApplications(tx, [id], asker)
	if (told === undefined) throw new Refusal('application.not-found')
	const { seq, on } = stepToUndo(told.steps, stepId)
	await take(tx, told, { type: 'reversed', on, reverses: seq, details: { reason } }, asker)
	return findApplicationNow(tx, id, asker, today)
}

/** The requests with these ids that the asker may see, locked, as they stand. */
export async function lockApplications(tx: Tx, ids: readonly string[], asker: Asker): Promise<readonly ToldApplication[]> {
	const rows = await store.readApplications(tx, ids, asker.scope, 'lock')
	const taken = await store.readSteps(tx, ids)
	return rows.map((row) => {
		const steps = must(taken.get(row.id), 'the steps of an application')
		return { row, steps, state: must(stateOf(row, steps), 'an application was requested') }
	})
}

/** A step of a request as it is to be written after those that were taken. */
export function nextStep(
	{ row, steps }: ToldApplication,
	step: Partial<TakenStep> & Pick<TakenStep, 'type' | 'on'>,
	userId: string,
): NewStep {
	const taken = { ...nothingElse, ...step, details: said(step.details ?? {}), seq: row.version + 1, recordedBy: userId }
	const { status } = must(stateOf(row, [...steps, taken]), 'a request stays one')
	return { ...taken, applicationId: row.id, status }
}

/** The request, locked, where the step may be taken on it that day. */
async function lockInTurn(
	tx: Tx,
	id: string,
	{ type, on, path = 'on' }: { readonly type: StepType; readonly on: CalendarDate; readonly path?: string },
	asker: Asker,
	today: CalendarDate,
): Promise<ToldApplication> {
	refuseFutureDay(on, today, path)
	const [told] = await lockApplications(tx, [id], asker)
	if (told === undefined) throw new Refusal('application.not-found')
	refuseOutOfTurn(told.state, type, on, path)
	return told
}

async function take(tx: Tx, told: ToldApplication, step: Parameters<typeof nextStep>[1], asker: Asker): Promise<void> {
	await store.appendSteps(tx, [nextStep(told, step, asker.userId)])
}

const nothingElse = { amount: null, months: null, meetingId: null, loanId: null, details: {}, reverses: null }

function said(details: StepDetails): StepDetails {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}
