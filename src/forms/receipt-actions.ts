import type { Asker } from '../access/asker.js'
import { findCollection } from '../collection/question-actions.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Paper } from '../documents/paper.js'
import { findGroup } from '../groups/actions.js'
import { must } from '../kernel/assert.js'
import { zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { findEvents, findStatement } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { paymentQr } from './account-actions.js'
import { headingOf, letterOf } from '../papers/heading-actions.js'
import { readLender } from './member-store.js'
import { type Receipt, type ReceiptPart, receiptPaper, receiptTotal, savedPart } from './receipt.js'

/** A receipt as the wire answers it, and the same on paper, which is made only where it is wanted. */
type Answered = { readonly view: ReturnType<typeof receiptView>; readonly paper: () => Promise<Paper> }

/** The receipt of a repayment. */
export async function loanReceipt(tx: Tx, loanId: string, eventId: string, asker: Asker, clocks: Clocks): Promise<Answered> {
	const { items } = await findEvents(tx, loanId, asker.scope, clocks)
	const event = items.find(({ id }) => id === eventId)
	if (event === undefined) throw new Refusal('form.event-not-found')
	if (event.type !== 'repaid') throw new Refusal('form.not-a-payment')
	if (event.reversedBy !== null) throw new Refusal('form.payment-undone')
	const { part, loan } = await paidOn(tx, loanId, eventId, asker, clocks)
	const heading = await headingOf(tx, loan, { asOf: event.on })
	const receipt: Receipt = {
		receiptNo: event.receiptNo ?? null,
		on: event.on,
		payer: heading.memberName ?? heading.groupName ?? '',
		groupName: heading.groupName,
		place: heading.communeName,
		lender: { vi: heading.lender.name, en: heading.lender.nameEn },
		parts: [part],
	}
	return answered(tx, receipt, { ...loan, purpose: loan.code }, asker, clocks)
}

/** The receipt of what a line of a collection sheet brought: loans and savings on one paper. */
export async function lineReceipt(tx: Tx, sheetId: string, no: number, asker: Asker, clocks: Clocks): Promise<Answered> {
	const sheet = await findCollection(tx, sheetId, asker, clocks)
	const line = sheet.lines.find((one) => one.no === no)
	if (line === undefined) throw new Refusal('form.line-not-found')
	const standing = line.payments.filter(({ reversedBy }) => reversedBy === null)
	if (standing.length === 0) throw new Refusal(line.payments.length === 0 ? 'form.nothing-received' : 'form.payment-undone')
	const group = await findGroup(tx, sheet.groupId, asker, sheet.on)
	const parts: ReceiptPart[] = []
	for (const { kind, contractId, code, eventId, amount } of standing)
		parts.push(kind === 'loan' ? (await paidOn(tx, contractId, eventId, asker, clocks)).part : savedPart(contractId, code, amount))
	const lender = group.lenderId === null ? null : await readLender(tx, group.lenderId)
	const numbers = new Set(standing.flatMap(({ receiptNo }) => receiptNo ?? []))
	const receipt: Receipt = {
		receiptNo: numbers.size === 0 ? null : [...numbers].join(', '),
		on: sheet.on,
		payer: line.member?.name ?? group.name,
		groupName: group.name,
		place: group.communeName,
		lender: lender === null ? null : { vi: lender.name, en: lender.nameEn },
		parts,
	}
	return answered(tx, receipt, { ...group, purpose: line.member?.code ?? group.code }, asker, clocks)
}

/** What one repayment met, by the loan's own account. */
async function paidOn(tx: Tx, loanId: string, eventId: string, asker: Asker, clocks: Clocks) {
	const { loan, lines } = await findStatement(tx, loanId, asker, {}, clocks)
	const line = must(
		lines.find((one) => one.eventId === eventId),
		'a repayment stands in the account of its loan',
	)
	const { principal, interest, lateInterest, credit, outstandingAfter } = line
	const amount = must(line.amount, 'a repayment has an amount')
	const met = { amount, principal, interest, lateInterest, credit, savings: zero, outstandingAfter }
	const part: ReceiptPart = { kind: 'loan', contractId: loanId, code: loan.code, ...met }
	return { loan, part }
}

type PaidTo = { readonly lenderId: string | null; readonly communeId: string; readonly purpose: string }

function answered(tx: Tx, receipt: Receipt, { lenderId, communeId, purpose }: PaidTo, asker: Asker, clocks: Clocks): Answered {
	const next = { communeId, amount: null, purpose: `TRA NO ${purpose}` }
	const paper = async () =>
		receiptPaper(receipt, lenderId === null ? null : await paymentQr(tx, { ...next, lenderId }, clocks), await letterOf(tx, asker, clocks))
	return { view: receiptView(receipt), paper }
}

function receiptView(receipt: Receipt) {
	const amount = receiptTotal(receipt)
	return { ...receipt, amount, amountInWords: amountInWords(amount) }
}
